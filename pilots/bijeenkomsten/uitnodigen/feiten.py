"""What higher apps know that stands in an invitation, such as how many plans there are."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pilots.traject.models import Pilot

type Feit = Callable[["Pilot"], str]

_feiten: dict[str, Feit] = {}


def register_feit(veld: str, feit: Feit) -> None:
    """Let `feit` fill this placeholder for a pilot; an empty answer leaves the sentence that stands without it."""
    _feiten[veld] = feit


def facts_of(pilot: "Pilot") -> dict[str, str]:
    return {veld: value for veld, feit in _feiten.items() if (value := feit(pilot))}
