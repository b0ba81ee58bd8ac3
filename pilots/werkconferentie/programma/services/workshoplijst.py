"""The workshops of a meeting: found, counted, and as a table to download."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from datt.core.lists import one_of, words_of
from datt.core.tabellen import Cel, Tabel
from datt.core.text import matching
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.programma.models import Workshop, WorkshopStatus

KOPPEN = (
    "Titel", "Staat", "Organisatie", "Waar gaat het over", "Wat neemt men mee", "Minstens", "Hooguit", "Scherm",
    "Verder nodig", "Begeleiders", "Begeleidt ook", "Voorgesteld door", "Rondes",
)  # fmt: skip


@dataclass(frozen=True)
class Workshopvraag:
    """What somebody looks for; an empty part does not count."""

    woorden: str = ""
    staat: str = ""

    @classmethod
    def read(cls, query: Any) -> "Workshopvraag":
        return cls(woorden=words_of(query), staat=one_of(query, "staat", WorkshopStatus.values))

    def is_empty(self) -> bool:
        return self == Workshopvraag()


def workshop_rows(meeting: Bijeenkomst) -> list[Workshop]:
    """All workshops of a meeting, in three queries."""
    rows = Workshop.objects.filter(bijeenkomst=meeting).select_related("organisatie", "indiener")
    return list(rows.prefetch_related("begeleiders", "sessies__ronde", "sessies__ruimte"))


def find_workshops(rows: Iterable[Workshop], vraag: Workshopvraag) -> list[Workshop]:
    found = [one for one in rows if not vraag.staat or one.status == vraag.staat]
    return matching(found, vraag.woorden, _text)


def _text(workshop: Workshop) -> str:
    names = " ".join(persoon.naam for persoon in workshop.begeleiders.all())
    return f"{workshop.titel} {workshop.omschrijving} {workshop.organisatie or ''} {names}"


def count_workshops(rows: Iterable[Workshop]) -> str:
    """'12 in het programma, 3 voorgesteld'."""
    counted = Counter(one.status for one in rows)
    order = (
        WorkshopStatus.AANGENOMEN, WorkshopStatus.VOORGESTELD, WorkshopStatus.AANPASSEN, WorkshopStatus.AFGEWEZEN,
        WorkshopStatus.INGETROKKEN,
    )  # fmt: skip
    words = {WorkshopStatus.AFGEWEZEN: "past niet", WorkshopStatus.AANPASSEN: "wacht op een aanpassing"}
    return ", ".join(f"{counted[one]} {words.get(one, one.label.lower())}" for one in order if counted[one])


def workshops_table(meeting: Bijeenkomst, rows: Sequence[Workshop]) -> Tabel:
    return Tabel(f"workshops {meeting.korte_titel} {meeting.pilot.gemeente}", KOPPEN, [_cells(one) for one in rows])


def _cells(workshop: Workshop) -> list[Cel]:
    return [
        workshop.titel,
        workshop.get_status_display(),
        str(workshop.organisatie or ""),
        workshop.omschrijving,
        workshop.opbrengst,
        workshop.plaatsen_min,
        workshop.plaatsen_max,
        workshop.wil_scherm,
        workshop.behoeften,
        ", ".join(persoon.naam for persoon in workshop.begeleiders.all()),
        workshop.ook_leiding,
        str(workshop.indiener or ""),
        ", ".join(f"{one.ronde}{f' ({one.ruimte})' if one.ruimte else ''}" for one in workshop.sessies.all()),
    ]
