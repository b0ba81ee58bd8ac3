"""Divide people over workshops: first what must, then one goal after the other; plain Python and HiGHS.

What must: one session a round, no session over its maximum, nobody twice in one workshop, who leads and who is pinned
stays, nobody in a closed session or behind a threshold they cannot cross, and who must not be together is not.

What is wanted, in this order; a later goal never costs anything of an earlier one:

1. everybody has a place in every round in which they are there;
2. in a new run: as few people as possible move, then as few places;
3. nobody is where they would rather not be; then as few rounds as possible in which somebody chose and gets none of it;
4. as many people as possible have a first choice at least once; then the choices as high as they can be (a second
   choice costs 1, a third 3);
5. sessions have as many guests as they need: those that do not are proposed for closing;
6. who wants to be together is, and guests of one organisation are spread over the sessions of a round;
7. the sessions of a round are evenly filled.
"""

import random
from collections import defaultdict
from collections.abc import Callable

from pilots.werkconferentie.plaatsing.stelsel import Som, Stelsel
from pilots.werkconferentie.plaatsing.vraagstuk import (
    DERDE,
    EERSTE,
    LIEVER_NIET,
    TWEEDE,
    WENSEN,
    Deelnemer,
    Plek,
    Sessiemaat,
    Uitkomst,
    Vraagstuk,
)

type Tell = Callable[[int, str], None]

# What a choice costs; where none was met counts as missed, in a goal of its own.
KOSTEN = {EERSTE: 0, TWEEDE: 1, DERDE: 3}
SECONDEN = 55.0


def solve(vraagstuk: Vraagstuk, *, voortgang: Tell | None = None, seconden: float = SECONDEN) -> Uitkomst:
    """The best division for the goals above, the same each time for the same question and `zaad`.

    `voortgang` hears how far it is, in per cent, with what is looked at. After `seconden` the best that was found
    counts and `bewezen` is False.
    """
    return _Verdeling(vraagstuk, seconden).solve(voortgang or (lambda procent, wat: None))


