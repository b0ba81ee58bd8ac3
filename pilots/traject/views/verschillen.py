"""What somebody typed beside what somebody else stored meanwhile."""

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
    found = []
    for name, stands in now.items():
        typed = form.cleaned_data[name]
        if typed != stands and (typed or stands):
            field = form.fields[name]
            found.append(Verschil(form[name], _shown(field, typed), _shown(field, stands)))
    return found


def _shown(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]  # pairs, no groups
    if isinstance(field, forms.ModelChoiceField):
        return "" if value is None else str(value)
    return "" if value is None else str(field.prepare_value(value))
