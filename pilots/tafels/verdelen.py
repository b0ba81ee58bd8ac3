"""Divide people over tables so that everybody meets new people; plain Python, the same seed gives the same tables."""

import heapq
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from pilots.tafels.vraagstuk import Iemand, Pair, Seating, Tafelmaat, Vraagstuk, cannot_be_less, pairs_at, prices_of
from pilots.tafels.zoeken import Effort, Hall, cool_down, settle

SECONDS = 1.6  # never longer, on whatever machine
TRIES = 200_000  # what a full hall needs; the same everywhere, so that a seed means something
SMALL = 40  # so few people are searched more than once: it costs nothing
GENTLE_HEAT, STRICT_HEAT = (8.0, 0.4), (700.0, 0.3)


@dataclass(frozen=True, kw_only=True)
class Verdeling:
    """Who sits where, who found no seat, and the tables that stay empty."""

    plaatsen: Seating
    zonder_plaats: tuple[int, ...] = ()
    leeg: tuple[int, ...] = ()


def divide(vraag: Vraagstuk, *, seconds: float = SECONDS, tries: int = TRIES) -> Verdeling:
    """One round: everybody at a table, as many new pairs of different organisations as can be."""
    until = time.monotonic() + seconds
    seated, waiting = _who_fits(vraag)
    vraag = replace(vraag, mensen=tuple(seated))
    sizes = table_sizes(vraag)
    tables = tuple(table for table in vraag.tafels if sizes[table.nr])
    vraag = replace(vraag, tafels=tables)
    plaatsen = _search(vraag, sizes, until, tries) if seated else {}
    return Verdeling(
        plaatsen=plaatsen,
        zonder_plaats=tuple(waiting),
        leeg=tuple(nr for nr, size in sizes.items() if not size),
    )


