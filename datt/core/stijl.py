"""What the style page shows: the real partials, filled with invented examples.

Add a component in two steps: a template `templates/core/stijl/<slug>.html` that includes the partial in every
state, and a line in `DELEN`. What the partial needs goes into `examples()`.
"""

from typing import Any

from django import forms
from django.core.paginator import Paginator

from datt.core import grafieken
from datt.core.forms import FormRenderer
from datt.core.leeshulp import CHOICES, LABELS

DELEN = [
    ("pad", "Het pad"),
    ("kaarten", "Kaarten"),
    ("kleur", "Kleur en letter"),
    ("knoppen", "Knoppen en links"),
    ("velden", "Velden"),
    ("staat", "Meldingen en staat"),
    ("lijsten", "Lijsten en tabel"),
    ("zoeken", "Zoeken"),
    ("werk", "Bezig zijn"),
    ("grafieken", "Grafieken"),
    ("leeshulp", "Leeshulp"),
]

KLEUREN = [
    ("ink", "Inkt, tekst"),
    ("paper", "Papier"),
    ("surface", "Kaart"),
    ("band", "Band van het pad"),
    ("brand", "Merk, van de gemeente"),
    ("nu", "Nu"),
    ("werkt", "Werkt"),
    ("krokodil", "Krokodil"),
    ("olifant", "Olifant"),
    ("let-op", "Let op"),
    ("fout", "Fout"),
    ("rand", "Rand van een veld"),
]

STAPPEN = [
    ("1", "Start met bestuurders", "do 12 februari", "gehouden", "Stap 1 van 6, gehouden: "),
    ("2", "Kennismaken", "di 24 februari", "gehouden", "Stap 2 van 6, gehouden: "),
    ("+", "Formulieren\u00adtocht", "wo 11 maart, extra", "gehouden", "Extra bijeenkomst, gehouden: "),
    ("3", "Verdiepen", "do 19 maart, geannuleerd", "geannuleerd", "Stap 3 van 6, geannuleerd: "),
    ("4", "Werk\u00adconferentie", "do 16 april, 09.00 uur", "nu", "Stap 4 van 6, hier bent u nu: "),
    ("5", "Plannen maken", "di 28 april", "straks", "Stap 5 van 6, gepland: "),
    ("+", "Proeverij", "wo 6 mei, extra", "straks", "Extra bijeenkomst, gepland: "),
    ("6", "Presentatie", "di 12 mei", "straks", "Stap 6 van 6, gepland: "),
]


class VoorbeeldForm(forms.Form):
    """Every kind of field there is."""

    default_renderer = FormRenderer

    naam = forms.CharField(label="Naam van de organisatie", help_text="Zoals inwoners die kennen.", max_length=120)
    mail = forms.EmailField(
        label="Mailadres",
        error_messages={"invalid": "Vul een mailadres in met een @, bijvoorbeeld naam@voedselbank.nl."},
    )
    soort = forms.ChoiceField(label="Soort organisatie", choices=[("hulp", "Hulp in natura en noodfonds")])
    rol = forms.ChoiceField(
        label="Wat is uw rol?",
        widget=forms.RadioSelect,
        choices=[
            ("werk", "Ik werk met inwoners"),
            ("leiding", "Ik geef leiding"),
            ("ervaring", "Ik heb zelf geldzorgen meegemaakt"),
        ],
        error_messages={"required": "Kies uw rol."},
    )
    wat = forms.CharField(
        label="Wat doet u voor inwoners?",
        help_text="Twee zinnen, zonder afkortingen. Noem geen namen.",
        required=False,
        max_length=240,
        widget=forms.Textarea,
    )
    logo = forms.FileField(label="Logo", help_text="Een svg of png, minder dan 2 MB.", required=False)
    sms = forms.BooleanField(label="Stuur mij een dag van tevoren een sms", required=False)


def examples() -> dict[str, Any]:
    """What the partials on the page are filled with."""
    pages = Paginator(range(192), 25)
    return {
        "delen": DELEN,
        "kleuren": KLEUREN,
        "pad": [_step(*step) for step in STAPPEN],
        "leeg_form": VoorbeeldForm(prefix="leeg", initial={"naam": "Voedselbank Waterrade", "rol": "werk"}),
        "fout_form": VoorbeeldForm(
            {"fout-naam": "Voedselbank Waterrade", "fout-mail": "samira.devries", "fout-soort": "hulp"}, prefix="fout"
        ),
        "code_form": forms.Form(),
        "bladzijde": pages.page(2),
        "balken": grafieken.bars(
            [("Brieven en formulieren", 34), ("Steeds opnieuw je verhaal", 28), ("Wachten", 22), ("Jongeren", 17)]
        ),
        "web": grafieken.web(
            {
                "Elkaar kennen": (2.4, 3.8),
                "Vertrouwen": (2.9, 3.5),
                "Eén doel": (2.6, 3.4),
                "Overdragen": (2.2, 2.9),
                "Inwoner voorop": (2.7, 3.6),
                "Volhouden": (2.1, 2.8),
            }
        ),
        "velden": [
            {"naam": name, "label": LABELS[name], "keuzes": choices, "gekozen": ""} for name, choices in CHOICES.items()
        ],
    }


def _step(nummer: str, naam: str, datum: str, staat: str, voorlezen: str) -> dict[str, Any]:
    return {
        "nummer": nummer,
        "naam": naam,
        "datum": datum,
        "staat": staat,
        "url": "#pad",
        "voorlezen": voorlezen,
        "wanneer": "Vandaag" if staat == "nu" else "",
        "is_extra": nummer == "+",
    }
