"""Forms for a werkvorm of one's own, with its steps."""

from collections.abc import Mapping
from typing import Any

from django import forms

from datt.core.forms import VersieMixin
from datt.toezicht.forms import GuardedFormMixin
from pilots.bijeenkomsten.draaiboek.forms.blok import KORT, LANGSTE, lines_of, long_text
from pilots.bijeenkomsten.draaiboek.services.werkvormen import INHOUD

LIJSTEN = ("materiaal", "voorbereiding", "tips", "valkuilen")
MEESTE_STAPPEN = 15
MEESTE_MENSEN = 1000


def number(label: str, most: int, initial: int | None = None, least: int = 1) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, initial=initial, widget=KORT,
        error_messages={"required": "Vul een getal in."},
    )  # fmt: skip


class WerkvormForm(GuardedFormMixin, forms.Form):
    """What it is for, for how many people, how long, and how to prepare it."""

    naam = forms.CharField(label="Naam", max_length=80, error_messages={"required": "Geef de werkvorm een naam."})
    doel = forms.CharField(
        label="Wat bereikt u ermee?",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf op wat u ermee bereikt."},
    )
    waarvoor = long_text("Wanneer gebruikt u het?", 400, 2)
    groep_min = number("Kleinste groep", MEESTE_MENSEN, 4)
    groep_max = number("Grootste groep", MEESTE_MENSEN, 150)
    minuten = number("Minuten", LANGSTE, 30)
    min_minuten = number("Minuten, minstens", LANGSTE, 20)
    opstelling = forms.CharField(label="Opstelling", max_length=300, required=False)
    materiaal = long_text("Wat ligt klaar?", 2000, 3, "Elk ding op een eigen regel.")
    voorbereiding = long_text("Wat doet u vooraf?", 2000, 3, "Elk ding op een eigen regel.")
    tips = long_text("Tips", 2000, 3, "Elke tip op een eigen regel.")
    valkuilen = long_text("Valkuilen", 2000, 3, "Elke valkuil op een eigen regel.")
    zonder_scherm = long_text("Zonder scherm", 1000, 2, "Hoe doet u het als de techniek niet werkt?")
    toegankelijk = long_text("Zo kan iedereen meedoen", 1500, 2)
    opbrengst = long_text("Wat levert het op?", 1000, 2)
    tags = forms.CharField(
        label="Trefwoorden", max_length=200, required=False, help_text="Met komma's ertussen: kennismaken, oogsten."
    )

    @staticmethod
    def initial_of(values: Mapping[str, Any]) -> dict[str, Any]:
        lists = {name: "\n".join(values[name]) for name in LIJSTEN}
        return {**values, **lists, "tags": ", ".join(tag.replace("_", " ") for tag in values["tags"])}

    def clean(self) -> Mapping[str, Any] | None:  # type: ignore[override]  # a mapping is what Django takes
        cleaned = super().clean()
        self._in_order("min_minuten", "minuten", "Dit is meer dan het aantal minuten dat het duurt.")
        self._in_order("groep_min", "groep_max", "Dit is meer dan de grootste groep.")
        return cleaned

    def _in_order(self, small: str, large: str, sentence: str) -> None:
        least, most = self.cleaned_data.get(small), self.cleaned_data.get(large)
        if least is not None and most is not None and least > most:
            self.add_error(small, f"{sentence} Maak dit getal kleiner.")

    def values(self) -> dict[str, Any]:
        found = {name: self.cleaned_data[name] for name in INHOUD}
        found |= {name: lines_of(found[name]) for name in LIJSTEN}
        found["tags"] = [tag.replace(" ", "_") for tag in lines_of(found["tags"].lower().replace(",", "\n"))]
        return found


class WerkvormEditForm(VersieMixin, WerkvormForm):
    """The same for one that stands, with the version this page was made from."""


class StapForm(GuardedFormMixin, forms.Form):
    """One step; an empty one is left out."""

    minuten = forms.IntegerField(label="Minuten", min_value=1, max_value=LANGSTE, required=False, widget=KORT)
    wat = long_text("Wat gebeurt er?", 600, 2)
    zeg = long_text("Wat zegt u?", 1500, 3)

    def clean(self) -> Mapping[str, Any] | None:  # type: ignore[override]  # a mapping is what Django takes
        cleaned = super().clean()
        minutes, what = self.cleaned_data.get("minuten"), self.cleaned_data.get("wat")
        if not self.errors and bool(minutes) != bool(what):
            self.add_error(
                "wat" if minutes else "minuten",
                "Vul beide in: hoelang het duurt en wat er gebeurt. Of maak beide leeg.",
            )
        return cleaned


_Stappen = forms.formset_factory(StapForm, extra=0, max_num=MEESTE_STAPPEN, absolute_max=MEESTE_STAPPEN + 5)


class Stappen(_Stappen):  # type: ignore[misc, valid-type]  # a class that a function makes
    """The steps of one werkvorm, in their order."""

    def fouten(self) -> list[tuple[str, str]]:
        """What is wrong, for the list on top: the field that it is about, and the sentence."""
        found = [("", str(error)) for error in self.non_form_errors()]
        for nr, form in enumerate(self.forms, start=1):
            found += [("", f"Stap {nr}: {error}") for error in form.non_field_errors()]
            for field in form.visible_fields():
                found += [(field.id_for_label, f"Stap {nr}, {field.label}: {error}") for error in field.errors]
        return found

    def values(self) -> list[dict[str, Any]]:
        return [
            {name: form.cleaned_data[name] for name in ("minuten", "wat", "zeg")}
            for form in self.forms
            if form.cleaned_data.get("wat")
        ]
