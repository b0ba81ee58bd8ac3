"""The groups of a template that are no position in an organisation: registered by the apps that know who is in them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pilots.traject.models import Pilot

type Groep = Callable[["Pilot"], set[int]]

_groepen: dict[str, Groep] = {}


def register_doelgroep(naam: str, groep: Groep) -> None:
    """Let `groep` say which people of a pilot (their pk) belong to the group of this name."""
    _groepen[naam] = groep


def members_of(naam: str, pilot: "Pilot") -> set[int]:
    groep = _groepen.get(naam)
    return groep(pilot) if groep else set()
