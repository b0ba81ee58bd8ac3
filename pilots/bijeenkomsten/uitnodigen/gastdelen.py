"""The parts of a guest's personal page: registered by the apps that have something for the guest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pilots.bijeenkomsten.uitnodigen.models import Gastlink
from pilots.traject.models import Persoon, Pilot


@dataclass(frozen=True)
class Gast:
    """Who came in with a personal link."""

    link: Gastlink

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
    """One part of the page; left out when its context is None. An `is_vraag` stands above, one at a time."""

    key: str
    order: int
    template: str
    context: Callable[[Gast], Mapping[str, Any] | None]
    is_vraag: bool = False


_parts: dict[str, Gastdeel] = {}


def register_gastdeel(part: Gastdeel) -> None:
    _parts[part.key] = part


def parts_for(gast: Gast) -> list[dict[str, Any]]:
    """The parts that have something to show, each with its template and context, in their order."""
    shown = []
    for part in sorted(_parts.values(), key=lambda one: one.order):
        context = part.context(gast)
        if context is not None:
            shown.append({**context, "key": part.key, "template": part.template, "is_vraag": part.is_vraag})
    return shown
