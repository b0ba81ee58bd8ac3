"""The run sheet that a meeting began with, with the times it would have; only to read."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from datt.core.fields import parse_clock
from pilots.traject.models import Bijeenkomst, Sjabloonblok

DAG = datetime(2000, 1, 1)  # noqa: DTZ001  # wall-clock times, no zone


@dataclass(frozen=True)
class Blok:
    """One block with the time at which it begins."""

    begin: time
    blok: Sjabloonblok

    @property
    def is_pauze(self) -> bool:
        return self.blok.werkvorm == "inloop_en_pauze"


@dataclass(frozen=True)
class Overzicht:
    blokken: list[Blok]
    minuten: int
    # how much longer (or shorter, below zero) it takes than the meeting
    verschil: int

    @property
    def over(self) -> int:
        return -self.verschil


def outline(meeting: Bijeenkomst) -> Overzicht | None:
    """The blocks one after the other from the beginning of the meeting; a fixed time holds."""
    if meeting.sjabloon is None:
        return None
    at = begin = datetime.combine(DAG, meeting.begin)
    blocks = []
    for block in meeting.sjabloon.blokken.all():
        if block.vast_tijdstip:
            at = max(at, datetime.combine(DAG, parse_clock(block.vast_tijdstip)))
        blocks.append(Blok(at.time(), block))
        at += timedelta(minutes=block.minuten)
    taken = int((at - begin).total_seconds() // 60)
    length = int((datetime.combine(DAG, meeting.eind) - begin).total_seconds() // 60)
    return Overzicht(blocks, taken, taken - length) if blocks else None
