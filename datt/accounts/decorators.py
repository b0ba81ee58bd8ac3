"""Pages of the beheerder; for everybody else they do not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse

from datt.core.http import Request


def beheer_view(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @login_required
    @wraps(view)
    def wrapped(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_beheerder:
            raise Http404
        return view(request, *args, **kwargs)

    wrapped.right = "beheer"  # type: ignore[attr-defined]  # read by the access tests
    return wrapped
