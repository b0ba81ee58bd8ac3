"""Who wants no more mail of a kring: asked here, and of every app that knows more about its people."""

from collections.abc import Callable, Collection

from django.db import models

from datt.berichten.models import Afmelding

# (kring, lowercased addresses) -> those of them that want no more; (kring, address, whether they left or came back)
type Bron = Callable[[models.Model, Collection[str]], Collection[str]]
type Luisteraar = Callable[[models.Model, str, bool], None]

WANTS_NO_MORE = "Deze persoon wil geen berichten meer over deze pilot. Bel als het echt nodig is."

_bronnen: list[Bron] = []
_luisteraars: list[Luisteraar] = []


def register_afgemeld(bron: Bron) -> Bron:
    """Say of addresses in a kring which of them want no more, by what your app knows."""
    if bron not in _bronnen:
        _bronnen.append(bron)
    return bron


def on_afmelding(luisteraar: Luisteraar) -> Luisteraar:
    """Hear in the same transaction that an address left a kring (True) or came back (False)."""
    if luisteraar not in _luisteraars:
        _luisteraars.append(luisteraar)
    return luisteraar


def tell(kring: models.Model, adres: str, *, left: bool) -> None:
    for luisteraar in _luisteraars:
        luisteraar(kring, adres, left)


def opted_out(kring: models.Model | None, adressen: Collection[str]) -> set[str]:
    """Which of these addresses want no more than they ask for; lowercased."""
    if kring is None or not adressen:
        return set()
    asked = {adres.lower() for adres in adressen}
    found = Afmelding.objects.opted_out(kring, asked)
    for bron in _bronnen:
        found |= {adres.lower() for adres in bron(kring, asked)}
    return found & asked
