"""Forms for a task of the checklist."""

from typing import Any

from django import forms

from datt.core.fields import RedenField
from datt.core.forms import VersieMixin
from datt.toezicht.forms import GuardedFormMixin
from pilots.traject.models import Persoon, Taak

VERST = 365


class TaakForm(GuardedFormMixin, forms.Form):
    """What must be done, by whom, and how long before or after the meeting."""

    titel = forms.CharField(
        label="Wat moet er gebeuren?",
        max_length=120,
        error_messages={"required": "Schrijf op wat er moet gebeuren."},
    )
    uitleg = forms.CharField(label="Uitleg", max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    eigenaar = forms.ModelChoiceField(
        label="Wie doet het?",
        queryset=Persoon.objects.none(),
        required=False,
        empty_label="Nog niemand",
        help_text="Mensen die in deze pilot kunnen inloggen.",
    )
    dagen = forms.IntegerField(
        label="Hoeveel dagen?",
        min_value=0,
        max_value=VERST,
        widget=forms.NumberInput(attrs={"class": "invoer--kort"}),
        help_text="0 is op de dag zelf.",
        error_messages={"required": "Vul het aantal dagen in. 0 is op de dag zelf."},
    )
    wanneer = forms.ChoiceField(
        label="Voor of na de bijeenkomst?",
        choices=[("voor", "Voor de bijeenkomst"), ("na", "Na de bijeenkomst")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies voor of na de bijeenkomst."},
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["eigenaar"].queryset = people  # type: ignore[attr-defined]  # a ModelChoiceField

    @staticmethod
    def initial_of(task: Taak) -> dict[str, Any]:
        return {
            "titel": task.titel,
            "uitleg": task.uitleg,
            "eigenaar": task.eigenaar_id,
            "dagen": abs(task.dagen_ervoor),
            "wanneer": "na" if task.dagen_ervoor < 0 else "voor",
        }

    def values(self) -> dict[str, Any]:
        days = self.cleaned_data["dagen"]
        return {
            "titel": self.cleaned_data["titel"],
            "uitleg": self.cleaned_data["uitleg"],
            "eigenaar": self.cleaned_data["eigenaar"],
            "dagen_ervoor": -days if self.cleaned_data["wanneer"] == "na" else days,
        }


class TaakEditForm(VersieMixin, TaakForm):
    """The same for a task that stands, with the version this page was made from."""


class TaakVervaltForm(GuardedFormMixin, forms.Form):
    reden = RedenField(
        label="Waarom is deze taak niet nodig?",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf op waarom deze taak niet nodig is."},
    )