def divide_rounds(
    vraag: Vraagstuk, pins: Sequence[Mapping[int, int]], *, seconds: float = SECONDS, tries: int = TRIES
) -> list[Verdeling]:
    """Several rounds in one meeting: hosts stay, all others meet as many new people as can be.

    `pins` says for each round who is pinned where. Each round is divided knowing the ones before it,
    then each once more knowing all the others.
    """
    rounds: list[Verdeling] = []
    passes = 1 if len(pins) == 1 else 2
    share = seconds / (len(pins) * passes)
    effort = max(tries // (len(pins) * passes), 4000)
    for again in range(passes):
        for nr, vast in enumerate(pins):
            others = [one for at, one in enumerate(rounds) if at != nr]
            known = Counter(vraag.kennen)
            known.update(both for one in others for both in pairs_at(one.plaatsen))
            one_round = replace(vraag, vast=vast, kennen=known, zaad=vraag.zaad + 101 * nr)
            found = divide(one_round, seconds=share, tries=effort)
            if not again:
                rounds.append(found)
            elif _price(one_round, found) <= _price(one_round, rounds[nr]):
                rounds[nr] = found
    return rounds


def _price(vraag: Vraagstuk, found: Verdeling) -> int:
    places = {table.nr: at for at, table in enumerate(vraag.tafels)}
    at = [places.get(found.plaatsen.get(one.nr, -1), -1) for one in vraag.mensen]
    return Hall(prices_of(vraag), at).cost


def _who_fits(vraag: Vraagstuk) -> tuple[list[Iemand], list[int]]:
    """When there are more people than seats the last on the list wait; hosts and who is pinned never do."""
    fixed = vraag.fixed()
    room = sum(table.maximum for table in vraag.tafels) - len(fixed)
    free = [one for one in vraag.mensen if one.nr not in fixed]
    waiting = {one.nr for one in free[max(room, 0) :]}
    return [one for one in vraag.mensen if one.nr not in waiting], sorted(waiting)


def table_sizes(vraag: Vraagstuk) -> dict[int, int]:
    """How many people each table gets: all about the same, none below its minimum; too many tables stay empty."""
    taken = Counter(vraag.fixed().values())
    count = len(vraag.mensen)
    tables = list(vraag.tafels)
    for table in sorted(vraag.tafels, key=lambda one: -one.nr):
        if sum(one.minimum for one in tables) <= count or len(tables) == 1:
            break
        if not taken[table.nr]:
            tables.remove(table)
    sizes = {table.nr: taken[table.nr] for table in vraag.tafels}
    queue = [_next_seat(table, sizes[table.nr]) for table in tables if sizes[table.nr] < table.maximum]
    heapq.heapify(queue)
    for _ in range(count - sum(sizes.values())):
        _, size, nr, maximum, minimum = heapq.heappop(queue)
        sizes[nr] = size + 1
        if size + 1 < maximum:
            heapq.heappush(queue, (size + 1 >= minimum, size + 1, nr, maximum, minimum))
    return sizes


def _next_seat(table: Tafelmaat, size: int) -> tuple[bool, int, int, int, int]:
    """Below its minimum a table comes first, then the one with the fewest people."""
    return (size >= table.minimum, size, table.nr, table.maximum, table.minimum)


def _search(vraag: Vraagstuk, sizes: Mapping[int, int], until: float, tries: int) -> Seating:
    """Begin with the organisations spread, find the good part of the hall, then weigh in the strict order."""
    fixed = vraag.fixed()
    free = [at for at, one in enumerate(vraag.mensen) if one.nr not in fixed]
    gentle, strict = prices_of(vraag, gentle=True), prices_of(vraag)
    runs = 6 if len(vraag.mensen) <= SMALL else 1
    per_run = min(tries, 600 * len(vraag.mensen)) if len(vraag.mensen) <= SMALL else tries
    enough = cannot_be_less(vraag)
    best: list[int] = []
    best_cost = 0
    for run in range(runs):
        random = Random(vraag.zaad * 7919 + run)  # noqa: S311  # no secret
        at = _begin(vraag, sizes, random)
        if run:
            warm = Effort(tries=per_run // 3, hot=GENTLE_HEAT[0], cold=GENTLE_HEAT[1], until=until)
            at = cool_down(Hall(gentle, at), free, warm, random)
        hall = Hall(strict, at)
        effort = Effort(tries=per_run, hot=STRICT_HEAT[0], cold=STRICT_HEAT[1], until=until, enough=enough)
        hall = Hall(strict, cool_down(hall, free, effort, random))
        settle(hall, free, until)
        if not best or hall.cost < best_cost:
            best, best_cost = list(hall.at), hall.cost
        if best_cost == enough or time.monotonic() > until:
            break
    return {one.nr: vraag.tafels[table].nr for one, table in zip(vraag.mensen, best, strict=True)}


def _begin(vraag: Vraagstuk, sizes: Mapping[int, int], random: Random) -> list[int]:
    """The largest organisation first, each of its people at the emptiest tables where it has nobody yet."""
    fixed = vraag.fixed()
    index = {table.nr: at for at, table in enumerate(vraag.tafels)}
    at = [index[fixed[one.nr]] if one.nr in fixed else -1 for one in vraag.mensen]
    left = [sizes[table.nr] for table in vraag.tafels]
    has: list[Counter[int | None]] = [Counter() for _ in left]
    groups: dict[int, list[int]] = defaultdict(list)
    for who, one in enumerate(vraag.mensen):
        if at[who] >= 0:
            left[at[who]] -= 1
            has[at[who]][one.organisatie] += 1
        else:
            groups[one.organisatie if one.organisatie is not None else -who - 1].append(who)
    for people in sorted(groups.values(), key=lambda group: (-len(group), random.random())):
        random.shuffle(people)
        for who in people:
            organisatie = vraag.mensen[who].organisatie
            table = min(
                (table for table, seats in enumerate(left) if seats),
                key=lambda one: (has[one][organisatie] if organisatie is not None else 0, -left[one], random.random()),
            )
            at[who] = table
            left[table] -= 1
            has[table][organisatie] += 1
    return at


def new_pairs(vraag: Vraagstuk, plaatsen: Mapping[int, int]) -> tuple[int, int]:
    """How many pairs of different organisations meet for the first time, of all pairs of different organisations."""
    people = {one.nr: one for one in vraag.mensen}
    crossing = [both for both in pairs_at(plaatsen) if _differ(people, both)]
    return sum(not vraag.kennen.get(both) for both in crossing), len(crossing)


def _differ(people: Mapping[int, Iemand], both: Pair) -> bool:
    one, other = (people[nr].organisatie for nr in both)
    return one is None or one != other
