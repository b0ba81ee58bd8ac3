"""Fetch the school holidays from the government's open data."""

import json
import urllib.request
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pilots.traject.services import schoolvakanties

BIGGEST = 2_000_000


class Command(BaseCommand):
    help = "Haal de schoolvakanties op bij de open data van de Rijksoverheid. Vraagt internet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--adres", default=schoolvakanties.OPEN_DATA_URL, help="een ander adres, met https")
        parser.add_argument("--wacht", type=float, default=15, help="hoeveel seconden wachten op antwoord")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows = schoolvakanties.read_open_data(_fetch(options["adres"], options["wacht"]))
        except schoolvakanties.LeesfoutError as error:
            raise CommandError("Er is niets bewaard. " + "\n".join(error.fouten)) from error
        changed = schoolvakanties.keep(rows)
        self.stdout.write(f"{len(rows)} vakanties opgehaald, {changed} nieuw of veranderd.")


def _fetch(url: str, wait: float) -> Any:
    if not url.startswith(("https://", "http://127.0.0.1:")):
        raise CommandError("Het adres moet met https:// beginnen.")
    request = urllib.request.Request(url, headers={"Accept": "application/json"})  # noqa: S310  # checked above
    try:
        with urllib.request.urlopen(request, timeout=wait) as answer:  # noqa: S310  # checked above
            body = answer.read(BIGGEST)
    except OSError as error:
        raise CommandError(
            "De open data van de Rijksoverheid is nu niet bereikbaar. Er is niets veranderd. Probeer het later,"
            " of neem de datums over met import_schoolvakanties."
        ) from error
    try:
        return json.loads(body)
    except ValueError as error:
        raise CommandError("De open data gaf een antwoord dat geen JSON is. Er is niets veranderd.") from error
