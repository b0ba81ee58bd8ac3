"""Load the content of every app; safe to run again and again."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from datt.core.content import load_all


class Command(BaseCommand):
    help = "Laad de inhoud (gemeenten, soorten organisaties, sjablonen, teksten). Mag altijd opnieuw."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        for name, count in load_all().items():
            self.stdout.write(f"{name}: {count}")
