"""Starting the site as people do, and looking for what is left of it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.waiting import wait_until

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
from processes import Processes, free_port  # noqa: E402

__all__ = ["ROOT", "Processes", "Start", "environment", "free_port", "processes_of"]

LEFT_OUT = {"DATABASE_URL", "REDIS_URL", "DATT_MODE", "DATT_DEMO", "DATT_DATA", "DATT_STATIC", "DJANGO_SETTINGS_MODULE"}


def environment(folder: Path, **changes: str) -> dict[str, str]:
    known = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    return {**known, "DATT_DATA": str(folder), "DATT_STATIC": str(folder / "static"), **changes}


def processes_of(folder: Path) -> list[int]:
    """Every living process that was started for this data folder."""
    mark = f"DATT_DATA={folder}\0".encode()
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (place / "environ").read_bytes():
                found.append(int(place.name))
        except OSError:
            continue
    return found


class Start:
    """`scripts/start` in a process; `said` is what it printed."""

    def __init__(self, folder: Path, *options: str, **changes: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.output = folder.parent / f"{folder.name}.uit"
        with self.output.open("wb") as out:
            self.process = subprocess.Popen(
                [ROOT / "scripts" / "start", "--port", str(self.port), *options],
                cwd=ROOT, env=environment(folder, **changes), stdout=out, stderr=out, start_new_session=True,
            )  # fmt: skip

    @property
    def said(self) -> str:
        return self.output.read_text()

    def until_ready(self) -> str:
        def ready() -> bool:
            assert self.process.poll() is None, self.said
            return "Ctrl-C stops it." in self.said

        wait_until(ready, "the site runs", seconds=240)
        return self.said

    def interrupt(self) -> int:
        """Ctrl-C; answers how it ended."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=240)

    def end(self) -> None:
        if self.process.poll() is None:
            self.interrupt()
