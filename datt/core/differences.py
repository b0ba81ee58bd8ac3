"""What somebody typed beside what somebody else stored meanwhile: the rows of `components/verschillen.html`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms


@dataclass(frozen=True)
class Verschil:
    """One field in which what was typed and what stands now differ."""

    veld: forms.BoundField
    uw_tekst: str
    staat_er_nu: str


def differences(form: forms.BaseForm, now: Mapping[str, Any]) -> list[Verschil]:
    """The fields of a valid form that differ from the values of now; others are left out."""
    pairs = [
        (name, _shown(form.fields[name], form.cleaned_data[name]), _shown(form.fields[name], stands))
        for name, stands in now.items()
    ]
    return [Verschil(form[name], typed, stands) for name, typed, stands in pairs if typed != stands]


def _shown(field: forms.Field, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(field, forms.BooleanField):
        return "ja" if value else "nee"
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(str(one) for one in value)
    if isinstance(field, forms.ModelChoiceField):
        return str(value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]  # pairs, no groups
    # A browser sends line ends as two characters.
    return str(field.prepare_value(value)).replace("\r\n", "\n").strip()
