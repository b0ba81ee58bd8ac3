"""The forms of the tables: the room, one table, a wish."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from datt.toezicht.forms import GuardedFormMixin
from pilots.tafels.models import Tafel, Tafelwens, Wenssoort
from pilots.tafels.services.indelen import MOST_ROUNDS, MOST_SEATS, MOST_TABLES, Zaal
from pilots.tafels.services.wensen import Wens
from pilots.traject.models import Persoon

SHORT = forms.NumberInput(attrs={"class": "invoer--kort", "inputmode": "numeric"})


class ZaalForm(forms.Form):
    aantal = forms.IntegerField(label="Hoeveel tafels", min_value=1, max_value=MOST_TABLES, widget=SHORT)
    plaatsen_min = forms.IntegerField(
        label="Minstens zoveel mensen aan een tafel", min_value=1, max_value=MOST_SEATS, widget=SHORT
    )
    plaatsen_max = forms.IntegerField(
        label="Hooguit zoveel mensen aan een tafel", min_value=1, max_value=MOST_SEATS, widget=SHORT
    )
    rondes = forms.IntegerField(
        label="In hoeveel rondes",
        min_value=1,
        max_value=MOST_ROUNDS,
        initial=1,
        widget=SHORT,
        help_text="Bij een wereldcafé wisselen gasten van tafel. De gastheer van de tafel blijft zitten.",
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        least, most = cleaned.get("plaatsen_min"), cleaned.get("plaatsen_max")
        if least is not None and most is not None and least > most:
            self.add_error("plaatsen_max", "Dit is minder dan het kleinste aantal. Vul een hoger getal in.")
        return cleaned

    def zaal(self) -> Zaal:
        return Zaal(**self.cleaned_data)


class PersoonField(forms.ModelChoiceField[Persoon]):
    """Somebody of the pilot, with the organisation to tell namesakes apart."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.naam} ({obj.organisatie})" if obj.organisatie else str(obj.naam)


class TafelForm(GuardedFormMixin, forms.ModelForm[Tafel]):
    gastheer = PersoonField(
        queryset=Persoon.objects.none(),
        required=False,
        label="Tafelgastheer",
        empty_label="Niemand",
        help_text="De gastheer houdt deze tafel, in elke ronde en in elk voorstel.",
    )

    class Meta:
        model = Tafel
        fields = ["naam", "gastheer", "plaatsen_min", "plaatsen_max", "is_bij_deur", "is_rustig"]
        widgets = {"plaatsen_min": SHORT, "plaatsen_max": SHORT}

    def __init__(self, *args: Any, people: QuerySet[Persoon], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["gastheer"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # for the type checker
        field.queryset = people
        for name in ("plaatsen_min", "plaatsen_max"):
            number = self.fields[name]
            assert isinstance(number, forms.IntegerField)  # noqa: S101  # for the type checker
            number.min_value, number.max_value = 1, MOST_SEATS

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        least, most = cleaned.get("plaatsen_min"), cleaned.get("plaatsen_max")
        for name, value in (("plaatsen_min", least), ("plaatsen_max", most)):
            if value is not None and not 1 <= value <= MOST_SEATS:
                self.add_error(name, f"Vul een getal in van 1 tot en met {MOST_SEATS}.")
        if least is not None and most is not None and least > most:
            self.add_error("plaatsen_max", "Dit is minder dan het kleinste aantal. Vul een hoger getal in.")
        return cleaned

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class TafelwensForm(GuardedFormMixin, forms.ModelForm[Tafelwens]):
    een = PersoonField(queryset=Persoon.objects.none(), label="Wie", empty_label="Kies iemand")
    ander = PersoonField(queryset=Persoon.objects.none(), label="En wie", empty_label="Kies iemand")
    hele_pilot = forms.BooleanField(required=False, label="Dit geldt voor alle bijeenkomsten van deze pilot")

    class Meta:
        model = Tafelwens
        fields = ["soort", "een", "ander", "moet", "reden"]
        widgets = {"soort": forms.RadioSelect}

    def __init__(self, *args: Any, people: QuerySet[Persoon], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["soort"] = forms.ChoiceField(
            label="Wat is de wens", choices=Wenssoort.choices, widget=forms.RadioSelect
        )
        for name in ("een", "ander"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # for the type checker
            field.queryset = people
        self.fields["moet"].label = "‘Graag samen’ moet, ook als het mengen er minder van wordt"
        self.order_fields(["soort", "een", "ander", "moet", "hele_pilot", "reden"])

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if cleaned.get("een") and cleaned.get("een") == cleaned.get("ander"):
            self.add_error("ander", "Dit is dezelfde persoon. Kies iemand anders.")
        return cleaned

    def _post_clean(self) -> None:
        """The service puts the two in order and replaces an older wish: the model's own checks come too early."""

    def wens(self) -> Wens:
        given = self.cleaned_data
        return Wens(
            soort=given["soort"],
            mensen=(given["een"], given["ander"]),
            hele_pilot=given["hele_pilot"],
            moet=given["moet"],
            reden=given["reden"],
        )
