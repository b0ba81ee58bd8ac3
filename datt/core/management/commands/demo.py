"""Build the demo: fictional data on top of the content, made with the verbs of the apps themselves."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from datt.core.queue import without_ringing


class Command(BaseCommand):
    help = "Bouw de demo in een lege database: de verzonnen gemeente Waterrade met drie pilots."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--als-leeg", action="store_true", help="doe niets als er al iets staat")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("De demo kan alleen met DATT_MODE=proef en DATT_DEMO=1.")
        if get_user_model().objects.exists():
            if options["als_leeg"]:
                return
            raise CommandError("Deze database is niet leeg. De demo komt alleen in een lege database.")
        self.stdout.write("De demo wordt gebouwd ...")
        with without_ringing():
            for app in apps.get_app_configs():
                if find_spec(f"{app.name}.demo") is not None:
                    import_module(f"{app.name}.demo").build()
