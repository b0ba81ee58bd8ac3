"""Parts that several forms of this app share."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from datt.core.forms import put
from pilots.keten.models import Organisatietype


def grouped_types() -> list[tuple[str, Any]]:
    """The kinds of organisations under their category, for a select."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for kind in Organisatietype.objects.select_related("categorie").order_by("categorie__volgorde", "naam"):
        groups.setdefault(kind.categorie.naam, []).append((kind.pk, kind.naam))
    return [("", "Kies wat het best past"), *groups.items()]


class EenmaligMixin(forms.Form):
    """A hidden key: the same form that arrives twice is done once."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)

    def clean_sleutel(self) -> uuid.UUID:
        sleutel: uuid.UUID | None = self.cleaned_data["sleutel"]
        if sleutel is None:
            self.replace("sleutel", str(uuid.uuid4()))
            raise ValidationError("Dit formulier was te oud. Kijk het na en verstuur het nog een keer.")
        return sleutel

    def replace(self, name: str, value: str) -> None:
        """Give a hidden field a fresh value in the form that goes back."""
        put(self, self.add_prefix(name), value)
