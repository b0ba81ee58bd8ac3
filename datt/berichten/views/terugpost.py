"""Post that comes back, told by the mail system in a signed request."""

import hmac
import json
import time
from hashlib import sha256
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from datt.berichten.retour import Terugmelding, read_report, told
from datt.berichten.services import terugpost as services

OLDEST_SECONDS = 300
LONGEST = 500_000


@csrf_exempt
@login_not_required
@require_POST
def terugpost(request: HttpRequest) -> HttpResponse:
    """Take what came back. The answer is the same whether or not we know the message."""
    if not settings.POST["retour_geheim"]:
        raise Http404
    if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST or not _is_from_the_post(request):
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    melding = _read(request)
    if melding is not None:
        services.take_back(melding)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _is_from_the_post(request: HttpRequest) -> bool:
    """Signed with the secret, just now, and for the first time."""
    moment = request.headers.get("X-Datt-Tijd", "")
    given = request.headers.get("X-Datt-Handtekening", "")
    secret = settings.POST["retour_geheim"].encode()
    expected = hmac.new(secret, moment.encode() + b"." + request.body, sha256).hexdigest()
    if not given.isascii() or not hmac.compare_digest(given, expected) or not moment.isdecimal():
        return False
    is_now = abs(time.time() - int(moment[:12])) <= OLDEST_SECONDS
    return is_now and cache.add(f"terugpost:{expected}", 1, 2 * OLDEST_SECONDS)


def _read(request: HttpRequest) -> Terugmelding | None:
    """A report as the post wrote it, or its three words as JSON."""
    if request.content_type == "message/rfc822":
        return read_report(request.body)
    try:
        found = json.loads(request.body)
    except ValueError:
        return None
    if not isinstance(found, dict):
        return None
    words = [str(found.get(name, "")) for name in ("adres", "actie", "status")]
    return told(words[0], actie=words[1], status=words[2])