class _Verdeling:
    def __init__(self, vraagstuk: Vraagstuk, seconden: float) -> None:
        self.vraagstuk = vraagstuk
        self.stelsel = Stelsel(zaad=vraagstuk.zaad, seconden=seconden)
        self.fixed = vraagstuk.fixed()
        self.sessies = {one.nr: one for one in vraagstuk.sessies}
        # In an order of its own for each seed: the first on the list has no better chance than the last.
        self.mensen = sorted(vraagstuk.deelnemers, key=lambda one: one.nr)
        random.Random(vraagstuk.zaad).shuffle(self.mensen)  # noqa: S311  # no secret
        self.zit: dict[tuple[int, int], int] = {}  # who and session: the column
        self.zonder: dict[Plek, int] = {}  # who and round without a place: the column
        self.doelen: dict[str, int] = {}

    def solve(self, tell: Tell) -> Uitkomst:
        tell(2, "De regels klaarzetten")
        self._people()
        self._sessions()
        self._apart()
        steps = (
            ("Iedereen een plek geven", self._everybody_placed),
            ("Zo weinig mogelijk mensen verplaatsen", self._few_moves),
            ("Liever niet en gemiste keuzes vermijden", self._few_misses),
            ("Iedereen een eerste keus, dan zo hoog mogelijk", self._high_choices),
            ("Groepen groot genoeg maken", self._large_enough),
            ("Samen en gemengd", self._mixed),
            ("Gelijk verdelen", self._even),
        )
        for nr, (wat, step) in enumerate(steps):
            tell(5 + 90 * nr // len(steps), wat)
            step()
        tell(100, "Klaar")
        return Uitkomst(plaatsen=self._places(), doelen=self.doelen, bewezen=self.stelsel.bewezen)

    def _reach(self, *names: str, som: Som, weight: int = 1) -> None:
        """Two goals in one sum: the first counts `weight` times the second."""
        reached = self.stelsel.minimise(som)
        for name, value in zip(names, divmod(reached, weight) if len(names) > 1 else (reached,), strict=True):
            self.doelen[name] = value

    # -- what must

    def _people(self) -> None:
        for one in self.mensen:
            for ronde in self.vraagstuk.rondes:
                if one.is_there(ronde):
                    self._one_place(one, ronde)
            self._no_repeats(one)

    def _one_place(self, one: Deelnemer, ronde: int) -> None:
        fixed = self.fixed.get((one.nr, ronde))
        if fixed is not None:
            self.zit[one.nr, fixed] = self.stelsel.column(1, 1)
            return
        columns = []
        for sessie in self.vraagstuk.of_round(ronde):
            if self.vraagstuk.may_be_in(one, sessie):
                self.zit[one.nr, sessie.nr] = self.stelsel.column()
                columns.append(self.zit[one.nr, sessie.nr])
        without = self.zonder[one.nr, ronde] = self.stelsel.column(whole=False)
        self.stelsel.rule(dict.fromkeys([*columns, without], 1.0), least=1, most=1)

    def _no_repeats(self, one: Deelnemer) -> None:
        per_workshop: dict[int, list[int]] = defaultdict(list)
        for sessie in self.vraagstuk.sessies:
            if (one.nr, sessie.nr) in self.zit:
                per_workshop[sessie.workshop].append(sessie.nr)
        for sessies in per_workshop.values():
            fixed = sum(self._is_fixed(one.nr, nr) for nr in sessies)
            if len(sessies) > 1:  # who leads a workshop twice, or was pinned so, is there twice
                self.stelsel.rule({self.zit[one.nr, nr]: 1.0 for nr in sessies}, most=max(fixed, 1))

    def _is_fixed(self, nr: int, sessie: int) -> bool:
        return self.fixed.get((nr, self.sessies[sessie].ronde)) == sessie

    def guests(self, sessie: Sessiemaat) -> list[int]:
        """The columns of who may be a guest of this session."""
        return [
            self.zit[one.nr, sessie.nr]
            for one in self.mensen
            if (one.nr, sessie.nr) in self.zit and one.nr not in sessie.begeleiders
        ]

    def _sessions(self) -> None:
        for sessie in self.vraagstuk.sessies:
            self.stelsel.rule(dict.fromkeys(self.guests(sessie), 1.0), most=self._most(sessie))

    def _most(self, sessie: Sessiemaat) -> int:
        """The maximum; who was pinned comes in above it."""
        pinned = [who for (who, _), nr in self.vraagstuk.vast.items() if nr == sessie.nr]
        return max(sessie.maximum, len([who for who in pinned if who not in sessie.begeleiders]))

    def _apart(self) -> None:
        for een, ander in sorted(self.vraagstuk.niet_samen):
            for nr in self.sessies:
                both = [(een, nr), (ander, nr)]
                if all(one in self.zit for one in both) and not all(self._is_fixed(*one) for one in both):
                    self.stelsel.rule({self.zit[one]: 1.0 for one in both}, most=1)

    # -- what is wanted

    def _everybody_placed(self) -> None:
        self._reach("zonder plek", som=dict.fromkeys(self.zonder.values(), 1.0))

    def _few_moves(self) -> None:
        stays: dict[int, list[int]] = defaultdict(list)
        for (who, _), nr in sorted(self.vraagstuk.nu.items()):
            if (who, nr) in self.zit:
                stays[who].append(self.zit[who, nr])
        if not stays:
            return
        weight = sum(map(len, stays.values())) + 1
        som: dict[int, float] = {}
        constant = 0
        for who in sorted(stays):
            moves = self.stelsel.column(whole=False)
            som[moves] = weight
            for column in stays[who]:
                self.stelsel.rule({moves: 1.0, column: 1.0}, least=1)
                som[column] = -1.0
                constant += 1
        reached = self.stelsel.minimise(som) + constant
        self.doelen["verplaatste mensen"], self.doelen["verplaatste plekken"] = divmod(reached, weight)

    def _few_misses(self) -> None:
        weight = len(self.zonder) + 1
        som: dict[int, float] = defaultdict(float)
        constant = 0
        for one, ronde, wishes in self._choosers():
            constant += 1
            for column in wishes.values():
                som[column] -= 1.0
            som[self.zonder[one.nr, ronde]] -= 1.0  # counted already
        for one in self.mensen:
            for nr, keus in one.keuzes.items():
                if keus == LIEVER_NIET and (one.nr, nr) in self.zit and not self._is_fixed(one.nr, nr):
                    som[self.zit[one.nr, nr]] += weight
        reached = self.stelsel.minimise(som) + constant
        self.doelen["liever niet"], self.doelen["geen keuze gehaald"] = divmod(reached, weight)

    def _choosers(self) -> list[tuple[Deelnemer, int, dict[int, int]]]:
        """Everybody who chose in a round and is not fixed there: with the column of each session they wish for."""
        found = []
        for one in self.mensen:
            for ronde in self.vraagstuk.rondes:
                if (one.nr, ronde) not in self.zonder:
                    continue
                chosen = [s.nr for s in self.vraagstuk.of_round(ronde) if one.keuzes.get(s.nr) in WENSEN]
                if chosen:
                    columns = {nr: self.zit[one.nr, nr] for nr in chosen if (one.nr, nr) in self.zit}
                    found.append((one, ronde, columns))
        return found

    def _high_choices(self) -> None:
        som: dict[int, float] = defaultdict(float)
        firsts: dict[int, list[int]] = defaultdict(list)
        choosers = self._choosers()
        for one, _, wishes in choosers:
            for nr, column in wishes.items():
                som[column] += KOSTEN[one.keuzes[nr]]
                if one.keuzes[nr] == EERSTE and not self._has_first_already(one):
                    firsts[one.nr].append(column)
        weight = max(KOSTEN.values()) * len(choosers) + 1
        for who in sorted(firsts):
            none = self.stelsel.column(whole=False)
            self.stelsel.rule({none: 1.0, **dict.fromkeys(firsts[who], 1.0)}, least=1)
            som[none] = weight
        self._reach("zonder eerste keus", "kosten van keuzes", som=som, weight=weight)

    def _has_first_already(self, who: Deelnemer) -> bool:
        """Whether a place that is fixed is a first choice."""
        return any(who.keuzes.get(nr) == EERSTE for (somebody, _), nr in self.fixed.items() if somebody == who.nr)

    def _large_enough(self) -> None:
        som: dict[int, float] = {}
        open_ones = [one for one in self.vraagstuk.sessies if one.nr not in self.vraagstuk.dicht and one.minimum > 0]
        weight = sum(one.minimum for one in open_ones) + 1
        for sessie in open_ones:
            small = self.stelsel.column()
            short = self.stelsel.column(0, sessie.minimum, whole=False)
            columns = dict.fromkeys(self.guests(sessie), 1.0)
            self.stelsel.rule({**columns, short: 1.0}, least=sessie.minimum)
            self.stelsel.rule({short: 1.0, small: -float(sessie.minimum)}, most=0)
            som |= {small: weight, short: 1.0}
        self._reach("te kleine groepen", "mensen te weinig", som=som, weight=weight)

    def _mixed(self) -> None:
        weight = len(self.zit) + 1
        reached = self.stelsel.minimise({**self._together(weight), **self._colleagues()})
        colleagues = reached % weight
        self.doelen["samen gelukt"] = (colleagues - reached) // weight
        self.doelen["collega's bij elkaar"] = colleagues

    def _together(self, weight: int) -> Som:
        som: dict[int, float] = {}
        for een, ander in sorted(self.vraagstuk.samen):
            for nr in self.sessies:
                if (een, nr) in self.zit and (ander, nr) in self.zit:
                    together = self.stelsel.column(whole=False)
                    for who in (een, ander):
                        self.stelsel.rule({together: 1.0, self.zit[who, nr]: -1.0}, most=0)
                    som[together] = -weight
        return som

    def _colleagues(self) -> Som:
        """Every guest of an organisation after its first in one session."""
        of: dict[tuple[int, int], list[int]] = defaultdict(list)
        for nr, sessie in self.sessies.items():
            for one in self.mensen:
                if one.organisatie is not None and (one.nr, nr) in self.zit and one.nr not in sessie.begeleiders:
                    of[nr, one.organisatie].append(self.zit[one.nr, nr])
        som: dict[int, float] = {}
        for columns in of.values():
            if len(columns) > 1:
                more = self.stelsel.column(0, len(columns) - 1, whole=False)
                self.stelsel.rule({**dict.fromkeys(columns, -1.0), more: 1.0}, least=-1)
                som[more] = 1.0
        return som

    def _even(self) -> None:
        """The sum of the squares of the sizes: smallest when all are alike."""
        som: dict[int, float] = {}
        for sessie in self.vraagstuk.sessies:
            columns = self.guests(sessie)
            steps = [self.stelsel.column(whole=False) for _ in range(min(len(columns), self._most(sessie)))]
            self.stelsel.rule({**dict.fromkeys(columns, 1.0), **dict.fromkeys(steps, -1.0)}, most=0)
            som |= {step: 2.0 * nr + 1 for nr, step in enumerate(steps)}
        self._reach("ongelijk gevuld", som=som)

    def _places(self) -> dict[Plek, int]:
        return {
            (who, self.sessies[nr].ronde): nr
            for (who, nr), column in sorted(self.zit.items())
            if self.stelsel.is_one(column)
        }
