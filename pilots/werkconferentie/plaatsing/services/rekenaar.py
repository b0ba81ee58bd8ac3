"""Let a process of its own do the sums, follow how far it is, and end it when nobody wants the answer any more."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from queue import Empty, Queue
from typing import Any

from django.conf import settings

PROGRAM = "pilots.werkconferentie.plaatsing.rekenen"
TICK_SECONDS = 0.5
# On top of what the sums may take: starting, reading and writing.
START_SECONDS = 20

type Beat = Callable[[int, str], bool]


class CannotCalculateError(Exception):
    """No answer came; its text is for the log."""


class NotWantedError(Exception):
    """Whoever asked wants it no more."""


def calculate(question: dict[str, Any], beat: Beat, *, seconden: float) -> dict[str, Any]:
    """The answer to a question of `to_data`, as `outcome_to_data` writes it.

    `beat` hears every half second how far it is, in per cent and words; when it answers False the process is ended and
    NotWantedError raised. Raises CannotCalculateError when the process failed or took too long.
    """
    process = subprocess.Popen(  # noqa: S603  # our own program, no words of people in it
        [sys.executable, "-m", PROGRAM, str(seconden)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=settings.BASE_DIR,
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        text=True,
    )
    lines: Queue[str | None] = Queue()
    reader = threading.Thread(target=_read, args=(process, json.dumps(question), lines), daemon=True)
    reader.start()
    try:
        return _follow(lines, beat, until=time.monotonic() + seconden + START_SECONDS)
    finally:
        process.kill()
        process.wait()
        reader.join(timeout=START_SECONDS)
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()


def _read(process: "subprocess.Popen[str]", question: str, lines: "Queue[str | None]") -> None:
    try:
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018  # for the types
        process.stdin.write(question)
        process.stdin.close()
        for line in process.stdout:
            lines.put(line)
    except (OSError, ValueError):
        pass  # it was ended; who follows it sees no answer
    finally:
        lines.put(None)


def _follow(lines: "Queue[str | None]", beat: Beat, *, until: float) -> dict[str, Any]:
    procent, wat = 0, "Beginnen"
    while time.monotonic() < until:
        try:
            line = lines.get(timeout=TICK_SECONDS)
        except Empty:
            line = ""
        if line is None:
            raise CannotCalculateError("the process ended without an answer")
        said = json.loads(line) if line else {}
        if "uitkomst" in said:
            found: dict[str, Any] = said["uitkomst"]
            return found
        procent, wat = said.get("procent", procent), said.get("wat", wat)
        if not beat(procent, wat):
            raise NotWantedError
    raise CannotCalculateError("the sums took too long")
