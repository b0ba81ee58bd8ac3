"""Pilots and meetings in the search box."""

from collections.abc import Iterable

from datt.accounts.models import User
from datt.core import dates
from datt.core.text import matching
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.traject.onderdelen import Treffer, register_search

MOST_HITS = 10


@register_search
def pilots(user: User, words: str) -> Iterable[Treffer]:
    rows = Pilot.objects.for_user(user).real().with_gemeente()
    for pilot in matching(rows, words, lambda one: f"{one.titel} {one.gemeente}")[:MOST_HITS]:
        yield Treffer(
            titel=str(pilot),
            uitleg=f"Gemeente {pilot.gemeente}, {pilot.get_status_display().lower()}",
            url=pilot.get_absolute_url(),
            soort="Pilot",
        )


@register_search
def meetings(user: User, words: str) -> Iterable[Treffer]:
    """Meetings by their title and place."""
    rows = Bijeenkomst.objects.for_user(user).filter(pilot__is_oefening=False).select_related("pilot")
    for meeting in matching(rows, words, lambda one: f"{one.titel} {one.korte_titel} {one.plaats}")[:MOST_HITS]:
        place = f", {meeting.plaats}" if meeting.plaats else ""
        yield Treffer(
            titel=str(meeting),
            uitleg=f"{dates.day(meeting.datum)}{place}, {meeting.pilot}",
            url=meeting.get_absolute_url(),
            soort="Bijeenkomst",
        )
