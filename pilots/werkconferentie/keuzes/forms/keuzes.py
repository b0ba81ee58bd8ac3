"""One choice per workshop, per round; the same form for a guest, for who answers the phone, and for paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms

from datt.core.fields import DagField
from datt.core.forms import VersieMixin
from pilots.werkconferentie.keuzes.aanbod import Aanbod, Keuzeronde, Keuzesessie, faults
from pilots.werkconferentie.keuzes.models import Keus, Overname
from pilots.werkconferentie.keuzes.services.bewaren import WEG
from pilots.werkconferentie.programma.models import Programma

ONBESLIST = "?"  # none of the answers, so none is chosen beforehand


@dataclass(frozen=True)
class Keuzevraagrij:
    """A workshop with the field that asks for it; `was` is what two people keyed in for it when that differs."""

    sessie: Keuzesessie
    field: forms.BoundField
    was: tuple[str, ...] = ()


class KeuzeForm(forms.Form):
    """`keuzes` is what was chosen before, by the pk of the session. Its answer is `keuzes`."""

    geen: ClassVar = "Geen mening"

    def __init__(self, *args: Any, aanbod: Aanbod, keuzes: Mapping[int, int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.aanbod = aanbod
        for pk, sessie in aanbod.sessies.items():
            self.fields[_name(pk)] = forms.TypedChoiceField(
                label=sessie.titel,
                choices=[*Keus.choices, ("", self.geen)],
                coerce=int,
                empty_value=None,
                required=False,
                initial=(keuzes or {}).get(pk, ""),
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Kies een van de vijf antwoorden."},
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        # What was on the page when it was opened, and went from the programme since.
        gone = [name for name, value in self.data.items() if name[:1] == "s" and name[1:].isdecimal() and value]
        if any(name not in self.fields for name in gone):
            self.add_error(None, WEG)
        for pk, sentence in faults(self.aanbod, self.keuzes).items():
            self.add_error(_name(pk), sentence)
        return cleaned

    @property
    def keuzes(self) -> dict[int, int]:
        """What was chosen: `{sessie_pk: keus}`, without what nobody has an opinion about."""
        chosen = {pk: self.cleaned_data.get(_name(pk)) for pk in self.aanbod.sessies}
        return {pk: keus for pk, keus in chosen.items() if keus is not None}

    def rondes(self) -> list[tuple[Keuzeronde, list[Keuzevraagrij]]]:
        """For the template: each round with its workshops and their fields."""
        return [(ronde, [self._row(sessie) for sessie in ronde.sessies]) for ronde in self.aanbod.rondes]

    def _row(self, sessie: Keuzesessie) -> Keuzevraagrij:
        return Keuzevraagrij(sessie, self[_name(sessie.pk)])


def _name(pk: int) -> str:
    return f"s{pk}"


class BelForm(VersieMixin, KeuzeForm):
    """What a guest says on the phone; nobody overwrites unseen what the guest chose meanwhile."""


class PapierForm(KeuzeForm):
    """What somebody reads on a form on paper."""

    geen = "Niets"


class VerschilForm(PapierForm):
    """What really stands there: what two people read alike is filled in, for the rest one has to look and choose."""

    def __init__(self, *args: Any, gelezen: Sequence[Overname], **kwargs: Any) -> None:
        super().__init__(*args, keuzes=gelezen[0].as_choices, **kwargs)
        self.verschillen: dict[int, tuple[str, ...]] = {}
        for pk in self.aanbod.sessies:
            read = [(one.door, one.as_choices.get(pk)) for one in gelezen]
            if len({keus for _, keus in read}) > 1:
                self.fields[_name(pk)].initial = ONBESLIST
                self.verschillen[pk] = tuple(f"{door} las: {self._word(keus)}" for door, keus in read)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for pk in self.verschillen:
            if _name(pk) not in self.data:
                self.add_error(_name(pk), "Kijk op het papier en kies wat er staat.")
        return cleaned

    def _word(self, keus: int | None) -> str:
        return (self.geen if keus is None else Keus(keus).label).lower()

    def _row(self, sessie: Keuzesessie) -> Keuzevraagrij:
        return Keuzevraagrij(sessie, self[_name(sessie.pk)], self.verschillen.get(sessie.pk, ()))


class OpenForm(VersieMixin, forms.Form):
    """Until when guests may choose."""

    kiezen_tot = DagField(label="Kiezen kan tot en met", help_text="Bijvoorbeeld 12 maart 2027 of 12-3-2027.")

    def __init__(self, *args: Any, programma: Programma, **kwargs: Any) -> None:
        super().__init__(*args, versie=programma.versie, **kwargs)
        self.fields["kiezen_tot"].initial = programma.kiezen_tot
