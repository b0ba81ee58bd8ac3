"""The head of every page of a pilot: the path of stepping stones and the tabs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from datt.core import dates
from datt.core.http import Request
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, Pilot
from pilots.traject.onderdelen import meeting_tabs_for, tabs_for


@dataclass(frozen=True)
class Stap:
    """One stepping stone. `staat` is gehouden, nu, straks or geannuleerd."""

    nummer: str
    naam: str
    datum: str
    staat: str
    url: str
    voorlezen: str
    wanneer: str
    is_extra: bool


def path_of(pilot: Pilot, today: date, *, links: bool | Mapping[int, str] = True) -> list[Stap]:
    """The stepping stones of a pilot, in the order of their dates.

    Each leads to the page of its meeting; or to the address that `links` has for it, or nowhere.
    """
    meetings = list(pilot.bijeenkomsten.all())
    current = next((meeting.pk for meeting in meetings if meeting.is_open()), None)
    numbered = [meeting for meeting in meetings if not meeting.is_extra]
    numbers = {meeting.pk: nr for nr, meeting in enumerate(numbered, start=1)}
    return [
        _step(meeting, numbers.get(meeting.pk), len(numbered), today, now=meeting.pk == current, links=links)
        for meeting in meetings
    ]


def _address(meeting: Bijeenkomst, links: bool | Mapping[int, str]) -> str:
    if isinstance(links, bool):
        return reverse("traject:bijeenkomst_detail", args=[meeting.pilot_id, meeting.pk]) if links else ""
    return links.get(meeting.pk, "")


def _step(
    meeting: Bijeenkomst, nr: int | None, total: int, today: date, *, now: bool, links: bool | Mapping[int, str]
) -> Stap:
    place = f"Stap {nr} van {total}" if nr else "Extra bijeenkomst"
    day = dates.day(meeting.datum, year=False)
    if meeting.is_held():
        state, said = "gehouden", "gehouden"
    elif meeting.status == BijeenkomstStatus.GEANNULEERD:
        state, said = "geannuleerd", "geannuleerd"
    elif now:
        state, said = "nu", "hier bent u nu"
    else:
        state, said = "straks", "gepland"
    return Stap(
        nummer=str(nr) if nr else "+",
        naam=meeting.korte_titel,
        datum=f"{day}, geannuleerd" if state == "geannuleerd" else day,
        staat=state,
        url=_address(meeting, links),
        voorlezen=f"{place}, {said}: ",
        wanneer=_when(meeting.datum, today) if state == "nu" else "",
        is_extra=nr is None,
    )


def _when(day: date, today: date) -> str:
    left = (day - today).days
    if left < 0:
        return "Al geweest: rond af"
    if left == 0:
        return "Vandaag"
    return "Morgen" if left == 1 else f"Over {left} dagen"


def header(request: Request, pilot: Pilot, *, tab: str, **context: Any) -> dict[str, Any]:
    """The context of a page of this pilot; `tab` is the key of the current tab.

    The meetings are fetched once, for the path and for every part that counts them.
    """
    prefetch_related_objects([pilot], "bijeenkomsten")
    return {
        "pilot": pilot,
        "pad": path_of(pilot, timezone.localdate()),
        "tabs": [
            {
                "label": part.label,
                "url": reverse(part.url_name, args=[pilot.pk]),
                "aantal": part.count(pilot) if part.count and part.count_right in request.rights else None,
                "is_current": part.key == tab,
            }
            for part in tabs_for(request.rights)
        ],
        **context,
    }


def meeting_header(request: Request, pilot: Pilot, meeting: Bijeenkomst, *, tab: str, **context: Any) -> dict[str, Any]:
    """The context of a page of one meeting; `tab` is the key of the current tab below the meeting."""
    parts = [
        {
            "label": part.label,
            "url": reverse(part.url_name, args=[pilot.pk, meeting.pk]),
            "is_current": part.key == tab,
        }
        for part in meeting_tabs_for(request.rights, meeting, current=tab)
    ]
    return header(request, pilot, tab="bijeenkomsten", bijeenkomst=meeting, deeltabs=parts, **context)
