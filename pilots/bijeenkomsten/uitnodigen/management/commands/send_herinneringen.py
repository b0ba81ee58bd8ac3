"""Queue the reminders of meetings that are due now, as the scheduler does every ten minutes."""

from typing import Any

from django.core.management.base import BaseCommand

from pilots.bijeenkomsten.uitnodigen.services.vooruit import send_due


class Command(BaseCommand):
    help = "Zet de herinneringen klaar die nu uit mogen."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{send_due()} berichten klaargezet.")
