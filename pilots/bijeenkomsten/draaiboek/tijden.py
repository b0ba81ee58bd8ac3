"""When every block begins and ends, and what does not fit; counts in minutes, knows no database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import groupby
from typing import Protocol

DAG = 24 * 60


class Blok(Protocol):
    """What a block must tell; Draaiboekblok does, and so does Blokmaat."""

    @property
    def titel(self) -> str: ...
    @property
    def minuten(self) -> int: ...
    @property
    def min_minuten(self) -> int: ...
    @property
    def vast_tijdstip(self) -> time | None: ...
    @property
    def parallel(self) -> int: ...
    @property
    def is_pauze(self) -> bool: ...
    @property
    def deel(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Blokmaat:
    """The measures of a block, for who computes without rows."""

    titel: str = ""
    minuten: int = 30
    min_minuten: int = 0
    vast_tijdstip: time | None = None
    parallel: int = 0
    is_pauze: bool = False
    deel: str = ""


@dataclass(frozen=True)
class Tijdblok[B]:
    """A block with its times, in minutes after midnight."""

    blok: B
    begin: int
    eind: int
    # Minutes that nobody planned, between the block before it and its fixed time.
    ruimte: int = 0
    # Minutes it goes on after a fixed time that comes next, and in words.
    te_lang: int = 0
    bevinding: str = ""

    @property
    def begint(self) -> time:
        return clock_of(self.begin)

    @property
    def eindigt(self) -> time:
        return clock_of(self.eind)


@dataclass(frozen=True)
class Deeltotaal:
    """How long one part takes; blocks beside each other count once."""

    deel: str
    begin: int
    eind: int
    minuten: int
    pauze: int

    @property
    def begint(self) -> time:
        return clock_of(self.begin)

    @property
    def eindigt(self) -> time:
        return clock_of(self.eind)

    @property
    def duur(self) -> str:
        return duration(self.minuten)


@dataclass(frozen=True)
class Rooster[B]:
    """The whole run sheet in time, beside the meeting's own begin and end."""

    groepen: tuple[tuple[Tijdblok[B], ...], ...]
    delen: tuple[Deeltotaal, ...]
    minuten: int
    begin: int
    eind: int
    # After the end of the meeting, or before it when it is below zero.
    verschil: int
    # What does not fit before fixed times, all together.
    knelt: int

    @property
    def blokken(self) -> list[Tijdblok[B]]:
        return [block for group in self.groepen for block in group]

    @property
    def duur(self) -> str:
        return duration(self.minuten)

    @property
    def past(self) -> bool:
        return self.verschil <= 0 and not self.knelt

    @property
    def uitkomst(self) -> str:
        """Whether it fits, in one or two sentences."""
        if not self.groepen:
            return "Er staan nog geen blokken in."
        words = [_about_end(self.verschil)]
        if self.knelt:
            words.append(f"Vóór een vaste tijd is het {minutes(self.knelt)} te lang.")
        return " ".join(words)


def rooster[B: Blok](blokken: Iterable[B], *, begin: time, eind: time) -> Rooster[B]:
    """Give every block its times, from the beginning of the meeting; a fixed time always holds.

    Blocks that follow each other with the same `parallel` above 0 begin together, and the longest counts.
    """
    starts, ends = minutes_of(begin), minutes_of(eind)
    groups: list[tuple[Tijdblok[B], ...]] = []
    at, too_long = starts, 0
    for group in together(blokken):
        fixed = next((block.vast_tijdstip for block in group if block.vast_tijdstip is not None), None)
        room = 0
        if fixed is not None:
            room = minutes_of(fixed) - at
            if groups and room < 0:
                too_long -= room
                groups[-1] = tuple(_overrun(block, group, minutes_of(fixed)) for block in groups[-1])
            at = minutes_of(fixed)
        groups.append(tuple(_placed(block, at, room, first=not groups) for block in group))
        at += longest(group)
    last = max((block.eind for group in groups for block in group), default=starts)
    total = sum(longest([one.blok for one in group]) for group in groups)
    return Rooster(tuple(groups), tuple(_parts(groups)), total, starts, last, last - ends, too_long)


