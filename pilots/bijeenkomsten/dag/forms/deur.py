"""What is typed at the door."""

from django import forms

from datt.core.checks import check_name
from datt.toezicht.forms import GuardedFormMixin

MOST_PARTS = 4


class InloperForm(GuardedFormMixin, forms.Form):
    """Somebody without an invitation."""

    unguarded = ("organisatie",)

    naam = forms.CharField(
        label="Naam", max_length=120, validators=[check_name],
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "words"}),
    )  # fmt: skip
    organisatie = forms.CharField(
        label="Organisatie",
        max_length=120,
        required=False,
        help_text="Laat leeg als iemand voor zichzelf komt.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "organisaties"}),
    )

    def clean_naam(self) -> str:
        naam = " ".join(self.cleaned_data["naam"].split())
        if not any(letter.isalnum() for letter in naam):
            raise forms.ValidationError("Schrijf de naam op.")
        return naam

    def clean_organisatie(self) -> str:
        return " ".join(self.cleaned_data["organisatie"].split())


class DagdelenForm(GuardedFormMixin, forms.Form):
    """The parts of the day, one a line."""

    namen = forms.CharField(
        label="Dagdelen",
        required=False,
        max_length=200,
        help_text="Eén op een regel, hoogstens vier. Leeg: wij tellen de hele bijeenkomst in één keer.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @property
    def names(self) -> list[str]:
        return str(self.cleaned_data["namen"]).splitlines()

    def clean_namen(self) -> str:
        namen = [" ".join(line.split()) for line in self.cleaned_data["namen"].splitlines() if line.strip()]
        if len(namen) > MOST_PARTS:
            raise forms.ValidationError("Kies hoogstens vier dagdelen.")
        if any(len(naam) > 40 for naam in namen):
            raise forms.ValidationError("Een naam mag hoogstens 40 letters lang zijn.")
        if len({naam.casefold() for naam in namen}) != len(namen):
            raise forms.ValidationError("Geef elk dagdeel een andere naam.")
        return "\n".join(namen)
