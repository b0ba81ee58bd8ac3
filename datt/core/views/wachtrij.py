"""What the queue of a device asks: who sends now, with which form key; and the script that works without internet."""

from functools import cache
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from datt.core.wachtrij import sender_of


@login_not_required
@never_cache
@require_safe
def wachtrij_stand(request: HttpRequest) -> HttpResponse:
    """A form key of now, for what waited so long that its own is old; readable by our own pages only."""
    return JsonResponse({"sleutel": get_token(request), "wie": sender_of(request)})


@login_not_required
@never_cache
@require_POST
def wachtrij_proef(request: HttpRequest) -> HttpResponse:
    """Take in a message of the self-test; it keeps nothing."""
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@login_not_required
@require_safe
def wachtrij_werker(request: HttpRequest) -> HttpResponse:
    """The service worker. It stands at the root, for a worker rules only what lies below it."""
    headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": "/"}
    return HttpResponse(_script(), content_type="text/javascript; charset=utf-8", headers=headers)


@cache
def _script() -> bytes:
    return (settings.BASE_DIR / "static" / "js" / "wachtrij-werker.js").read_bytes()
