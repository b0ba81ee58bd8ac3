"""What stands on the back of a badge: the day of who wears it; registered by the app that knows it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pilots.traject.models import Bijeenkomst


@dataclass(frozen=True, kw_only=True)
class Badgeregel:
    """One line: when, what and where. With `is_eigen` it is the wearer's alone, and not what everybody does."""

    om: str
    wat: str
    waar: str = ""
    is_eigen: bool = False


# The lines of everybody who has any, by person; as many queries for one as for all.
type Badgeregels = Callable[[Bijeenkomst], Mapping[int, Sequence[Badgeregel]]]

_sources: list[Badgeregels] = []


def register_badgeregels(source: Badgeregels) -> Badgeregels:
    _sources.append(source)
    return source


def badge_lines(meeting: Bijeenkomst) -> dict[int, list[Badgeregel]]:
    """What stands on the back of each badge; empty for a meeting that has nothing to say there."""
    found: dict[int, list[Badgeregel]] = {}
    for source in _sources:
        for persoon, lines in source(meeting).items():
            found.setdefault(persoon, []).extend(lines)
    return found
