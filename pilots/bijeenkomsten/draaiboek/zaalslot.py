"""What stands on the screen in the hall when the last part has begun; registered by the app that has it."""

from collections.abc import Callable
from dataclasses import dataclass

from pilots.traject.models import Bijeenkomst


@dataclass(frozen=True, kw_only=True)
class Zaalslot:
    """A question to the hall, with the QR code that opens it on a phone."""

    kop: str
    tekst: str
    url: str


_sources: list[Callable[[Bijeenkomst], Zaalslot]] = []


def register_zaalslot(source: Callable[[Bijeenkomst], Zaalslot]) -> Callable[[Bijeenkomst], Zaalslot]:
    _sources.append(source)
    return source


def slot_of(meeting: Bijeenkomst) -> Zaalslot | None:
    return next((source(meeting) for source in _sources), None)
