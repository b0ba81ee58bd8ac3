"""What higher apps know that stands in an invitation, such as how many plans there are."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pilots.traject.models import Bijeenkomst, Pilot

type Feit = Callable[["Pilot"], str]
# By the pk of the person: what is known of each for this meeting.
type Gastfeit = Callable[["Bijeenkomst"], dict[int, str]]

_feiten: dict[str, Feit] = {}
_gastfeiten: dict[str, Gastfeit] = {}


def register_feit(veld: str, feit: Feit) -> None:
    """Let `feit` fill this placeholder for a pilot; an empty answer leaves the sentence that stands without it."""
    _feiten[veld] = feit


def facts_of(pilot: "Pilot") -> dict[str, str]:
    return {veld: value for veld, feit in _feiten.items() if (value := feit(pilot))}


def register_gastfeit(veld: str, feit: Gastfeit) -> None:
    """Let `feit` fill this placeholder for each guest of a meeting; who is not in it keeps the sentence without it."""
    _gastfeiten[veld] = feit


def guest_facts_of(meeting: "Bijeenkomst") -> dict[int, dict[str, str]]:
    """What is known of each person, by their pk; in as many queries for one guest as for many."""
    found: dict[int, dict[str, str]] = {}
    for veld, feit in _gastfeiten.items():
        for persoon, value in feit(meeting).items():
            found.setdefault(persoon, {})[veld] = value
    return found
