"""Import school holidays from a file."""

from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pilots.traject.services import schoolvakanties

FORMAT = """
Het bestand is CSV in UTF-8, met puntkomma's (of komma's) en deze eerste regel:

    schooljaar;naam;regio;van;tot_en_met;bron

    schooljaar   2026-2027
    naam         Herfstvakantie, Kerstvakantie, Voorjaarsvakantie, Meivakantie of Zomervakantie
    regio        noord, midden, zuid of heel Nederland
    van          eerste vrije dag, ook de zaterdag: 2026-10-10 of 10-10-2026
    tot_en_met   laatste vrije dag, ook de zondag
    bron         waar de datum vandaan komt

Regels die met # beginnen tellen niet mee. Er wordt niets bewaard als er een fout in staat.
Het bestand mag opnieuw: wat al klopt blijft staan, wat anders is wordt vervangen.
Een schooljaar geldt als bekend als alle vijf de vakanties er zijn.
"""


class Command(BaseCommand):
    help = "Neem schoolvakanties over uit een CSV-bestand."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, epilog=FORMAT, **kwargs)
        parser.formatter_class = RawDescriptionHelpFormatter
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bestand", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["bestand"]
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except OSError as error:
            raise CommandError(f"Het bestand {path} kan niet worden gelezen. Klopt de naam?") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"Het bestand {path} is geen tekst in UTF-8. Bewaar het als CSV UTF-8.") from error
        try:
            rows = schoolvakanties.read_csv(text)
        except schoolvakanties.LeesfoutError as error:
            raise CommandError("Er is niets bewaard. Verbeter eerst:\n" + "\n".join(error.fouten)) from error
        changed = schoolvakanties.keep(rows)
        self.stdout.write(f"{len(rows)} vakanties gelezen, {changed} nieuw of veranderd.")
