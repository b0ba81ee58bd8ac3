"""School holidays: read them from a file or from the government's open data, and keep them."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from datt.core import dates
from pilots.traject.models import Regio, Schoolvakantie

CONTENT = Path(__file__).resolve().parent.parent / "content" / "schoolvakanties.csv"
OPEN_DATA_URL = "https://opendata.rijksoverheid.nl/v1/infotypes/schoolholidays?output=json&rows=50"
OPEN_DATA_BRON = "open data van de Rijksoverheid"
COLUMNS = ("schooljaar", "naam", "regio", "van", "tot_en_met", "bron")
HEEL_NEDERLAND = "heel nederland"
LONGEST = 70  # days; more is a typing error


@dataclass(frozen=True)
class Regel:
    """One school holiday as it was read."""

    schooljaar: str
    naam: str
    regio: str
    van: date
    tot_en_met: date
    bron: str


class LeesfoutError(Exception):
    """What was read cannot be right; `fouten` says where and what, in Dutch."""

    def __init__(self, fouten: list[str]) -> None:
        super().__init__("\n".join(fouten))
        self.fouten = fouten


def read_csv(text: str) -> list[Regel]:
    """The holidays in a file of lines; raises LeesfoutError that names every wrong line."""
    lines = [
        (nr, line)
        for nr, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]
    if not lines:
        raise LeesfoutError(["Het bestand is leeg. De eerste regel hoort te zijn: " + ";".join(COLUMNS)])
    (first, header), *rest = lines
    mark = ";" if ";" in header else ","
    if [name.strip().lower() for name in header.split(mark)] != list(COLUMNS):
        raise LeesfoutError([f"Regel {first}: de kolommen horen te zijn: {';'.join(COLUMNS)}"])
    found: dict[tuple[str, str, str], Regel] = {}
    faults: list[str] = []
    for nr, line in rest:
        try:
            for row in _row(next(csv.reader([line], delimiter=mark))):
                if found.setdefault((row.schooljaar, row.naam, row.regio), row) is not row:
                    raise ValueError(f"{row.naam} {row.schooljaar} voor regio {row.regio} staat er al.")
        except ValueError as error:
            faults.append(f"Regel {nr}: {error}")
    if faults:
        raise LeesfoutError(faults)
    return list(found.values())


def _row(cells: list[str]) -> list[Regel]:
    cells = [cell.strip() for cell in cells]
    if len(cells) != len(COLUMNS):
        raise ValueError(f"er staan {len(cells)} vakken, dat moeten er {len(COLUMNS)} zijn.")
    schooljaar, naam, regio, van, tot, bron = cells
    return _rules(schooljaar, naam, regio, _day(van, "van"), _day(tot, "tot_en_met"), bron)


def _rules(schooljaar: str, naam: str, regio: str, van: date, tot: date, bron: str) -> list[Regel]:
    """One row for each region; raises ValueError with what is wrong."""
    match = re.fullmatch(r"(\d{4})-(\d{4})", schooljaar)
    if not match or int(match[2]) != int(match[1]) + 1:
        raise ValueError(f"‘{schooljaar}’ is geen schooljaar. Schrijf het als 2026-2027.")
    if not naam or len(naam) > 40:
        raise ValueError("de naam van de vakantie ontbreekt of is langer dan 40 tekens.")
    if not bron or len(bron) > 200:
        raise ValueError("de bron ontbreekt of is langer dan 200 tekens.")
    regios = list(Regio.values) if regio.lower() == HEEL_NEDERLAND else [regio.lower()]
    if regios[0] not in Regio.values:
        raise ValueError(f"‘{regio}’ is geen regio. Kies noord, midden, zuid of heel Nederland.")
    if tot < van:
        raise ValueError(f"de vakantie eindigt ({tot:%d-%m-%Y}) voor zij begint ({van:%d-%m-%Y}).")
    if (tot - van).days > LONGEST:
        raise ValueError(f"de vakantie duurt {(tot - van).days + 1} dagen. Dat kan niet kloppen.")
    if van < date(int(match[1]), 8, 1) or tot > date(int(match[2]), 9, 30):
        raise ValueError(f"de datums vallen niet in het schooljaar {schooljaar}.")
    return [Regel(schooljaar, naam, name, van, tot, bron) for name in regios]


def _day(text: str, column: str) -> date:
    for form in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  # a day, not a moment
        except ValueError:
            continue
    raise ValueError(f"‘{text}’ bij {column} is geen datum. Schrijf 2027-02-20 of 20-02-2027.")


def read_open_data(found: Any, *, bron: str = OPEN_DATA_BRON) -> list[Regel]:
    """The holidays in the answer of the government's open data; raises LeesfoutError when it is odd."""
    rows: list[Regel] = []
    try:
        for item in found:
            for content in item["content"]:
                rows += _rules_of_year(content, bron)
    except (KeyError, TypeError, ValueError) as error:
        raise LeesfoutError([f"Het antwoord van de open data ziet er anders uit dan verwacht: {error}"]) from error
    if not rows:
        raise LeesfoutError(["Het antwoord van de open data bevat geen vakanties."])
    return rows


def _rules_of_year(content: dict[str, Any], bron: str) -> list[Regel]:
    year = re.sub(r"\s", "", content["schoolyear"])
    return [
        row
        for vacation in content["vacations"]
        for region in vacation["regions"]
        for row in _rules(
            year,
            vacation["type"].strip().capitalize(),
            region["region"].strip(),
            _moment_day(region["startdate"]),
            _moment_day(region["enddate"]),
            bron,
        )
    ]


def _moment_day(text: str) -> date:
    """The open data gives moments in UTC: the last day ends at 21.59 or 22.59 hours."""
    return dates.local(datetime.fromisoformat(text)).date()


@transaction.atomic
def keep(rows: Iterable[Regel], *, only_from: str | None = None) -> int:
    """Store the holidays, also over what was there; answer how many rows are new or different.

    With `only_from` a row that came from another source stays as it is: what ships with the
    platform never goes over what somebody imported.
    """
    changed = 0
    for row in rows:
        key = {"schooljaar": row.schooljaar, "naam": row.naam, "regio": row.regio}
        values = {"van": row.van, "tot_en_met": row.tot_en_met, "bron": row.bron}
        known = Schoolvakantie.objects.filter(**key).first()
        if known is None:
            Schoolvakantie.objects.create(**key, **values)
        elif (only_from is not None and known.bron != only_from) or _same(known, row):
            continue
        else:
            Schoolvakantie.objects.filter(pk=known.pk).update(**values)
        changed += 1
    return changed


def _same(known: Schoolvakantie, row: Regel) -> bool:
    return (known.van, known.tot_en_met, known.bron) == (row.van, row.tot_en_met, row.bron)


def load_content() -> int:
    """Load what ships with the platform, without going over what was imported."""
    rows = read_csv(CONTENT.read_text(encoding="utf-8"))
    for row in rows:
        keep([row], only_from=row.bron)
    return Schoolvakantie.objects.count()
