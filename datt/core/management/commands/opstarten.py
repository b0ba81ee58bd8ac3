"""Bring an installation up to date: folders, database, content, static files, and the demo where asked."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

FOLDERS = ("bestanden", "mail", "cache", "wachtrij/berichten", "wachtrij/besturing")


class Command(BaseCommand):
    help = "Werk deze installatie bij. Wat al goed is, wordt overgeslagen; mag altijd opnieuw."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="bouw de demo als de database nog leeg is")
        parser.add_argument("--zonder-bestanden", action="store_true", help="sla de statische bestanden over")

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in FOLDERS:
            (settings.DATA_DIR / folder).mkdir(parents=True, exist_ok=True)
        if _has_unapplied_migrations():
            self.stdout.write("De database wordt bijgewerkt ...")
            call_command("migrate", interactive=False, verbosity=0)
        self._when_changed("inhoud", _content_files(), lambda: call_command("load_content", verbosity=0))
        if not options["zonder_bestanden"]:
            self._when_changed(
                "statisch",
                _files_below(settings.BASE_DIR / "static"),
                lambda: call_command("collectstatic", interactive=False, verbosity=0),
                also=str(settings.STATIC_ROOT),
            )
        if options["demo"]:
            call_command("demo", als_leeg=True, stdout=self.stdout)

    def _when_changed(self, name: str, files: list[Path], step: Any, also: str = "") -> None:
        """Do a step only when its files changed since the last time on this database."""
        mark = settings.DATA_DIR / f"{name}.stempel"
        wanted = _fingerprint(files, also)
        if mark.exists() and mark.read_text() == wanted:
            return
        self.stdout.write(f"Bijwerken: {name} ...")
        step()
        mark.write_text(wanted)


def _has_unapplied_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _content_files() -> list[Path]:
    apps = [settings.BASE_DIR / top for top in ("datt", "pilots", "ketenspel", "verbeterplannen")]
    return [path for app in apps for folder in app.rglob("content") for path in _files_below(folder)]


def _files_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _fingerprint(files: list[Path], also: str) -> str:
    database = connection.settings_dict
    text = f"{database['HOST']}/{database['NAME']} {also}"
    parts = [f"{path}:{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in files]
    return hashlib.sha256("\n".join([text, *parts]).encode()).hexdigest()
