"""The run sheet as a sheet for a spreadsheet program, and the lines that come back, kept until somebody says yes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.core import signing

from datt.core.tabellen import Tabel
from pilots.bijeenkomsten.draaiboek.models import Draaiboek, Werkvorm
from pilots.bijeenkomsten.draaiboek.services.beeld import picture_of
from pilots.bijeenkomsten.draaiboek.services.vervangen import Bladrij
from pilots.bijeenkomsten.draaiboek.tijden import clock_of

# Heading and field; "begint" and "eindigt" are computed, what stands there is not read.
KOLOMMEN = (
    ("Begint", "begint"), ("Eindigt", "eindigt"), ("Titel", "titel"), ("Minuten", "minuten"),
    ("Minstens", "min_minuten"), ("Vaste tijd", "vast_tijdstip"), ("Tegelijk", "parallel"), ("Pauze", "is_pauze"),
    ("Deel", "deel"), ("Doel", "doel"), ("Werkvorm", "werkvorm"), ("Wie leidt", "leiding"), ("Ruimte", "ruimte"),
    ("Opstelling", "opstelling"), ("Materiaal", "materiaal"), ("Uitleg", "instructie"), ("Op het scherm", "scherm"),
    ("Opbrengst naar", "opbrengst_naar"), ("Plan B", "plan_b"), ("Notitie", "notitie"), ("Nummer", "nummer"),
)  # fmt: skip
EEN_DAG = 24 * 3600


def sheet_of(draaiboek: Draaiboek) -> Tabel:
    """Every block on a line, with its times."""
    return Tabel(
        f"draaiboek {draaiboek.bijeenkomst.korte_titel}",
        [heading for heading, _ in KOLOMMEN],
        [
            [_cell(one.blok, name, one.begin, one.eind) for _, name in KOLOMMEN]
            for one in picture_of(draaiboek).rooster.blokken
        ],
    )


def _cell(block: Any, name: str, begin: int, end: int) -> Any:
    if name in {"begint", "eindigt"}:
        return f"{clock_of(begin if name == 'begint' else end):%H.%M}"
    value = getattr(block, {"nummer": "pk"}.get(name, name))
    if isinstance(value, time):
        return f"{value:%H.%M}"
    if name == "materiaal":
        return "\n".join(value)
    if name == "parallel":
        return value or ""
    return str(value) if isinstance(value, Werkvorm) else value


@dataclass(frozen=True)
class Bewaard:
    """What was read, with the version of the run sheet that it was held beside."""

    rijen: Sequence[Bladrij]
    versie: int


def keep(draaiboek: Draaiboek, rows: Sequence[Bladrij]) -> str:
    """The lines as one signed text, for the page that asks whether to take them over."""
    lines = [[_plain(row.values), row.parallel, row.nummer] for row in rows]
    return signing.dumps([draaiboek.versie, lines], salt=_salt(draaiboek), compress=True)


def kept(draaiboek: Draaiboek, text: str) -> Bewaard | None:
    """The lines again; None when the text is not ours, of another run sheet, or of more than a day ago."""
    try:
        versie, lines = signing.loads(text, salt=_salt(draaiboek), max_age=EEN_DAG)
    except signing.BadSignature:
        return None
    ways = Werkvorm.objects.in_bulk([values["werkvorm"] for values, _, _ in lines if values["werkvorm"]])
    return Bewaard([Bladrij(_rich(values, ways), parallel, number) for values, parallel, number in lines], versie)


def _salt(draaiboek: Draaiboek) -> str:
    return f"draaiboek-{draaiboek.pk}"


def _plain(values: Any) -> dict[str, Any]:
    fixed, way = values["vast_tijdstip"], values["werkvorm"]
    return {**values, "vast_tijdstip": fixed and fixed.isoformat(), "werkvorm": way and way.pk}


def _rich(values: dict[str, Any], ways: dict[int, Werkvorm]) -> dict[str, Any]:
    fixed = values["vast_tijdstip"]
    return {**values, "vast_tijdstip": fixed and time.fromisoformat(fixed), "werkvorm": ways.get(values["werkvorm"])}
