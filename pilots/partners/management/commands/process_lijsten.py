"""Do what the uploaded lists wait for, by hand."""

from typing import Any

from django.core.management.base import BaseCommand

from pilots.partners.tasks import sweep_lijsten


class Command(BaseCommand):
    help = "Kijk nu de lijsten na die wachten, en lees in wat bevestigd is. Hetzelfde als wat de werker steeds doet."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{sweep_lijsten()} lijsten bekeken.")
