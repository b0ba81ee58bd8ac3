"""Finding tasks: whose, in which state, for which meeting, in which order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from datt.accounts.models import User
from datt.core.lists import number_of, one_of
from datt.core.tabellen import Cel, Tabel
from pilots.traject.models import Pilot, Taak, TaakStatus
from pilots.traject.models.taak import TaakQuerySet

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
        return cls(
            wie=one_of(given, "wie", WIE),
            staat=one_of(given, "staat", STATEN),
            bijeenkomst=number_of(given, "bijeenkomst"),
            sorteer=one_of(given, "sorteer", SORTERINGEN),
        )

    @property
    def is_empty(self) -> bool:
        return self == Takenvraag(sorteer=self.sorteer)

    def find(self, tasks: TaakQuerySet, user: User, today: date) -> TaakQuerySet:
        found = self._in_state(tasks, today)
        if self.wie == "mijn":
            found = found.filter(eigenaar__user=user)
        elif self.wie == "niemand":
            found = found.filter(eigenaar=None)
        if self.bijeenkomst is not None:
            found = found.filter(bijeenkomst=self.bijeenkomst)
        return found.order_by(*VOLGORDES[self.sorteer])

    def _in_state(self, tasks: TaakQuerySet, today: date) -> TaakQuerySet:
        if self.staat == "alles":
            return tasks
        if self.staat == "te_laat":
            return tasks.late(today).relevant()
        if self.staat in {TaakStatus.GEDAAN, TaakStatus.VERVALLEN}:
            return tasks.filter(status=self.staat)
        return tasks.open().relevant()


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
