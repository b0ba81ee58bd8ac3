"""The parts of a guest's personal page: registered by the apps that have something for the guest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pilots.bijeenkomsten.uitnodigen.models import Gastlink
from pilots.traject.models import Persoon, Pilot


@dataclass(frozen=True)
class Gast:
    """Who came in with a personal link."""

    link: Gastlink
    # What one part looked up for the others, as long as this page is made.
    onthouden: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def persoon(self) -> Persoon:
        return self.link.persoon

    @property
    def pilot(self) -> Pilot:
        return self.link.persoon.pilot

    @property
    def wie(self) -> str:
        """How the log names them."""
        return f"{self.persoon} (persoonlijke link)"


@dataclass(frozen=True, kw_only=True)
class Gastdeel:
    """One part of the page; left out when its context is None.

    An `is_vraag` asks the guest something: the first one stands on the page, the next comes when that is answered.
    On a wide screen the parts before order 50 stand on the left, the others on the right.
    """

    key: str
    order: int
    template: str
    context: Callable[[Gast], Mapping[str, Any] | None]
    is_vraag: bool = False


RECHTS_VANAF = 50

_parts: dict[str, Gastdeel] = {}


def register_gastdeel(part: Gastdeel) -> None:
    _parts[part.key] = part


def parts_for(gast: Gast) -> dict[str, list[dict[str, Any]]]:
    """The parts that have something to show, each with its template and context, in their order, left and right."""
    shown: dict[str, list[dict[str, Any]]] = {"links": [], "rechts": []}
    is_asked = False
    for part in sorted(_parts.values(), key=lambda one: one.order):
        context = None if part.is_vraag and is_asked else part.context(gast)
        if context is None:
            continue
        is_asked = is_asked or part.is_vraag
        side = "links" if part.is_vraag or part.order < RECHTS_VANAF else "rechts"
        shown[side].append({**context, "key": part.key, "template": part.template, "is_vraag": part.is_vraag})
    return shown
