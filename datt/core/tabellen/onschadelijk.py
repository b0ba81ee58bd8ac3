"""Cells that a spreadsheet could run as a formula: made harmless when written, made whole when read."""

import re

# What a spreadsheet takes for the beginning of a formula, also in full width.
_START = "=+\\-@＝＋－＠"
# At the beginning of any line, after blanks, no-break spaces and byte order marks; a tab or return first counts too.
_DANGER = re.compile(rf"\A[\t\r\n]|(?:\A|[\r\n])[\s\u00a0\ufeff\u200b\"']*[{_START}]")
# Characters that no spreadsheet file may hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

BETEKENIS = (
    "Begint een tekst met =, +, - of @, dan staat er in een csv-bestand een ' voor. "
    "Zo voert uw rekenprogramma die tekst niet uit als formule."
)


def is_dangerous(text: str) -> bool:
    """Whether a spreadsheet could run this text instead of showing it."""
    return bool(_DANGER.search(text))


def clean(text: str) -> str:
    """Without the characters that would break the file."""
    return _ILLEGAL.sub("", text)


def defuse(text: str) -> str:
    """The text as a spreadsheet may see it: what could run gets an apostrophe in front.

    A text that already begins with an apostrophe before something dangerous gets one more, so that
    `undo_defuse` gives back exactly what stood there.
    """
    text = clean(text)
    return f"'{text}" if is_dangerous(text) else text


def undo_defuse(text: str) -> str:
    """Undo `defuse`: what we wrote ourselves comes back as it was."""
    return text[1:] if text.startswith("'") and is_dangerous(text[1:]) else text
