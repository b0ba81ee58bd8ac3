"""What a guest fills in on their own page."""

from typing import Any

from django import forms

from datt.core import dates
from datt.core.checks import check_name, check_phone
from datt.toezicht.forms import GuardedFormMixin
from pilots.bijeenkomsten.uitnodigen.models import UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services.antwoorden import Behoeften, Bereik
from pilots.bijeenkomsten.uitnodigen.services.collegas import Collega
from pilots.bijeenkomsten.uitnodigen.services.kijken import Kijk
from pilots.traject.models import Bijeenkomst, Persoon, Positie

S = UitnodigingStatus
JA, MISSCHIEN, NEE = (S.JA, "Ja, ik kom"), (S.MISSCHIEN, "Ik weet het nog niet"), (S.NEE, "Nee, ik kan niet")
GEZIEN_DOOR = "Alleen de begeleiders zien dit. Wij wissen het twee weken na de bijeenkomst."


class AntwoordForm(GuardedFormMixin, forms.Form):
    """The answer to one invitation; what was told before is never shown, only kept, replaced or wiped."""

    keuze = forms.ChoiceField(
        label="Komt u?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja, nee of ik weet het nog niet."},
    )
    reden = forms.CharField(
        label="Wilt u zeggen waarom niet?", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    zelfde = forms.BooleanField(
        label="Regel voor mij hetzelfde als de vorige keer", required=False, initial=True,
        help_text="U gaf toen iets door over eten of over de zaal. Wij laten dat hier niet zien.",
    )  # fmt: skip
    dieet = forms.CharField(
        label="Waar letten wij bij het eten op?", max_length=200, required=False,
        help_text="Bijvoorbeeld: vegetarisch, halal, geen noten.",
    )  # fmt: skip
    toegang = forms.CharField(
        label="Wat heeft u verder nodig?", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=f"Bijvoorbeeld: een plek voor een rolstoel, een tolk, een rustige plek. {GEZIEN_DOOR}",
    )  # fmt: skip
    wis = forms.BooleanField(label="Wis wat ik eerder doorgaf over eten en de zaal", required=False)

    def __init__(self, *args: Any, kijk: Kijk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The answer they gave stands, even when a yes can no longer be given.
        choices = [MISSCHIEN, NEE] if kijk.is_te_laat else [JA, MISSCHIEN, NEE]
        self.fields["keuze"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("keuze", said(kijk))
        if not kijk.gaf_eerder_door:
            del self.fields["zelfde"]
        if not kijk.gaf_door:
            del self.fields["wis"]

    @property
    def behoeften(self) -> Behoeften:
        names = ("dieet", "toegang", "zelfde", "wis")
        return Behoeften(**{name: self.cleaned_data[name] for name in names if name in self.cleaned_data})


def said(kijk: Kijk) -> str:
    """Which of the three choices this guest made; nothing yet when there is no answer."""
    if kijk.has_seat or kijk.status == S.WACHTLIJST:
        return S.JA
    if kijk.status in {S.NEE, S.AFGEMELD}:
        return S.NEE
    return S.MISSCHIEN if kijk.status == S.MISSCHIEN else ""


class BereikForm(GuardedFormMixin, forms.Form):
    """How we may reach a guest, and whether they may be in a picture."""

    telefoon = forms.CharField(
        label="Mobiel nummer", max_length=20, required=False, validators=[check_phone],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )  # fmt: skip
    sms = forms.BooleanField(
        label="Stuur mij een sms, een dag voor elke bijeenkomst", required=False,
        help_text="U kunt dit altijd weer uitzetten.",
    )  # fmt: skip
    geen_foto = forms.BooleanField(label="Ik wil niet op de foto", required=False)

    def __init__(self, *args: Any, persoon: Persoon, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {
            "telefoon": persoon.telefoon,
            "sms": persoon.sms_akkoord_op is not None,
            "geen_foto": persoon.geen_foto,
        }

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("sms") and not self.cleaned_data.get("telefoon") and "telefoon" not in self.errors:
            self.add_error("telefoon", "Vul uw mobiele nummer in. Anders kunnen wij geen sms sturen.")
        return cleaned

    @property
    def bereik(self) -> Bereik:
        return Bereik(**{name: self.cleaned_data[name] for name in ("telefoon", "sms", "geen_foto")})


class CollegaForm(GuardedFormMixin, forms.Form):
    """A colleague: a name, and a way to reach them when there is one."""

    naam = forms.CharField(label="Naam van uw collega", max_length=120, validators=[check_name])
    email = forms.EmailField(
        label="Mailadres", max_length=254, required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    telefoon = forms.CharField(
        label="Telefoonnummer", max_length=20, required=False, validators=[check_phone],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )  # fmt: skip
    positie = forms.ChoiceField(
        label="Functie", required=False, choices=[("", "Weet ik niet"), *Positie.choices],
        help_text="Wat is uw collega binnen de organisatie?",
    )  # fmt: skip

    @property
    def collega(self) -> Collega:
        return Collega(**{name: self.cleaned_data[name] for name in ("naam", "email", "telefoon", "positie")})


class VervangerForm(CollegaForm):
    """A colleague who comes instead must be reached: by mail or by phone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = "Een van de twee is genoeg: een mailadres of een telefoonnummer."

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        given = self.cleaned_data.get("email") or self.cleaned_data.get("telefoon")
        if not given and not {"email", "telefoon"} & self.errors.keys():
            self.add_error("email", "Vul een mailadres of een telefoonnummer in. Anders weet uw collega van niets.")
        return cleaned


class AanmeldForm(CollegaForm):
    """A colleague whom the contact person registers for a meeting."""

    bijeenkomst = forms.ChoiceField(label="Voor welke bijeenkomst?")

    def __init__(self, *args: Any, meetings: list[Bijeenkomst], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meetings = {str(meeting.pk): meeting for meeting in meetings}
        self.fields["bijeenkomst"].choices = [  # type: ignore[attr-defined]
            (pk, f"{meeting.korte_titel}, {dates.day(meeting.datum, year=False)}")
            for pk, meeting in self.meetings.items()
        ]
        self.order_fields(["bijeenkomst", "naam", "email", "telefoon", "positie"])
        self.fields["email"].help_text = "Geen mailadres? Laat het leeg. U geeft het dan zelf door aan uw collega."

    @property
    def meeting(self) -> Bijeenkomst:
        return self.meetings[self.cleaned_data["bijeenkomst"]]
