"""Invented organisations and people for practising: always the same, of nobody, at addresses that do not exist."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from pilots.traject.models import Positie

SOORTEN = (
    "Voedselbank", "Wijkteam", "Woningstichting", "Buurthuis", "Taalhuis", "Schuldhulp", "Bibliotheek", "Kledingbank",
)  # fmt: skip
PLEKKEN = ("De Linde", "Noord", "De Brug", "Zonzijde", "Oost")
VOORNAMEN = (
    "Aisha", "Bram", "Chantal", "Daan", "Emine", "Floor", "Gijs", "Hanna", "Ilse", "Jamal", "Karin", "Lotte", "Mehmet",
    "Nadia", "Otto", "Pien", "Quinten", "Roos", "Sem", "Tineke", "Umit", "Vera", "Wout", "Yara", "Zeger",
)  # fmt: skip
ACHTERNAMEN = (
    "Akker", "van den Berg", "de Boer", "Dijkgraaf", "Elzinga", "van Galen", "Hofstra", "IJzerman", "Jager", "de Kort",
    "Lammers", "Meulenbelt", "Noordhoek", "Oosting", "Polman", "Ruiter", "Schaap", "Tuinstra", "Veldhuis", "Zijlstra",
    "Wagter", "Kuipers", "Rademaker",
)  # fmt: skip
# In every organisation one who leads, one sleutelfunctionaris and one who does the work.
POSITIES = (Positie.BESTUURDER, Positie.SLEUTELFUNCTIONARIS, Positie.UITVOEREND_MEDEWERKER)
ANDERS = {7: Positie.VRIJWILLIGER, 19: Positie.VRIJWILLIGER, 23: Positie.ERVARINGSDESKUNDIGE}
DOMEIN = "oefening.example"


@dataclass(frozen=True, kw_only=True)
class Verzonnen:
    naam: str
    email: str
    positie: Positie
    organisatie: str


def organisations() -> list[str]:
    """Forty names, none of an organisation that exists."""
    return [f"{soort} {plek} (oefening)" for soort, plek in product(SOORTEN, PLEKKEN)]


def people() -> Iterator[Verzonnen]:
    """Three of each organisation, 120 in all, with a name of their own each."""
    for nr, (organisatie, positie) in enumerate(product(organisations(), POSITIES)):
        yield Verzonnen(
            naam=f"{VOORNAMEN[nr % len(VOORNAMEN)]} {ACHTERNAMEN[nr % len(ACHTERNAMEN)]}",
            email=f"gast{nr + 1}@{DOMEIN}",
            positie=ANDERS.get(nr % 40, positie) if positie == Positie.UITVOEREND_MEDEWERKER else positie,
            organisatie=organisatie,
        )
