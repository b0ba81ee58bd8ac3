"""Forms of the facilitator: who is invited, how many may come, what is sent, and an answer by phone."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from datt.core.checks import check_name, check_phone
from datt.core.fields import DagField, RedenField
from datt.core.forms import VersieMixin
from datt.toezicht.forms import GuardedFormMixin
from pilots.bijeenkomsten.uitnodigen.services.kiezen import Kandidaat
from pilots.bijeenkomsten.uitnodigen.services.regelen import Regels
from pilots.keten.models import Organisatie
from pilots.traject.models import Bijeenkomst, Persoon, Pilot, Positie

MOST_SEATS = 2000
MOST_WORDS = 1500


class KiesForm(forms.Form):
    """Which people of the pilot are put on the list; somebody else's people are no choice."""

    personen = forms.TypedMultipleChoiceField(coerce=int, required=False, label="Wie nodigt u uit?")

    def __init__(self, *args: Any, kandidaten: Sequence[Kandidaat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kandidaten = {one.pk: one.persoon for one in kandidaten}
        field = self.fields["personen"]
        field.choices = [(pk, str(persoon)) for pk, persoon in self.kandidaten.items()]  # type: ignore[attr-defined]  # a choice field
        field.error_messages["invalid_choice"] = (
            "Eén van deze mensen staat al op de lijst of hoort niet bij deze pilot. Kies opnieuw."
        )

    def clean_personen(self) -> list[Persoon]:
        chosen: list[int] = self.cleaned_data["personen"]
        if not chosen:
            raise ValidationError("Kies minstens één persoon.")
        return [self.kandidaten[pk] for pk in chosen]


class GastForm(GuardedFormMixin, forms.ModelForm[Persoon]):
    """Somebody who is not in the pilot yet."""

    class Meta:
        model = Persoon
        fields = ["naam", "organisatie", "positie", "email", "telefoon", "postadres"]

    def __init__(self, *args: Any, pilot: Pilot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pilot = pilot
        known = pilot.ketenpartners.order_by().values("organisatie_id")
        self.fields["organisatie"].queryset = Organisatie.objects.filter(pk__in=known)  # type: ignore[attr-defined]  # a model choice
        self.fields["organisatie"].empty_label = "Geen organisatie"  # type: ignore[attr-defined]
        self.fields["naam"].validators.append(check_name)
        self.fields["naam"].error_messages["required"] = "Vul de naam in."
        self.fields["telefoon"].validators.append(check_phone)
        self.fields["telefoon"].widget.attrs["type"] = "tel"
        self.fields["email"].help_text = "Zonder mailadres maakt u een brief, of belt u."

    unguarded = ("postadres",)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip()
        other = self.pilot.personen.live().filter(email__iexact=email).first() if email else None
        if other is not None:
            raise ValidationError(f"Dit mailadres is al van {other}. Kies die persoon in de lijst.")
        return email


class RegelsForm(VersieMixin, forms.Form):
    """How many may come, and until when they may say so."""

    capaciteit = forms.IntegerField(
        label="Aantal plaatsen", min_value=1, max_value=MOST_SEATS,
        help_text="Zoveel mensen passen er in de zaal. Meer plaatsen? Dan schuift de wachtlijst meteen door.",
    )  # fmt: skip
    per_organisatie = forms.IntegerField(
        label="Hoogstens per organisatie", required=False, min_value=1, max_value=MOST_SEATS,
        help_text="Laat leeg als dat niet uitmaakt.",
    )  # fmt: skip
    antwoord_voor = DagField(
        label="Antwoorden kan tot en met", required=False,
        help_text="Staat in de uitnodiging. Leeg: een week vooraf. Afmelden kan altijd.",
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: Bijeenkomst, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        for waarde, label in Positie.choices:
            self.fields[f"grens_{waarde}"] = forms.IntegerField(
                label=f"Hoogstens: {str(label).lower()}", required=False, min_value=0, max_value=MOST_SEATS
            )
        for field in self.fields.values():
            if isinstance(field, forms.IntegerField) and not field.widget.is_hidden:
                field.widget.attrs["class"] = "invoer--kort"

    @property
    def grenzen(self) -> list[Any]:
        return [self[f"grens_{waarde}"] for waarde in Positie.values]

    def clean_antwoord_voor(self) -> Any:
        last = self.cleaned_data["antwoord_voor"]
        if last and last > self.meeting.datum:
            raise ValidationError("Deze dag is na de bijeenkomst. Kies een eerdere dag.")
        if last and last < timezone.localdate() and "antwoord_voor" in self.changed_data:
            raise ValidationError("Deze dag is voorbij. Kies een dag vanaf vandaag.")
        return last

    def regels(self) -> Regels:
        filled = self.cleaned_data
        return Regels(
            capaciteit=filled["capaciteit"],
            per_organisatie=filled["per_organisatie"],
            antwoord_voor=filled["antwoord_voor"],
            grenzen={waarde: filled[f"grens_{waarde}"] for waarde in Positie.values},
        )


class VerstuurForm(GuardedFormMixin, forms.Form):
    """A word of the facilitator's own above the invitation."""

    toevoeging = forms.CharField(
        label="Een eigen woord erbij", required=False, max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Komt in elke mail onder de aanhef. Laat leeg als de tekst zo goed is.",
    )  # fmt: skip


class AntwoordForm(GuardedFormMixin, forms.Form):
    """What a guest said on the phone."""

    antwoord = forms.ChoiceField(
        label="Wat zei de gast?", widget=forms.RadioSelect,
        choices=[("ja", "Ja, komt"), ("nee", "Nee, komt niet"), ("misschien", "Misschien")],
        error_messages={"required": "Kies een antwoord."},
    )  # fmt: skip
    reden = forms.CharField(
        label="Reden", required=False, max_length=300, help_text="Alleen bij nee, en alleen wat de gast wil zeggen."
    )


class IntrekkenForm(GuardedFormMixin, forms.Form):
    """Why an invitation is taken back; it stands in the mail."""

    reden = RedenField(help_text="Schrijf het zoals u het zou zeggen. De gast leest dit in de mail.")


class OpnieuwForm(forms.Form):
    """Hidden: makes a second click on the same button nothing."""

    eenmalig = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
