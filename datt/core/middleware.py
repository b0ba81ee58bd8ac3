"""What happens around every request."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.template.loader import render_to_string

from datt.core.states import TransitionError

type GetResponse = Callable[[HttpRequest], HttpResponse]


FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}


class PlainRequestMiddleware:
    """Refuse bytes that no form of ours can hold: a NUL would become a 500 in PostgreSQL."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path or "%00" in query or "\x00" in query:
            return HttpResponseBadRequest("Dit adres klopt niet.")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        is_form = request.method == "POST" and request.content_type in FORMS
        if is_form and any("\x00" in value for _, values in request.POST.lists() for value in values):
            return HttpResponseBadRequest("Er staat een teken in uw tekst dat wij niet kunnen bewaren.")
        return None


class PrivatePageMiddleware:
    """Pages of somebody who signed in are never kept by a browser or a proxy."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        return response


class RefusedTransitionMiddleware:
    """A step that cannot be taken any more becomes a 409 with its own sentence."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, TransitionError):
            return None
        template = "409.html#melding" if getattr(request, "htmx", False) else "409.html"
        return render(request, template, {"melding": str(exception)}, status=HTTPStatus.CONFLICT)


class SwapMessagesMiddleware:
    """Send what was said along with a partial: htmx puts it in the live region, so it is read once and not later."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _is_partial(request) and _shows_html(response) and (said := list(get_messages(request))):
            words = render_to_string("components/meldingen.html", {"messages": said, "los": True}, request)
            response.content += words.encode()
            if response.has_header("Content-Length"):
                response["Content-Length"] = str(len(response.content))
        return response


def _is_partial(request: HttpRequest) -> bool:
    htmx = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def _shows_html(response: HttpResponse) -> bool:
    """Whether htmx will swap this answer in: a page or a sentence, not a redirect, a download or nothing at all."""
    is_page = response.status_code in {HTTPStatus.OK, HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY}
    is_html = response.get("Content-Type", "").startswith("text/html")
    return is_page and is_html and not response.streaming and not response.has_header("HX-Redirect")
