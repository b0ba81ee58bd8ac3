"""What came out of a meeting, handed in by the app that collected it; until one does, people write it down."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pilots.traject.models import Bijeenkomst

# Per bin (werkt_goed, paarse_krokodil, roze_olifant) what was said, each a line without a name.
type Opbrengst = Mapping[str, Sequence[str]]
# The opbrengst of a meeting, or None when this source has nothing to say about it.
type OpbrengstSource = Callable[["Bijeenkomst"], Opbrengst | None]

_sources: list[OpbrengstSource] = []


def register_opbrengst(source: OpbrengstSource) -> OpbrengstSource:
    _sources.append(source)
    return source


def collected(meeting: "Bijeenkomst") -> Opbrengst:
    """What all sources have together."""
    found: dict[str, list[str]] = {}
    for source in _sources:
        for bak, lines in (source(meeting) or {}).items():
            found.setdefault(bak, []).extend(lines)
    return found
