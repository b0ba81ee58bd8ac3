"""In which order who waits gets a seat, when it is not who waits longest: registered by who knows another.

Without one that answers for a meeting, everything is as it was: who waits longest goes first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
    from pilots.traject.models import Bijeenkomst, Persoon


@dataclass(frozen=True, kw_only=True)
class Beurt:
    """Somebody who waits, in their turn: `zin` ends the line in the log, `uitleg` the sentence to themselves."""

    uitnodiging: "Uitnodiging"
    zin: str = ""
    uitleg: str = ""


# With who gave a seat back (None: nobody did), and who waits, longest first; None when the meeting has no own order.
type Rang = Callable[["Bijeenkomst", "Persoon | None", Sequence["Uitnodiging"]], list[Beurt] | None]


@dataclass(frozen=True, kw_only=True)
class Volgorde:
    """`uitleg` says in one sentence how the order of a meeting is; nothing when it has none of its own."""

    rang: Rang
    uitleg: Callable[["Bijeenkomst"], str]


_volgordes: list[Volgorde] = []


def register_volgorde(volgorde: Volgorde) -> None:
    _volgordes.append(volgorde)


def in_order(meeting: "Bijeenkomst", vrijgekomen: "Persoon | None", waiting: Sequence["Uitnodiging"]) -> list[Beurt]:
    """Everybody who waits, in the order in which they get a seat now."""
    for volgorde in _volgordes if waiting else ():
        found = volgorde.rang(meeting, vrijgekomen, waiting)
        if found is not None:
            return found
    return [Beurt(uitnodiging=one) for one in waiting]


def own_order(meeting: "Bijeenkomst") -> str:
    """How the order of this meeting is, as a sentence; nothing when who waits longest goes first."""
    return next((said for volgorde in _volgordes if (said := volgorde.uitleg(meeting))), "")
