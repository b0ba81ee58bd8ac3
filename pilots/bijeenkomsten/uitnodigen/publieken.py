"""What one meeting is to different audiences, for pages that know no audience.

Who may see what, and what an invitation says besides.
Registered by the app that has the audiences. A meeting without them is the same to everybody.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
    from pilots.traject.models import Bijeenkomst, Persoon


@dataclass(frozen=True, kw_only=True)
class Zicht:
    """What somebody may see of a meeting: the blocks of its run sheet and the rounds of its programme, by key."""

    blokken: frozenset[int]
    rondes: frozenset[int]


type ZichtSource = Callable[["Bijeenkomst", Collection[int]], Mapping[int, Zicht]]
type TekstSource = Callable[[Sequence["Uitnodiging"]], Mapping[int, str]]

_sights: list[ZichtSource] = []
_texts: list[TekstSource] = []


def register_zicht(source: ZichtSource) -> ZichtSource:
    """Let `source` say what these people may see of this meeting, by the key of the person; left out: everything."""
    _sights.append(source)
    return source


def register_uitnodigingstekst(source: TekstSource) -> TekstSource:
    """Let `source` say what these invitations of one meeting say besides, by their key."""
    _texts.append(source)
    return source


def sight_of(meeting: "Bijeenkomst", persoon: "Persoon") -> Zicht | None:
    """What this person may see of this meeting; None when nothing is kept from anybody."""
    return sights_of(meeting, [persoon.pk]).get(persoon.pk)


def sights_of(meeting: "Bijeenkomst", personen: Collection[int]) -> dict[int, Zicht]:
    """The same for many, by key; who is left out sees everything. As many queries for one as for all of them."""
    found: dict[int, Zicht] = {}
    for source in _sights if personen else ():
        found |= source(meeting, personen)
    return found


def own_words(uitnodigingen: Sequence["Uitnodiging"]) -> dict[int, str]:
    """What each of these invitations says besides, for those that do."""
    found: dict[int, str] = {}
    for source in _texts if uitnodigingen else ():
        found |= {pk: text for pk, text in source(uitnodigingen).items() if text}
    return found
