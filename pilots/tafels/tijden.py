"""When people sit at the tables: handed in by the app that knows the programme of the day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pilots.traject.models import Bijeenkomst


@dataclass(frozen=True, kw_only=True)
class Tafeltijd:
    """A part of the day at the tables, and what it is called."""

    naam: str
    begint: datetime
    eindigt: datetime


# The parts of this meeting at the tables, in their order; none when the source knows nothing of it.
type TimeSource = Callable[["Bijeenkomst"], Sequence[Tafeltijd]]

_sources: list[TimeSource] = []


def register_tafeltijden(source: TimeSource) -> TimeSource:
    _sources.append(source)
    return source


def parts_of(meeting: "Bijeenkomst") -> list[Tafeltijd]:
    """Every part of the day at the tables that is known."""
    return sorted((part for source in _sources for part in source(meeting)), key=lambda part: part.begint)


def times_of(meeting: "Bijeenkomst", rondes: int) -> dict[int, Tafeltijd]:
    """When each round is: `{ronde: Tafeltijd}`, empty when the programme does not say.

    One part of the day is cut in as many equal pieces as there are rounds; with more parts each round has its own.
    """
    parts = parts_of(meeting)
    if len(parts) == 1 and rondes > 1:
        part = parts[0]
        each = (part.eindigt - part.begint) / rondes
        parts = [
            Tafeltijd(naam=part.naam, begint=part.begint + each * nr, eindigt=part.begint + each * (nr + 1))
            for nr in range(rondes)
        ]
    return dict(enumerate(parts[:rondes], start=1)) if len(parts) >= rondes else {}


USUAL, MOST = 3, 6


def usual_rounds(meeting: "Bijeenkomst") -> int:
    """As many as the programme has parts at the tables; a single part is usually cut in three. Without any: one."""
    count = len(parts_of(meeting))
    return USUAL if count == 1 else min(max(count, 1), MOST)
