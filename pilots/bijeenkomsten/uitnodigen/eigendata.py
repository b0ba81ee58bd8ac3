"""What apps keep about a person: registered here, so that a guest can read it and have it removed."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pilots.traject.models import Persoon


@dataclass(frozen=True, kw_only=True)
class Gegevens:
    """One kind of data: what is kept, why, and until when, in words a guest understands."""

    kop: str
    waarom: str
    bewaard_tot: str
    regels: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Databron:
    """`lees` answers what an app keeps (None: nothing), `wis` removes it or takes the person out of it.

    `blijft` answers why the name of this person cannot go yet, as a sentence to them, or nothing.
    """

    key: str
    lees: Callable[[Persoon], Gegevens | None] | None = None
    wis: Callable[[Persoon], None] | None = None
    blijft: Callable[[Persoon], str] | None = None


_sources: dict[str, Databron] = {}


def register_databron(bron: Databron) -> None:
    _sources[bron.key] = bron


def databronnen() -> list[Databron]:
    return list(_sources.values())
