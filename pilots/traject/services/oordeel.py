"""What speaks against the days of a series of meetings, and what is not known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pilots.traject import agenda


@dataclass(frozen=True)
class Dag:
    """A meeting in a series: its name in the sentences, and its day."""

    naam: str
    datum: date


@dataclass(frozen=True)
class Oordeel:
    """What speaks against one day; `bekend` is False when the school holidays are not loaded."""

    conflicten: list[str]
    bekend: bool


def judge(dagen: Sequence[Dag], kalender: agenda.Kalender, *, vandaag: date) -> list[Oordeel]:
    """Judge each day against the calendar and against the days that come before and after it."""
    others = [agenda.Ander(dag.naam, dag.datum) for dag in dagen]
    return [
        Oordeel(
            agenda.conflicts(
                dag.datum,
                kalender,
                eerder=others[max(0, nr - 1) : nr],
                later=others[nr + 1 : nr + 2],
                start=dagen[0].datum if nr else None,
                vandaag=vandaag,
            ),
            kalender.is_known(dag.datum),
        )
        for nr, dag in enumerate(dagen)
    ]
