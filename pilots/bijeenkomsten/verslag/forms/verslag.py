"""Forms of the facilitator for the verslag: its texts, what was agreed on, fixing it and opening it again."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from datt.core.fields import DagField, RedenField
from datt.core.forms import VersieMixin
from datt.toezicht.forms import GuardedFormMixin
from pilots.bijeenkomsten.verslag.delen import Deel
from pilots.bijeenkomsten.verslag.models import Afspraak
from pilots.bijeenkomsten.verslag.services.vaststellen import REACTIE_BINNEN, Vaststelling

MOST_DAYS = 90


class DeelForm(GuardedFormMixin, forms.Form):
    """One text of the verslag."""

    inhoud = forms.CharField(required=False, strip=True)

    def __init__(self, *args: Any, deel: Deel, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{deel.slug}_%s")
        super().__init__(*args, **kwargs)
        rows = {"rows": 6 if deel.slug == "verloop" else 4, "maxlength": deel.most}
        self.fields["inhoud"] = forms.CharField(
            label=deel.titel,
            help_text=deel.hint,
            required=False,
            max_length=deel.most,
            widget=forms.Textarea(attrs=rows),
        )

    def text(self) -> str:
        """With line ends as everywhere else: otherwise saving the same text again would look like a change."""
        return str(self.cleaned_data["inhoud"]).replace("\r\n", "\n")


class AfspraakForm(GuardedFormMixin, forms.ModelForm[Afspraak]):
    """What was decided or agreed on."""

    uiterlijk = DagField(label="Uiterlijk", required=False, help_text="Bijvoorbeeld 12 maart 2027.")

    class Meta:
        model = Afspraak
        fields = ["soort", "wat", "wie", "uiterlijk"]
        widgets = {"soort": forms.RadioSelect}
        help_texts = {
            "wat": "In één zin. Bijvoorbeeld: de wachtlijst komt elke vrijdag op één plek.",
            "wie": "Een organisatie of een functie. Laat leeg bij een besluit.",
        }

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        is_afspraak = self.cleaned_data.get("soort") == Afspraak.Soort.AFSPRAAK
        if is_afspraak and not self.cleaned_data.get("wie") and "wie" not in self.errors:
            self.add_error("wie", "Schrijf op wie dit doet. Anders doet niemand het.")
        return cleaned

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class AfspraakWijzigForm(VersieMixin, AfspraakForm):
    """The same on top of a version."""


class VaststelForm(GuardedFormMixin, forms.Form):
    """What to decide when the verslag is fixed. From the second version on it says what changed."""

    wat_veranderd = forms.CharField(
        label="Wat is er veranderd?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Eén of twee zinnen. Dit staat bovenaan de nieuwe versie.",
    )
    reactie_tot = DagField(
        label="Tot wanneer kunnen mensen zeggen dat er iets niet klopt?", help_text="Bijvoorbeeld 12 maart 2027."
    )
    mailen = forms.BooleanField(label="Mail het verslag aan wie was uitgenodigd", required=False, initial=True)

    def __init__(self, *args: Any, eerste: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if eerste:
            del self.fields["wat_veranderd"]
        self.fields["reactie_tot"].initial = timezone.localdate() + REACTIE_BINNEN

    def clean_reactie_tot(self) -> date:
        day: date = self.cleaned_data["reactie_tot"]
        ahead = (day - timezone.localdate()).days
        if ahead < 0:
            raise forms.ValidationError("Deze dag is al geweest. Kies een latere dag.")
        if ahead > MOST_DAYS:
            raise forms.ValidationError(f"Kies een dag binnen {MOST_DAYS} dagen.")
        return day

    def how(self) -> Vaststelling:
        return Vaststelling(**{"wat_veranderd": "", **self.cleaned_data})


class HeropenForm(GuardedFormMixin, forms.Form):
    """Why a fixed verslag is opened again."""

    reden = RedenField(
        help_text="Eén of twee zinnen. De reden staat in het logboek, en helpt u straks te zeggen wat er anders is."
    )
