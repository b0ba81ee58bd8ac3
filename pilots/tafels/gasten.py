"""Who sits down: handed in by the apps that know who is invited or inside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pilots.traject.models import Bijeenkomst, Pilot


@dataclass(frozen=True, kw_only=True)
class Gast:
    """One person to seat. `organisatie` is None for who speaks for nobody."""

    persoon: int
    naam: str
    organisatie: int | None
    organisatie_naam: str = ""
    positie: str = ""
    # What somebody needs; a table near the door, a chair with arms.
    toegang: str = ""


type GuestSource = Callable[["Bijeenkomst"], list[Gast] | None]

_sources: list[tuple[int, GuestSource]] = []


def register_gasten(source: GuestSource, *, order: int) -> GuestSource:
    """Let `source` say who sits down at a meeting, or None when it does not know; the lowest order is asked first."""
    _sources.append((order, source))
    _sources.sort(key=lambda one: one[0])
    return source


def guests_of(meeting: "Bijeenkomst") -> list[Gast]:
    """Everybody to seat: of the first source that knows."""
    for _, source in _sources:
        guests = source(meeting)
        if guests is not None:
            return guests
    return []


# Who was inside, per meeting of a pilot, in one query; a meeting that is not named is not known.
type PresenceSource = Callable[["Pilot"], Mapping[int, frozenset[int]]]

_presence: list[PresenceSource] = []


def register_aanwezigen(source: PresenceSource) -> PresenceSource:
    """Let `source` say who really was at the meetings of a pilot: `{bijeenkomst_id: {persoon_id, …}}`."""
    _presence.append(source)
    return source


def present_at(pilot: "Pilot") -> dict[int, frozenset[int]]:
    """Who was at each meeting of which that is known."""
    return {meeting: people for source in _presence for meeting, people in source(pilot).items()}
