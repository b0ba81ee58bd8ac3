"""The pilots of the demo as their file describes them."""

from functools import cache
from pathlib import Path
from typing import Any

from datt.core.content import read_toml
from pilots.traject.models import Pilot

FILE = Path(__file__).parent / "pilots.toml"


@cache
def pilots_toml() -> dict[str, Any]:
    return read_toml(FILE)


def demo_pilot(slug: str) -> Pilot:
    """The pilot that the file calls by this slug."""
    titel = next(one["titel"] for one in pilots_toml()["pilots"] if one["slug"] == slug)
    return Pilot.objects.get(titel=titel, gemeente__verzonnen=True)
