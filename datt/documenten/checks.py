"""What `manage.py check` says about making documents."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Warning, register


@register("documenten")
def pango(**kwargs: Any) -> list[CheckMessage]:
    """WeasyPrint without its native libraries: the site runs, but every document fails."""
    code = "import sys; sys.path.insert(0, sys.argv[1]); import pdf; print(pdf.missing_library())"
    answer = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-I", "-c", code, str(Path(__file__).parent)], capture_output=True, text=True, check=False
    )
    missing = answer.stdout.strip()
    if not missing:
        return []
    return [
        Warning(
            f"Documenten kunnen niet worden gemaakt: {missing} ontbreekt.",
            hint="Debian en Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. "
            "macOS: brew install pango.",
            id="documenten.W001",
        )
    ]
