"""The site as its users get it: real processes, started as the start command starts them, with the demo."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
from processes import Processes, free_port, web_command, worker_command  # noqa: E402

CLOCK = ROOT / "tests" / "e2e" / "klok"
# Each worker of the tests has a site of its own, and sometimes a second one: each with a queue of its own behind the
# one of the other tests.
FIRST_REDIS = 10
AT_ONCE = 2


class Site:
    """A running site; `kill` and `start` let a test take a process away."""

    def __init__(self, folder: Path, database: str, *, is_second: bool = False) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}},
            "DATT_MODE": "proef",
            "DATT_DEMO": "1",
            "DATT_DATA": str(folder),
            "DATT_STATIC": str(folder / "static"),
            "SECRET_KEY": "only-for-the-browser-tests-" + uuid.uuid4().hex,
            "SITE_URL": self.url,
        }
        if database:
            redis = os.environ["REDIS_URL"].rpartition("/")[0]
            worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
            queue = FIRST_REDIS + worker + (AT_ONCE if is_second else 0)
            self.environment |= {"DATABASE_URL": database, "REDIS_URL": f"{redis}/{queue}"}
        self.processes = Processes(self.environment, folder / "log")

    def prepare(self) -> None:
        command = [sys.executable, "manage.py", "opstarten", "--demo"]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def start(self) -> None:
        self.processes.start("web", web_command(self.port))
        self.processes.start("worker", worker_command())
        self.processes.wait_for_web(self.url)

    def manage(self, *command: str) -> str:
        """What a command of manage.py says, run as the processes of the site are."""
        whole = [sys.executable, "manage.py", *command]
        done = subprocess.run(whole, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True)
        return done.stdout

    def move_clock(self, later: timedelta) -> None:
        """Let the site live so much later than this machine, counted from now on; its processes start again."""
        self.processes.stop()
        self.environment["PYTHONPATH"] = str(CLOCK)
        self.environment["DATT_TEST_SECONDEN_LATER"] = str(int(later.total_seconds()))
        self.start()


@contextmanager
def running_site(folder: Path, *, is_second: bool = False) -> Iterator[Site]:
    """A site of its own, on SQLite and a folder, or on a fresh PostgreSQL database and Redis."""
    with running_database() as database:
        site = Site(folder, database, is_second=is_second)
        site.prepare()
        try:
            site.start()
            yield site
        finally:
            site.processes.stop()


@contextmanager
def running_database() -> Iterator[str]:
    """The address of a fresh database where PostgreSQL is asked for, else nothing."""
    server = os.environ.get("DATABASE_URL", "") if os.environ.get("DATT_TEST_SERVICES") else ""
    if not server:
        yield ""
        return
    name = f"datt_e2e_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield f"{server.rpartition('/')[0]}/{name}"
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
