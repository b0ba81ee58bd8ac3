"""One sentence a person and round: why they are where they are, said of the answer and not of how it was found."""

from collections.abc import Mapping
from enum import Enum, auto

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

KEUS = {EERSTE: "eerste keus", TWEEDE: "tweede keus", DERDE: "derde keus"}


class Waarom(Enum):
    """Why somebody is not in a session that they wished for."""

    DICHT = auto()
    DREMPEL = auto()
    DUBBEL = auto()
    VOL = auto()
    BLIJFT = auto()
    ANDERS = auto()


def explain(vraagstuk: Vraagstuk, uitkomst: Uitkomst, titels: Mapping[int, str]) -> dict[Plek, str]:
    """The sentence for everybody in every round in which they are there; `titels` gives the title of each session."""
    return _Uitleg(vraagstuk, uitkomst, titels).everything()


class _Uitleg:
    def __init__(self, vraagstuk: Vraagstuk, uitkomst: Uitkomst, titels: Mapping[int, str]) -> None:
        self.vraagstuk, self.uitkomst, self.titels = vraagstuk, uitkomst, titels
        self.sizes = uitkomst.size_of(vraagstuk)
        self.sessies = {one.nr: one for one in vraagstuk.sessies}
        self.fixed = vraagstuk.fixed()

    def everything(self) -> dict[Plek, str]:
        return {
            (one.nr, ronde): self.sentence(one, ronde)
            for one in self.vraagstuk.deelnemers
            for ronde in self.vraagstuk.rondes
            if one.is_there(ronde)
        }

    def sentence(self, one: Deelnemer, ronde: int) -> str:
        nr = self.uitkomst.plaatsen.get((one.nr, ronde))
        if nr is None:
            return self._no_place(one, ronde)
        if one.nr in self.sessies[nr].begeleiders:
            return "U begeleidt deze workshop."
        if self.fixed.get((one.nr, ronde)) == nr:
            return "De facilitator gaf u deze plaats."
        choice = self._choice(one, ronde, nr)
        before = self.titels.get(self.vraagstuk.nu.get((one.nr, ronde), nr))
        is_said = before is not None and f"‘{before}’" in choice
        return choice if is_said else self._moved(one, ronde, nr) + choice

    def _choice(self, one: Deelnemer, ronde: int, nr: int) -> str:
        keus = one.keuzes.get(nr)
        wishes = self._wishes(one, ronde)
        if keus == EERSTE:
            return "Dit is uw eerste keus."
        if keus in WENSEN:
            return f"Dit is uw {KEUS[keus]}. " + self._why_not(one, ronde, wishes[0])
        if wishes:
            return self._why_none(one, ronde, wishes, is_disliked=keus == LIEVER_NIET)
        if keus == LIEVER_NIET:
            return "Hier wilde u liever niet heen, maar in deze ronde was nergens anders plaats voor u."
        return "U koos niets in deze ronde. Hier was nog plaats."

    def _wishes(self, one: Deelnemer, ronde: int) -> list[int]:
        """The sessions of this round they chose, the highest first."""
        of_round = [s.nr for s in self.vraagstuk.of_round(ronde) if one.keuzes.get(s.nr) in WENSEN]
        return sorted(of_round, key=lambda nr: one.keuzes[nr])

    def _why_not(self, one: Deelnemer, ronde: int, nr: int) -> str:
        titel = self.titels[nr]
        return {
            Waarom.DICHT: f"‘{titel}’ gaat in deze ronde niet door.",
            Waarom.DREMPEL: f"De ruimte van ‘{titel}’ is niet zonder drempels te bereiken.",
            Waarom.DUBBEL: f"Naar ‘{titel}’ gaat u in een andere ronde.",
            Waarom.VOL: f"‘{titel}’ zit vol.",
            Waarom.BLIJFT: "U houdt de plaats die u al had.",
            Waarom.ANDERS: f"In ‘{titel}’ konden wij u niet plaatsen.",
        }[self.why_not(one, ronde, self.sessies[nr])]

    def why_not(self, one: Deelnemer, ronde: int, sessie: Sessiemaat) -> Waarom:
        """What stands in the way, the hardest first."""
        if sessie.nr in self.vraagstuk.dicht:
            return Waarom.DICHT
        if one.toegang and not sessie.toegankelijk:
            return Waarom.DREMPEL
        elsewhere = [self.sessies[nr] for (who, other), nr in self._places_of(one) if other != ronde]
        if sessie.workshop in {other.workshop for other in elsewhere}:
            return Waarom.DUBBEL
        if self.sizes[sessie.nr] >= sessie.maximum:
            return Waarom.VOL
        if self._stayed(one, ronde):
            return Waarom.BLIJFT
        return Waarom.ANDERS

    def _places_of(self, one: Deelnemer) -> list[tuple[Plek, int]]:
        plekken = [(one.nr, ronde) for ronde in self.vraagstuk.rondes]
        return [(plek, self.uitkomst.plaatsen[plek]) for plek in plekken if plek in self.uitkomst.plaatsen]

    def _stayed(self, one: Deelnemer, ronde: int) -> bool:
        here = self.uitkomst.plaatsen.get((one.nr, ronde))
        return here is not None and self.vraagstuk.nu.get((one.nr, ronde)) == here

    def _why_none(self, one: Deelnemer, ronde: int, wishes: list[int], *, is_disliked: bool) -> str:
        reasons = {self.why_not(one, ronde, self.sessies[nr]) for nr in wishes}
        if reasons == {Waarom.BLIJFT}:
            return "U houdt de plaats die u al had."
        if reasons == {Waarom.VOL}:
            first = "Wat u koos, zit vol." if len(wishes) == 1 else "Alles wat u koos, zit vol."
        else:
            first = self._why_not(one, ronde, wishes[0])
        if is_disliked:
            return f"{first} Hier wilde u liever niet heen, maar nergens anders was plaats voor u."
        return f"{first} Hier was nog plaats."

    def _moved(self, one: Deelnemer, ronde: int, nr: int) -> str:
        before = self.vraagstuk.nu.get((one.nr, ronde))
        if before is None or before == nr:
            return ""
        if before not in self.sessies or before in self.vraagstuk.dicht:
            titel = self.titels.get(before)
            return f"‘{titel}’ gaat niet door. " if titel else "De workshop die u had, gaat niet door. "
        return f"U bent verplaatst: in ‘{self.titels[before]}’ kon u niet blijven. "

    def _no_place(self, one: Deelnemer, ronde: int) -> str:
        open_ones = [s for s in self.vraagstuk.of_round(ronde) if self.vraagstuk.may_be_in(one, s)]
        if not open_ones:
            return "In deze ronde is geen workshop die u kunt bereiken. Wij zoeken met u naar een plaats."
        return "In deze ronde zijn er minder plaatsen dan mensen. Wij zoeken met u naar een plaats."
