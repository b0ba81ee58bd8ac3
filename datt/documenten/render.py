"""Run `pdf` in a process of its own, watch it, and say in Dutch why it did not work."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from django.conf import settings

PROGRAM = Path(__file__).parent / "pdf.py"
# How often somebody hears that we live, also when a page takes long.
TICK_SECONDS = 1.0
# The names of `pdf.NO_PANGO` and its kind; that module is never imported here.
REASONS = {
    3: "Op deze server ontbreekt het onderdeel dat PDF's maakt (Pango). Vraag de beheerder om het te installeren.",
    4: "Dit document is te groot: het geheugen was vol voordat het klaar was.",
}
TOO_LONG = "Dit document is te groot of te ingewikkeld: het was na {} seconden nog niet klaar."
STOPPED = "Het maken van het document stopte onverwacht."

# Hears the step and the page; answers False when the work is no longer wanted.
type Beat = Callable[[str, int], bool]


class CannotRenderError(Exception):
    """Trying again will not help; the text is Dutch and says why."""


class StoppedError(Exception):
    """It stopped in the middle; another try may well work."""


class NotWantedError(Exception):
    """Somebody else has this document now."""


@dataclass(frozen=True)
class Rendered:
    content: bytes
    bladzijden: int
    waarschuwingen: list[str]


def render(html: str, *, beat: Beat, variant: str = "pdf/ua-1", als_zip: bool = False) -> Rendered:
    """Make the PDF, or a ZIP of its parts, within the limits of the settings; `beat` is called every few seconds."""
    with tempfile.TemporaryDirectory(prefix="datt-pdf-") as folder:
        source, target = Path(folder) / "document.html", Path(folder) / "document.pdf"
        source.write_text(html, encoding="utf-8")
        result = _Child(_command(source, target, variant, als_zip=als_zip), folder).watch(beat)
        return Rendered(target.read_bytes(), result["bladzijden"], result["waarschuwingen"])


def _command(source: Path, target: Path, variant: str, *, als_zip: bool) -> list[str]:
    return [
        sys.executable,
        "-I",  # isolated: no environment, no path of ours
        str(PROGRAM),
        str(source),
        str(target),
        "--static",
        str(settings.STATICFILES_DIRS[0]),
        "--variant",
        variant,
        "--memory",
        str(settings.DOCUMENT_MEMORY_MB * 1024 * 1024),
        "--cpu",
        str(settings.DOCUMENT_CPU_SECONDS),
        *(["--zip"] if als_zip else []),
    ]


class _Child:
    """The process that renders; it gets no environment of ours, so no secret."""

    def __init__(self, command: list[str], folder: str) -> None:
        self.lines: Queue[str | None] = Queue()
        self.trouble: list[str] = []
        self.process = subprocess.Popen(  # noqa: S603  # our own program, no words of people in it
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env={"PATH": "/usr/bin:/bin", "HOME": folder, "XDG_CACHE_HOME": folder, "LANG": "C.UTF-8"},
            text=True,
            start_new_session=True,
        )
        self.readers = [threading.Thread(target=read, daemon=True) for read in (self._read_lines, self._read_trouble)]
        for reader in self.readers:
            reader.start()

    def watch(self, beat: Beat) -> dict[str, Any]:
        """Follow it to its end; answers what it said last."""
        try:
            last = self._follow(beat)
            code = self.process.wait(timeout=TICK_SECONDS * 5)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            self._end()
        if code == 0 and "bladzijden" in last:
            return last
        raise self._failure(code)

    def _follow(self, beat: Beat) -> dict[str, Any]:
        until = time.monotonic() + settings.DOCUMENT_SECONDS
        seen: dict[str, Any] = {"stap": "lezen", "bladzijde": 0}
        told = 0.0
        while time.monotonic() < until:
            try:
                line = self.lines.get(timeout=TICK_SECONDS)
            except Empty:
                line = ""
            if line is None:
                return seen
            seen = json.loads(line) if line else seen
            if "stap" in seen and time.monotonic() - told >= TICK_SECONDS:
                told = time.monotonic()
                if not beat(seen["stap"], seen["bladzijde"]):
                    raise NotWantedError
        raise CannotRenderError(TOO_LONG.format(settings.DOCUMENT_SECONDS))

    def _failure(self, code: int | None) -> Exception:
        if code in REASONS:
            return CannotRenderError(REASONS[code])
        if code == -signal.SIGXCPU:
            return CannotRenderError(TOO_LONG.format(settings.DOCUMENT_CPU_SECONDS))
        if any("MemoryError" in line for line in self.trouble):
            return CannotRenderError(REASONS[4])
        return StoppedError(f"code {code}: {' '.join(self.trouble[-3:])[:500]}")

    def _end(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for reader in self.readers:
            reader.join(timeout=TICK_SECONDS)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()

    def _read_lines(self) -> None:
        for line in self.process.stdout or []:
            self.lines.put(line)
        self.lines.put(None)

    def _read_trouble(self) -> None:
        for line in self.process.stderr or []:
            self.trouble = [*self.trouble[-20:], line.strip()]
