"""The code with which somebody changes or cancels their own sign-up: it stands in their link, and can be typed over."""

import hashlib
import hmac
import secrets

from django.conf import settings

from pilots.werkconferentie.proeverij.models import Bezoekaanmelding

# Letters and digits that nobody mistakes for another.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 12


def new_seed() -> str:
    return secrets.token_hex(16)


def derived(seed: str) -> str:
    """The code of this seed: 12 characters, worthless without the secret key."""
    number = int.from_bytes(hmac.new(settings.SECRET_KEY.encode(), f"bezoek:{seed}".encode(), "sha256").digest())
    letters = []
    for _ in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def code_of(aanmelding: Bezoekaanmelding) -> str:
    return derived(aanmelding.zaad)


def grouped(code: str) -> str:
    """As people read it: 'abcd efgh jkmn'."""
    return " ".join(code[nr : nr + 4] for nr in range(0, LENGTH, 4))


def digest(code: str) -> str:
    """What is kept of a code, also of one as people type it."""
    plain = "".join(char for char in code.lower() if char.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()


def find_by_code(code: str) -> Bezoekaanmelding | None:
    """The sign-up of this code, of a page that can be seen; None for any other."""
    found = Bezoekaanmelding.objects.select_related("openstelling__bijeenkomst__pilot__gemeente")
    return found.filter(code_hash=digest(code)).first()
