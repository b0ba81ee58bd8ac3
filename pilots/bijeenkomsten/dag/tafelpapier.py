"""What is printed of the tables: a card for each, and a list for each host; with more rounds, all of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pilots.bijeenkomsten.dag.papier import paper_of
from pilots.tafels.models import Tafel
from pilots.tafels.plekken import seats_of
from pilots.tafels.tijden import Tafeltijd, times_of
from pilots.traject.models import Bijeenkomst, Persoon

AANTEKENREGELS = 5


@dataclass(frozen=True, kw_only=True)
class Tafelronde:
    """Who sits at one table in one round, by name; the host is not among them."""

    nummer: int
    tijd: Tafeltijd | None
    mensen: Sequence[Persoon]


@dataclass(frozen=True, kw_only=True)
class Tafelblad:
    tafel: Tafel
    gastheer: Persoon | None
    rondes: Sequence[Tafelronde]


def _sheets(meeting: Bijeenkomst) -> list[Tafelblad]:
    """Every table with its people in every fixed round, in as many queries for one as for sixty."""
    seats = seats_of(meeting)
    people = Persoon.objects.filter(pk__in=seats).select_related("organisatie").order_by("naam", "pk")
    at: dict[tuple[int, int], list[Persoon]] = defaultdict(list)
    for persoon in people:
        for ronde, tafel in seats[persoon.pk].items():
            at[tafel.pk, ronde].append(persoon)
    rounds = sorted({ronde for tafels in seats.values() for ronde in tafels})
    times = times_of(meeting, meeting.indelingen.count()) if rounds else {}
    return [
        Tafelblad(
            tafel=tafel,
            gastheer=tafel.gastheer,
            rondes=[
                Tafelronde(
                    nummer=ronde,
                    tijd=times.get(ronde),
                    mensen=[one for one in at[tafel.pk, ronde] if one.pk != tafel.gastheer_id],
                )
                for ronde in rounds
            ],
        )
        for tafel in meeting.tafels.select_related("gastheer")
    ]


def table_cards_context(meeting: Bijeenkomst) -> Mapping[str, Any]:
    """A card for each table, with its host and who sits there, in every round."""
    return {**paper_of(meeting), "kaarten": _sheets(meeting)}


def table_lists_context(meeting: Bijeenkomst) -> Mapping[str, Any]:
    """A sheet for each host: who comes in which round, and room for notes for the next group."""
    return {**paper_of(meeting), "bladen": _sheets(meeting), "regels": range(AANTEKENREGELS)}
