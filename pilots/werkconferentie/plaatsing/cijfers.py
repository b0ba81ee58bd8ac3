"""What a division is worth, counted: how many got which choice, per round and over all. Plain Python."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pilots.werkconferentie.plaatsing.vraagstuk import (
    DERDE,
    EERSTE,
    LIEVER_NIET,
    TWEEDE,
    WENSEN,
    Deelnemer,
    Plek,
    Uitkomst,
    Vraagstuk,
)


class Vak(StrEnum):
    """How it went for one person in one round."""

    EERSTE = "eerste"
    TWEEDE = "tweede"
    DERDE = "derde"
    ANDERS = "anders"
    LIEVER_NIET = "liever_niet"
    NIET_GEKOZEN = "niet_gekozen"
    BEGELEIDT = "begeleidt"
    ZONDER_PLEK = "zonder_plek"


WOORDEN = {
    Vak.EERSTE: "eerste keus",
    Vak.TWEEDE: "tweede keus",
    Vak.DERDE: "derde keus",
    Vak.ANDERS: "koos iets anders",
    Vak.LIEVER_NIET: "wilde hier liever niet heen",
    Vak.NIET_GEKOZEN: "koos niets in deze ronde",
    Vak.BEGELEIDT: "begeleidt zelf een workshop",
    Vak.ZONDER_PLEK: "heeft nog geen plek",
}
KEUS = {EERSTE: Vak.EERSTE, TWEEDE: Vak.TWEEDE, DERDE: Vak.DERDE, LIEVER_NIET: Vak.LIEVER_NIET}


@dataclass(frozen=True)
class Telling:
    """Of one round, or of all of them: places and not people. `kozen` is where somebody chose something."""

    vakken: Counter[Vak] = field(default_factory=Counter)
    kozen: int = 0

    @property
    def eerste_procent(self) -> int | None:
        return round(100 * self.vakken[Vak.EERSTE] / self.kozen) if self.kozen else None

    def __add__(self, other: "Telling") -> "Telling":
        return Telling(self.vakken + other.vakken, self.kozen + other.kozen)


@dataclass(frozen=True, kw_only=True)
class Cijfers:
    """`met_eerste` of the `wil_eerste` people who named a first choice somewhere have one at least once."""

    per_ronde: Mapping[int, Telling]
    maten: Counter[int]
    te_klein: Sequence[int]
    zonder_plek: Sequence[Plek]
    wil_eerste: int
    met_eerste: int

    @property
    def totaal(self) -> Telling:
        return sum(self.per_ronde.values(), Telling())


def figures(vraagstuk: Vraagstuk, uitkomst: Uitkomst) -> Cijfers:
    return Cijfers(
        per_ronde={ronde: _count(vraagstuk, uitkomst, ronde) for ronde in vraagstuk.rondes},
        maten=uitkomst.size_of(vraagstuk),
        te_klein=[nr for nr, _ in uitkomst.too_small(vraagstuk)],
        zonder_plek=uitkomst.without_place(vraagstuk),
        wil_eerste=sum(EERSTE in one.keuzes.values() for one in vraagstuk.deelnemers),
        met_eerste=len(_with_first(vraagstuk, uitkomst)),
    )


def _with_first(vraagstuk: Vraagstuk, uitkomst: Uitkomst) -> set[int]:
    keuzes = {one.nr: one.keuzes for one in vraagstuk.deelnemers}
    return {who for (who, _), nr in uitkomst.plaatsen.items() if keuzes.get(who, {}).get(nr) == EERSTE}


def _count(vraagstuk: Vraagstuk, uitkomst: Uitkomst, ronde: int) -> Telling:
    here = {sessie.nr for sessie in vraagstuk.of_round(ronde)}
    leads = {(who, sessie.nr) for sessie in vraagstuk.of_round(ronde) for who in sessie.begeleiders}
    vakken: Counter[Vak] = Counter()
    kozen = 0
    for one in vraagstuk.deelnemers:
        if one.is_there(ronde):
            nr = uitkomst.plaatsen.get((one.nr, ronde))
            vak = Vak.BEGELEIDT if (one.nr, nr) in leads else kind_of(one, nr, here)
            vakken[vak] += 1
            kozen += vak != Vak.BEGELEIDT and _chose(one, here)
    return Telling(vakken, kozen)


def _chose(one: Deelnemer, here: set[int]) -> bool:
    return any(keus in WENSEN for nr, keus in one.keuzes.items() if nr in here)


def kind_of(one: Deelnemer, nr: int | None, here: set[int]) -> Vak:
    """How it went for somebody who is at session `nr` of a round with the sessions `here`."""
    if nr is None:
        return Vak.ZONDER_PLEK
    keus = one.keuzes.get(nr)
    if keus in KEUS:
        return KEUS[keus]
    return Vak.ANDERS if _chose(one, here) else Vak.NIET_GEKOZEN
