"""The list at the door: everybody who was asked and everybody who came, ready to be shown."""

from dataclasses import dataclass

from datt.core.text import fold
from pilots.bijeenkomsten.dag.models import Aanwezigheid
from pilots.bijeenkomsten.dag.plek import tables_of
from pilots.bijeenkomsten.uitnodigen.models import KOMT, Uitnodiging, UitnodigingStatus
from pilots.traject.models import Bijeenkomst

S = UitnodigingStatus
# What stands behind a name that is not simply expected.
ZEI = {
    S.KLAAR: "nog niet uitgenodigd",
    S.VERSTUURD: "gaf geen antwoord",
    S.NEE: "zei nee",
    S.MISSCHIEN: "zei misschien",
    S.WACHTLIJST: "wachtlijst",
    S.AFGEMELD: "meldde zich af",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Deurrij:
    """One person at the door. `binnen` is the time they came in, empty when they are not inside."""

    persoon: int
    naam: str
    organisatie: str
    tafel: str
    zei: str
    binnen: str
    zoek: str
    let_op: str = ""


def door_list(meeting: Bijeenkomst, binnen: dict[int, str]) -> list[Deurrij]:
    """Everybody by name, who is expected and who is not; three queries."""
    tables = tables_of(meeting)
    said = dict(
        Aanwezigheid.objects.standing()
        .filter(bijeenkomst=meeting)
        .exclude(opgegeven_organisatie="")
        .values_list("persoon_id", "opgegeven_organisatie")
    )
    rows = meeting.uitnodigingen.filter(persoon__samengevoegd_in__isnull=True).with_persoon()
    shown = [row for row in rows if not _was_a_mistake(row)]
    found = [_row(row, binnen.get(row.persoon_id, ""), tables.get(row.persoon_id, ""), said) for row in shown]
    return sorted(found, key=lambda row: row.zoek)


def _was_a_mistake(row: Uitnodiging) -> bool:
    """A walk-in that was undone."""
    return row.zonder_uitnodiging and row.status not in KOMT and row.status != S.AFWEZIG


def _row(row: Uitnodiging, binnen: str, tafel: str, said: dict[int, str]) -> Deurrij:
    person = row.persoon
    organisatie = person.organisatie.naam if person.organisatie else said.get(person.pk, "")
    return Deurrij(
        persoon=person.pk,
        naam=person.naam,
        organisatie=organisatie,
        tafel=tafel,
        zei="zonder uitnodiging" if row.zonder_uitnodiging else ZEI.get(UitnodigingStatus(row.status), ""),
        binnen=binnen,
        zoek=fold(f"{person.naam} {organisatie}"),
        let_op=row.toegang,
    )
