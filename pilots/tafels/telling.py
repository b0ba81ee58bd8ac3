"""Count what several rounds are worth: how many new people everybody meets, and what could have been better."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pilots.tafels.vraagstuk import Iemand, Pair, Seating, Vraagstuk, fewest_pairs, pair, pairs_at, same_organisation


@dataclass(frozen=True, kw_only=True)
class Telling:
    """New is who is of another organisation, was not met at an earlier meeting, and not in an earlier round.

    `hooguit` is what nobody can come above: the other seats at the own table, and no more people than there are.
    `nogmaals` counts meetings of two who sat together in an earlier round (`nogmaals_toegang`: both must be at a table
    that is easy to reach, its host among them), `eerder` of two who met at an earlier meeting, and `collega` what was
    more than had to be of two people of one organisation.
    """

    ontmoet: Mapping[int, int]
    hooguit: Mapping[int, int]
    nogmaals: int = 0
    nogmaals_toegang: int = 0
    eerder: int = 0
    collega: int = 0

    @property
    def gemiddeld(self) -> float:
        return sum(self.ontmoet.values()) / len(self.ontmoet) if self.ontmoet else 0.0

    @property
    def gemiddeld_hooguit(self) -> float:
        return sum(self.hooguit.values()) / len(self.hooguit) if self.hooguit else 0.0


def count_rounds(vraag: Vraagstuk, rounds: Sequence[Seating]) -> Telling:
    """`vraag.kennen` is who met at earlier meetings; each round is who sits where in it."""
    people = {one.nr: one for one in vraag.mensen}
    seatings = [{nr: table for nr, table in one.items() if nr in people} for one in rounds]
    wished = vraag.samen | vraag.samen_moet
    met = Counter(both for one in seatings for both in pairs_at(one) if both not in wished)
    crossing = [both for both in met if not _are_colleagues(people, both)]
    new = [both for both in crossing if not vraag.kennen.get(both)]
    sitting = sorted({nr for one in seatings for nr in one})
    count = Counter(nr for both in new for nr in both)
    fixed = vraag.fixed()
    return Telling(
        ontmoet={nr: count[nr] for nr in sitting},
        hooguit=_at_most(vraag, people, seatings, sitting),
        nogmaals=sum(met[both] - 1 for both in crossing),
        nogmaals_toegang=sum(met[both] - 1 for both in crossing if _are_tied(people, fixed, both)),
        eerder=sum(1 for both in crossing if vraag.kennen.get(both)),
        collega=sum(_avoidable(vraag, people, one, wished) for one in seatings),
    )


def _are_colleagues(people: Mapping[int, Iemand], both: Pair) -> bool:
    return same_organisation(people[both[0]], people[both[1]])


def _are_tied(people: Mapping[int, Iemand], fixed: Seating, both: Pair) -> bool:
    """One of them needs a table that is easy to reach, and the other does too or stays where they are."""
    needs = [people[nr].toegang for nr in both]
    return any(needs) and all(need or nr in fixed for need, nr in zip(needs, both, strict=True))


def _at_most(
    vraag: Vraagstuk, people: Mapping[int, Iemand], seatings: Sequence[Seating], sitting: Sequence[int]
) -> dict[int, int]:
    """For everybody the smaller of: the other chairs at their tables, and the people they could still meet."""
    chairs: Counter[int] = Counter()
    for seating in seatings:
        sizes = Counter(seating.values())
        chairs.update({nr: sizes[table] - 1 for nr, table in seating.items()})
    unknown = {
        nr: sum(
            other != nr and not same_organisation(people[nr], people[other]) and not vraag.kennen.get(pair(nr, other))
            for other in sitting
        )
        for nr in sitting
    }
    return {nr: min(chairs[nr], unknown[nr]) for nr in sitting}


def _avoidable(vraag: Vraagstuk, people: Mapping[int, Iemand], seating: Seating, wished: frozenset[Pair]) -> int:
    """Colleagues at one table, less those who wanted it or were put there, and less what counting alone forces."""
    tables = len(set(seating.values()))
    fixed = vraag.fixed()
    double = sum(
        _are_colleagues(people, both) and both not in wished and not (both[0] in fixed and both[1] in fixed)
        for both in pairs_at(seating)
    )
    sizes = Counter(people[nr].organisatie for nr in seating if people[nr].organisatie is not None)
    return max(double - sum(fewest_pairs(count, tables) for count in sizes.values()), 0)
