"""Which device a visitor without an account uses: for counting how often, never for knowing who."""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

COOKIE = "apparaat"
DAY = 86_400


def device_of(request: HttpRequest) -> str:
    """A mark of this device; who refuses the cookie shares one, empty, with all who refuse it."""
    try:
        return request.get_signed_cookie(COOKIE, default="") or ""
    except signing.BadSignature:
        return ""


def mark_device(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give a device that has no mark one for a day."""
    if COOKIE not in request.COOKIES:
        response.set_signed_cookie(
            COOKIE, get_random_string(22), max_age=DAY, httponly=True, secure=request.is_secure(), samesite="Lax"
        )
    return response
