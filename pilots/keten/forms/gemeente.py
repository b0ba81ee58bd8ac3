"""The forms of a gemeente: its officials, its colour and its logo."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from datt.accounts.models import User
from datt.core.fields import RedenField
from datt.toezicht.forms import GuardedFormMixin
from pilots.keten import kleur as kleuren
from pilots.keten.beeld import BeeldError, redraw
from pilots.keten.models import Gemeente


class AmbtenaarForm(GuardedFormMixin, forms.Form):
    """Who may follow the pilots of a gemeente."""

    naam = forms.CharField(label="Naam", max_length=120, error_messages={"required": "Vul de naam in."}, strip=True)
    email = forms.EmailField(
        label="Mailadres van het werk",
        max_length=190,
        help_text="Met dit adres logt de ambtenaar in.",
        error_messages={"required": "Vul het mailadres in.", "invalid": "Dit is geen mailadres."},
    )

    def __init__(self, *args: Any, gemeente: Gemeente, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gemeente = gemeente

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip()
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            return email
        if not user.is_active:
            raise ValidationError("Dit account is geblokkeerd. Maak het eerst weer open bij Gebruikers.")
        if user.ambtenaarschappen.current().filter(gemeente=self.gemeente).exists():
            raise ValidationError(f"{user} volgt de pilots van {self.gemeente} al.")
        return email


class StopForm(GuardedFormMixin, forms.Form):
    reden = RedenField(
        widget=forms.TextInput,
        help_text="Dit komt in het logboek van de pilots.",
    )


class KleurForm(forms.Form):
    """The brand colour; one that cannot be read is refused, with the nearest that can."""

    kleur = forms.CharField(
        label="Merkkleur",
        max_length=7,
        required=False,
        help_text="De code van de kleur, zoals #4b2a8c. Leeg: de kleur van DATT Werkt!",
        widget=forms.TextInput(attrs={"class": "invoer--midden", "autocomplete": "off", "spellcheck": "false"}),
    )
    voorstel = ""

    def clean_kleur(self) -> str:
        text = self.cleaned_data["kleur"]
        if not text:
            return ""
        try:
            colour = kleuren.parse(text)
        except ValueError:
            raise ValidationError("Dit is geen kleurcode. Schrijf een # en zes tekens, zoals #4b2a8c.") from None
        if faults := kleuren.unreadable_on(colour):
            self.voorstel = kleuren.nearest_readable(colour)
            where, ratio = min(faults, key=lambda fault: fault[1])
            raise ValidationError(
                f"{colour} is te licht om te lezen op {where}: het contrast is {_dutch(ratio)} en moet 4,5 zijn."
                f" De kleur die er het dichtst bij komt is {self.voorstel}."
            )
        return colour


class LogoForm(forms.Form):
    """An image that becomes a PNG of our own making: nothing of the file itself is kept."""

    logo = forms.FileField(
        label="Logo",
        help_text="Een PNG, JPG of WebP van hooguit 2 MB. Een liggend logo past het best.",
        error_messages={
            "required": "Kies eerst een bestand.",
            "empty": "Dit bestand is leeg. Kies een ander bestand.",
        },
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )

    def clean_logo(self) -> bytes:
        try:
            return redraw(self.cleaned_data["logo"])
        except BeeldError as error:
            raise ValidationError(str(error)) from None


def _dutch(ratio: float) -> str:
    return f"{int(ratio * 10) / 10:.1f}".replace(".", ",")
