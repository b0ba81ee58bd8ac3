"""What the Sociale kaart on paper says: confirmed organisations per category, and a register from A to Z."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils import timezone

from datt.core import dates
from datt.core.text import fold
from pilots.keten.models import Organisatie
from pilots.partners.models.ketenpartner import NAKIJKEN_NA
from pilots.traject.models import Pilot
from pilots.traject.papier import Hoofdstuk, count, paper_context

# A mobile number may be somebody's own: it stays on the screen, where only members see it.
MOBIEL = re.compile(r"(\+31|0031|0)\s*\(?0?\)?\s*-?\s*6")


@dataclass(frozen=True, kw_only=True)
class Kaart:
    """One organisation, without the people behind it: only its general number and address."""

    anker: str
    organisatie: Organisatie
    soort: str
    feiten: Sequence[tuple[str, str]]
    nagekeken: str


@dataclass(frozen=True, kw_only=True)
class Groep:
    anker: str
    titel: str
    uitleg: str
    kaarten: Sequence[Kaart]


@dataclass(frozen=True, kw_only=True)
class Letter:
    letter: str
    kaarten: Sequence[Kaart]


def kaart_context(pilot: Pilot) -> dict[str, Any]:
    today = timezone.localdate()
    partners = (
        pilot.ketenpartners.confirmed()
        .select_related("organisatie__type__categorie")
        .prefetch_related("organisatie__fasen")
    )
    cards = sorted((_card(partner.organisatie, today) for partner in partners), key=_name)
    groups = _groups(cards)
    chapters = [
        Hoofdstuk(anker=group.anker, titel=group.titel, uitleg=count(len(group.kaarten), "organisatie", "organisaties"))
        for group in groups
    ]
    if cards:
        chapters.append(Hoofdstuk(anker="register", titel="Register van A tot Z"))
    checked = sum(card.organisatie.gecontroleerd_op is not None for card in cards)
    return {
        **paper_context(
            pilot,
            soort="Sociale kaart",
            onder=f"Wie doet wat bij geldzorgen in {pilot.gemeente}?",
            gegevens=f"{count(len(cards), 'organisatie', 'organisaties')} in"
            f" {count(len(groups), 'categorie', 'categorieën')}, waarvan {checked} nagekeken",
            hoofdstukken=chapters,
            privacy=(
                "Hier staan alleen het algemene nummer en adres van een organisatie, geen mobiele nummers."
                " Namen van medewerkers, vrijwilligers en inwoners staan er niet in."
            ),
        ),
        "groepen": groups,
        "letters": _letters(cards),
        "aantal": len(cards),
    }


def _name(card: Kaart) -> str:
    return fold(card.organisatie.naam)


def _groups(cards: Sequence[Kaart]) -> list[Groep]:
    in_order = sorted(cards, key=lambda card: card.organisatie.categorie.volgorde)
    return [
        Groep(anker=f"categorie-{categorie.pk}", titel=categorie.naam, uitleg=categorie.kern, kaarten=list(found))
        for categorie, found in groupby(in_order, key=lambda card: card.organisatie.categorie)
    ]


def _letters(cards: Sequence[Kaart]) -> list[Letter]:
    """The cards by the first letter of their name; what begins with something else stands first."""

    def letter(card: Kaart) -> str:
        first = _name(card)[:1].upper()
        return first if "A" <= first <= "Z" else "0-9"

    by_letter = sorted(cards, key=lambda card: (letter(card), _name(card)))
    return [Letter(letter=first, kaarten=list(found)) for first, found in groupby(by_letter, key=letter)]


def _card(organisatie: Organisatie, today: date) -> Kaart:
    return Kaart(
        anker=f"organisatie-{organisatie.pk}",
        organisatie=organisatie,
        soort=f"{organisatie.type}. {organisatie.get_soort_display()}.",
        feiten=[(label, value) for label, value in _facts(organisatie) if value],
        nagekeken=_checked(organisatie.gecontroleerd_op, today),
    )


def _facts(organisatie: Organisatie) -> list[tuple[str, str]]:
    """What is known; the waiting time is always there, for that is what people ask first."""
    waiting = organisatie.wachttijd or "niet bekend"
    if organisatie.wachttijd and organisatie.wachttijd_op:
        waiting += f" (stand van {dates.day(organisatie.wachttijd_op)})"
    return [
        ("Wachttijd", waiting),
        ("Voor wie", organisatie.voor_wie),
        ("Werkgebied", organisatie.werkgebied),
        ("Wie verwijst", organisatie.wie_mag_verwijzen),
        ("Kosten", organisatie.kosten),
        ("Talen", organisatie.talen),
        ("Toegang", organisatie.toegankelijkheid),
        ("Fasen", ", ".join(str(fase) for fase in organisatie.fasen.all())),
        ("Telefoon", _phone(organisatie.telefoon)),
        ("Adres", organisatie.adres),
    ]


def _phone(number: str) -> str:
    return "staat op de sociale kaart op het scherm" if MOBIEL.match(number.strip()) else number


def _checked(day: date | None, today: date) -> str:
    if day is None:
        return "nog niet door de organisatie"
    late = ", meer dan een jaar geleden: vraag het na" if day <= today - NAKIJKEN_NA else ""
    return f"op {dates.day(day)}{late}"
