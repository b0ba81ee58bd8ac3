"""Roles in a pilot: who gets one, who loses one, and who takes over."""

from typing import Any

from django import forms

from datt.accounts.models import User
from datt.core.fields import RedenField
from datt.toezicht.forms import GuardedFormMixin
from pilots.access import Rol
from pilots.traject.models import Deelname, Persoon, Pilot
from pilots.traject.services.team import facilitators_of


class FacilitatorForm(GuardedFormMixin, forms.Form):
    email = forms.EmailField(
        label="Mailadres",
        max_length=190,
        help_text="Iemand die nog geen account heeft, krijgt er een. Die krijgt een mail hoe inloggen gaat.",
        error_messages={
            "required": "Vul het mailadres in.",
            "invalid": "Dit is geen mailadres. Kijk of er een @ en een punt in staan.",
        },
    )
    naam = forms.CharField(
        label="Naam",
        max_length=120,
        required=False,
        help_text="Alleen nodig voor iemand zonder account.",
    )

    def __init__(self, *args: Any, pilot: Pilot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pilot = pilot

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        email = cleaned.get("email")
        if not email:
            return cleaned
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            if not cleaned.get("naam"):
                self.add_error("naam", "Wij kennen dit mailadres nog niet. Vul ook de naam in.")
        elif not (user.is_facilitator and user.is_active):
            # Whose address this is, somebody of another pilot is not told.
            self.add_error("email", "Dit account mag geen pilots leiden. Vraag de beheerder om dat aan te zetten.")
        elif facilitators_of(self.pilot).filter(persoon__user=user).exists():
            self.add_error("email", f"{user} is al facilitator van deze pilot.")
        return cleaned


class PersoonKeuze(forms.ModelChoiceField[Persoon]):
    """Somebody of the pilot, with the organisation behind the name: two people may be called the same."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.naam}, {obj.organisatie}" if obj.organisatie else f"{obj.naam} ({obj.email})"


class BestuurderForm(forms.Form):
    persoon = PersoonKeuze(
        queryset=Persoon.objects.none(),
        label="Wie wordt bestuurder?",
        empty_label="Kies iemand",
        error_messages={
            "required": "Kies wie bestuurder wordt.",
            "invalid_choice": "Deze persoon kan geen bestuurder worden. Kies iemand uit de lijst.",
        },
    )

    def __init__(self, *args: Any, pilot: Pilot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = pilot.personen.live().with_organisatie().exclude(email="")
        has_it = pilot.deelnames.current().filter(rol=Rol.BESTUURDER).values("persoon")
        self.fields["persoon"].queryset = people.exclude(pk__in=has_it)  # type: ignore[attr-defined]

    def has_choices(self) -> bool:
        queryset = self.fields["persoon"].queryset  # type: ignore[attr-defined]
        return bool(queryset.exists())


class RolWegForm(GuardedFormMixin, forms.Form):
    reden = RedenField(
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="De reden staat in het logboek.",
    )


class LidKeuze(forms.ModelChoiceField[Deelname]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.persoon)


class OverdragenForm(forms.Form):
    van = LidKeuze(
        queryset=Deelname.objects.none(),
        label="Wie draagt over?",
        empty_label=None,
        error_messages={"invalid_choice": "Deze persoon is geen facilitator meer. Kies opnieuw."},
    )
    naar = LidKeuze(
        queryset=Deelname.objects.none(),
        label="Wie neemt over?",
        empty_label="Kies een facilitator",
        error_messages={
            "required": "Kies wie de pilot overneemt.",
            "invalid_choice": "Deze persoon is geen facilitator meer. Kies opnieuw.",
        },
    )
    stopt = forms.TypedChoiceField(
        label="Blijft wie overdraagt meedoen?",
        choices=[("nee", "Ja, blijft facilitator"), ("ja", "Nee, stopt als facilitator van deze pilot")],
        initial="nee",
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of diegene blijft of stopt."},
    )

    def __init__(self, *args: Any, pilot: Pilot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("van", "naar"):
            self.fields[name].queryset = facilitators_of(pilot)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("van") and cleaned.get("van") == cleaned.get("naar"):
            self.add_error("naar", "Kies iemand anders dan wie overdraagt.")
        return cleaned
