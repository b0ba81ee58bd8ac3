"""Form fields for a day and a time as Dutch people write them."""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms

from datt.core.dates import MONTHS, day

DAY_NAMES = r"(?:(?:ma|di|wo|do|vr|za|zo)[a-z]*\.?,?\s+)?"
IN_WORDS = re.compile(rf"^{DAY_NAMES}(\d{{1,2}})\s+([a-z]{{3,}})\.?\s+(\d{{4}})$", re.IGNORECASE)
IN_NUMBERS = re.compile(rf"^{DAY_NAMES}(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{4}})$", re.IGNORECASE)
ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
CLOCK = re.compile(r"^(\d{1,2})(?:[.:](\d{2}))?\s*(?:uur|u)?\.?$", re.IGNORECASE)


def parse_day(text: str) -> date:
    """Read '12-3-2027', '12 maart 2027', 'do 12 maart 2027' or ISO. Raises ValueError."""
    text = " ".join(text.split())
    if found := ISO.match(text):
        return date(*map(int, found.groups()))
    if found := IN_NUMBERS.match(text):
        nr, month, year = map(int, found.groups())
        return date(year, month, nr)
    if found := IN_WORDS.match(text):
        nr_text, name, year_text = found.groups()
        return date(int(year_text), _month(name), int(nr_text))
    raise ValueError(text)


def _month(name: str) -> int:
    name = "maart" if name.lower() == "mrt" else name.lower()
    matches = [nr for nr, month in enumerate(MONTHS, start=1) if month.startswith(name)]
    if len(matches) != 1:
        raise ValueError(name)
    return matches[0]


def parse_clock(text: str) -> time:
    """Read '9.30', '09:30', '9.30 uur' or '9 uur'. Raises ValueError."""
    found = CLOCK.match(text.strip())
    if not found:
        raise ValueError(text)
    return time(int(found.group(1)), int(found.group(2) or 0))


class WrittenField(forms.Field):
    """A value that people write in words, read by `parse`, which raises ValueError."""

    kind: type
    look: str

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "class": self.look}))
        super().__init__(**kwargs)

    def parse(self, text: str) -> Any:
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if isinstance(value, self.kind):
            return value
        try:
            return self.parse(str(value))
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except forms.ValidationError:
            return True


class DagField(WrittenField):
    """A day, typed as people write it and shown as 'do 12 maart 2027'."""

    kind = date
    look = "invoer--midden"
    default_error_messages = {
        "required": "Vul een datum in, bijvoorbeeld 12 maart 2027.",
        "invalid": "Dit is geen datum. Schrijf bijvoorbeeld 12 maart 2027 of 12-3-2027.",
    }

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime):
            value = value.date()
        return day(value) if isinstance(value, date) else value

    def parse(self, text: str) -> date:
        return parse_day(text)


class KlokField(WrittenField):
    """A time of the day, typed as people write it and shown as '09.30'."""

    kind = time
    look = "invoer--kort"
    default_error_messages = {
        "required": "Vul een tijd in, bijvoorbeeld 9.30.",
        "invalid": "Dit is geen tijd. Schrijf bijvoorbeeld 9.30 of 13.00.",
    }

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H.%M}" if isinstance(value, time) else value

    def parse(self, text: str) -> time:
        return parse_clock(text)


class RedenField(forms.CharField):
    """Why something is done; the label asks it, the help text says who reads the answer."""

    default_error_messages = {"required": "Schrijf op wat de reden is."}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Wat is de reden?")
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(max_length=300, **kwargs)
