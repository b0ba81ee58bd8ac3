"""What a division of people over tables begins with, and how much each thing weighs; plain Python, no Django.

Everything that can be wrong with a table is said of one pair of people (they are of one organisation, they met before,
they do not want to) or of one person at one table. So the price of a table is a sum over its pairs, and what a change
costs is known without looking at the other tables.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

type Pair = tuple[int, int]
type Seating = dict[int, int]  # who sits at which table, by their numbers

ERVARINGSDESKUNDIGE = "ervaringsdeskundige"

# Each thing outweighs everything below it, whatever there is of that in a hall.
APART = 10**17
MOVE = 10**14  # in a repair: whoever sits keeps the seat
MUST_TOGETHER = 10**13
ACCESS = 10**12
SAME_ORGANISATION = 10**10
TOGETHER = 10**8
EXPERIENCE_TWICE = 10**6
MET = 1000
MET_MORE = 20
SAME_POSITION = 1
# The same order in small steps: a search that begins with these still gets over a hill.
GENTLE = {
    APART: 40, MUST_TOGETHER: 30, ACCESS: 20, SAME_ORGANISATION: 12, TOGETHER: 6, EXPERIENCE_TWICE: 4, MET: 1,
    MET_MORE: 0, SAME_POSITION: 0,
}  # fmt: skip


def pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True, kw_only=True)
class Iemand:
    """Somebody to seat. Who speaks for no organisation is of one of their own."""

    nr: int
    organisatie: int | None = None
    positie: str = ""
    toegang: bool = False

    @property
    def is_ervaringsdeskundige(self) -> bool:
        return self.positie == ERVARINGSDESKUNDIGE


@dataclass(frozen=True, kw_only=True)
class Tafelmaat:
    """A table: how many fit, who is its host, and whether it is easy to reach or quiet."""

    nr: int
    minimum: int
    maximum: int
    gastheer: int | None = None
    makkelijk: bool = False


@dataclass(frozen=True, kw_only=True)
class Vraagstuk:
    """`kennen` counts how often two people sat together before; `vast` is who is pinned where."""

    mensen: tuple[Iemand, ...]
    tafels: tuple[Tafelmaat, ...]
    vast: Mapping[int, int] = field(default_factory=dict)
    niet_samen: frozenset[Pair] = frozenset()
    samen: frozenset[Pair] = frozenset()
    samen_moet: frozenset[Pair] = frozenset()
    kennen: Mapping[Pair, int] = field(default_factory=dict)
    zaad: int = 0

    def fixed(self) -> Seating:
        """Who does not move: hosts who are there at their own table, and who is pinned."""
        here = {one.nr for one in self.mensen}
        tables = {table.nr for table in self.tafels}
        fixed = {nr: table for nr, table in self.vast.items() if nr in here and table in tables}
        hosts = {table.gastheer: table.nr for table in self.tafels if table.gastheer in here}
        return fixed | {host: table for host, table in hosts.items() if host is not None}


@dataclass(frozen=True, kw_only=True)
class Prices:
    """What two people at one table cost (row by row), and one person at one table."""

    pairs: list[list[int]]
    places: list[list[int]]


def prices_of(vraag: Vraagstuk, *, gentle: bool = False) -> Prices:
    """Both in the order of `vraag.mensen` and `vraag.tafels`."""

    def weight(of: int) -> int:
        return GENTLE[of] if gentle else of

    people = vraag.mensen
    rows = [[0] * len(people) for _ in people]
    for i, one in enumerate(people):
        for j in range(i + 1, len(people)):
            cost = _pair_price(vraag, one, people[j], weight)
            rows[i][j] = rows[j][i] = cost
    has_easy = any(table.makkelijk for table in vraag.tafels)
    needs = weight(ACCESS) if has_easy else 0
    places = [[needs if one.toegang and not table.makkelijk else 0 for one in people] for table in vraag.tafels]
    return Prices(pairs=rows, places=places)


def _pair_price(vraag: Vraagstuk, one: Iemand, other: Iemand, weight: Callable[[int], int]) -> int:
    both = pair(one.nr, other.nr)
    if both in vraag.niet_samen:
        return weight(APART)
    cost = weight(SAME_POSITION) if one.positie and one.positie == other.positie else 0
    if one.is_ervaringsdeskundige and other.is_ervaringsdeskundige:
        cost += weight(EXPERIENCE_TWICE)
    if both in vraag.samen_moet:
        return cost - weight(MUST_TOGETHER)
    if both in vraag.samen:
        return cost - weight(TOGETHER)
    if same_organisation(one, other):
        return cost + weight(SAME_ORGANISATION)
    if met := vraag.kennen.get(both, 0):
        cost += weight(MET) + weight(MET_MORE) * min(met - 1, 10)
    return cost


def cannot_be_less(vraag: Vraagstuk) -> int | None:
    """A price that no division comes below, or None where wishes make that unclear: who is with many sits together."""
    if vraag.samen or vraag.samen_moet:
        return None
    people, tables = vraag.mensen, len(vraag.tafels)
    organisations = Counter(one.organisatie for one in people if one.organisatie is not None)
    positions = Counter(one.positie for one in people if one.positie)
    return (
        SAME_ORGANISATION * sum(fewest_pairs(count, tables) for count in organisations.values())
        + SAME_POSITION * sum(fewest_pairs(count, tables) for count in positions.values())
        + EXPERIENCE_TWICE * fewest_pairs(positions[ERVARINGSDESKUNDIGE], tables)
    )


def fewest_pairs(people: int, tables: int) -> int:
    """How many pairs at least sit together when so many people are spread over so many tables."""
    each, more = divmod(people, tables)
    return tables * each * (each - 1) // 2 + more * each


def same_organisation(one: Iemand, other: Iemand) -> bool:
    return one.organisatie is not None and one.organisatie == other.organisatie


def pairs_at(seating: Mapping[int, int]) -> Iterable[Pair]:
    """Every two people who sit at one table."""
    tables: dict[int, list[int]] = {}
    for nr, table in seating.items():
        tables.setdefault(table, []).append(nr)
    for people in tables.values():
        people.sort()
        for at, one in enumerate(people):
            for other in people[at + 1 :]:
                yield one, other
