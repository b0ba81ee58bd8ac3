"""The version that screens ask with, many times a second: from the cache, and only now and then from the row."""

from django.core import signing
from django.core.cache import cache
from django.db import transaction

from pilots.bijeenkomsten.draaiboek.models import Draaiboek

# A change is told at once. This is for what was not: an edited block, or two changes that told in the wrong order.
SECONDS = 2
SIGNER = signing.Signer(salt="draaiboek.stand")


def version_of(draaiboek: Draaiboek) -> str:
    return f"{draaiboek.stand}.{draaiboek.versie}"


def key_of(draaiboek_id: int) -> str:
    """What a screen asks with: it tells that something changed, and never what."""
    return SIGNER.sign(str(draaiboek_id))


def number_behind(key: str) -> int | None:
    """Which run sheet a key is of; None when the key is not ours."""
    try:
        return int(SIGNER.unsign(key))
    except (signing.BadSignature, ValueError):
        return None


def version_for(key: str) -> str | None:
    """The version behind a key, without a query while the cache knows it. None for a key that is not ours."""
    number = number_behind(key)
    if number is None:
        return None
    known: str | None = cache.get(_name(number))
    return known or _from_row(number)


def _from_row(number: int) -> str | None:
    draaiboek = Draaiboek.objects.only("stand", "versie").filter(pk=number).first()
    if draaiboek is None:
        return None
    version = version_of(draaiboek)
    # add, not set: who changed it meanwhile knows better.
    cache.add(_name(number), version, SECONDS)
    return version


def tell_screens(draaiboek: Draaiboek) -> None:
    """Let every screen see the change once it is committed."""
    transaction.on_commit(lambda: _tell(draaiboek.pk))


def _tell(number: int) -> None:
    draaiboek = Draaiboek.objects.only("stand", "versie").filter(pk=number).first()
    if draaiboek is not None:
        cache.set(_name(number), version_of(draaiboek), SECONDS)


def _name(number: int) -> str:
    return f"draaiboek:stand:{number}"
