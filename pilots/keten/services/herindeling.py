"""Gemeenten merge: read a newer list, say what changes, and write it only when asked."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count

from datt.core import dates
from datt.core.models import record
from pilots.keten.models import Gemeente

CODE = re.compile(r"^GM\d{4}$")
KOLOMMEN = ("code", "naam", "provincie")


class LijstError(Exception):
    """The list or what was said about it cannot be used; every sentence says what to do."""

    def __init__(self, fouten: Sequence[str]) -> None:
        super().__init__("\n".join(fouten))
        self.fouten = list(fouten)


@dataclass(frozen=True)
class Hernoemd:
    gemeente: Gemeente
    naam: str
    provincie: str


@dataclass(frozen=True)
class Herindeling:
    """What the newer list changes."""

    nieuw: list[Gemeente]
    hernoemd: list[Hernoemd]
    verdwenen: list[Gemeente]

    def is_empty(self) -> bool:
        return not (self.nieuw or self.hernoemd or self.verdwenen)


def read_list(text: str) -> list[Gemeente]:
    """The gemeenten of a CSV with code, naam and provincie. Raises LijstError with all that is wrong."""
    sample = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if sample.count(";") > sample.count(",") else ",")
    missing = [name for name in KOLOMMEN if name not in (reader.fieldnames or [])]
    if missing:
        raise LijstError([f"De eerste regel mist: {', '.join(missing)}. Er moet staan: {','.join(KOLOMMEN)}."])
    found: dict[str, Gemeente] = {}
    faults: list[str] = []
    for row in reader:
        code, naam, provincie = ((row[name] or "").strip() for name in KOLOMMEN)
        if not CODE.match(code):
            faults.append(f"Regel {reader.line_num}: ‘{code}’ is geen CBS-code. Die ziet eruit als GM0175.")
        elif code in found:
            faults.append(f"Regel {reader.line_num}: {code} staat er twee keer in.")
        elif not naam or not provincie or len(naam) > 80 or len(provincie) > 40:
            faults.append(f"Regel {reader.line_num}: de naam of de provincie van {code} ontbreekt of is te lang.")
        else:
            found[code] = Gemeente(code=code, naam=naam, provincie=provincie)
    if faults or not found:
        raise LijstError(faults or ["Er staat geen enkele gemeente in de lijst."])
    return list(found.values())


def compare(rows: Sequence[Gemeente]) -> Herindeling:
    """Hold the newer list against what we know; a fictional gemeente never counts as disappeared."""
    known = {gemeente.code: gemeente for gemeente in Gemeente.objects.filter(verzonnen=False)}
    listed = {row.code for row in rows}
    renamed = [
        Hernoemd(known[row.code], row.naam, row.provincie)
        for row in rows
        if row.code in known and (known[row.code].naam, known[row.code].provincie) != (row.naam, row.provincie)
    ]
    current = Gemeente.objects.current().filter(verzonnen=False)
    gone = current.exclude(code__in=listed).annotate(aantal_pilots=Count("pilots"))
    return Herindeling([row for row in rows if row.code not in known], renamed, list(gone))


def check_successors(plan: Herindeling, rows: Sequence[Gemeente], opgegaan: Mapping[str, str]) -> None:
    """Every gemeente that disappears says into which listed one it went. Raises LijstError."""
    listed = {row.code for row in rows}
    gone = {gemeente.code: gemeente for gemeente in plan.verdwenen}
    faults = [
        f"{gone[code]} ({code}) staat niet meer in de lijst. Zeg waarin zij opging: --opgegaan {code}=GM0000"
        for code in gone
        if code not in opgegaan
    ]
    for old, new in opgegaan.items():
        if old not in gone:
            faults.append(f"{old} verdwijnt niet met deze lijst. Haal --opgegaan {old}={new} weg.")
        elif new not in listed:
            faults.append(f"{new} staat niet in de nieuwe lijst. {gone[old]} kan daar niet in opgaan.")
    if faults:
        raise LijstError(faults)


@transaction.atomic
def apply_list(plan: Herindeling, *, opgegaan: Mapping[str, str], op: date) -> None:
    """Write what `compare` found. A gemeente is closed and never removed: its pilots keep it, with its
    name, and its officials keep following them."""
    Gemeente.objects.bulk_create(plan.nieuw)
    for gemeente in Gemeente.objects.filter(code__in=[row.code for row in plan.nieuw]):
        record(gemeente, "gemeente.nieuw", f"voegde de gemeente {gemeente} toe", by=None)
    for change in plan.hernoemd:
        one, earlier = change.gemeente, change.gemeente.naam
        one.naam, one.provincie = change.naam, change.provincie
        one.save(update_fields=["naam", "provincie"])
        if one.naam != earlier:
            record(one, "gemeente.hernoemd", f"noemde de gemeente {earlier} voortaan {one}", by=None)
    heirs = Gemeente.objects.in_bulk(list(opgegaan.values()), field_name="code")
    for gemeente in plan.verdwenen:
        heir = heirs[opgegaan[gemeente.code]]
        gemeente.opgeheven_op, gemeente.opgegaan_in = op, heir
        gemeente.save(update_fields=["opgeheven_op", "opgegaan_in"])
        sentence = f"sloot de gemeente {gemeente} op {dates.day(op)}: zij ging op in {heir}"
        record(gemeente, "gemeente.opgeheven", sentence, by=None)
        for pilot in gemeente.pilots.all():
            record(pilot, "gemeente.opgeheven", sentence, by=None)
