"""Forms of the facilitator: people, reasons, and when the registration is open."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from datt.core.checks import check_name, check_phone
from datt.core.fields import DagField, RedenField
from datt.core.forms import VersieMixin
from datt.toezicht.forms import GuardedFormMixin
from pilots.partners.models import Ketenpartner
from pilots.traject.models import Persoon, Pilot


class RedenForm(GuardedFormMixin, forms.Form):
    """Why; it stands in the mail and in the log."""

    reden = RedenField(
        help_text="Schrijf het zoals u het zou zeggen. De organisatie kan dit lezen.",
    )


class PersoonForm(GuardedFormMixin, forms.ModelForm[Persoon]):
    """Somebody of an organisation. Who knows the whole pilot is told where an address is in use."""

    class Meta:
        model = Persoon
        fields = ["naam", "email", "telefoon", "positie", "is_sleutelfunctionaris"]

    def __init__(self, *args: Any, partner: Ketenpartner, knows_everybody: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partner = partner
        self.knows_everybody = knows_everybody
        self.fields["naam"].validators.append(check_name)
        self.fields["naam"].error_messages["required"] = "Vul de naam in."
        self.fields["telefoon"].validators.append(check_phone)
        self.fields["telefoon"].widget.attrs["type"] = "tel"
        mark = self.fields["is_sleutelfunctionaris"]
        mark.label = "Is sleutelfunctionaris"
        mark.help_text = "Iemand die in de eigen organisatie voorop loopt."
        if self.instance.user_id:
            self.fields["email"].disabled = True
            self.fields[
                "email"
            ].help_text = "Met dit adres logt deze persoon in. Daarom kunt u het hier niet veranderen."

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip()
        if not email or self.fields["email"].disabled:
            return email
        others = self.partner.pilot.personen.live().filter(email__iexact=email).exclude(pk=self.instance.pk)
        other = others.select_related("organisatie").first()
        if other is None:
            return email
        if other.organisatie_id == self.partner.organisatie_id:
            raise ValidationError(f"Dit mailadres is al van {other}. Pas die persoon aan.")
        if not self.knows_everybody:
            raise ValidationError("Dit mailadres is al in gebruik in deze pilot. Bel uw facilitator.")
        where = f"van {other.organisatie}" if other.organisatie else "zonder organisatie"
        raise ValidationError(f"Dit mailadres is al van {other}, {where}.")


class AanmeldenInstellenForm(VersieMixin, forms.ModelForm[Pilot]):
    """Open, closed, or open until a day."""

    aanmelden_tot = DagField(
        label="Aanmelden kan tot en met", required=False, help_text="Laat leeg als er geen laatste dag is."
    )

    class Meta:
        model = Pilot
        fields = ["aanmelden_open", "aanmelden_tot"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aanmelden_open"].label = "Organisaties kunnen zich aanmelden"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        until = cleaned.get("aanmelden_tot")
        if cleaned.get("aanmelden_open") and until and until < timezone.localdate():
            self.add_error("aanmelden_tot", "Deze dag is voorbij. Kies een dag vanaf vandaag, of zet aanmelden uit.")
        return cleaned
