"""The code on the screen in the hall and on paper: it says which meeting, and lets nobody in by itself."""

import base64
import hashlib
import hmac

from django.conf import settings
from django.urls import reverse

from pilots.traject.models import Bijeenkomst

TEKENS = 12


def _mark(meeting_id: int, key: str) -> str:
    seal = hmac.new(key.encode(), f"zaalvragen:{meeting_id}".encode(), hashlib.sha256).digest()
    return base64.b32encode(seal).decode().lower()[:TEKENS]


def hall_code(meeting: Bijeenkomst) -> str:
    """Of this meeting, made by us: nobody goes past the meetings by counting."""
    return f"{meeting.pk}-{_mark(meeting.pk, settings.SECRET_KEY)}"


def hall_url(meeting: Bijeenkomst) -> str:
    return settings.SITE_URL + reverse("verslag:evaluatie_zaal", args=[hall_code(meeting)])


def find_by_hall_code(code: str) -> Bijeenkomst | None:
    number, _, mark = code.strip().lower().partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if not any(hmac.compare_digest(_mark(int(number), key).encode(), mark.encode()) for key in keys):
        return None
    return Bijeenkomst.objects.select_related("pilot__gemeente").filter(pk=int(number)).first()
