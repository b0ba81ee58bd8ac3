"""A real worker process, on the database of the test and a queue and a folder of its own."""

import os
import sys
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection
from kombu import pools

from datt.celery import app

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
from processes import Processes, worker_command  # noqa: E402

REDIS_OF_THE_WORKER = 7
NOBODY_THERE = "redis://127.0.0.1:1/0"


class Werker:
    """Starts, stops and kills the worker; `broker` is where it and the test find each other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.temporary = folder / "tijdelijk"
        for name in ("wachtrij/berichten", "wachtrij/besturing", "tijdelijk"):
            (folder / name).mkdir(parents=True)
        redis = settings.REDIS_URL.rpartition("/")[0]
        self.broker = f"{redis}/{REDIS_OF_THE_WORKER}" if redis else "filesystem://"
        self.options = {
            "data_folder_in": str(folder / "wachtrij" / "berichten"),
            "data_folder_out": str(folder / "wachtrij" / "berichten"),
            "control_folder": str(folder / "wachtrij" / "besturing"),
        }
        self.environment = {
            **os.environ,
            "DATT_MODE": "proef",
            "DATT_DATA": str(folder),
            "DATABASE_URL": _database(),
            "REDIS_URL": self.broker if redis else "",
            "DOCUMENT_LEASE_SECONDS": "2",
            "LIJST_LEASE_SECONDS": "5",
            "TMPDIR": str(self.temporary),
        }
        self.processes = Processes(self.environment, folder / "log")

    def start(self, *, beat: bool) -> None:
        self.processes.start("werker", worker_command(beat=beat))

    def kill(self) -> None:
        self.processes.kill("werker")

    def log(self) -> str:
        return self.processes.log_tail("werker", 40)

    @contextmanager
    def rings_at(self, broker: str):
        """Where the test rings the bell."""
        before = {name: app.conf[name] for name in ("broker_url", "broker_transport_options")}
        options = {"socket_timeout": 2, "socket_connect_timeout": 2} if broker.startswith("redis") else self.options
        _use(broker_url=broker, broker_transport_options=options)
        try:
            yield
        finally:
            _use(**before)


def _use(**conf) -> None:
    app.conf.update(**conf)
    pools.reset()
    app._pool = None
    app.amqp._producer_pool = None


def _database() -> str:
    own = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{own['NAME']}"
    return f"postgres://{own['USER']}:{own['PASSWORD']}@{own['HOST']}:{own['PORT']}/{own['NAME']}"
