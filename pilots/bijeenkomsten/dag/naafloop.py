"""What the code on a badge opens for its owner once the meeting is over; registered by the app that has it."""

from collections.abc import Callable

from pilots.traject.models import Bijeenkomst

# The address for this meeting and this code, or None when there is nothing to open now.
type NaAfloop = Callable[[Bijeenkomst, str], str | None]

_sources: list[NaAfloop] = []


def register_na_afloop(source: NaAfloop) -> NaAfloop:
    _sources.append(source)
    return source


def address_afterwards(meeting: Bijeenkomst, code: str) -> str | None:
    """Where the owner of this code goes; None before the end."""
    return next((address for source in _sources if (address := source(meeting, code))), None)
