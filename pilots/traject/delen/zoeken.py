"""Pilots and meetings in the search box."""

from collections.abc import Iterable

from datt.accounts.models import User
from datt.core import dates
from datt.core.text import fold, has_all_words
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.traject.onderdelen import Treffer, register_search

MOST_HITS = 10


@register_search
def pilots(user: User, words: str) -> Iterable[Treffer]:
    folded = fold(words)
    rows = Pilot.objects.for_user(user).with_gemeente()
    hits = [pilot for pilot in rows if has_all_words(fold(f"{pilot.titel} {pilot.gemeente}"), folded)]
    for pilot in hits[:MOST_HITS]:
        yield Treffer(
            titel=str(pilot),
            uitleg=f"Gemeente {pilot.gemeente}, {pilot.get_status_display().lower()}",
            url=pilot.get_absolute_url(),
            soort="Pilot",
        )


@register_search
def meetings(user: User, words: str) -> Iterable[Treffer]:
    """Meetings by their title and place."""
    folded = fold(words)
    rows = Bijeenkomst.objects.for_user(user).select_related("pilot")
    hits = [one for one in rows if has_all_words(fold(f"{one.titel} {one.korte_titel} {one.plaats}"), folded)]
    for meeting in hits[:MOST_HITS]:
        place = f", {meeting.plaats}" if meeting.plaats else ""
        yield Treffer(
            titel=str(meeting),
            uitleg=f"{dates.day(meeting.datum)}{place}, {meeting.pilot}",
            url=meeting.get_absolute_url(),
            soort="Bijeenkomst",
        )
