"""Forms for one block of a run sheet."""

from collections.abc import Mapping
from typing import Any

from django import forms

from datt.core.fields import KlokField
from datt.core.forms import VersieMixin
from datt.toezicht.forms import GuardedFormMixin
from pilots.bijeenkomsten.draaiboek.models import Draaiboekblok, Werkvorm

LANGSTE = 600
MEESTE_REGELS = 40
KORT = forms.NumberInput(attrs={"class": "invoer--kort", "inputmode": "numeric"})


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def long_text(label: str, most: int, rows: int = 3, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, required=False, help_text=hint, widget=forms.Textarea(attrs={"rows": rows})
    )


class BlokForm(GuardedFormMixin, forms.Form):
    """What happens, how long, who leads it, where, with what, and what when it goes otherwise."""

    titel = forms.CharField(
        label="Titel", max_length=120, error_messages={"required": "Geef het blok een titel, bijvoorbeeld: Inloop."}
    )
    minuten = forms.IntegerField(
        label="Minuten",
        min_value=1,
        max_value=LANGSTE,
        widget=KORT,
        error_messages={"required": "Vul in hoeveel minuten het duurt."},
    )
    min_minuten = forms.IntegerField(
        label="Minuten, minstens",
        min_value=0,
        max_value=LANGSTE,
        required=False,
        widget=forms.NumberInput(attrs={"class": "invoer--kort", "inputmode": "numeric"}),
        help_text="Korter mag het niet worden als de dag uitloopt. Leeg: het duurt altijd even lang.",
    )
    vast_tijdstip = KlokField(
        label="Vaste tijd",
        required=False,
        help_text="Alleen als het echt dan moet beginnen, zoals de lunch of de wethouder.",
    )
    naast = forms.BooleanField(
        label="Loopt tegelijk met het blok ervoor", required=False, help_text="Bijvoorbeeld workshops in meer zalen."
    )
    is_pauze = forms.BooleanField(label="Dit is inloop of pauze", required=False)
    doel = long_text("Doel", 400, 2)
    werkvorm = forms.ModelChoiceField(
        label="Werkvorm", queryset=Werkvorm.objects.none(), required=False, empty_label="Geen werkvorm"
    )
    leiding = forms.CharField(label="Wie leidt dit?", max_length=80, required=False)
    ruimte = forms.CharField(label="Ruimte", max_length=80, required=False)
    opstelling = forms.CharField(label="Opstelling", max_length=200, required=False)
    materiaal = long_text("Wat ligt klaar?", 2000, 3, "Elk ding op een eigen regel.")
    instructie = long_text("Uitleg voor wie het leidt", 3000, 5)
    scherm = forms.CharField(label="Op het scherm", max_length=200, required=False)
    opbrengst_naar = forms.CharField(label="Waar gaat de opbrengst heen?", max_length=40, required=False)
    plan_b = long_text("Plan B", 600, 2, "Wat doet u als het anders loopt?")
    notitie = long_text("Notitie", 2000, 2)
    deel = forms.CharField(
        label="Begin van een deel",
        max_length=60,
        required=False,
        help_text="Bijvoorbeeld: Ochtend. Alles tot het volgende deel hoort erbij.",
    )

    def __init__(self, *args: Any, werkvormen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["werkvorm"].queryset = werkvormen  # type: ignore[attr-defined]  # a ModelChoiceField

    @staticmethod
    def initial_of(block: Draaiboekblok) -> dict[str, Any]:
        """What the form shows of a block; `naast` is known only to who has the other blocks."""
        named = [name for name in BlokForm.base_fields if name not in {"naast", "materiaal"}]
        return {name: getattr(block, name) for name in named} | {"materiaal": "\n".join(block.materiaal)}

    def clean_materiaal(self) -> str:
        lines = lines_of(self.cleaned_data["materiaal"])
        if len(lines) > MEESTE_REGELS:
            raise forms.ValidationError(f"Hooguit {MEESTE_REGELS} regels. Zet bij elkaar wat bij elkaar hoort.")
        return "\n".join(lines)

    def clean(self) -> Mapping[str, Any] | None:  # type: ignore[override]  # a mapping is what Django takes
        cleaned = super().clean()
        least, most = self.cleaned_data.get("min_minuten"), self.cleaned_data.get("minuten")
        if least is not None and most is not None and least > most:
            self.add_error("min_minuten", f"Dit is meer dan de {most} minuten die het duurt. Maak dit getal kleiner.")
        return cleaned

    def values(self) -> dict[str, Any]:
        found = {name: self.cleaned_data[name] for name in BlokForm.base_fields}
        least = found["min_minuten"]
        found["min_minuten"] = found["minuten"] if least is None else least
        found["materiaal"] = lines_of(found["materiaal"])
        return found


class BlokEditForm(VersieMixin, BlokForm):
    """The same for a block that stands, with the version this page was made from."""


class MinutenForm(forms.Form):
    """Only how long it takes."""

    minuten = forms.IntegerField(min_value=1, max_value=LANGSTE)
    versie = forms.IntegerField(min_value=0)
