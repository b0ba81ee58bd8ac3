"""The form with a host for every table."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from pilots.tafels.models import Tafel
from pilots.traject.models import Persoon


class GastherenForm(forms.Form):
    """One choice for each table; the same person at two tables is said at the second."""

    def __init__(
        self, *args: Any, tafels: Sequence[Tafel], people: Iterable[Persoon], hosts: Mapping[int, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.tafels = tafels
        choices = [
            ("", "Niemand"),
            *((str(one.pk), f"{one.naam} ({one.organisatie})" if one.organisatie else one.naam) for one in people),
        ]
        for tafel in tafels:
            self.fields[f"tafel_{tafel.pk}"] = forms.TypedChoiceField(
                label=str(tafel),
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                initial=hosts.get(tafel.pk, ""),
                error_messages={"invalid_choice": "Deze gast komt niet. Kies iemand anders."},
            )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        seen: dict[int, Tafel] = {}
        for tafel in self.tafels:
            host = cleaned.get(f"tafel_{tafel.pk}")
            if host is None:
                continue
            if host in seen:
                self.add_error(
                    f"tafel_{tafel.pk}", f"Deze gast is al gastheer van tafel {seen[host].nummer}. Kies iemand anders."
                )
            seen.setdefault(host, tafel)
        return cleaned

    def hosts(self) -> dict[int, int | None]:
        return {tafel.pk: self.cleaned_data[f"tafel_{tafel.pk}"] for tafel in self.tafels}
