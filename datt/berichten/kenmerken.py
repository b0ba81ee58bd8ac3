"""Marks of a message that leave the building and come back: signed, so that nobody makes one up."""

import hmac
from hashlib import sha256

from django.conf import settings

SIGNATURE = 12  # hexadecimal signs: 48 bits beside a mark of 96


def token_for(kenmerk: str) -> str:
    """The mark of a message with a signature, for the link to have no more."""
    return f"{kenmerk}-{_sign('afmelden', kenmerk, settings.SECRET_KEY)}"


def kenmerk_of(token: str) -> str:
    """The mark in a token of ours, or '' for anything else."""
    return read("afmelden", token)


def read(purpose: str, token: str) -> str:
    """The mark that was signed for this purpose, with the key of now or an older one; '' for anything else."""
    kenmerk, _, signature = token.rpartition("-")
    if not kenmerk or not signature.isascii():
        return ""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    # All keys are tried, so that the time it takes tells nothing.
    matches = [hmac.compare_digest(signature, _sign(purpose, kenmerk, key)) for key in keys]
    return kenmerk if any(matches) else ""


def sign(purpose: str, kenmerk: str) -> str:
    return _sign(purpose, kenmerk, settings.SECRET_KEY)


def _sign(purpose: str, kenmerk: str, key: str) -> str:
    return hmac.new(key.encode(), f"{purpose}:{kenmerk}".encode(), sha256).hexdigest()[:SIGNATURE]
