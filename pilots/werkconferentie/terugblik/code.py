"""The code on the card of a workshop: it says which workshop, and lets nobody in. And the mark of who answered."""

import base64
import hashlib
import hmac

from django.conf import settings
from django.urls import reverse

from pilots.traject.models import Persoon
from pilots.werkconferentie.programma.models import Workshop

TEKENS = 12


def _mark(workshop_id: int, key: str) -> str:
    seal = hmac.new(key.encode(), f"workshopvragen:{workshop_id}".encode(), hashlib.sha256).digest()
    return base64.b32encode(seal).decode().lower()[:TEKENS]


def workshop_code(workshop: Workshop) -> str:
    """Of this workshop, made by us: nobody goes past the workshops by counting."""
    return f"{workshop.pk}-{_mark(workshop.pk, settings.SECRET_KEY)}"


def workshop_url(workshop: Workshop) -> str:
    """What the QR code holds."""
    return settings.SITE_URL + reverse("terugblik:vragen", args=[workshop_code(workshop)])


def find_by_code(code: str) -> Workshop | None:
    """The workshop whose card this is; None when we did not make the code."""
    number, _, mark = code.strip().lower().partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if not any(hmac.compare_digest(_mark(int(number), key).encode(), mark.encode()) for key in keys):
        return None
    return Workshop.objects.select_related("bijeenkomst__pilot__gemeente").filter(pk=int(number)).first()


def _one_way(workshop_id: int, who: str) -> str:
    """Without our key nobody can make it from a person, and nobody can make a person from it."""
    said = f"terugblik:{workshop_id}:{who}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()


def code_of_guest(workshop_id: int, persoon: Persoon) -> str:
    return _one_way(workshop_id, f"gast {persoon.pk}")


def code_of_phone(workshop_id: int, phone: str) -> str:
    """`phone` is a word that this browser was given, and that says nothing about it."""
    return _one_way(workshop_id, f"telefoon {phone}")
