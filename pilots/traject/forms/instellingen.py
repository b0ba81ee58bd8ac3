"""What a pilot is about, and the reason when it stops."""

from typing import Any

from django import forms

from datt.core.fields import RedenField
from datt.core.forms import VersieMixin
from datt.toezicht.forms import GuardedFormMixin
from pilots.traject.models import Regio
from pilots.traject.services.instellingen import Instellingen

MAATSTAVEN = 5


class InstellingenForm(VersieMixin, GuardedFormMixin, forms.Form):
    """What the pilot is about."""

    titel = forms.CharField(
        label="Hoe heet de pilot?",
        max_length=80,
        error_messages={"required": "Geef de pilot een naam."},
    )
    doelstelling = forms.CharField(
        label="Wat wilt u bereiken?",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Eén of twee zinnen. Iedereen die meedoet, leest dit op het overzicht.",
        error_messages={"required": "Schrijf op wat u met de pilot wilt bereiken."},
    )
    regio = forms.ChoiceField(
        label="Regio van de schoolvakanties",
        choices=Regio.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies de regio waar de scholen van uw gemeente onder vallen."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nr in range(1, MAATSTAVEN + 1):
            self.fields[f"maatstaf_{nr}"] = forms.CharField(label=f"Maatstaf {nr}", max_length=200, required=False)

    @classmethod
    def initial_of(cls, now: Instellingen) -> dict[str, Any]:
        measures = {f"maatstaf_{nr}": text for nr, text in enumerate(now.maatstaven, start=1)}
        return {
            "titel": now.titel,
            "doelstelling": now.doelstelling,
            "regio": now.regio,
            **measures,
        }

    @property
    def maatstaf_fields(self) -> list[forms.BoundField]:
        return [self[f"maatstaf_{nr}"] for nr in range(1, MAATSTAVEN + 1)]

    def instellingen(self) -> Instellingen:
        """What was typed; measures without gaps and without doubles."""
        typed = (self.cleaned_data.get(f"maatstaf_{nr}", "") for nr in range(1, MAATSTAVEN + 1))
        return Instellingen(
            titel=self.cleaned_data["titel"],
            # A browser sends line ends as two characters; stored as one they compare equal.
            doelstelling=self.cleaned_data["doelstelling"].replace("\r\n", "\n"),
            regio=self.cleaned_data["regio"],
            maatstaven=tuple(dict.fromkeys(text for text in typed if text)),
        )


class StapForm(forms.Form):
    """A step without anything to fill in."""


class AfbrekenForm(GuardedFormMixin, forms.Form):
    reden = RedenField(
        label="Waarom stopt de pilot?",
        help_text="De reden staat in het logboek.",
        error_messages={"required": "Schrijf op waarom de pilot stopt."},
    )
