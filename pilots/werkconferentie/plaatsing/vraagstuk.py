"""What a division of people over workshops begins with, and what comes out; plain Python, no Django, no solver.

People, sessions and rounds are known by their numbers here. `to_data` and `from_data` carry a question to the process
that does the sums and the answer back, as plain JSON.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

type Plek = tuple[int, int]  # who, in which round
type Pair = tuple[int, int]

EERSTE, TWEEDE, DERDE, LIEVER_NIET = 1, 2, 3, 9
WENSEN = (EERSTE, TWEEDE, DERDE)


def pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True, kw_only=True)
class Deelnemer:
    """Somebody to place. `keuzes` says per session 1, 2, 3, or 9 for rather not; `rondes` None: there all day."""

    nr: int
    organisatie: int | None = None
    toegang: bool = False
    keuzes: Mapping[int, int] = field(default_factory=dict)
    rondes: frozenset[int] | None = None

    def is_there(self, ronde: int) -> bool:
        return self.rondes is None or ronde in self.rondes


@dataclass(frozen=True, kw_only=True)
class Sessiemaat:
    """A workshop in one round. Who leads it (`begeleiders`) is there and takes no place of a guest."""

    nr: int
    ronde: int
    workshop: int
    minimum: int
    maximum: int
    toegankelijk: bool = True
    begeleiders: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Vraagstuk:
    """`vast` is pinned; `nu` where people are already, for a new run that moves as few of them as can be."""

    deelnemers: tuple[Deelnemer, ...]
    sessies: tuple[Sessiemaat, ...]
    vast: Mapping[Plek, int] = field(default_factory=dict)
    nu: Mapping[Plek, int] = field(default_factory=dict)
    dicht: frozenset[int] = frozenset()
    niet_samen: frozenset[Pair] = frozenset()
    samen: frozenset[Pair] = frozenset()
    zaad: int = 0

    @property
    def rondes(self) -> list[int]:
        return sorted({sessie.ronde for sessie in self.sessies})

    def of_round(self, ronde: int) -> list[Sessiemaat]:
        return [sessie for sessie in self.sessies if sessie.ronde == ronde]

    def fixed(self) -> dict[Plek, int]:
        """Who does not move: who leads a session is in it, and who was pinned is where they were pinned."""
        known = {sessie.nr: sessie for sessie in self.sessies}
        there = {one.nr: one for one in self.deelnemers}
        fixed = {
            (nr, ronde): sessie
            for (nr, ronde), sessie in self.vast.items()
            if nr in there and sessie in known and known[sessie].ronde == ronde and there[nr].is_there(ronde)
        }
        for sessie in self.sessies:
            if sessie.nr not in self.dicht:
                here = [nr for nr in sessie.begeleiders if nr in there and there[nr].is_there(sessie.ronde)]
                fixed |= {(nr, sessie.ronde): sessie.nr for nr in here}
        return fixed

    def may_be_in(self, one: Deelnemer, sessie: Sessiemaat) -> bool:
        """Whether a guest who is not fixed may be placed here at all."""
        if sessie.nr in self.dicht or not one.is_there(sessie.ronde):
            return False
        return sessie.toegankelijk or not one.toegang


@dataclass(frozen=True, kw_only=True)
class Uitkomst:
    """Who is where. `doelen` is what was reached per goal, in the order in which the goals count."""

    plaatsen: Mapping[Plek, int]
    doelen: Mapping[str, int]
    bewezen: bool

    def size_of(self, vraagstuk: Vraagstuk) -> Counter[int]:
        """How many guests each session has, without who leads it."""
        leads = {(nr, sessie.nr) for sessie in vraagstuk.sessies for nr in sessie.begeleiders}
        return Counter(nr for (who, _), nr in self.plaatsen.items() if (who, nr) not in leads)

    def too_small(self, vraagstuk: Vraagstuk) -> list[tuple[int, int]]:
        """The open sessions with fewer guests than they need, with how many they have: proposed for closing."""
        sizes = self.size_of(vraagstuk)
        return [
            (sessie.nr, sizes[sessie.nr])
            for sessie in vraagstuk.sessies
            if sessie.nr not in vraagstuk.dicht and sizes[sessie.nr] < sessie.minimum
        ]

    def without_place(self, vraagstuk: Vraagstuk) -> list[Plek]:
        return [
            (one.nr, ronde)
            for one in vraagstuk.deelnemers
            for ronde in vraagstuk.rondes
            if one.is_there(ronde) and (one.nr, ronde) not in self.plaatsen
        ]

    def moved(self, vraagstuk: Vraagstuk) -> list[Plek]:
        """Who was somewhere and is now somewhere else, or nowhere, in that round."""
        there = {one.nr for one in vraagstuk.deelnemers}
        return sorted(
            plek for plek, sessie in vraagstuk.nu.items() if plek[0] in there and self.plaatsen.get(plek) != sessie
        )


def to_data(vraagstuk: Vraagstuk) -> dict[str, Any]:
    """The whole question as plain data, the same for the same question."""
    return {
        "deelnemers": [
            {
                "nr": one.nr,
                "organisatie": one.organisatie,
                "toegang": one.toegang,
                "keuzes": sorted(one.keuzes.items()),
                "rondes": None if one.rondes is None else sorted(one.rondes),
            }
            for one in vraagstuk.deelnemers
        ],
        "sessies": [
            {
                "nr": one.nr,
                "ronde": one.ronde,
                "workshop": one.workshop,
                "minimum": one.minimum,
                "maximum": one.maximum,
                "toegankelijk": one.toegankelijk,
                "begeleiders": sorted(one.begeleiders),
            }
            for one in vraagstuk.sessies
        ],
        "vast": _triples(vraagstuk.vast),
        "nu": _triples(vraagstuk.nu),
        "dicht": sorted(vraagstuk.dicht),
        "niet_samen": sorted(vraagstuk.niet_samen),
        "samen": sorted(vraagstuk.samen),
        "zaad": vraagstuk.zaad,
    }


def from_data(data: Mapping[str, Any]) -> Vraagstuk:
    """The question that `to_data` wrote. Raises KeyError or TypeError on anything else."""
    return Vraagstuk(
        deelnemers=tuple(
            Deelnemer(
                nr=one["nr"],
                organisatie=one["organisatie"],
                toegang=one["toegang"],
                keuzes=dict(one["keuzes"]),
                rondes=None if one["rondes"] is None else frozenset(one["rondes"]),
            )
            for one in data["deelnemers"]
        ),
        sessies=tuple(Sessiemaat(**{**one, "begeleiders": frozenset(one["begeleiders"])}) for one in data["sessies"]),
        vast=_places(data["vast"]),
        nu=_places(data["nu"]),
        dicht=frozenset(data["dicht"]),
        niet_samen=frozenset(pair(*two) for two in data["niet_samen"]),
        samen=frozenset(pair(*two) for two in data["samen"]),
        zaad=data["zaad"],
    )


def outcome_to_data(uitkomst: Uitkomst) -> dict[str, Any]:
    return {
        "plaatsen": _triples(uitkomst.plaatsen),
        "doelen": list(uitkomst.doelen.items()),
        "bewezen": uitkomst.bewezen,
    }


def outcome_from_data(data: Mapping[str, Any]) -> Uitkomst:
    return Uitkomst(plaatsen=_places(data["plaatsen"]), doelen=dict(data["doelen"]), bewezen=data["bewezen"])


def _triples(places: Mapping[Plek, int]) -> list[list[int]]:
    return sorted([who, ronde, sessie] for (who, ronde), sessie in places.items())


def _places(triples: Iterable[Iterable[int]]) -> dict[Plek, int]:
    return {(who, ronde): sessie for who, ronde, sessie in triples}
