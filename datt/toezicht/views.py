"""For whoever watches over the installation: is it alive, and is it ready?"""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from datt.toezicht.gezondheid import complaints, names


@login_not_required
@never_cache
@require_safe
def gezond(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("gezond\n", content_type="text/plain; charset=utf-8")


@login_not_required
@never_cache
@require_safe
def gereed(request: HttpRequest) -> HttpResponse:
    """Database, queue, files and migrations work; 503 with the reasons when not."""
    wrong = complaints()
    answer = {"gereed": not wrong, "onderdelen": {name: wrong.get(name, "goed") for name in names()}}
    return JsonResponse(answer, status=HTTPStatus.SERVICE_UNAVAILABLE if wrong else HTTPStatus.OK)
