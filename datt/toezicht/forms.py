"""Guard what people type in a form: what may never be kept is refused, what may be private is asked about."""

import logging
from functools import cache
from pathlib import Path
from typing import Any

from django import forms

from datt.core.content import read_toml
from datt.core.text import plain_line
from datt.toezicht.guard import Sterkte, find

logger = logging.getLogger(__name__)

TEKSTEN = Path(__file__).parent / "content" / "privacy_teksten.toml"
CONFIRM = "gaat_niet_over_inwoner"
WORDS = {
    "bsn": "een burgerservicenummer",
    "iban": "een rekeningnummer",
    "mailadres": "een mailadres",
    "telefoon": "een telefoonnummer",
    "adres": "een postcode",
    "geboortedatum": "een geboortedatum",
}


@cache
def teksten() -> dict[str, Any]:
    return read_toml(TEKSTEN)


def never_kept(text: str) -> str | None:
    """A sentence when the text holds what is never stored (a bsn or a bank account), else None."""
    return _sentence([one.soort for one in find(text) if one.sterkte == Sterkte.ZEKER])


def perhaps_private(text: str) -> str | None:
    """A sentence when the text holds what may be about a resident, else None."""
    return _sentence([one.soort for one in find(text) if one.sterkte == Sterkte.MOGELIJK])


def _sentence(kinds: list[str]) -> str | None:
    if not kinds:
        return None
    return f"Dit lijkt op {WORDS[kinds[0]]}. Haal het weg en probeer het opnieuw. Er is nog niets bewaard."


class GuardedFormMixin(forms.BaseForm):
    """Looks at every text: what is never kept is refused everywhere, also in a name or an address.

    `unguarded` names the fields that hold contact data on purpose: there nothing is asked.
    """

    unguarded: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[CONFIRM] = forms.BooleanField(
            required=False,
            label="Dit gaat niet over een inwoner",
            help_text=teksten()["bij_weigeren"]["toch_goed"],
            widget=forms.HiddenInput,
        )

    def clean(self) -> dict[str, Any] | None:
        cleaned: dict[str, Any] | None = super().clean()
        self._keep_on_one_line()
        # An answer to our question, and no value that anybody keeps.
        confirmed = bool(self.cleaned_data.pop(CONFIRM, False))
        asked = self._guarded()
        for name in self._texts():
            text = self.cleaned_data.get(name) or ""
            sentence = never_kept(text)
            if sentence is None and not confirmed and name in asked:
                sentence = perhaps_private(text)
                if sentence:
                    # Only now the question appears on the page.
                    self.fields[CONFIRM].widget = forms.CheckboxInput()
            if sentence:
                logger.info("guard refused a text in %s", type(self).__name__)
                self.add_error(name, sentence)
        return cleaned

    def _keep_on_one_line(self) -> None:
        """A browser sends no line break from a field of one line; who does so all the same gets a space."""
        for name in self._texts():
            if isinstance(self.fields[name].widget, forms.TextInput):
                self.cleaned_data[name] = plain_line(self.cleaned_data[name] or "")

    def _texts(self) -> list[str]:
        """The fields in which people type words: no mail addresses, phone numbers, choices or hidden keys."""
        contact = (forms.EmailField, forms.URLField, forms.ChoiceField, forms.SlugField, forms.UUIDField)
        return [
            name
            for name, field in self.fields.items()
            if isinstance(field, forms.CharField)
            and not isinstance(field, contact)
            and not field.widget.is_hidden
            and not name.endswith("telefoon")
            and name in self.cleaned_data
        ]

    def _guarded(self) -> list[str]:
        """The fields of free text, where what may be private is asked about."""
        contact = {*self.unguarded, "naam", "adres", "plaats"}
        return [name for name in self._texts() if name not in contact]
