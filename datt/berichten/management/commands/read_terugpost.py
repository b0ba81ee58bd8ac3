"""Read one mail that came back from standard input: for a mail system that pipes its return mailbox."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from datt.berichten.retour import read_report
from datt.berichten.services.terugpost import take_back

LONGEST = 1_000_000


class Command(BaseCommand):
    help = "Leest één teruggekomen mail van standaardinvoer."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--aan", default="", help="het adres waarop de mail binnenkwam, als uw mailserver dat weet")

    def handle(self, *args: Any, **options: Any) -> None:
        """Never fails on a mail it does not understand: the mail system would send that back too."""
        melding = read_report(sys.stdin.buffer.read(LONGEST), options["aan"])
        if melding is None:
            self.stdout.write("Geen melding over een mail van ons.")
        elif take_back(melding):
            self.stdout.write("Genoteerd dat een mail terugkwam.")
        else:
            self.stdout.write("Dit was al bekend.")
