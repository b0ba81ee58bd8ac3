"""Forms of the facilitator for one meeting: its facts, its day, its name, and a new one."""

import uuid
from typing import Any

from django import forms
from django.core import validators

from datt.core.fields import RedenField
from datt.core.forms import VersieMixin
from datt.toezicht.forms import GuardedFormMixin
from pilots.traject.forms.plannen import BewustForm, MomentForm, send_on_change
from pilots.traject.models import Bijeenkomst, Sjabloonbijeenkomst
from pilots.traject.services.wijzigen import Moment, NieuweBijeenkomst

MEEST_WERKCONFERENTIE = 150
MEEST = 1000


class RedenForm(GuardedFormMixin, forms.Form):
    """Why it deviates from the template; later pilots learn from it."""

    reden = RedenField(
        help_text="Eén of twee zinnen. De reden staat in het logboek en bij de afwijkingen.",
    )


class BijeenkomstForm(VersieMixin, GuardedFormMixin, forms.ModelForm[Bijeenkomst]):
    """Where it is, who can come in, and what it is for."""

    class Meta:
        model = Bijeenkomst
        fields = ["plaats", "adres", "toegankelijkheid", "capaciteit", "doel"]
        widgets = {"toegankelijkheid": forms.Textarea(attrs={"rows": 3}), "doel": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["adres"].help_text = "Straat, nummer en plaats. Dan kan iedereen de weg opzoeken."
        _limit_places(self.fields["capaciteit"], self.instance.soort)


class DagForm(MomentForm):
    """Only the day and its times, to look at what speaks against it."""

    soort = "dag"


class VerzetForm(VersieMixin, DagForm):
    """Another day or time for a meeting."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _judge_at_once(self)

    def moment(self) -> Moment:
        return Moment(*(self.cleaned_data[name] for name in ("datum", "begin", "eind")))


class TochForm(BewustForm):
    """Choosing a day that something speaks against."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["toch"]
        field.label = "Ik heb de opmerkingen gelezen en kies deze dag toch"
        field.error_messages["required"] = "Kies een andere dag, of kruis aan dat u deze toch kiest."


class TochMetRedenForm(RedenForm, TochForm):
    """The same, where no reason is asked elsewhere on the page."""

    field_order = ["toch", "reden"]


class NaamForm(VersieMixin, RedenForm):
    """Another name, with the reason."""

    titel = forms.CharField(label="Titel", max_length=80, error_messages={"required": "Vul een titel in."})
    korte_titel = forms.CharField(
        label="Korte titel",
        max_length=40,
        help_text="Een of twee woorden. Deze staat op het pad.",
        error_messages={"required": "Vul een korte titel in."},
    )
    field_order = ["titel", "korte_titel", "reden"]


class SplitsForm(VersieMixin, RedenForm, MomentForm):
    """The day of the second part, and why there are two."""

    soort = "dag"
    unguarded = ("uid",)
    uid = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ["datum", "begin", "eind", "reden"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"uid": uuid.uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["datum"].label = "Datum van deel 2"
        _judge_at_once(self)

    def moment(self) -> Moment:
        return Moment(*(self.cleaned_data[name] for name in ("datum", "begin", "eind")))


class ToevoegForm(RedenForm, MomentForm):
    """An extra meeting: one of the template's, or one of their own."""

    soort = "dag"
    unguarded = ("uid",)
    uid = forms.UUIDField(widget=forms.HiddenInput)
    titel = forms.CharField(label="Titel", max_length=80, error_messages={"required": "Vul een titel in."})
    korte_titel = forms.CharField(
        label="Korte titel",
        max_length=40,
        help_text="Een of twee woorden. Deze staat op het pad.",
        error_messages={"required": "Vul een korte titel in."},
    )
    doel = forms.CharField(
        label="Waar is de bijeenkomst voor?",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf in een zin op waar de bijeenkomst voor is."},
    )
    plaats = forms.CharField(label="Plaats", max_length=120, required=False, help_text="De naam van het gebouw.")
    adres = forms.CharField(label="Adres", max_length=200, required=False)
    capaciteit = forms.IntegerField(label="Aantal plaatsen")
    field_order = [
        "titel", "korte_titel", "doel", "datum", "begin", "eind", "plaats", "adres", "capaciteit", "reden",
    ]  # fmt: skip

    def __init__(self, *args: Any, template: Sjabloonbijeenkomst | None, **kwargs: Any) -> None:
        kwargs["initial"] = {"uid": uuid.uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.template = template
        _limit_places(self.fields["capaciteit"], template.soort if template else "")
        _judge_at_once(self)

    def nieuwe(self) -> NieuweBijeenkomst:
        values = {
            name: self.cleaned_data[name] for name in ("titel", "korte_titel", "doel", "plaats", "adres", "capaciteit")
        }
        moment = Moment(*(self.cleaned_data[name] for name in ("datum", "begin", "eind")))
        return NieuweBijeenkomst(**values, moment=moment, template=self.template)


def _judge_at_once(form: forms.BaseForm) -> None:
    """What speaks against the day is shown as soon as it is typed."""
    for name in ("datum", "begin", "eind"):
        form.fields[name].widget.attrs.update(send_on_change("kijk"))


def _limit_places(field: forms.Field, soort: str) -> None:
    most = MEEST_WERKCONFERENTIE if soort == "werkconferentie" else MEEST
    field.error_messages["required"] = "Vul in hoeveel mensen er kunnen komen."
    field.widget.attrs.update({"min": 1, "max": most, "class": "invoer--kort"})
    field.validators += [
        validators.MinValueValidator(1, "Er moet minstens één plaats zijn."),
        validators.MaxValueValidator(most, f"Hier passen hooguit {most} mensen."),
    ]
    if soort == "werkconferentie":
        field.help_text = "Bij een werkconferentie komen hooguit 150 mensen."
