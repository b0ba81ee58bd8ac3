"""The words of the public page, and how many may sign up."""

from django import forms

from datt.core.forms import VersieMixin
from datt.toezicht.forms import GuardedFormMixin
from pilots.werkconferentie.proeverij.models import Openstelling

TEKSTEN = ("welkom", "te_doen", "eten", "kinderen", "toegang", "honden", "bereikbaar")
REGELS = ("hoogstens", "zonder_aanmelding", "toon_aantal")
HINTS = {
    "welkom": "Het eerste wat mensen lezen. Schrijf kort, en zeg ‘u’.",
    "te_doen": "Zet elk ding op een eigen regel.",
    "eten": "Leeg laten mag. Dan staat er niets over eten op de bladzijde.",
    "bereikbaar": "Bijvoorbeeld: bus 4 en 7 stoppen voor de deur. Er zijn plekken voor fietsen.",
    "hoogstens": "Zoveel mensen mogen zich samen aanmelden. Daarna staat er ‘vol’.",
    "toon_aantal": "Dan staat er: al 84 mensen komen. Er staan nooit namen.",
    "zonder_aanmelding": "Dan staat er: u hoeft zich niet aan te melden.",
}


class OpenstellingForm(VersieMixin, GuardedFormMixin, forms.ModelForm[Openstelling]):
    """Everything a facilitator says about the public page."""

    class Meta:
        model = Openstelling
        fields = [
            "welkom", "te_doen", "eten", "kinderen", "toegang", "honden", "bereikbaar",
            "hoogstens", "zonder_aanmelding", "toon_aantal",
        ]  # fmt: skip
        help_texts = HINTS

    def given(self) -> dict[str, object]:
        return {name: self.cleaned_data[name] for name in (*TEKSTEN, *REGELS)}
