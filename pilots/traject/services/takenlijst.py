"""Finding tasks: whose, in which state, for which meeting, in which order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db.models import QuerySet

from datt.core.tabellen import Cel, Tabel
from pilots.traject.models import Pilot, Taak, TaakStatus

PER_BLADZIJDE = 30
WIE = {"": "Iedereen", "mijn": "Van mij", "niemand": "Nog van niemand"}
STATEN = {
    "": "Nog te doen",
    "te_laat": "Te laat",
    "gedaan": "Gedaan",
    "vervallen": "Niet nodig",
    "alles": "Alles",
}
SORTERINGEN = {
    "": "Op datum",
    "bijeenkomst": "Per bijeenkomst",
    "titel": "Op naam",
    "wie": "Op wie het doet",
}
VOLGORDES: dict[str, tuple[str, ...]] = {
    "": ("uiterlijk", "bijeenkomst__datum", "volgorde", "pk"),
    "bijeenkomst": ("bijeenkomst__datum", "bijeenkomst", "uiterlijk", "volgorde", "pk"),
    "titel": ("titel", "uiterlijk", "pk"),
    "wie": ("eigenaar__naam", "uiterlijk", "pk"),
}


@dataclass(frozen=True)
class Takenvraag:
    """What somebody looks for; what is not a known choice counts as nothing chosen."""

    wie: str = ""
    staat: str = ""
    bijeenkomst: int | None = None
    sorteer: str = ""

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Self:
        meeting = str(given.get("bijeenkomst", ""))
        return cls(
            wie=_known(given, "wie", WIE),
            staat=_known(given, "staat", STATEN),
            bijeenkomst=int(meeting) if meeting.isdecimal() and len(meeting) < 10 else None,
            sorteer=_known(given, "sorteer", SORTERINGEN),
        )

    @property
    def is_empty(self) -> bool:
        return self == Takenvraag(sorteer=self.sorteer)

    def find(self, tasks: QuerySet[Taak], user: Any, today: date) -> QuerySet[Taak]:
        found = self._in_state(tasks, today)
        if self.wie == "mijn":
            found = found.filter(eigenaar__user=user)
        elif self.wie == "niemand":
            found = found.filter(eigenaar=None)
        if self.bijeenkomst is not None:
            found = found.filter(bijeenkomst=self.bijeenkomst)
        return found.order_by(*VOLGORDES[self.sorteer])

    def _in_state(self, tasks: Any, today: date) -> QuerySet[Taak]:
        if self.staat == "alles":
            return tasks  # type: ignore[no-any-return]  # the queryset of tasks
        if self.staat == "te_laat":
            return tasks.late(today).relevant()  # type: ignore[no-any-return]
        if self.staat in {TaakStatus.GEDAAN, TaakStatus.VERVALLEN}:
            return tasks.filter(status=self.staat)  # type: ignore[no-any-return]
        return tasks.open().relevant()  # type: ignore[no-any-return]


def tasks_table(pilot: Pilot, tasks: Iterable[Taak]) -> Tabel:
    """The list as it is downloaded."""
    koppen = ["Taak", "Uitleg", "Bijeenkomst", "Datum bijeenkomst", "Uiterlijk", "Wie", "Staat"]
    rows: list[list[Cel]] = [
        [
            task.titel,
            task.uitleg,
            task.bijeenkomst.titel,
            task.bijeenkomst.datum,
            task.uiterlijk,
            str(task.eigenaar or ""),
            task.get_status_display(),
        ]
        for task in tasks
    ]
    return Tabel(f"taken {pilot.gemeente}", koppen, rows)


def _known(given: Mapping[str, Any], name: str, choices: Mapping[str, str]) -> str:
    value = str(given.get(name, ""))
    return value if value in choices else ""
