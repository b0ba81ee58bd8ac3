"""The sign-up of a resident: a number, and whatever else they want to give."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from datt.berichten.mobiel import is_mobile, mobile_number
from datt.core.checks import check_name
from datt.core.forms import put
from datt.toezicht.forms import GuardedFormMixin
from pilots.werkconferentie.proeverij.models import Bezoekaanmelding
from pilots.werkconferentie.proeverij.models.bezoek import MEESTE_SAMEN
from pilots.werkconferentie.proeverij.services.aanmelden import Bezoek

GEEN_BEREIK = (
    "Dit is geen mailadres en geen mobiel nummer uit Nederland. Een mobiel nummer begint met 06 en heeft tien cijfers."
    " U mag dit ook leeg laten."
)
NODEN = ("vegetarisch", "halal", "rolstoel")
MEER_DAN = f"U kunt hier hooguit {MEESTE_SAMEN} mensen aanmelden. Komt u met meer mensen? Bel ons dan even."
AANTAL_FOUT = {
    "required": "Vul in met hoeveel mensen u komt.",
    "invalid": "Vul een getal in, bijvoorbeeld 2.",
    "min_value": "Vul 1 of meer in.",
    "max_value": MEER_DAN,
}
_mail = EmailValidator()


def _count(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MEESTE_SAMEN,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "invoer--kort"}),
        error_messages={**AANTAL_FOUT, "min_value": "Vul 0 of meer in."},
    )


class BezoekForm(GuardedFormMixin, forms.Form):
    """Asks for one thing; the rest may stay empty. Personal things are kept only with a tick."""

    unguarded = ("naam", "bereik")

    aantal = forms.IntegerField(
        label="Met hoeveel mensen komt u?",
        help_text="Tel uzelf en de kinderen mee.",
        min_value=1,
        max_value=MEESTE_SAMEN,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "invoer--kort"}),
        error_messages=AANTAL_FOUT,
    )
    naam = forms.CharField(
        label="Hoe mogen we u noemen?",
        help_text="Alleen een voornaam is genoeg.",
        max_length=80,
        required=False,
        validators=[check_name],
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    bereik = forms.CharField(
        label="Uw mailadres of 06-nummer",
        help_text="Dan hoort u het als de dag of de plek verandert. Wij gebruiken het nergens anders voor.",
        max_length=199,
        required=False,
        widget=forms.TextInput(attrs={"autocapitalize": "off", "spellcheck": "false"}),
    )
    vegetarisch = _count("Hoeveel van u eten geen vlees en vis?")
    halal = _count("Hoeveel van u eten halal?")
    rolstoel = _count("Hoeveel van u hebben een rolstoel of rollator?")
    behoefte = forms.CharField(
        label="Heeft u nog iets anders nodig?",
        help_text="Bijvoorbeeld: geen noten, of een tolk.",
        max_length=150,
        required=False,
    )
    akkoord = forms.BooleanField(
        label="Ik vind het goed dat u dit bewaart tot twee weken na de bijeenkomst.", required=False
    )
    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)
    # Hidden from people; who fills it in is a program.
    laat_leeg = forms.CharField(label="Laat dit veld leeg", required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["laat_leeg"].widget.attrs.update({"tabindex": "-1", "autocomplete": "off"})

    def groep(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names]

    @property
    def over_u(self) -> list[forms.BoundField]:
        return self.groep("naam", "bereik")

    @property
    def noden(self) -> list[forms.BoundField]:
        return self.groep(*NODEN, "behoefte")

    @property
    def toont_noden(self) -> bool:
        """Whether the part about food and access stands open."""
        return any(field.errors or field.value() for field in self.noden)

    def is_spam(self) -> bool:
        return bool(self.data.get("laat_leeg", "").strip())

    def clean_sleutel(self) -> uuid.UUID:
        sleutel: uuid.UUID | None = self.cleaned_data["sleutel"]
        if sleutel is None:
            put(self, "sleutel", str(uuid.uuid4()))
            raise ValidationError("Dit formulier was te oud. Kijk het na en verstuur het nog een keer.")
        return sleutel

    def clean_bereik(self) -> str:
        """A mail address as typed, a mobile number as it is sent to."""
        typed: str = self.cleaned_data["bereik"].strip()
        if not typed or is_mobile(typed):
            return mobile_number(typed) if typed else ""
        try:
            _mail(typed)
        except ValidationError:
            raise ValidationError(GEEN_BEREIK) from None
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        most = cleaned.get("aantal")
        for name in NODEN:
            if most and (cleaned.get(name) or 0) > most:
                self.add_error(name, f"Dit zijn er meer dan de {most} die u bovenaan invulde.")
        given = any(cleaned.get(name) for name in ("naam", "bereik", "behoefte", *NODEN))
        if given and not cleaned.get("akkoord"):
            self.add_error("akkoord", "Zet hier een vinkje, of laat alles behalve het aantal leeg.")
        return cleaned

    def bezoek(self) -> Bezoek:
        """What was typed, as the service takes it."""
        cleaned = self.cleaned_data
        reach = cleaned["bereik"]
        return Bezoek(
            aantal=cleaned["aantal"],
            naam=cleaned["naam"],
            email=reach if "@" in reach else "",
            telefoon="" if "@" in reach else reach,
            behoefte=cleaned["behoefte"],
            **{name: cleaned[name] or 0 for name in NODEN},
        )


class VeranderForm(BezoekForm):
    """The same, for who changes what they gave before."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @classmethod
    def of(cls, aanmelding: Bezoekaanmelding) -> "VeranderForm":
        return cls(initial=given_before(aanmelding))

    def replace_versie(self, versie: int) -> None:
        """Let the form go back with what was typed, on top of what stands now."""
        put(self, "versie", str(versie))


def given_before(aanmelding: Bezoekaanmelding) -> dict[str, Any]:
    return {
        "aantal": aanmelding.aantal,
        "naam": aanmelding.naam,
        "bereik": aanmelding.email or aanmelding.telefoon.replace("00316", "06", 1),
        "behoefte": aanmelding.behoefte,
        "versie": aanmelding.versie,
        "akkoord": bool(aanmelding.naam or aanmelding.bereik or aanmelding.behoefte),
        **{name: getattr(aanmelding, name) or None for name in NODEN},
    }


class CodeForm(forms.Form):
    """Type over the code that was kept."""

    code = forms.SlugField(
        label="Uw code",
        max_length=40,
        help_text="Twaalf letters en cijfers. Hoofdletters en spaties maken niet uit.",
        error_messages={"required": "Vul de code in.", "invalid": "In een code staan alleen letters en cijfers."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            put(self, "code", "".join(self.data.get("code", "").split()))
