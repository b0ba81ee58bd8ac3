"""Requests and answers as every view uses them."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from datt.accounts.models import User


class Request(HttpRequest):
    """What a view receives after the middleware; `rights` is set by `pilot_view`."""

    htmx: "HtmxDetails"
    user: "User"
    rights: frozenset[str]


def respond(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    partial: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Render the whole page, or only `partial` when htmx will swap it in."""
    htmx = getattr(request, "htmx", None)
    swaps = bool(partial and htmx and not htmx.boosted and not htmx.history_restore_request)
    name = f"{template}#{partial}" if swaps else template
    response = render(request, name, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
