"""What the benchmarks share: the demo on a server of its own, somebody who asks for pages, and what a server used.

Needs Linux: what a process used is read from /proc.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from tests.e2e.site import Site, running_database  # noqa: E402

TICKS = os.sysconf("SC_CLK_TCK")
POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"
REDIS = "redis://127.0.0.1:6379/9"


@contextmanager
def demo(*, postgres: bool = False) -> Iterator[Site]:
    """The demo, built in a temporary folder (or in a fresh PostgreSQL database); its web server is not started yet."""
    if postgres:
        os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", POSTGRES)
        os.environ["REDIS_URL"] = os.environ.get("TEST_REDIS_URL", REDIS)
        os.environ["DATT_TEST_SERVICES"] = "1"
    with tempfile.TemporaryDirectory(prefix="datt-meting-") as folder, running_database() as database:
        site = Site(Path(folder), database)
        site.prepare()
        try:
            yield site
        finally:
            site.processes.stop()


class Visitor:
    """Somebody with one connection that stays open, as a browser has."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        return self._ask("GET", path, None, headers)

    def sign_in(self, rol: str) -> "Visitor":
        """With the button of the demo."""
        _, page = self.get("/demo/")
        found = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert found, "the page of the demo has no form"
        form = urlencode({"csrfmiddlewaretoken": found[1].decode(), "email": f"{rol}@demo.example"})
        status, _ = self._ask("POST", "/demo/", form, {"Content-Type": "application/x-www-form-urlencoded"})
        assert status == 302, f"signing in as {rol} answered {status}"
        return self

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[int, bytes]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, path, body, {"Cookie": cookies, **headers})
        answer = self.connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer.status, answer.read()


def processes_of(process: subprocess.Popen) -> list[int]:
    """A server and its workers: everything in its process group."""
    return [pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if _group(pid) == process.pid]  # noqa: PTH208


def _group(pid: int) -> int:
    fields = _stat(pid)
    return int(fields[2]) if fields else 0


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the name; empty when the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def processor_ms(pids: list[int]) -> float:
    """The processor time these processes used until now."""
    return sum(int(ticks) for pid in pids for ticks in _stat(pid)[11:13]) * 1000 / TICKS


def memory_mb(pid: int) -> float:
    """What a process holds by itself, with its share of what it has in common with others."""
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def has_loaded(pid: int, library: str) -> bool:
    return library in Path(f"/proc/{pid}/maps").read_text()
