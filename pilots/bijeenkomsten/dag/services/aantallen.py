"""How many were there, and who: every figure about attendance comes from here and is never typed."""

from collections.abc import Iterable
from dataclasses import dataclass

from datt.core.dates import local
from pilots.bijeenkomsten.dag.deurlijst import Deurrij, door_list
from pilots.bijeenkomsten.dag.services.dagdelen import parts_of
from pilots.traject.models import Bijeenkomst


def aantal_aanwezig(meeting: Bijeenkomst) -> int:
    """How many people were there, for any part of the day."""
    return meeting.aanwezigheden.standing().values("persoon_id").distinct().count()


def aanwezigen(meeting: Bijeenkomst) -> set[int]:
    """The people who were there, for any part of the day."""
    return set(meeting.aanwezigheden.standing().values_list("persoon_id", flat=True))


@dataclass(frozen=True, kw_only=True)
class Presentierij:
    """One person with, for every part, its number and the time they came in; empty when they were not there then."""

    rij: Deurrij
    delen: list[tuple[int, str]]

    @property
    def was_er(self) -> bool:
        return any(time for _, time in self.delen)


@dataclass(frozen=True, kw_only=True)
class Presentie:
    """The whole list of who was there."""

    delen: list[str]
    rijen: list[Presentierij]
    per_organisatie: list[tuple[str, int]]

    @property
    def aantal(self) -> int:
        return sum(row.was_er for row in self.rijen)

    @property
    def per_deel(self) -> list[tuple[str, int]]:
        return [(naam, sum(bool(row.delen[nr][1]) for row in self.rijen)) for nr, naam in enumerate(self.delen)]


def attendance_of(meeting: Bijeenkomst) -> Presentie:
    """Who was there, by person, part and organisation; the same number of queries for any number of people."""
    parts = parts_of(meeting)
    times: dict[tuple[int, int], str] = {
        (pk, part): f"{local(op):%H.%M}"
        for pk, part, op in meeting.aanwezigheden.standing().values_list("persoon_id", "dagdeel", "binnen_op")
    }
    rows = [
        Presentierij(rij=row, delen=[(part.nummer, times.get((row.persoon, part.nummer), "")) for part in parts])
        for row in door_list(meeting, {pk: at for (pk, _), at in times.items()})
    ]
    return Presentie(
        delen=[part.naam for part in parts],
        rijen=rows,
        per_organisatie=_per_organisation(row.rij.organisatie for row in rows if row.was_er),
    )


def _per_organisation(names: Iterable[str]) -> list[tuple[str, int]]:
    found: dict[str, int] = {}
    for name in names:
        found[name or "zonder organisatie"] = found.get(name or "zonder organisatie", 0) + 1
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))
