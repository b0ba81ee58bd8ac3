"""Forms for a workshop: what it is about, for how many, and who leads it; and what the facilitator answers."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from datt.core import dates
from datt.core.fields import DagField
from datt.core.forms import VersieMixin
from datt.toezicht.forms import GuardedFormMixin
from pilots.traject.models import Bijeenkomst, Persoon
from pilots.werkconferentie.programma.forms.rooster import number
from pilots.werkconferentie.programma.models import Workshop
from pilots.werkconferentie.programma.models.workshop import MEESTE_MENSEN
from pilots.werkconferentie.programma.services.workshops import Inhoud

LEIDERS = ("begeleider_1", "begeleider_2", "begeleider_3")


def leaders_of(workshop: Workshop) -> dict[str, int]:
    """What the lists of people begin with."""
    people = list(workshop.begeleidingen.values_list("persoon", flat=True)) if workshop.pk else []
    return dict(zip(LEIDERS, people, strict=False))


class WorkshopForm(VersieMixin, GuardedFormMixin, forms.ModelForm[Workshop]):
    """The one form in which a workshop is proposed, made and changed; `people` are those who can lead it."""

    plaatsen_min = number("Minstens zoveel deelnemers", 1, MEESTE_MENSEN, "Met minder gaat het niet door.")
    plaatsen_max = number("Hooguit zoveel deelnemers", 1, MEESTE_MENSEN)
    begeleider_1 = forms.ModelChoiceField(
        label="Wie begeleidt de workshop?", queryset=Persoon.objects.none(), required=False
    )
    begeleider_2 = forms.ModelChoiceField(label="En wie nog meer?", queryset=Persoon.objects.none(), required=False)
    begeleider_3 = forms.ModelChoiceField(label="En nog iemand?", queryset=Persoon.objects.none(), required=False)

    class Meta:
        model = Workshop
        fields = [
            "titel", "omschrijving", "opbrengst", "plaatsen_min", "plaatsen_max", "wil_scherm", "behoeften",
            "ook_leiding",
        ]  # fmt: skip
        labels = {
            "titel": "Titel",
            "omschrijving": "Waar gaat het over?",
            "opbrengst": "Wat nemen mensen mee naar huis?",
            "wil_scherm": "Er is een scherm of beamer nodig",
            "behoeften": "Wat is er nog meer nodig?",
            "ook_leiding": "Begeleidt iemand mee die niet in de lijst staat?",
        }
        help_texts = {
            "titel": "Kort en gewoon, bijvoorbeeld: Een brief herschrijven.",
            "omschrijving": "Wat doen mensen, en voor wie is het? Schrijf zoals u het zou vertellen.",
            "opbrengst": "Bijvoorbeeld: een brief die u morgen kunt gebruiken.",
            "behoeften": "Bijvoorbeeld: een grote tafel, pennen, een rustige ruimte.",
            "ook_leiding": "Schrijf de naam op. De facilitator kijkt of diegene al meedoet.",
        }
        error_messages = {
            "titel": {"required": "Geef de workshop een titel."},
            "omschrijving": {"required": "Schrijf in een paar zinnen waar het over gaat."},
        }
        widgets = {"omschrijving": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, people: QuerySet[Persoon], **kwargs: Any) -> None:
        instance: Workshop = kwargs["instance"]
        kwargs["initial"] = {**leaders_of(instance), **(kwargs.get("initial") or {})}
        super().__init__(*args, versie=instance.versie, **kwargs)
        for name in LEIDERS:
            chosen: forms.ModelChoiceField[Persoon] = self.fields[name]  # type: ignore[assignment]  # a model choice
            chosen.queryset, chosen.empty_label = people, "Niemand"
        # Who can only name themselves needs one list.
        for name in LEIDERS[max(people.count(), 1) :]:
            del self.fields[name]
        self.order_fields([*self.Meta.fields[:-1], *LEIDERS, "ook_leiding"])

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        least, most = self.cleaned_data.get("plaatsen_min"), self.cleaned_data.get("plaatsen_max")
        if least is not None and most is not None and least > most:
            self.add_error(
                "plaatsen_max",
                f"U vulde in: minstens {least} en hooguit {most} deelnemers. Dat kan niet samen. Vul hier {least} of"
                " meer in, of maak het kleinste aantal lager.",
            )
        return cleaned

    def inhoud(self) -> Inhoud:
        """What was filled in; somebody who was chosen twice leads it once."""
        chosen = [self.cleaned_data[name] for name in LEIDERS if self.cleaned_data.get(name)]
        return Inhoud(
            velden={name: self.cleaned_data[name] for name in self.Meta.fields},
            begeleiders=list(dict.fromkeys(chosen)),
        )


class WoordenForm(GuardedFormMixin, forms.Form):
    """What the facilitator says to who proposed it: what must change, or why not."""

    reden = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf op wat de ander moet weten."},
    )

    def __init__(self, *args: Any, label: str, hint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reden"].label, self.fields["reden"].help_text = label, hint


class VoorstellenForm(forms.Form):
    """Until when partners may propose workshops."""

    voorstellen_tot = DagField(
        label="Voorstellen kan tot en met",
        required=False,
        help_text="Leeg: niemand kan een workshop voorstellen.",
    )

    def __init__(self, *args: Any, meeting: Bijeenkomst, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting

    def clean_voorstellen_tot(self) -> Any:
        until = self.cleaned_data["voorstellen_tot"]
        if until is not None and until < timezone.localdate():
            raise forms.ValidationError("Deze dag is al geweest. Kies een dag die nog komt, of maak het veld leeg.")
        if until is not None and until > self.meeting.datum:
            raise forms.ValidationError(f"De bijeenkomst is op {dates.day(self.meeting.datum)}. Kies een dag daarvoor.")
        return until