def together[B: Blok](blokken: Iterable[B]) -> list[list[B]]:
    """The blocks in rows: those beside each other in one, every other one alone."""
    return [
        part
        for parallel, found in groupby(blokken, key=lambda block: block.parallel)
        for part in ([list(found)] if parallel else [[block] for block in found])
    ]


def longest(group: Sequence[Blok]) -> int:
    return max(block.minuten for block in group)


def _placed[B: Blok](block: B, at: int, room: int, *, first: bool) -> Tijdblok[B]:
    words = ""
    if room > 0:
        words = f"Hiervoor blijft {minutes(room)} over."
    elif room < 0 and first:
        words = f"Dit begint {minutes(-room)} vóór de bijeenkomst."
    own = block.vast_tijdstip
    if own is not None and minutes_of(own) != at:
        words = f"Dit loopt tegelijk met een blok dat vast om {written(at)} begint, en begint dus ook dan."
    return Tijdblok(block, at, at + block.minuten, ruimte=max(0, room), bevinding=words)


def _overrun[B: Blok](before: Tijdblok[B], group: Sequence[B], fixed: int) -> Tijdblok[B]:
    """The block again, with how far it goes on after the fixed time of the group that follows."""
    over = before.eind - fixed
    if over <= 0:
        return before
    anchor = next(block for block in group if block.vast_tijdstip is not None)
    words = f"Eindigt om {written(before.eind)}. ‘{anchor.titel}’ staat vast om {written(fixed)}."
    return Tijdblok(before.blok, before.begin, before.eind, ruimte=before.ruimte, te_lang=over, bevinding=words)


def _parts[B: Blok](groups: Sequence[Sequence[Tijdblok[B]]]) -> Iterable[Deeltotaal]:
    """A part begins at a block that names it, and lasts until another one is named."""
    rows: list[tuple[str, Sequence[Tijdblok[B]]]] = []
    name = ""
    for group in groups:
        name = next((one.blok.deel for one in group if one.blok.deel), name)
        rows.append((name, group))
    for part, found in groupby(rows, key=lambda row: row[0]):
        inside = [group for _, group in found]
        lengths = [(longest([one.blok for one in group]), all(one.blok.is_pauze for one in group)) for group in inside]
        yield Deeltotaal(
            deel=part,
            begin=inside[0][0].begin,
            eind=max(one.eind for group in inside for one in group),
            minuten=sum(length for length, _ in lengths),
            pauze=sum(length for length, is_break in lengths if is_break),
        )


def _about_end(over: int) -> str:
    if over > 0:
        return f"Het draaiboek loopt {minutes(over)} uit."
    if over < 0:
        return f"Er blijft {minutes(-over)} over." if over == -1 else f"Er blijven {minutes(-over)} over."
    return "Het draaiboek past precies."


def minutes_of(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def clock_of(minute: int) -> time:
    """The time on the clock; after midnight it begins again."""
    return time(minute % DAG // 60, minute % 60)


def moved(moment: time, later: int) -> time | None:
    """So many minutes later (or earlier, below zero) on the same day; None when it leaves that day."""
    minute = minutes_of(moment) + later
    return clock_of(minute) if 0 <= minute < DAG else None


def written(minute: int) -> str:
    """'12.40 uur', and past midnight '00.20 uur (een dag later)'."""
    words = f"{clock_of(minute):%H.%M} uur"
    return f"{words} (een dag later)" if minute >= DAG else words


def minutes(count: int) -> str:
    return "1 minuut" if count == 1 else f"{count} minuten"


def duration(count: int) -> str:
    """'45 min', '2 u', '7 u 10'."""
    hours, rest = divmod(count, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} u {rest:02}" if rest else f"{hours} u"
