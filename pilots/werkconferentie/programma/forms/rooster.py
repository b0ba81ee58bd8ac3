"""Forms for a room, a round, and why a workshop does not take place."""

from typing import Any
from zlib import crc32

from django import forms
from django.db import models

from datt.core.fields import KlokField
from datt.core.forms import VersieMixin
from datt.toezicht.forms import GuardedFormMixin
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.programma.models import Ronde, Ruimte

KORT = {"class": "invoer--kort", "inputmode": "numeric"}
LANGSTE, MEESTE_STOELEN = 480, 2000
LAATSTE_MINUUT = 24 * 60


def stand_of(row: models.Model, names: tuple[str, ...]) -> int:
    """A number for what stands in these fields: two people who change one row at once are told, others are not."""
    return crc32(repr([str(getattr(row, name)) for name in names]).encode())


def number(label: str, least: int, most: int, hint: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        help_text=hint,
        widget=forms.NumberInput(attrs=KORT),
        error_messages={
            "required": "Vul een getal in.",
            "invalid": "Vul een heel getal in.",
            "min_value": f"Vul {least} of meer in.",
            "max_value": f"Vul {most} of minder in.",
        },
    )


class RuimteForm(VersieMixin, GuardedFormMixin, forms.ModelForm[Ruimte]):
    """A room: how many chairs, whether everybody can get in, and what is there."""

    VELDEN = ("naam", "plaatsen", "is_toegankelijk", "heeft_scherm", "tegelijk", "weg_naar")

    plaatsen = number("Plaatsen", 1, MEESTE_STOELEN, "Zoveel mensen kunnen er zitten.")
    tegelijk = number(
        "Workshops tegelijk",
        1,
        10,
        "Bijna altijd 1. Meer alleen in een grote zaal of buiten, naast elkaar.",
    )

    class Meta:
        model = Ruimte
        fields = ["naam", "plaatsen", "is_toegankelijk", "heeft_scherm", "tegelijk", "weg_naar"]
        labels = {
            "naam": "Naam van de ruimte",
            "is_toegankelijk": "Te bereiken zonder drempels of trap",
            "heeft_scherm": "Er is een scherm of beamer",
            "weg_naar": "Hoe komt u er?",
        }
        help_texts = {
            "naam": "Zoals hij op de deur staat, bijvoorbeeld: Leeszaal.",
            "weg_naar": "Bijvoorbeeld: eerste verdieping, bij de lift links.",
        }
        error_messages = {"naam": {"required": "Geef de ruimte een naam."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance: Ruimte = kwargs["instance"]
        super().__init__(*args, versie=stand_of(instance, self.VELDEN), **kwargs)
        self.bijeenkomst: Bijeenkomst = instance.bijeenkomst

    def clean_naam(self) -> str:
        naam = " ".join(self.cleaned_data["naam"].split())
        same = Ruimte.objects.filter(bijeenkomst=self.bijeenkomst, naam__iexact=naam)
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(f"Er is al een ruimte die ‘{naam}’ heet. Geef deze een andere naam.")
        return naam


class RondeForm(VersieMixin, GuardedFormMixin, forms.ModelForm[Ronde]):
    """A round: when, how long, and whether people choose or are together."""

    VELDEN = ("titel", "soort", "begint_om", "minuten", "ruimte", "toelichting")

    begint_om = KlokField(label="Begint om")
    minuten = number("Hoeveel minuten?", 5, LANGSTE)

    class Meta:
        model = Ronde
        fields = ["titel", "soort", "begint_om", "minuten", "ruimte", "toelichting"]
        labels = {"titel": "Titel", "soort": "Wat gebeurt er?", "ruimte": "Ruimte", "toelichting": "Uitleg voor gasten"}
        help_texts = {
            "titel": "Bijvoorbeeld: Ronde 1, Opening of Lunch.",
            "ruimte": "Alleen als iedereen bij elkaar is. Bij workshops kiest u de ruimte per workshop.",
        }
        error_messages = {"titel": {"required": "Geef de ronde een titel, bijvoorbeeld: Ronde 1."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance: Ronde = kwargs["instance"]
        super().__init__(*args, versie=stand_of(instance, self.VELDEN), **kwargs)
        rooms: forms.ModelChoiceField[Ruimte] = self.fields["ruimte"]  # type: ignore[assignment]  # a model choice
        rooms.queryset = Ruimte.objects.filter(bijeenkomst=instance.bijeenkomst)
        rooms.empty_label = "Geen vaste ruimte"

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        begint, minuten = self.cleaned_data.get("begint_om"), self.cleaned_data.get("minuten")
        if begint and minuten and begint.hour * 60 + begint.minute + minuten > LAATSTE_MINUUT:
            self.add_error("minuten", "Deze ronde eindigt pas na middernacht. Kies een kortere tijd.")
        return cleaned


class SluitForm(GuardedFormMixin, forms.Form):
    """Why a workshop does not take place; who was placed there reads it."""

    omdat = forms.CharField(
        label="Waarom gaat deze workshop niet door?",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wie hiervoor is ingedeeld, kan dit lezen. Bijvoorbeeld: er waren te weinig aanmeldingen.",
        error_messages={"required": "Schrijf op wat de reden is."},
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
