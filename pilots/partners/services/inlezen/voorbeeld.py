"""The example file: our headings, one filled line, and one for a second person."""

from datt.core.tabellen import Cel, Tabel
from pilots.partners.services.kolommen import KOLOMMEN

TWEEDE = {
    "naam": "Voedselbank Ommen",
    "persoon_naam": "Bas Jansen",
    "persoon_email": "bas@voedselbank.example",
    "persoon_positie": "Leidinggevende",
    "persoon_sleutel": "nee",
    "persoon_contact": "nee",
}


def example_table() -> Tabel:
    rows: list[list[Cel]] = [
        [kolom.voorbeeld for kolom in KOLOMMEN],
        [TWEEDE.get(kolom.veld, "") for kolom in KOLOMMEN],
    ]
    return Tabel("voorbeeld partners", [kolom.kop for kolom in KOLOMMEN], rows)
