"""What an organisation says about itself."""

from typing import Any

from django import forms

from datt.core.checks import check_name, check_phone
from datt.core.forms import VersieMixin
from datt.toezicht.forms import GuardedFormMixin, never_kept
from pilots.keten.models import Fase, Organisatie
from pilots.partners.forms.velden import EenmaligMixin, grouped_types


class OrganisatieForm(GuardedFormMixin, forms.ModelForm[Organisatie]):
    """The fields of the sociale kaart."""

    # How to refer somebody often is a telephone number: only what is never kept is refused there.
    unguarded: tuple[str, ...] = ("hoe_verwijst_u",)

    fasen = forms.ModelMultipleChoiceField(
        Fase.objects.none(),
        label="In welke fase helpt u?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Organisatie
        fields = [
            "naam", "type", "soort", "werkgebied", "voor_wie", "wat_doen_we", "wat_doen_we_niet",
            "hoe_verwijst_u", "wie_mag_verwijzen", "kosten", "wachttijd", "talen", "toegankelijkheid",
            "wij_bieden", "wij_zoeken", "telefoon", "email", "website", "adres", "fasen",
        ]  # fmt: skip
        widgets = {
            "soort": forms.RadioSelect,
            "wat_doen_we": forms.Textarea(attrs={"rows": 3}),
            "wat_doen_we_niet": forms.Textarea(attrs={"rows": 3}),
            "hoe_verwijst_u": forms.Textarea(attrs={"rows": 4}),
            "wij_bieden": forms.Textarea(attrs={"rows": 3}),
            "wij_zoeken": forms.Textarea(attrs={"rows": 3}),
            "telefoon": forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        }

    # The order and the groups in which the page shows the fields.
    KERN = ("naam", "type", "soort", "werkgebied", "voor_wie")
    WERK = ("wat_doen_we", "wat_doen_we_niet", "hoe_verwijst_u", "wij_bieden", "wij_zoeken")
    BEREIK = ("telefoon", "email", "website", "adres")
    MEER = ("wie_mag_verwijzen", "kosten", "wachttijd", "talen", "toegankelijkheid", "fasen")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["type"]
        assert isinstance(kind, forms.ModelChoiceField)  # noqa: S101  # tells mypy
        kind.choices = grouped_types()
        kind.error_messages["required"] = "Kies wat voor organisatie u bent."
        self.fields["naam"].validators.append(check_name)
        self.fields["naam"].error_messages["required"] = "Vul de naam van de organisatie in."
        self.fields["telefoon"].validators.append(check_phone)
        self.fields["website"].help_text = "Zoals www.uworganisatie.nl."
        self.fields["soort"].label = "Wie doen het werk?"
        fasen = self.fields["fasen"]
        assert isinstance(fasen, forms.ModelMultipleChoiceField)  # noqa: S101
        fasen.queryset = Fase.objects.all()

    def clean_hoe_verwijst_u(self) -> str:
        text: str = self.cleaned_data["hoe_verwijst_u"]
        if sentence := never_kept(text):
            raise forms.ValidationError(sentence)
        return text

    def group(self, names: tuple[str, ...]) -> list[forms.BoundField]:
        return [self[name] for name in names]

    def kern(self) -> list[forms.BoundField]:
        return self.group(self.KERN)

    def werk(self) -> list[forms.BoundField]:
        return self.group(self.WERK)

    def bereik(self) -> list[forms.BoundField]:
        return self.group(self.BEREIK)

    def meer(self) -> list[forms.BoundField]:
        return self.group(self.MEER)

    def meer_is_open(self) -> bool:
        """Whether something stands in the part that is folded in at first."""
        return any(self[name].errors or self[name].value() for name in self.MEER)

    def changes(self) -> dict[str, Any]:
        """What differs from what was shown, without the phases."""
        return {
            name: self.cleaned_data[name] for name in self.changed_data if name in self.Meta.fields and name != "fasen"
        }

    def changed_fasen(self) -> list[Fase] | None:
        return list(self.cleaned_data["fasen"]) if "fasen" in self.changed_data else None


class OrganisatieEditForm(VersieMixin, OrganisatieForm):
    """The same for an organisation that stands, with the version this page was made from."""


class NieuweOrganisatieForm(EenmaligMixin, OrganisatieForm):
    """An organisation that the facilitator records by hand."""

    unguarded = (*OrganisatieForm.unguarded, "sleutel")
