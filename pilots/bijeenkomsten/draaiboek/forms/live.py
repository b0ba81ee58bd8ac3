"""What is asked while a meeting runs: how late it is, and what everybody must see."""

from typing import Any

from django import forms

from datt.core.fields import KlokField
from datt.toezicht.forms import GuardedFormMixin
from pilots.bijeenkomsten.draaiboek.services.uitloop import Uitloop

LATEST = 240
MOST_PICKED = 60


class NummersField(forms.Field):
    """Numbers of blocks, as hidden fields of the same name."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> frozenset[int]:
        try:
            return frozenset(int(one) for one in (value or [])[:MOST_PICKED])
        except (TypeError, ValueError):
            raise forms.ValidationError("Kies het blok opnieuw.", code="invalid") from None


class UitloopForm(forms.Form):
    """How many minutes later it is, what may be left out or let go, and until when it may last."""

    minuten = forms.IntegerField(
        label="Hoeveel minuten later?",
        min_value=0,
        max_value=LATEST,
        widget=forms.NumberInput(attrs={"class": "invoer--kort", "inputmode": "numeric"}),
        error_messages={
            "required": "Vul in hoeveel minuten later het wordt, bijvoorbeeld 12.",
            "invalid": "Vul een heel getal in, bijvoorbeeld 12.",
            "min_value": "Vul 0 of meer in.",
            "max_value": f"Meer dan {LATEST} minuten kan niet. Pas dan het draaiboek zelf aan.",
        },
    )
    eind = KlokField(label="Tot hoe laat mag het duren?", required=False)
    weg = NummersField(required=False)
    los = NummersField(required=False)

    def uitloop(self) -> Uitloop:
        values = self.cleaned_data
        return Uitloop(minuten=values["minuten"], weg=values["weg"], los=values["los"], eind=values["eind"])


class MeldingForm(GuardedFormMixin, forms.Form):
    tekst = forms.CharField(
        label="Melding op het zaalscherm",
        max_length=80,
        required=False,
        help_text="Iedereen ziet dit: op het zaalscherm en bij de ruimtes. Bijvoorbeeld: Terug om 14.30 uur.",
        error_messages={
            "max_length": "Maak de melding korter: hooguit 80 tekens. Zo is zij achter in de zaal te lezen."
        },
    )
