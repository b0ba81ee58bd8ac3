"""One sentence a person: why they come, or why they are on the reserve list. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass

from pilots.werkconferentie.selectie.loten import Kandidaat, Opdracht, Soort, Uitkomst
from pilots.werkconferentie.selectie.strata import komen, strata_of


@dataclass(frozen=True)
class _Stand:
    """What was taken by those who go before somebody: the pinned, and who stands higher and comes."""

    voor: list[Kandidaat]

    def of_organisation(self, organisatie: int | None) -> int:
        return sum(one.organisatie == organisatie for one in self.voor)

    def of_rule(self, regel: int) -> int:
        return sum(regel in one.regels for one in self.voor)


def reasons(opdracht: Opdracht, uitkomst: Uitkomst, teksten: Mapping[int, str]) -> dict[int, str]:
    """For each number that takes part and was not pinned one sentence; `teksten` are the rules in words."""
    by_nr = {one.nr: one for one in opdracht.deelnemers}
    tight = _tight(opdracht, uitkomst)
    before = [one for one in opdracht.deelnemers if one.is_vast]
    said, passed = {}, False
    for plek, nr in enumerate(uitkomst.volgorde, start=1):
        one = by_nr[nr]
        if nr in uitkomst.gekozen:
            said[nr] = _why_in(
                one, plek, tight, teksten, passed=passed, seats=len(uitkomst.gekozen) - _pinned(opdracht)
            )
            before.append(one)
        else:
            passed = True
            why = _why_not(one, opdracht, uitkomst, _Stand(before), tight, teksten)
            said[nr] = f"Plek {plek} van de loting. {why}"
    return said


def _pinned(opdracht: Opdracht) -> int:
    return sum(one.is_vast for one in opdracht.deelnemers)


def _tight(opdracht: Opdracht, uitkomst: Uitkomst) -> dict[int, int]:
    """The rules that needed every one of who comes because of them, and how many that are."""
    return {
        one.regel.nr: one.bereikt
        for one in strata_of(opdracht, uitkomst)
        if one.bereikt and one.bereikt <= one.minstens
    }


def _why_in(
    one: Kandidaat, plek: int, tight: Mapping[int, int], teksten: Mapping[int, str], *, passed: bool, seats: int
) -> str:
    if plek <= seats or not passed:
        return f"Plek {plek} van de loting. Dat was hoog genoeg."
    helped = [teksten[nr] for nr in tight if nr in one.regels]
    if helped:
        return f"Plek {plek} van de loting. Ging voor door de regel ‘{helped[0]}’."
    return f"Plek {plek} van de loting. Wie hoger stond en niet komt, paste niet binnen de regels."


def _why_not(  # all that a reason can hang on
    one: Kandidaat,
    opdracht: Opdracht,
    uitkomst: Uitkomst,
    stand: _Stand,
    tight: Mapping[int, int],
    teksten: Mapping[int, str],
) -> str:
    """The first obstacle that stood when it was their turn."""
    gevuld = len(uitkomst.gekozen)
    if len(stand.voor) >= gevuld and gevuld >= opdracht.plaatsen:
        return "Alle plaatsen waren toen al weg."
    grens = opdracht.per_organisatie
    if grens is not None and one.organisatie is not None and stand.of_organisation(one.organisatie) >= grens:
        return f"Van deze organisatie {komen(stand.of_organisation(one.organisatie))} al."
    for regel in opdracht.regels:
        _, most = regel.bounds(gevuld)
        if regel.nr in one.regels and most is not None and stand.of_rule(regel.nr) >= most:
            return f"De regel ‘{teksten[regel.nr]}’ was toen al vol."
    needed = [teksten[nr] for nr, many in tight.items() if nr not in one.regels and stand.of_rule(nr) < many]
    if needed:
        return f"De plaatsen die er nog waren, waren nodig voor de regel ‘{needed[0]}’."
    if any(regel.soort == Soort.AANDEEL and regel.nr in one.regels for regel in opdracht.regels):
        return "De aandelen in de regel lieten hier geen plaats meer."
    return "De plaatsen die er nog waren, waren nodig om alle regels samen te halen."


def all_reasons(
    opdracht: Opdracht, uitkomst: Uitkomst, teksten: Mapping[int, str], eigen: Mapping[int, str]
) -> dict[int, str]:
    """The same for everybody; `eigen` is what the facilitator wrote about who was pinned or does not take part."""
    said = reasons(opdracht, uitkomst, teksten)
    for one in opdracht.kandidaten:
        if not one.doet_mee:
            said[one.nr] = f"Doet niet mee aan de loting. {eigen.get(one.nr, '')}".strip()
        elif one.is_vast:
            said[one.nr] = f"Staat vast. {eigen.get(one.nr, '')}".strip()
    return said
