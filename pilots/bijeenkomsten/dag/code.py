"""The code on a badge and in a mail: it says which person at which meeting, and lets nobody in by itself.

It is signed and needs no row; it is not the personal link, so who reads a badge sees nothing of its owner.
"""

import base64
import hashlib
import hmac
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse

TEKENS = 16


class Code(NamedTuple):
    bijeenkomst: int
    persoon: int


def _mark(bijeenkomst: int, persoon: int, key: str) -> str:
    seal = hmac.new(key.encode(), f"incheckcode:{bijeenkomst}:{persoon}".encode(), hashlib.sha256).digest()
    return base64.b32encode(seal).decode().lower()[:TEKENS]


def code_of(bijeenkomst: int, persoon: int) -> str:
    """Such as '12-345-abcd…': the numbers stand open, so that a phone without internet knows who it is."""
    return f"{bijeenkomst}-{persoon}-{_mark(bijeenkomst, persoon, settings.SECRET_KEY)}"


def url_of(bijeenkomst: int, persoon: int) -> str:
    """What the QR code opens."""
    return settings.SITE_URL + reverse("dag:code", args=[code_of(bijeenkomst, persoon)])


def read_code(code: str) -> Code | None:
    """Whom it is of; None when we did not make it."""
    meeting, _, rest = code.strip().lower().partition("-")
    person, _, mark = rest.partition("-")
    if not (_is_number(meeting) and _is_number(person)):
        return None
    found = Code(int(meeting), int(person))
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return found if any(hmac.compare_digest(_mark(*found, key).encode(), mark.encode()) for key in keys) else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10
