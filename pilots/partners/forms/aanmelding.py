"""The public form with which an organisation registers itself."""

import time
from typing import Any

from django import forms
from django.core import signing

from datt.core.checks import check_name, check_phone
from pilots.partners.forms.organisatie import OrganisatieForm
from pilots.partners.forms.velden import EenmaligMixin
from pilots.partners.services.aanmelden import Inzending, Opgave
from pilots.traject.models import Positie

# Nobody fills in this form faster than this; a program does.
MINSTENS_SECONDEN = 4
RIJEN = (1, 2, 3)
SALT = "partners.aanmelden"
POSITIES = [("", "Kies wat het best past")] + [
    (value, label) for value, label in Positie.choices if value != Positie.INWONER
]


def stamp() -> str:
    return signing.dumps(int(time.time()), salt=SALT)


class AanmeldingForm(EenmaligMixin, OrganisatieForm):
    """Organisation, contact person and up to three sleutelfunctionarissen on one page."""

    unguarded = (
        *OrganisatieForm.unguarded,
        *("sleutel", "begonnen", "laat_leeg", "contact_naam", "contact_telefoon"),
        *(f"sleutel{nr}_{name}" for nr in RIJEN for name in ("naam", "telefoon")),
    )

    begonnen = forms.CharField(widget=forms.HiddenInput, required=False, initial=stamp, max_length=200)
    # Hidden from people; who fills it in is a program.
    laat_leeg = forms.CharField(label="Laat dit veld leeg", required=False, max_length=200)

    contact_naam = forms.CharField(label="Uw naam", max_length=120, validators=[check_name])
    contact_email = forms.EmailField(
        label="Uw mailadres", max_length=254, help_text="Hier krijgt u antwoord, en later uw inlogcode."
    )
    contact_telefoon = forms.CharField(
        label="Uw telefoonnummer", max_length=20, required=False, validators=[check_phone]
    )
    contact_positie = forms.ChoiceField(label="Wat doet u in uw organisatie?", choices=POSITIES, required=False)
    ik_ben_het_zelf = forms.BooleanField(
        label="Ik ben het zelf. U hoeft uw gegevens niet nog eens in te vullen.", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, token in (("naam", "name"), ("email", "email"), ("telefoon", "tel")):
            self.fields[f"contact_{name}"].widget.attrs["autocomplete"] = token
        self.fields["contact_naam"].error_messages["required"] = "Vul uw naam in."
        self.fields["contact_email"].error_messages["required"] = "Vul uw mailadres in."
        self.fields["laat_leeg"].widget.attrs.update({"tabindex": "-1", "autocomplete": "off"})
        self.fields["naam"].widget.attrs["autocomplete"] = "organization"
        for nr in RIJEN:
            self.fields[f"sleutel{nr}_naam"] = forms.CharField(
                label="Naam", max_length=120, required=False, validators=[check_name]
            )
            self.fields[f"sleutel{nr}_email"] = forms.EmailField(label="Mailadres", max_length=254, required=False)
            self.fields[f"sleutel{nr}_telefoon"] = forms.CharField(
                label="Telefoonnummer", max_length=20, required=False, validators=[check_phone]
            )

    def contact(self) -> list[forms.BoundField]:
        return self.group(("contact_naam", "contact_email", "contact_telefoon", "contact_positie"))

    def rijen(self) -> list[dict[str, Any]]:
        """The rows of sleutelfunctionarissen; an empty one after the first is folded in."""
        rows = []
        for nr in RIJEN:
            fields = self.group((f"sleutel{nr}_naam", f"sleutel{nr}_email", f"sleutel{nr}_telefoon"))
            filled = any(field.errors or field.value() for field in fields)
            rows.append({"nr": nr, "velden": fields, "open": nr == 1 or filled})
        return rows

    def is_spam(self) -> bool:
        return bool(self.data.get(self.add_prefix("laat_leeg"), "").strip())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_time()
        for nr in RIJEN:
            naam = cleaned.get(f"sleutel{nr}_naam")
            others = cleaned.get(f"sleutel{nr}_email") or cleaned.get(f"sleutel{nr}_telefoon")
            if others and not naam and f"sleutel{nr}_naam" not in self.errors:
                self.add_error(f"sleutel{nr}_naam", "Vul ook de naam in, of maak deze regel leeg.")
        return cleaned

    def _check_time(self) -> None:
        try:
            began = signing.loads(self.cleaned_data.get("begonnen", ""), salt=SALT)
        except signing.BadSignature:
            self.replace("begonnen", stamp())
            began = time.time()
        if time.time() - began < MINSTENS_SECONDEN:
            self.add_error(None, "Dat ging heel snel. Kijk uw antwoorden na en verstuur ze nog een keer.")

    def inzending(self) -> Inzending:
        """What was typed, as the service takes it."""
        cleaned = self.cleaned_data
        self.instance.pk = None
        contact = Opgave(
            naam=cleaned["contact_naam"],
            email=cleaned["contact_email"],
            telefoon=cleaned["contact_telefoon"],
            positie=cleaned["contact_positie"],
            is_sleutelfunctionaris=cleaned["ik_ben_het_zelf"],
        )
        keys = [
            Opgave(
                naam=cleaned[f"sleutel{nr}_naam"],
                email=cleaned[f"sleutel{nr}_email"],
                telefoon=cleaned[f"sleutel{nr}_telefoon"],
                is_sleutelfunctionaris=True,
            )
            for nr in RIJEN
            if cleaned[f"sleutel{nr}_naam"]
        ]
        return Inzending(self.instance, contact, keys, fasen=list(cleaned["fasen"]))
