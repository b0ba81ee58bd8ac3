"""The pilots of a user as a list: which fit, where each stands on its path, and what waits in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from datt.accounts.models import User
from datt.core.lists import one_of, words_of
from datt.core.text import fold, has_all_words
from pilots.access import Right, Rol, pilots_for
from pilots.traject.models import Bijeenkomst, Deelname, Pilot, PilotStatus
from pilots.traject.onderdelen import waiting_counts

PER_BLADZIJDE = 24
MANY = 6  # from here on the list can be searched
SORTERINGEN = {
    "": "Wat nu loopt eerst",
    "gemeente": "Gemeente, van A tot Z",
    "titel": "Titel, van A tot Z",
    "-start": "Nieuwste eerst",
}
# In which order the states come: what is going on first.
VOLGORDE = [
    PilotStatus.LOPEND,
    PilotStatus.GEPLAND,
    PilotStatus.CONCEPT,
    PilotStatus.AFGEROND,
    PilotStatus.NAZORG,
    PilotStatus.GEARCHIVEERD,
    PilotStatus.AFGEBROKEN,
]


@dataclass(frozen=True)
class Pilotvraag:
    """What somebody looks for; an empty part does not count."""

    woorden: str = ""
    status: str = ""
    gemeente: str = ""
    sorteer: str = ""

    @classmethod
    def read(cls, query: Any) -> "Pilotvraag":
        """From the address; what is not one of ours is left out."""
        return cls(
            woorden=words_of(query),
            status=one_of(query, "status", PilotStatus.values),
            gemeente=query.get("gemeente", "")[:6],
            sorteer=one_of(query, "sorteer", SORTERINGEN),
        )

    def is_empty(self) -> bool:
        return self == Pilotvraag(sorteer=self.sorteer)


def find_pilots(pilots: Iterable[Pilot], vraag: Pilotvraag) -> list[Pilot]:
    """Those that fit, in the order that was asked for."""
    words = fold(vraag.woorden)
    found = [
        pilot
        for pilot in pilots
        if (not vraag.status or pilot.status == vraag.status)
        and (not vraag.gemeente or pilot.gemeente.code == vraag.gemeente)
        and has_all_words(fold(f"{pilot.titel} {pilot.gemeente}"), words)
    ]
    return _in_order(found, vraag.sorteer)


def _in_order(found: list[Pilot], sort: str) -> list[Pilot]:
    found.sort(key=lambda pilot: pilot.start_datum, reverse=True)
    if sort == "gemeente":
        found.sort(key=lambda pilot: (fold(pilot.gemeente.naam), fold(pilot.titel)))
    elif sort == "titel":
        found.sort(key=lambda pilot: fold(pilot.titel))
    elif sort == "":
        found.sort(key=lambda pilot: VOLGORDE.index(PilotStatus(pilot.status)))
    return found


@dataclass(frozen=True)
class Pilotkaart:
    """One pilot in the list. `wacht` is how many things wait for this user as its facilitator."""

    pilot: Pilot
    rollen: list[str]
    waar: str
    volgende: Bijeenkomst | None
    wanneer: str
    wacht: int


def cards_for(pilots: list[Pilot], user: User, today: date) -> list[Pilotkaart]:
    """The cards of one page of the list; as many queries for one pilot as for all of them."""
    numbers = [pilot.pk for pilot in pilots]
    meetings: dict[int, list[Bijeenkomst]] = {}
    for meeting in Bijeenkomst.objects.filter(pilot__in=numbers):
        meetings.setdefault(meeting.pilot_id, []).append(meeting)
    leads = set(pilots_for(user, Right.EDIT).filter(pk__in=numbers).values_list("pk", flat=True))
    waiting = waiting_counts(leads)
    roles = _roles_in(numbers, user)
    return [
        _card(pilot, meetings.get(pilot.pk, []), roles.get(pilot.pk, []), waiting.get(pilot.pk, 0), today)
        for pilot in pilots
    ]


def _roles_in(numbers: list[int], user: User) -> dict[int, list[str]]:
    rows = Deelname.objects.current().filter(pilot__in=numbers, persoon__user=user)
    roles: dict[int, list[str]] = {}
    for pilot_id, rol in rows.values_list("pilot", "rol"):
        roles.setdefault(pilot_id, []).append(str(Rol(rol).label))
    return roles


def _card(pilot: Pilot, meetings: list[Bijeenkomst], roles: list[str], waiting: int, today: date) -> Pilotkaart:
    upcoming = next_meeting(meetings, today)
    return Pilotkaart(
        pilot=pilot,
        rollen=roles or [str(Rol.AMBTENAAR.label)],
        waar=where_on_path(meetings),
        volgende=None if pilot.is_read_only() else upcoming,
        wanneer=days_until(upcoming.datum, today) if upcoming else "",
        wacht=0 if pilot.is_read_only() else waiting,
    )


def next_meeting(meetings: Iterable[Bijeenkomst], today: date) -> Bijeenkomst | None:
    """The first that is still to come; else the last one that nobody closed."""
    still_open = [meeting for meeting in meetings if meeting.is_open()]
    to_come = [meeting for meeting in still_open if meeting.datum >= today]
    return next(iter(to_come or still_open[-1:]), None)


def where_on_path(meetings: list[Bijeenkomst]) -> str:
    """'Stap 3 van 6', or how far a pilot without a next meeting came."""
    counted = [meeting for meeting in meetings if not meeting.is_extra]
    if not counted:
        return "Nog geen bijeenkomsten"
    held = sum(meeting.is_held() for meeting in counted)
    now = next((nr for nr, meeting in enumerate(counted, start=1) if meeting.is_open()), None)
    if now is None:
        return f"{held} van {len(counted)} bijeenkomsten gehouden"
    return f"Stap {now} van {len(counted)}"


def days_until(day: date, today: date) -> str:
    left = (day - today).days
    if left < 0:
        return "al geweest"
    return {0: "vandaag", 1: "morgen"}.get(left, f"over {left} dagen")
