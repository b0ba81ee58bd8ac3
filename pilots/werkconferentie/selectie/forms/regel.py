"""The mix rule in forms that read as sentences: who takes part, one sentence more, and who is pinned."""

from typing import Any

from django import forms

from datt.core.forms import VersieMixin
from datt.toezicht.forms import GuardedFormMixin
from pilots.traject.models import Persoon
from pilots.werkconferentie.selectie.groepen import Groep, known_groups
from pilots.werkconferentie.selectie.models import Bron, Kenmerk, Keuzesoort, Mengregel, Selectiekeuze
from pilots.werkconferentie.selectie.services.beeld import Beeld, Regelzin

MEESTE = 2000
KORT = forms.NumberInput(attrs={"class": "invoer--kort", "inputmode": "numeric"})
HEEL = 100
# Of these everybody has one at most, so that shares of all of them are no more than everybody.
EEN_PER_PERSOON = {Kenmerk.POSITIE, Kenmerk.CATEGORIE, Kenmerk.ORGANISATIE}
S = Mengregel.Soort


class InstellingForm(VersieMixin, forms.Form):
    """Who takes part, and how many of one organisation."""

    bron = forms.ChoiceField(label="Wie doen er mee?", choices=Bron.choices, widget=forms.RadioSelect)
    per_organisatie = forms.IntegerField(
        label="Hooguit zoveel mensen van één organisatie", required=False, min_value=1, max_value=MEESTE, widget=KORT,
        help_text="Laat leeg als dat niet uitmaakt.",
    )  # fmt: skip


class RegelForm(VersieMixin, forms.Form):
    """One sentence: 'Minstens 15 ervaringsdeskundigen', 'Ongeveer 30 % medewerkers in de uitvoering'."""

    soort = forms.ChoiceField(
        label="Wat", choices=[(S.MINSTENS, "Minstens"), (S.HOOGUIT, "Hooguit"), (S.AANDEEL, "Ongeveer (in procenten)")]
    )
    getal = forms.IntegerField(
        label="Hoeveel", min_value=0, max_value=MEESTE, widget=KORT,
        error_messages={"required": "Vul in hoeveel mensen, of hoeveel procent."},
    )  # fmt: skip
    groep = forms.ChoiceField(label="Van wie", error_messages={"required": "Kies een groep."})

    def __init__(self, *args: Any, beeld: Beeld, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.beeld = beeld
        groups = known_groups(beeld.mensen)
        self.groepen: dict[str, Groep] = {one.key: one for _, some in groups for one in some}
        field = self.fields["groep"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # for the type checker
        field.choices = [
            ("", "Kies een groep"),
            *((label, [self._choice(one) for one in some]) for label, some in groups if some),
        ]

    def _choice(self, groep: Groep) -> tuple[str, str]:
        return groep.key, f"{groep.naam} ({self.beeld.per_groep.get(groep.key, 0)})"

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if {"soort", "getal", "groep"} <= cleaned.keys():
            for problem in (self._too_few, self._too_many, self._stands_already, self._contradicts, self._above_all):
                if sentence := problem(cleaned["soort"], cleaned["getal"], cleaned["groep"]):
                    self.add_error("getal" if problem != self._stands_already else "groep", sentence)
                    break
        return cleaned

    def _too_few(self, soort: str, getal: int, groep: str) -> str:
        return "Vul 1 of meer in." if getal == 0 and soort != S.HOOGUIT else ""

    def _too_many(self, soort: str, getal: int, groep: str) -> str:
        if soort == S.AANDEEL and getal > HEEL:
            return "Een deel is hooguit 100 procent. Vul een kleiner getal in."
        if soort == S.MINSTENS and getal > self.beeld.plaatsen:
            return f"Er zijn {self.beeld.plaatsen} plaatsen. Vul {self.beeld.plaatsen} of minder in."
        return ""

    def _stands_already(self, soort: str, getal: int, groep: str) -> str:
        same = self._of_group(soort, groep)
        return f"Er staat al: ‘{same.zin}’. Haal die zin eerst weg." if same else ""

    def _of_group(self, soort: str, groep: str) -> Regelzin | None:
        return next((one for one in self.beeld.zinnen if one.regel.key == groep and one.regel.soort == soort), None)

    def _contradicts(self, soort: str, getal: int, groep: str) -> str:
        most, least = self._of_group(S.HOOGUIT, groep), self._of_group(S.MINSTENS, groep)
        if soort == S.MINSTENS and most and getal > most.regel.getal:
            return f"Er staat ook: ‘{most.zin}’. Dat kan niet samen."
        if soort == S.HOOGUIT and least and getal < least.regel.getal:
            return f"Er staat ook: ‘{least.zin}’. Dat kan niet samen."
        return ""

    def _above_all(self, soort: str, getal: int, groep: str) -> str:
        kenmerk = groep.partition(":")[0]
        if soort != S.AANDEEL or kenmerk not in EEN_PER_PERSOON:
            return ""
        others = [one.regel for one in self.beeld.zinnen if one.regel.soort == soort and one.regel.kenmerk == kenmerk]
        total = getal + sum(one.getal for one in others)
        if total <= HEEL:
            return ""
        label = str(Kenmerk(kenmerk).label).lower()
        return (
            f"Alle delen naar {label} samen worden {total} procent. Dat is meer dan iedereen. Maak een getal kleiner."
        )

    def regel(self) -> Mengregel:
        groep = self.groepen[self.cleaned_data["groep"]]
        return Mengregel(
            soort=self.cleaned_data["soort"], getal=self.cleaned_data["getal"],
            kenmerk=groep.kenmerk, waarde=groep.waarde, naam=groep.naam[:120],
        )  # fmt: skip


class PersoonField(forms.ModelChoiceField[Persoon]):
    """Somebody of the pilot, with the organisation to tell namesakes apart."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.naam} ({obj.organisatie})" if obj.organisatie else str(obj.naam)


class KeuzeForm(VersieMixin, GuardedFormMixin, forms.ModelForm[Selectiekeuze]):
    """Somebody for whom no lot decides."""

    persoon = PersoonField(
        label="Wie", queryset=Persoon.objects.none(), empty_label="Kies iemand",
        error_messages={"required": "Kies iemand.", "invalid_choice": "Deze persoon doet niet mee. Kies een ander."},
    )  # fmt: skip
    soort = forms.ChoiceField(
        label="Wat",
        choices=Keuzesoort.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat u wilt."},
    )

    class Meta:
        model = Selectiekeuze
        fields = ["persoon", "soort", "reden"]
        error_messages = {"reden": {"required": "Schrijf in één zin waarom."}}

    def __init__(self, *args: Any, beeld: Beeld, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.beeld = beeld
        people = Persoon.objects.filter(pk__in=[one.pk for one in beeld.mensen]).select_related("organisatie")
        self.fields["persoon"].queryset = people  # type: ignore[attr-defined]  # a model choice

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        persoon = cleaned.get("persoon")
        if persoon is not None and cleaned.get("soort") == Keuzesoort.VAST:
            others = [one for one in self.beeld.keuzes if one.soort == Keuzesoort.VAST and one.persoon_id != persoon.pk]
            if len(others) >= self.beeld.plaatsen:
                self.add_error("soort", f"Er zijn {self.beeld.plaatsen} plaatsen, en die staan allemaal al vast.")
        return cleaned
