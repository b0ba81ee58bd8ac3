"""The groups that a rule can be about, and who is in them: what the pilot knows of somebody and their organisation.

Of people we do not know where they live. The neighbourhood is the one their organisation works in, as it wrote that
itself; who works in two counts in both.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pilots.traject.models import Persoon, Positie
from pilots.werkconferentie.selectie.models import Kenmerk

MEERVOUD = {
    Positie.BESTUURDER: "bestuurders",
    Positie.LEIDINGGEVENDE: "leidinggevenden",
    Positie.MANAGER: "managers",
    Positie.SLEUTELFUNCTIONARIS: "sleutelfunctionarissen",
    Positie.UITVOEREND_MEDEWERKER: "medewerkers in de uitvoering",
    Positie.VRIJWILLIGER: "vrijwilligers",
    Positie.ERVARINGSDESKUNDIGE: "ervaringsdeskundigen",
    Positie.INWONER: "inwoners",
}
# 'Centrum, Noord en Oost' are three; so are 'Centrum; Noord/Oost'.
TUSSEN = re.compile(r"\s*[,;/]\s*|\s+en\s+")
VAN = {
    Kenmerk.CATEGORIE: "uit de groep ‘{}’",
    Kenmerk.ORGANISATIE: "van {}",
    Kenmerk.WERKGEBIED: "van organisaties in {}",
}


@dataclass(frozen=True, order=True)
class Groep:
    """One value of one property: 'positie:vrijwilliger'."""

    kenmerk: str
    waarde: str
    naam: str

    @property
    def key(self) -> str:
        return f"{self.kenmerk}:{self.waarde}"


def groups_of(persoon: Persoon) -> set[Groep]:
    """Every group somebody is in; needs `organisatie__type__categorie`."""
    found = {_position(positie) for positie in _positions(persoon)}
    organisatie = persoon.organisatie
    if organisatie is None:
        return found
    categorie = organisatie.categorie
    found |= {
        Groep(Kenmerk.CATEGORIE, categorie.pk, categorie.naam),
        Groep(Kenmerk.ORGANISATIE, str(organisatie.pk), organisatie.naam),
    }
    return found | {Groep(Kenmerk.WERKGEBIED, part.casefold()[:60], part) for part in areas(organisatie.werkgebied)}


def _positions(persoon: Persoon) -> set[str]:
    """Who carries the mark is a sleutelfunctionaris too, whatever else they are."""
    marked = {Positie.SLEUTELFUNCTIONARIS.value} if persoon.is_sleutelfunctionaris else set()
    return marked | ({persoon.positie} if persoon.positie else set())


def _position(positie: str) -> Groep:
    return Groep(Kenmerk.POSITIE, positie, str(Positie(positie).label))


def areas(werkgebied: str) -> set[str]:
    return {part.strip()[:60] for part in TUSSEN.split(werkgebied) if part.strip()}


def count_groups(people: Iterable[Persoon]) -> Counter[str]:
    """How many people are in each group, by its key."""
    return Counter(key for persoon in people for key in {groep.key for groep in groups_of(persoon)})


def known_groups(people: Iterable[Persoon]) -> list[tuple[str, list[Groep]]]:
    """What can be chosen, per property: every position, and what else the candidates have."""
    found = {groep.key: groep for persoon in people for groep in groups_of(persoon)}
    found |= {groep.key: groep for groep in map(_position, Positie.values)}
    order = {positie: nr for nr, positie in enumerate(Positie.values)}
    return [
        (
            str(kenmerk.label),
            sorted(
                (groep for groep in found.values() if groep.kenmerk == kenmerk),
                key=lambda groep: (order.get(groep.waarde, 0), groep.naam.casefold()),
            ),
        )
        for kenmerk in Kenmerk
    ]


def in_words(kenmerk: str, waarde: str, naam: str, getal: int = 2) -> str:
    """'ervaringsdeskundigen', 'mensen van Voedselbank Waterrade'."""
    if kenmerk == Kenmerk.POSITIE:
        return naam.lower() if getal == 1 else MEERVOUD.get(waarde, naam.lower())  # type: ignore[call-overload]
    return f"{'persoon' if getal == 1 else 'mensen'} {VAN[Kenmerk(kenmerk)].format(naam)}"
