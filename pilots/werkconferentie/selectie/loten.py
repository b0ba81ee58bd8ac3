"""The draw: who comes, out of candidates, a mix rule and a seed. Plain Python: knows no person, no database.

The lot of a number is sha256 of the seed and the number; the lots in their order are the list of the draw. Then, one
goal after the other, a later one never at the cost of an earlier: as few people short of the minimums as can be, as
many seats taken as can be, shares rounded up or down, and whoever stands higher on the list of the draw first. The
last makes the answer the only one there is, so that anybody can work it out again.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pilots.werkconferentie.selectie.kiezer import Kiezer

# So many people of the list are weighed at once: the first counts double the second, and so on.
BLOK = 14


class Soort(StrEnum):
    MINSTENS = "minstens"
    HOOGUIT = "hooguit"
    AANDEEL = "aandeel"  # in per cent of who comes


@dataclass(frozen=True, kw_only=True)
class Kandidaat:
    """Somebody who may come; `regels` are the rules that are about them."""

    nr: int
    organisatie: int | None = None
    regels: frozenset[int] = frozenset()
    is_vast: bool = False
    doet_mee: bool = True


@dataclass(frozen=True, kw_only=True)
class Regel:
    nr: int
    soort: Soort
    getal: int

    def bounds(self, gevuld: int) -> tuple[int, int | None]:
        """At least and at most how many, when so many people come in all; a share is rounded up or down."""
        if self.soort == Soort.MINSTENS:
            return self.getal, None
        if self.soort == Soort.HOOGUIT:
            return 0, self.getal
        return self.getal * gevuld // 100, -(-self.getal * gevuld // 100)


@dataclass(frozen=True, kw_only=True)
class Opdracht:
    """What is drawn: everything the answer depends on, but for the seed."""

    plaatsen: int
    kandidaten: Sequence[Kandidaat]
    regels: Sequence[Regel] = ()
    per_organisatie: int | None = None

    @property
    def deelnemers(self) -> list[Kandidaat]:
        return [one for one in self.kandidaten if one.doet_mee]

    def most_of(self, leden: Iterable[Kandidaat], grens: int) -> int:
        """A limit never pushes out who was pinned."""
        return max(grens, sum(one.is_vast for one in leden))


@dataclass(frozen=True, kw_only=True)
class Uitkomst:
    """Who comes; `volgorde` is the list of the draw: everybody who takes part and was not pinned."""

    gekozen: frozenset[int]
    volgorde: tuple[int, ...]

    @property
    def reserve(self) -> tuple[int, ...]:
        return tuple(nr for nr in self.volgorde if nr not in self.gekozen)


def lot_of(zaad: str, nr: int) -> str:
    """The lot of one number, as sixty-four signs; who has the lowest goes first."""
    return hashlib.sha256(f"{zaad}-{nr}".encode()).hexdigest()


def in_lottery_order(opdracht: Opdracht, zaad: str) -> list[Kandidaat]:
    """The list of the draw."""
    drawn = [one for one in opdracht.deelnemers if not one.is_vast]
    return sorted(drawn, key=lambda one: lot_of(zaad, one.nr))


def draw(opdracht: Opdracht, zaad: str) -> Uitkomst:
    """Who comes. Raises ValueError when more people were pinned than there are seats."""
    pinned = [one for one in opdracht.deelnemers if one.is_vast]
    if len(pinned) > opdracht.plaatsen:
        raise ValueError(f"{len(pinned)} pinned, {opdracht.plaatsen} seats")
    order = in_lottery_order(opdracht, zaad)
    kiezer = Kiezer([*pinned, *order], vast=len(pinned))
    _limit(kiezer, opdracht)
    _reach_minimums(kiezer, opdracht)
    gevuld = kiezer.fill(opdracht.plaatsen)
    _reach_shares(kiezer, opdracht, gevuld)
    chosen = kiezer.first_in_order(BLOK, gevuld)
    return Uitkomst(gekozen=frozenset(one.nr for one in chosen), volgorde=tuple(one.nr for one in order))


def members(opdracht: Opdracht, regel: int) -> list[Kandidaat]:
    """Who takes part and is counted for this rule."""
    return [one for one in opdracht.deelnemers if regel in one.regels]


def per_organisation(people: Iterable[Kandidaat]) -> Mapping[int, int]:
    return Counter(one.organisatie for one in people if one.organisatie is not None)


def _limit(kiezer: Kiezer[Kandidaat], opdracht: Opdracht) -> None:
    """What may not be passed: per organisation, and the rules that say at most."""
    if opdracht.per_organisatie is not None:
        for organisatie, count in per_organisation(opdracht.deelnemers).items():
            if count > opdracht.per_organisatie:
                mine = [one for one in opdracht.deelnemers if one.organisatie == organisatie]
                kiezer.at_most(mine, opdracht.most_of(mine, opdracht.per_organisatie))
    for regel in opdracht.regels:
        if regel.soort == Soort.HOOGUIT:
            mine = members(opdracht, regel.nr)
            kiezer.at_most(mine, opdracht.most_of(mine, regel.getal))
    kiezer.at_most(opdracht.deelnemers, opdracht.plaatsen)


def _reach_minimums(kiezer: Kiezer[Kandidaat], opdracht: Opdracht) -> None:
    wanted = [(members(opdracht, one.nr), one.getal, None) for one in opdracht.regels if one.soort == Soort.MINSTENS]
    kiezer.come_near(wanted)


def _reach_shares(kiezer: Kiezer[Kandidaat], opdracht: Opdracht, gevuld: int) -> None:
    wanted = [(members(opdracht, one.nr), *one.bounds(gevuld)) for one in opdracht.regels if one.soort == Soort.AANDEEL]
    kiezer.come_near(wanted)
