"""Send what waits in the outbox, by hand."""

from typing import Any

from django.core.management.base import BaseCommand

from datt.berichten.tasks import sweep_berichten


class Command(BaseCommand):
    help = "Verstuur nu wat in de wachtrij staat. Hetzelfde als wat de werker steeds doet."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{sweep_berichten()} berichten bekeken.")
