"""Bring the gemeenten up to date when they merge or take another name."""

from argparse import RawDescriptionHelpFormatter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from datt.core import dates
from datt.core.fields import parse_day
from pilots.keten.services import herindeling
from pilots.keten.services.inhoud import FOLDER

FORMAT = """
Het bestand is CSV in UTF-8 met deze eerste regel:

    code,naam,provincie

Het bevat alle gemeenten van Nederland, niet alleen de nieuwe. Zonder bestand geldt de lijst van
deze versie van DATT Werkt!

U ziet eerst wat er verandert. Er wordt pas iets bewaard met --doe-het.

    manage.py update_gemeenten gemeenten2027.csv --opgegaan GM0001=GM0002 --doe-het

Pilots van een gemeente die opgaat in een andere blijven staan, met de oude naam. De ambtenaren
van die gemeente houden toegang.
"""


class Command(BaseCommand):
    help = "Werk de lijst van gemeenten bij na een herindeling."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, epilog=FORMAT, **kwargs)
        parser.formatter_class = RawDescriptionHelpFormatter
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("bestand", type=Path, nargs="?", default=FOLDER / "gemeenten.csv")
        parser.add_argument(
            "--opgegaan", action="append", default=[], metavar="OUD=NIEUW", help="waarin een gemeente opging"
        )
        parser.add_argument("--datum", default="", help="dag van de herindeling; anders 1 januari van dit jaar")
        parser.add_argument("--doe-het", action="store_true", help="bewaar de veranderingen")

    def handle(self, *args: Any, **options: Any) -> None:
        day = _day(options["datum"])
        heirs = _pairs(options["opgegaan"])
        try:
            rows = herindeling.read_list(_text(options["bestand"]))
            plan = herindeling.compare(rows)
            self._show(plan, heirs, day)
            herindeling.check_successors(plan, rows, heirs)
        except herindeling.LijstError as error:
            raise CommandError("Er is niets bewaard. Los eerst dit op:\n" + "\n".join(error.fouten)) from error
        if plan.is_empty():
            self.stdout.write("De gemeenten zijn al bij. Er verandert niets.")
        elif not options["doe_het"]:
            self.stdout.write("Er is nog niets bewaard. Klopt dit? Geef dan dezelfde opdracht met --doe-het.")
        else:
            herindeling.apply_list(plan, opgegaan=heirs, op=day)
            self.stdout.write(self.style.SUCCESS("Bewaard."))

    def _show(self, plan: herindeling.Herindeling, heirs: dict[str, str], day: date) -> None:
        self._block("Nieuw", (f"{one} ({one.code}, {one.provincie})" for one in plan.nieuw))
        self._block(
            "Andere naam of provincie",
            (f"{one.gemeente} ({one.gemeente.code}) wordt {one.naam}, {one.provincie}" for one in plan.hernoemd),
        )
        self._block(f"Verdwijnt op {dates.day(day)}", (_gone(one, heirs) for one in plan.verdwenen))

    def _block(self, title: str, lines: Iterable[str]) -> None:
        found = list(lines)
        if found:
            self.stdout.write(f"{title}: {len(found)}")
            for line in found:
                self.stdout.write(f"  {line}")


def _gone(gemeente: Any, heirs: dict[str, str]) -> str:
    count = gemeente.aantal_pilots
    pilots = f", {count} pilot{'' if count == 1 else 's'} blijven onder deze naam staan" if count else ""
    pilots = pilots.replace("1 pilot blijven", "1 pilot blijft")
    return f"{gemeente} ({gemeente.code}) gaat op in {heirs.get(gemeente.code, '?')}{pilots}"


def _day(text: str) -> date:
    if not text:
        return date(timezone.localdate().year, 1, 1)
    try:
        return parse_day(text)
    except ValueError as error:
        raise CommandError(f"‘{text}’ is geen datum. Schrijf bijvoorbeeld 1-1-2027.") from error


def _pairs(texts: list[str]) -> dict[str, str]:
    pairs = {}
    for text in texts:
        old, is_pair, new = text.partition("=")
        if not is_pair or not new.strip():
            raise CommandError(f"‘{text}’ is niet te begrijpen. Schrijf --opgegaan GM0001=GM0002.")
        pairs[old.strip()] = new.strip()
    return pairs


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CommandError(f"Het bestand {path} kan niet worden gelezen. Klopt de naam?") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"Het bestand {path} is geen tekst in UTF-8. Bewaar het als CSV UTF-8.") from error
