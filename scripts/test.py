"""Prepare everything, then pass all checks and tests; says which it ran."""

import argparse
import os
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from shutil import which

from prepare import BROWSERS, PYTHON, ROOT, VENV, SetupError, prepare, say

BIN = VENV / "bin"
POSTGRES = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")

# Settings like those of a real installation, for the checks that look at them.
PRODUCTION = {
    "DATT_MODE": "productie",
    "SECRET_KEY": "only-for-the-check-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "ALLOWED_HOSTS": "datt.voorbeeld.example",
    "SITE_URL": "https://datt.voorbeeld.example",
    "DATABASE_URL": "postgres://datt@localhost/datt",
    "REDIS_URL": "redis://localhost:6379/0",
    "MAIL_FROM": "DATT Werkt! <datt@voorbeeld.example>",
    "MAIL_HOST": "mail.voorbeeld.example",
}


class Runner:
    """Runs steps one after the other and remembers how each went."""

    def __init__(self):
        self.results = []
        self.folder = Path(tempfile.mkdtemp(prefix="datt-test-"))
        # The checks look at the database before any test makes one.
        (self.folder / "data").mkdir()
        self.trial = {
            "DATT_MODE": "proef",
            "DATT_DATA": str(self.folder / "data"),
            "DATT_STATIC": str(self.folder / "static"),
            "SECRET_KEY": secrets.token_urlsafe(50),
        }

    def step(self, name, command, environment=None):
        say(f"\n== {name}")
        began = time.monotonic()
        base = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "REDIS_URL")}
        code = subprocess.call([str(part) for part in command], cwd=ROOT, env=dict(base, **(environment or self.trial)))
        self.results.append((name, code == 0, time.monotonic() - began))
        return code == 0

    def note(self, name, ok, why):
        say(f"\n== {name}: {why}")
        self.results.append((f"{name}: {why}", ok, 0.0))

    def finish(self):
        say("\nWhat was run:")
        for name, ok, seconds in self.results:
            say(f"  {'ok    ' if ok else 'FAILED'} {name} ({seconds:.0f} s)")
        failed = [name for name, ok, _ in self.results if not ok]
        say(f"\n{'All is well.' if not failed else f'{len(failed)} failed.'}")
        return 1 if failed else 0


def main():
    wanted = arguments()
    try:
        prepare(lock="test")
    except SetupError as trouble:
        sys.exit(f"\n{trouble}")
    runner = Runner()
    if wanted.only in (None, "checks"):
        check(runner)
    if wanted.only in (None, "unit", "e2e"):
        suite(runner, wanted)
    sys.exit(runner.finish())


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/test", description=__doc__)
    parser.add_argument("--only", choices=["checks", "unit", "e2e"], help="only this part")
    parser.add_argument("--sqlite-only", action="store_true", help="leave PostgreSQL and Redis out")
    parser.add_argument("--require-services", action="store_true", help="without PostgreSQL and Redis: fail")
    return parser.parse_args()


def check(runner):
    manage = [PYTHON, "manage.py"]
    templates = sorted((ROOT / "templates").rglob("*.html"))
    runner.step("format", [BIN / "ruff", "format", "--check", "."])
    runner.step("lint", [BIN / "ruff", "check", "."])
    runner.step("templates", [BIN / "djade", "--check", "--target-version", "6.0", *templates])
    runner.step("types", [BIN / "mypy"])
    runner.step("layers", [BIN / "lint-imports"])
    runner.step("missing migrations", [*manage, "makemigrations", "--check", "--dry-run"])
    production = dict(runner.trial, **PRODUCTION)
    runner.step("check --deploy", [*manage, "check", "--deploy", "--fail-level", "WARNING"], production)
    compose = ["--builtin-schema", "vendor.compose-spec", "docker-compose.yml"]
    runner.step("compose file", [BIN / "check-jsonschema", *compose])
    runner.step("benchmarks, once and without a limit", [PYTHON, "scripts/bench.py", "--smoke"])


def suite(runner, wanted):
    parts = [part for part in ("unit", "e2e") if wanted.only in (None, part)]
    for part in parts:
        runner.step(f"{part} tests on SQLite, broker in a folder", pytest(part, services=False))
    if wanted.sqlite_only:
        return runner.note("PostgreSQL and Redis", True, "left out, as asked")
    missing = services_missing()
    if missing:
        why = f"skipped, {missing} does not answer"
        return runner.note("PostgreSQL and Redis", not wanted.require_services, why)
    environment = dict(runner.trial, DATABASE_URL=POSTGRES, REDIS_URL=REDIS, DATT_TEST_SERVICES="1")
    for part in parts:
        runner.step(f"{part} tests on PostgreSQL and Redis", pytest(part, services=True), environment)
    return None


def pytest(part, services):
    marks = "e2e" if part == "e2e" else "not e2e"
    if not services:
        marks += " and not services"
    elif part == "e2e":
        # What a page looks like is the same on every database: the walk over all pages was done on SQLite.
        marks += " and not rondgang"
    # Two browsers at most: each has a site of its own, with a web process and a worker.
    workers = ["-n", "2", "--dist", "load"] if part == "e2e" else ["-n", "auto", "--dist", "loadgroup"]
    return [PYTHON, "-m", "pytest", "-m", marks, *workers, "-p", "no:cacheprovider"]


def services_missing():
    """What of PostgreSQL and Redis does not answer; empty when both do."""
    code = "import sys, psycopg; psycopg.connect(sys.argv[1], connect_timeout=3).close()"
    if subprocess.call([PYTHON, "-c", code, POSTGRES], stderr=subprocess.DEVNULL):
        return "PostgreSQL"
    code = "import sys, redis; redis.Redis.from_url(sys.argv[1], socket_timeout=3).ping()"
    if subprocess.call([PYTHON, "-c", code, REDIS], stderr=subprocess.DEVNULL):
        return "Redis"
    return ""


if __name__ == "__main__":
    if not any(map(which, BROWSERS)):
        say("Chromium is not here yet; the set-up installs it where it can.")
    main()
