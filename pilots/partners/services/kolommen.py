"""The columns of a list of partners: the same when it is downloaded and when it is read in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from datt.core.text import fold


@dataclass(frozen=True)
class Kolom:
    """One column: the field it fills, its heading, other headings people use, and an example."""

    veld: str
    kop: str
    varianten: tuple[str, ...] = ()
    voorbeeld: str = ""

    @property
    def is_of_person(self) -> bool:
        return self.veld.startswith(PERSOON)


PERSOON = "persoon_"
NIET = "-"  # a column that is not read

ORGANISATIE_KOLOMMEN = (
    Kolom("naam", "Organisatie", ("organisatienaam", "naam organisatie", "instelling", "bedrijf"), "Voedselbank Ommen"),
    Kolom("type", "Soort organisatie", ("type", "type organisatie", "organisatietype"), "Voedselbank"),
    Kolom("soort", "Wie doen het werk", ("wie werken er", "formeel of informeel"), "Vrijwilligers"),
    Kolom("werkgebied", "Werkgebied", ("gebied", "regio", "wijk", "wijken"), "heel Ommen"),
    Kolom("voor_wie", "Voor wie", ("doelgroep",), "gezinnen met weinig geld"),
    Kolom(
        "wat_doen_we",
        "Dit doen we wel",
        ("wat doen we", "wat doet u", "aanbod", "omschrijving", "activiteiten"),
        "Wij geven elke week een pakket met eten.",
    ),
    Kolom("wat_doen_we_niet", "Dit doen we niet", ("wat doen we niet",), "Wij lossen geen schulden op."),
    Kolom(
        "hoe_verwijst_u",
        "Zo verwijst u iemand naar ons",
        ("hoe verwijst u", "verwijzen", "aanmelden", "verwijzing"),
        "Bel op dinsdag tussen 9 en 12 uur.",
    ),
    Kolom("wie_mag_verwijzen", "Wie mag verwijzen", ("verwijzers",), "iedereen"),
    Kolom("kosten", "Kosten", ("kosten voor de inwoner", "prijs"), "geen"),
    Kolom("wachttijd", "Wachttijd", (), "een week"),
    Kolom("talen", "Talen", ("taal",), "Nederlands en Engels"),
    Kolom("toegankelijkheid", "Toegankelijkheid", (), "geen trap"),
    Kolom("wij_bieden", "Wij bieden", ("bieden",), "een pakket voor een noodgeval"),
    Kolom("wij_zoeken", "Wij zoeken", ("zoeken",), "een maatje met tijd"),
    Kolom(
        "telefoon", "Telefoon organisatie", ("algemeen telefoonnummer", "telefoonnummer organisatie"), "0123 456 789"
    ),
    Kolom(
        "email",
        "Mailadres organisatie",
        ("algemeen mailadres", "e-mail organisatie", "e-mailadres organisatie", "algemeen e-mailadres"),
        "info@voedselbank.example",
    ),
    Kolom("website", "Website", ("site", "url", "internet", "webadres", "webpagina"), "www.voedselbank.example"),
    Kolom("adres", "Adres", ("bezoekadres", "adresgegevens"), "Markt 1, Ommen"),
)
PERSOON_KOLOMMEN = (
    Kolom(
        "persoon_naam",
        "Naam persoon",
        ("contactpersoon", "naam contactpersoon", "contact", "persoon", "medewerker", "naam medewerker"),
        "Samira de Wit",
    ),
    Kolom(
        "persoon_email",
        "Mailadres persoon",
        ("mailadres contactpersoon", "e-mail contactpersoon", "e-mailadres contactpersoon", "email contactpersoon"),
        "samira@voedselbank.example",
    ),
    Kolom(
        "persoon_telefoon",
        "Telefoon persoon",
        ("telefoon contactpersoon", "mobiel", "06", "mobiele nummer", "telefoonnummer contactpersoon", "gsm"),
        "06 12 34 56 78",
    ),
    Kolom("persoon_positie", "Positie", ("functie", "rol"), "Vrijwilliger"),
    Kolom("persoon_sleutel", "Sleutelfunctionaris", ("is sleutelfunctionaris",), "ja"),
    Kolom("persoon_contact", "Is contactpersoon", ("is de contactpersoon",), "ja"),
)
KOLOMMEN = ORGANISATIE_KOLOMMEN + PERSOON_KOLOMMEN
VELDEN = {kolom.veld: kolom for kolom in KOLOMMEN}
# We write these ourselves; they are not read in.
STAAT, NAGEKEKEN, CATEGORIE, FASEN = "Staat", "Nagekeken op", "Categorie", "Fasen"
ALLEEN_UIT = (STAAT, NAGEKEKEN, CATEGORIE, FASEN)

# Headings that may be about the organisation or about the person, with the field of each.
_TWEE_KANTEN = {
    "naam": ("naam", "persoon_naam"),
    "email": ("email", "persoon_email"),
    "mail": ("email", "persoon_email"),
    "emailadres": ("email", "persoon_email"),
    "mailadres": ("email", "persoon_email"),
    "telefoon": ("telefoon", "persoon_telefoon"),
    "telefoonnummer": ("telefoon", "persoon_telefoon"),
    "tel": ("telefoon", "persoon_telefoon"),
    "telnr": ("telefoon", "persoon_telefoon"),
}


def _key(kop: str) -> str:
    """'E-mail adres:' and 'emailadres' are the same heading."""
    return re.sub(r"[^a-z0-9]", "", fold(kop))


_BEKEND = {_key(text): kolom.veld for kolom in KOLOMMEN for text in (kolom.kop, kolom.veld, *kolom.varianten)}
_BEKEND |= {_key(text): NIET for text in (*ALLEEN_UIT, "nr", "nummer", "regel")}


def guess_columns(koppen: Sequence[str]) -> list[str]:
    """The field of each column: a name of VELDEN, NIET, or empty when we do not know it."""
    keys = [_key(kop) for kop in koppen]
    sure = {_BEKEND[key] for key in keys if key in _BEKEND and key not in _TWEE_KANTEN}
    if "naam" in keys and "naam" not in sure:
        sure.add("naam")  # the only name there is: that of the organisation
        own_name = "naam"
    else:
        own_name = "persoon_naam"
        sure |= {"persoon_naam"} if "naam" in keys else set()
    has_person = "persoon_naam" in sure
    fields: list[str] = []
    for key in keys:
        field = _BEKEND.get(key, "")
        if key == "naam":
            field = own_name
        elif key in _TWEE_KANTEN:
            field = _TWEE_KANTEN[key][has_person]
        elif not key:
            field = NIET
        fields.append("" if field in fields and field != NIET else field)
    return fields


def needs_mapping(kolommen: Sequence[str]) -> bool:
    """Whether a person must say what a column is: one is unknown, or the organisation is missing."""
    return "" in kolommen or "naam" not in kolommen
