"""One audience: who it is, and what it sees."""

from typing import Any

from django import forms

from datt.core.fields import KlokField
from datt.core.forms import VersieMixin
from datt.toezicht.forms import GuardedFormMixin
from pilots.bijeenkomsten.draaiboek.models import Draaiboekblok
from pilots.traject.models import Bijeenkomst, Positie
from pilots.werkconferentie.proeverij.models import Publiek
from pilots.werkconferentie.proeverij.services.publiekbeheer import Opzet
from pilots.werkconferentie.proeverij.stukken import stukken
from pilots.werkconferentie.programma.models import Ronde

VELDEN = ("naam", "is_openbaar", "uitnodiging", "welkom_om", "ziet_alles")


class PubliekForm(VersieMixin, GuardedFormMixin, forms.ModelForm[Publiek]):
    """`meeting` says which blocks, rounds and documents there are to choose from."""

    welkom_om = KlokField(label="Vanaf hoe laat zijn zij welkom?", required=False)
    posities = forms.MultipleChoiceField(
        label="Wie horen erbij?",
        help_text="Gasten met deze functie horen vanzelf bij dit publiek. Een functie hoort bij één publiek.",
        choices=Positie.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    blokken = forms.ModelMultipleChoiceField(
        label="Wat zien zij van het draaiboek?",
        queryset=Draaiboekblok.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    rondes = forms.ModelMultipleChoiceField(
        label="Wat zien zij van het programma?",
        queryset=Ronde.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    stukken = forms.MultipleChoiceField(
        label="Welke documenten krijgen zij?",
        help_text="Zij krijgen altijd het nieuwste. Documenten met namen van gasten staan hier niet bij.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Publiek
        fields = ["naam", "is_openbaar", "uitnodiging", "welkom_om", "ziet_alles"]
        help_texts = {
            "naam": "Bijvoorbeeld: inwoners, bestuurders of sleutelfunctionarissen.",
            "uitnodiging": "Deze woorden staan in hun uitnodiging en op hun pagina.",
            "ziet_alles": "Ook wat u later toevoegt. Zet het uit als u hieronder wilt kiezen.",
        }

    def __init__(self, *args: Any, meeting: Bijeenkomst, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        blocks = Draaiboekblok.objects.standing().filter(draaiboek__bijeenkomst=meeting)
        self._choose("blokken", blocks)
        self._choose("rondes", meeting.rondes.all())
        self.fields["stukken"].choices = [(kind.key, kind.titel) for kind in stukken()]  # type: ignore[attr-defined]
        if self.instance.pk:
            self.fields["posities"].initial = [one.positie for one in self.instance.regels.all()]
            self.fields["stukken"].initial = [one.soort for one in self.instance.stukken.all()]

    def _choose(self, name: str, rows: Any) -> None:
        """The rows to choose from; the question is left out where there are none."""
        if rows.exists():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
            self.fields[name].initial = getattr(self.instance, name).all() if self.instance.pk else ()
        else:
            del self.fields[name]

    def clean_naam(self) -> str:
        naam: str = self.cleaned_data["naam"]
        others = Publiek.objects.filter(bijeenkomst=self.meeting).exclude(pk=self.instance.pk)
        if any(one.naam.casefold() == naam.casefold() for one in others):
            raise forms.ValidationError("Er is al een publiek met deze naam.")
        return naam

    def clean_is_openbaar(self) -> bool:
        chosen: bool = self.cleaned_data["is_openbaar"]
        others = Publiek.objects.filter(bijeenkomst=self.meeting, is_openbaar=True)
        other = others.exclude(pk=self.instance.pk).first()
        if chosen and other is not None:
            raise forms.ValidationError(f"Dat is al ‘{other}’. Er is één publiek voor de open bladzijde.")
        return chosen

    def opzet(self) -> Opzet:
        """What was typed, as the service takes it."""
        cleaned = self.cleaned_data
        return Opzet(
            velden={name: cleaned[name] for name in VELDEN},
            posities=cleaned["posities"],
            blokken=cleaned.get("blokken", ()),
            rondes=cleaned.get("rondes", ()),
            stukken=cleaned["stukken"],
        )


class GastpubliekForm(forms.Form):
    """In which audience a guest is, by hand; empty: by their position."""

    publiek = forms.ModelChoiceField(queryset=Publiek.objects.none(), required=False)

    def __init__(self, *args: Any, meeting: Bijeenkomst, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["publiek"].queryset = Publiek.objects.filter(bijeenkomst=meeting)  # type: ignore[attr-defined]
