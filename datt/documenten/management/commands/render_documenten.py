"""Make the documents that wait, by hand."""

from typing import Any

from django.core.management.base import BaseCommand

from datt.documenten.tasks import sweep_documenten


class Command(BaseCommand):
    help = "Maak nu de documenten die in de wachtrij staan. Hetzelfde als wat de werker steeds doet."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{sweep_documenten()} documenten bekeken.")
