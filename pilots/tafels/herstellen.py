"""Repair a seating when people stayed away or walked in: as few people as can be change tables.

Tables that became too small are filled up or merged into others, whichever moves the fewest. The number of moves
follows from counting alone (`_choose`); who moves where is then searched by price, and a move costs more than
anything but putting two people together who must not be.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pilots.tafels.vraagstuk import MOVE, Prices, Seating, Tafelmaat, Vraagstuk, prices_of
from pilots.tafels.zoeken import Hall

SECONDS = 0.8
MOST_STATES = 4000


@dataclass(frozen=True, kw_only=True)
class Herstel:
    """The new seating; who moves (from, to), who gets a first seat, who is gone, which tables close."""

    plaatsen: Seating
    verhuist: dict[int, tuple[int, int]]
    nieuw: Seating
    weg: tuple[int, ...]
    gesloten: tuple[int, ...]
    zonder_plaats: tuple[int, ...] = ()

    @property
    def is_nodig(self) -> bool:
        return bool(self.verhuist or self.nieuw or self.weg or self.gesloten)


def repair(vraag: Vraagstuk, nu: Seating, *, seconds: float = SECONDS) -> Herstel:
    """`vraag.mensen` are those who are here now, `nu` is where people were seated."""
    until = time.monotonic() + seconds
    here = {one.nr for one in vraag.mensen}
    tables = {table.nr for table in vraag.tafels}
    old = {nr: table for nr, table in nu.items() if nr in here and table in tables}
    room = sum(table.maximum for table in vraag.tafels)
    walk_ins = [one.nr for one in vraag.mensen if one.nr not in old]
    fit = max(room - len(old), 0)
    walk_ins, waiting = walk_ins[:fit], walk_ins[fit:]
    open_tables = _choose(vraag, old, len(walk_ins))
    plaatsen = _seat(vraag, open_tables, old, walk_ins)
    plaatsen = _improve(vraag, open_tables, old, plaatsen, until)
    used = set(old.values())
    return Herstel(
        plaatsen=plaatsen,
        verhuist={nr: (old[nr], table) for nr, table in plaatsen.items() if nr in old and old[nr] != table},
        nieuw={nr: plaatsen[nr] for nr in walk_ins if nr in plaatsen},
        weg=tuple(nr for nr in nu if nr not in here),
        gesloten=tuple(sorted(used - {table.nr for table in open_tables})),
        zonder_plaats=(*waiting, *(nr for nr in walk_ins if nr not in plaatsen)),
    )


@dataclass(frozen=True, kw_only=True)
class _Sum:
    """What a choice of open and closed tables adds up to."""

    homeless: int = 0  # sat at a table that closes, or that is too full
    short: int = 0  # seats that open tables need to reach their minimum
    spare: int = 0  # people that open tables can do without
    room: int = 0
    closed: int = 0

    def moves(self, walk_ins: int) -> int:
        return self.homeless + max(0, self.short - self.homeless - walk_ins)

    def is_possible(self, people: int, walk_ins: int) -> bool:
        return self.room >= people and self.short - self.homeless - walk_ins <= self.spare


def _choose(vraag: Vraagstuk, old: Seating, walk_ins: int) -> list[Tafelmaat]:
    """Which tables stay open so that the fewest people move; minima are let go where they cannot be met."""
    people = len(old) + walk_ins
    for tables in (vraag.tafels, tuple(replace(table, minimum=0) for table in vraag.tafels)):
        sums: dict[_Sum, tuple[int, ...]] = {_Sum(): ()}
        for table in tables:
            sums = dict(_both_ways(vraag, table, old, sums))
            if len(sums) > MOST_STATES:
                kept = sorted(sums, key=lambda one: (one.moves(walk_ins), one.closed))[:MOST_STATES]
                sums = {one: sums[one] for one in kept}
        possible = [one for one in sums if one.is_possible(people, walk_ins)]
        if possible:
            best = min(possible, key=lambda one: (one.moves(walk_ins), one.closed, -one.room))
            return [table for table in tables if table.nr in sums[best]]
    return list(tables)


def _both_ways(
    vraag: Vraagstuk, table: Tafelmaat, old: Seating, sums: dict[_Sum, tuple[int, ...]]
) -> Iterable[tuple[_Sum, tuple[int, ...]]]:
    """Every choice so far, with this table closed and with it open."""
    sitting = [nr for nr, at in old.items() if at == table.nr]
    pinned = sum(vraag.vast.get(nr) == table.nr for nr in sitting)
    hosted = table.gastheer in sitting and vraag.vast.get(table.gastheer or 0) != table.nr
    over = max(len(sitting) - table.maximum, 0)
    stay = pinned + hosted
    spare = max(min(len(sitting) - table.minimum, len(sitting) - stay), 0) - over
    for one, opened in sums.items():
        if not pinned:
            closed = replace(one, homeless=one.homeless + len(sitting), closed=one.closed + bool(sitting))
            yield closed, opened
        if over <= len(sitting) - stay:
            yield (
                replace(
                    one,
                    homeless=one.homeless + over,
                    short=one.short + max(table.minimum - len(sitting), 0),
                    spare=one.spare + max(spare, 0),
                    room=one.room + table.maximum,
                ),
                (*opened, table.nr),
            )


def _seat(vraag: Vraagstuk, tables: list[Tafelmaat], old: Seating, walk_ins: list[int]) -> Seating:
    """Who has to move goes to where people are short, then to the emptiest tables."""
    fixed = replace(vraag, tafels=tuple(tables)).fixed()
    by_nr = {table.nr: table for table in tables}
    seating = {nr: table for nr, table in old.items() if table in by_nr}
    pool = [nr for nr in old if nr not in seating]
    for table in tables:
        loose = [nr for nr, at in seating.items() if at == table.nr and nr not in fixed]
        for nr in loose[: max(_size(seating, table.nr) - table.maximum, 0)]:
            pool.append(nr)
            del seating[nr]
    pool += walk_ins
    while True:
        short = [table for table in tables if _size(seating, table.nr) < table.minimum]
        if short and not pool:
            rich = max(tables, key=lambda one: (_size(seating, one.nr) - one.minimum, -one.nr))
            loose = [nr for nr, at in seating.items() if at == rich.nr and nr not in fixed]
            if _size(seating, rich.nr) <= rich.minimum or not loose:
                return seating
            pool.append(loose[0])
            del seating[loose[0]]
        if not pool:
            return seating
        roomy = short or [table for table in tables if _size(seating, table.nr) < table.maximum]
        if not roomy:
            return seating
        target = min(roomy, key=lambda one: (_size(seating, one.nr), one.nr))
        seating[pool.pop(0)] = target.nr


def _size(seating: Seating, table: int) -> int:
    return sum(at == table for at in seating.values())


def _improve(vraag: Vraagstuk, tables: list[Tafelmaat], old: Seating, seating: Seating, until: float) -> Seating:
    """Better company for who moves anyway; nobody moves for it who would not have to."""
    vraag = replace(vraag, tafels=tuple(tables), mensen=tuple(one for one in vraag.mensen if one.nr in seating))
    if not vraag.mensen:
        return seating
    prices = _with_moves(vraag, old)
    index = {table.nr: at for at, table in enumerate(vraag.tafels)}
    hall = Hall(prices, [index[seating[one.nr]] for one in vraag.mensen])
    fixed = vraag.fixed()
    free = [at for at, one in enumerate(vraag.mensen) if one.nr not in fixed]
    better = True
    while better and time.monotonic() < until:
        better = _swap_better(hall, free) | _move_better(hall, vraag.tafels, free)
    return {one.nr: tables[at].nr for one, at in zip(vraag.mensen, hall.at, strict=True)}


def _with_moves(vraag: Vraagstuk, old: Seating) -> Prices:
    prices = prices_of(vraag)
    for row, table in zip(prices.places, vraag.tafels, strict=True):
        for at, one in enumerate(vraag.mensen):
            if one.nr in old and old[one.nr] != table.nr:
                row[at] += MOVE
    return prices


def _swap_better(hall: Hall, free: list[int]) -> bool:
    found = False
    for place, one in enumerate(free):
        for other in free[place + 1 :]:
            if hall.at[one] != hall.at[other] and (change := hall.gain_of(one, other)) < 0:
                hall.swap(one, other, change)
                found = True
    return found


def _move_better(hall: Hall, tables: tuple[Tafelmaat, ...], free: list[int]) -> bool:
    """Somebody to an empty seat, where the table that is left keeps its minimum."""
    found = False
    for one in free:
        for place, table in enumerate(tables):
            now = hall.at[one]
            if place == now or len(hall.people[place]) >= table.maximum:
                continue
            if len(hall.people[now]) <= tables[now].minimum:
                break
            change = hall.price_of(one, place) - hall.price_of(one, now)
            if change < 0:
                hall.move(one, place, change)
                found = True
    return found
