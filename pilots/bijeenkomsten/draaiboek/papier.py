"""The run sheet on paper: on one page, in full, and per room."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.utils import timezone

from pilots.bijeenkomsten.draaiboek.models import Draaiboek, Draaiboekblok
from pilots.bijeenkomsten.draaiboek.tijden import Rooster, Tijdblok, duration, minutes_of, rooster
from pilots.traject.kleuren import Kleuren
from pilots.traject.models import Bijeenkomst

# How many characters fit on a line of each column, and what a line and the space around it take, in millimetres.
WAT, WIE, WAAR = 44, 19, 17
HOOGTE = 226
MATEN = (("ruim", 4.9, 3.4), ("dicht", 4.3, 1.9), ("fijn", 3.7, 0.9), ("fijner", 3.2, 0.5))


@dataclass(frozen=True, kw_only=True)
class Papierblok:
    """A block with its times; `tegelijk` when it stands beside the one above it."""

    blok: Draaiboekblok
    begint: time
    eindigt: time
    minuten: int
    is_vast: bool
    tegelijk: bool
    deel: str

    @property
    def regels(self) -> int:
        """About how many lines it takes in the short table."""
        columns = ((self.blok.titel, WAT), (self.blok.leiding, WIE), (self.blok.ruimte, WAAR))
        return max(1, *(math.ceil(len(text) / width) for text, width in columns)) + bool(self.deel)


@dataclass(frozen=True, kw_only=True)
class Ruimteblad:
    """The day of one room: what it does itself, between what everybody does."""

    ruimte: str
    blokken: tuple[Papierblok, ...]


def short_context(meeting: Bijeenkomst) -> Mapping[str, Any]:
    blocks = _blocks(meeting, steps=False)
    return {**_shared(meeting, blocks), "blokken": blocks, "maat": size_of(blocks)}


def full_context(meeting: Bijeenkomst) -> Mapping[str, Any]:
    blocks = _blocks(meeting)
    return {**_shared(meeting, blocks), "blokken": blocks}


def rooms_context(meeting: Bijeenkomst) -> Mapping[str, Any]:
    blocks = _blocks(meeting)
    return {**_shared(meeting, blocks), "bladen": list(_sheets(blocks))}


def size_of(blocks: Sequence[Papierblok]) -> str:
    """The largest letters with which the short table stands on one page."""
    lines = sum(one.regels for one in blocks)
    return next((name for name, line, around in MATEN if lines * line + len(blocks) * around <= HOOGTE), MATEN[-1][0])


def _blocks(meeting: Bijeenkomst, *, steps: bool = True) -> list[Papierblok]:
    rows = Draaiboekblok.objects.standing().filter(draaiboek__bijeenkomst=meeting).select_related("werkvorm")
    if steps:
        rows = rows.prefetch_related("werkvorm__stappen")
    plan: Rooster[Any] = rooster(list(rows), begin=meeting.begin, eind=meeting.eind)
    part, blocks = "", []
    for group in plan.groepen:
        for nr, one in enumerate(group):
            named = one.blok.deel if one.blok.deel and one.blok.deel != part else ""
            part = named or part
            blocks.append(_block(one, beside=nr > 0, part=named))
    return blocks


def _block(one: Tijdblok[Any], *, beside: bool, part: str) -> Papierblok:
    fixed = one.blok.vast_tijdstip
    return Papierblok(
        blok=one.blok,
        begint=one.begint,
        eindigt=one.eindigt,
        minuten=one.blok.minuten,
        is_vast=fixed is not None and minutes_of(fixed) == one.begin,
        tegelijk=beside,
        deel=part,
    )


def _sheets(blocks: Sequence[Papierblok]) -> Iterable[Ruimteblad]:
    """One for every room that stands beside another; without any, one for the whole meeting."""
    rooms = dict.fromkeys(one.blok.ruimte.strip() for one in blocks if one.blok.parallel and one.blok.ruimte.strip())
    for room in rooms or {"": None}:
        mine = [one for one in blocks if not one.blok.parallel or one.blok.ruimte.strip().casefold() == room.casefold()]
        yield Ruimteblad(ruimte=room, blokken=tuple(mine))


def _total(blocks: Iterable[Papierblok]) -> int:
    """All minutes together; of blocks that stand beside each other the longest."""
    rows: list[int] = []
    for one in blocks:
        if one.tegelijk:
            rows[-1] = max(rows[-1], one.minuten)
        else:
            rows.append(one.minuten)
    return sum(rows)


def _shared(meeting: Bijeenkomst, blocks: Sequence[Papierblok]) -> dict[str, Any]:
    draaiboek = Draaiboek.objects.filter(bijeenkomst=meeting).first()
    return {
        "bijeenkomst": meeting,
        "pilot": meeting.pilot,
        "gemeente": meeting.pilot.gemeente,
        "kleuren": Kleuren.of(meeting.pilot.gemeente.kleur),
        "draaiboekversie": draaiboek.versie if draaiboek else 1,
        "duur": duration(_total(blocks)) if blocks else "",
        "stand": timezone.now(),
    }
