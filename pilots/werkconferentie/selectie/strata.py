"""What each rule asked for, what was possible and what came of it. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass

from pilots.werkconferentie.selectie.loten import Kandidaat, Opdracht, Regel, Soort, Uitkomst, members, per_organisation


@dataclass(frozen=True, kw_only=True)
class Stratum:
    """One rule: how many there are of them, how many could come, and how many do."""

    regel: Regel
    kandidaten: int
    mogelijk: int
    minstens: int
    hooguit: int | None
    bereikt: int | None = None  # None: nothing was drawn yet
    grens: int | None = None
    vast: int = 0

    @property
    def te_weinig(self) -> int:
        return max(self.minstens - self.bereikt, 0) if self.bereikt is not None else 0

    @property
    def te_veel(self) -> int:
        return max(self.bereikt - self.hooguit, 0) if self.bereikt is not None and self.hooguit is not None else 0

    @property
    def gewenst(self) -> str:
        """In people: 'minstens 15', 'hooguit 4', '44 of 45'."""
        if self.regel.soort == Soort.MINSTENS:
            return f"minstens {self.minstens}"
        if self.regel.soort == Soort.HOOGUIT:
            return f"hooguit {self.hooguit}"
        return f"{self.minstens}" if self.minstens == self.hooguit else f"{self.minstens} of {self.hooguit}"

    @property
    def waarschuwing(self) -> str:
        """What can be said before the draw: a rule that cannot be met, whoever is drawn."""
        short = self.minstens - self.mogelijk
        return f"Dit lukt niet: {short} te weinig. {self._why_few()}" if short > 0 else ""

    @property
    def uitleg(self) -> str:
        """Whether it was met, and when not: how many short, and why."""
        if self.bereikt is None:
            return self.waarschuwing
        if self.te_weinig:
            why = self._why_few() if self.mogelijk < self.minstens else "De plaatsen waren nodig voor andere regels."
            return f"Niet gehaald: {self.te_weinig} te weinig. {why}"
        if self.te_veel:
            why = (
                f"{people(self.vast)} van deze groep {staat(self.vast)} vast."
                if self.hooguit is not None and self.vast > self.hooguit
                else "Anders bleven er plaatsen leeg of lukte een andere regel niet."
            )
            return f"Niet gehaald: {self.te_veel} te veel. {why}"
        return "Gehaald."

    def _why_few(self) -> str:
        found = []
        if self.kandidaten < self.minstens:
            is_one = self.kandidaten == 1
            found.append(
                f"Er {'is' if is_one else 'zijn'} maar {self.kandidaten} kandida{'at' if is_one else 'ten'}."
                if self.kandidaten
                else "Er zijn geen kandidaten."
            )
        if self.grens is not None and self.mogelijk < min(self.kandidaten, self.minstens):
            kan = "kan" if self.mogelijk == 1 else "kunnen"
            found.append(f"Met hooguit {self.grens} per organisatie {kan} er {self.mogelijk} komen.")
        return " ".join(found) or f"Er kunnen er maar {self.mogelijk} komen."


def people(number: int) -> str:
    return "1 persoon" if number == 1 else f"{number} mensen"


def komen(number: int) -> str:
    return "komt er 1" if number == 1 else f"komen er {number}"


def staat(number: int) -> str:
    return "staat" if number == 1 else "staan"


def strata_of(opdracht: Opdracht, uitkomst: Uitkomst | None = None) -> list[Stratum]:
    """One for each rule, in their order; before the draw a share is of all seats that can be filled."""
    gevuld = len(uitkomst.gekozen) if uitkomst else min(opdracht.plaatsen, possible(opdracht, opdracht.deelnemers))
    found = []
    for regel in opdracht.regels:
        mine = members(opdracht, regel.nr)
        least, most = regel.bounds(gevuld)
        found.append(
            Stratum(
                regel=regel,
                kandidaten=len(mine),
                mogelijk=possible(opdracht, mine),
                minstens=least,
                hooguit=most,
                bereikt=sum(one.nr in uitkomst.gekozen for one in mine) if uitkomst else None,
                grens=opdracht.per_organisatie,
                vast=sum(one.is_vast for one in mine),
            )
        )
    return found


def possible(opdracht: Opdracht, some: Iterable[Kandidaat]) -> int:
    """How many of these can come at most, as far as the seats and the limit per organisation let them."""
    mine = list(some)
    count = len(mine)
    if opdracht.per_organisatie is not None:
        for organisatie, here in per_organisation(mine).items():
            of_them = [one for one in mine if one.organisatie == organisatie]
            count -= here - min(here, opdracht.most_of(of_them, opdracht.per_organisatie))
    return min(count, opdracht.plaatsen)
