"""Forms of a guest after the meeting: three questions, an own action, and a remark on the verslag."""

from typing import Any

from django import forms

from datt.toezicht.forms import GuardedFormMixin
from pilots.bijeenkomsten.verslag.models import ANTWOORDEN, EigenActie, EigenActieStatus, Evaluatie
from pilots.traject.models import Persoon

LABELS = {
    EigenActieStatus.GELUKT: "Het is gelukt",
    EigenActieStatus.BEZIG: "Ik ben nog bezig",
    EigenActieStatus.NIET_MEER: "Het hoeft niet meer",
}


class EvaluatieForm(GuardedFormMixin, forms.ModelForm[Evaluatie]):
    """Half a minute: a mark, whom one can call, and one sentence."""

    class Meta:
        model = Evaluatie
        fields = ["cijfer", "bellen", "zin"]
        widgets = {"cijfer": forms.RadioSelect, "bellen": forms.RadioSelect}
        help_texts = {"zin": "Schrijf geen namen op. Wij tonen zinnen pas als vijf mensen iets invulden."}
        error_messages = {
            "cijfer": {"required": "Kies een cijfer van 1 tot en met 5."},
            "bellen": {"required": "Kies een van de drie antwoorden."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cijfer"].choices = Evaluatie.Gezichten.choices  # type: ignore[attr-defined]  # without an empty one
        self.fields["bellen"].choices = Evaluatie.Bellen.choices  # type: ignore[attr-defined]


class EigenActieForm(GuardedFormMixin, forms.ModelForm[EigenActie]):
    """One sentence, and whether the facilitator may read it."""

    class Meta:
        model = EigenActie
        fields = ["tekst", "mag_gedeeld"]
        labels = {"tekst": "Wat gaat u doen?"}
        help_texts = {
            "tekst": "Eén kleine actie, in één zin. Bijvoorbeeld: ik bel de wijkverpleging.",
            "mag_gedeeld": "Dan kan uw zin zonder uw naam in het overzicht staan. Zonder vinkje telt zij alleen mee.",
        }


class ActieVoorGastForm(EigenActieForm):
    """The same, typed by the facilitator for a guest who was there."""

    persoon = forms.ModelChoiceField(
        label="Van wie is de actie?", queryset=Persoon.objects.none(), empty_label="Kies iemand"
    )
    field_order = ("persoon", "tekst", "mag_gedeeld")

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["persoon"].queryset = people  # type: ignore[attr-defined]
        self.fields["mag_gedeeld"].label = "Deze gast vindt het goed dat de zin in het overzicht staat"
        self.fields["tekst"].label = "Wat gaat deze gast doen?"


class ActieAntwoordForm(forms.Form):
    """How it went: one click."""

    antwoord = forms.ChoiceField(choices=[(status, LABELS[status]) for status in ANTWOORDEN])


class OpmerkingForm(GuardedFormMixin, forms.Form):
    tekst = forms.CharField(
        label="Wat klopt er niet?",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Schrijf ook op hoe het wel zit. De facilitator leest uw bericht.",
    )
