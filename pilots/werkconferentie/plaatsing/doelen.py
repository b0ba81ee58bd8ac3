"""The goals of a division in words, in the order in which they count, with what was reached."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Doel:
    kop: str
    zin: str


def goals(doelen: Mapping[str, int], *, bewezen: bool) -> list[Doel]:
    """A later goal never cost anything of an earlier one; a goal that did not play a part is left out."""
    found = [Doel("Iedereen heeft een plek", _none(doelen["zonder plek"], "In elke ronde.", "plek", "plekken"))]
    if "verplaatste mensen" in doelen:
        found.append(Doel("Zo weinig mogelijk mensen verhuizen", _moves(doelen, bewezen=bewezen)))
    return [
        *found,
        Doel("Niemand hoeft naar een workshop waar die liever niet heen wil", _misses(doelen)),
        Doel("Iedereen heeft ten minste één keer de eerste keus, dan elke keus zo hoog mogelijk", _firsts(doelen)),
        Doel("Groepen zijn groot genoeg", _small(doelen)),
        Doel("Wie samen wil, zit samen, en collega’s zijn verspreid", _mixed(doelen)),
        Doel("Groepen zijn ongeveer even groot", "Zo gelijk als kan met alles wat hierboven staat."),
    ]


def _none(count: int, good: str, een: str, meer: str) -> str:
    return good if not count else f"Dit lukt niet voor {count} {een if count == 1 else meer}."


def _moves(doelen: Mapping[str, int], *, bewezen: bool) -> str:
    people, places = doelen["verplaatste mensen"], doelen["verplaatste plekken"]
    if not people:
        return "Niemand verhuist."
    who = "1 persoon verhuist" if people == 1 else f"{people} mensen verhuizen"
    return f"{who}, samen {places} {'keer' if places == 1 else 'keren'}.{' Minder kan niet.' if bewezen else ''}"


def _misses(doelen: Mapping[str, int]) -> str:
    disliked, missed = doelen["liever niet"], doelen["geen keuze gehaald"]
    first = _none(disliked, "Dat lukt voor iedereen.", "plek", "plekken")
    if not missed:
        return f"{first} Wie koos, kreeg steeds een van de keuzes."
    return f"{first} {missed} keer koos iemand wel, en was bij geen van de keuzes plaats."


def _firsts(doelen: Mapping[str, int]) -> str:
    without = doelen["zonder eerste keus"]
    if not without:
        return "Iedereen die een eerste keus had, is er ten minste één keer bij."
    who = "1 persoon heeft" if without == 1 else f"{without} mensen hebben"
    return f"{who} nergens de eerste keus."


def _small(doelen: Mapping[str, int]) -> str:
    count = doelen["te kleine groepen"]
    if not count:
        return "Elke groep is groot genoeg."
    short = doelen["mensen te weinig"]
    groups = "1 groep is" if count == 1 else f"{count} groepen zijn"
    people = "komt 1 persoon" if short == 1 else f"komen {short} mensen"
    return f"{groups} te klein. Er {people} te weinig."


def _mixed(doelen: Mapping[str, int]) -> str:
    together, colleagues = doelen["samen gelukt"], doelen["collega's bij elkaar"]
    first = f"{together} keer zitten mensen samen die dat willen. " if together else ""
    if not colleagues:
        return f"{first}Nergens zitten collega’s in dezelfde groep."
    return f"{first}{colleagues} keer zit iemand met een collega in een groep."
