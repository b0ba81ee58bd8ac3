"""Whether a value people type looks as it should."""

import re

from django.core.exceptions import ValidationError

_PHONE = re.compile(r"[\d\s()+-]+")


def check_phone(value: str) -> None:
    """Digits, spaces, brackets and dashes; short numbers such as 14 0172 are numbers too."""
    if not _PHONE.fullmatch(value) or sum(char.isdigit() for char in value) < 3:
        raise ValidationError("Vul een telefoonnummer in met alleen cijfers, zoals 0123 456 789.")


def check_name(value: str) -> None:
    if "://" in value or value.lower().startswith("www."):
        raise ValidationError("Vul hier een naam in, geen webadres.")
