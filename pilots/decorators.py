"""Enforce `access.RIGHTS` on a view below a pilot."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate

from django.apps import apps
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from datt.core.http import Request
from pilots.access import Right

if TYPE_CHECKING:
    from pilots.traject.models import Pilot

type PilotView[**P] = Callable[Concatenate[Request, "Pilot", P], HttpResponse]


def pilot_view[**P](right: Right) -> Callable[[PilotView[P]], Callable[..., HttpResponse]]:
    """Give the view its pilot: 404 for outsiders, 403 for members without `right`.

    Sets `request.rights`, what this user may do here; templates ask it for comfort, never for safety.
    """

    def decorate(view: PilotView[P]) -> Callable[..., HttpResponse]:
        @login_required
        @wraps(view)
        def wrapped(request: Request, pilot_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
            pilots = apps.get_model("traject", "Pilot").objects.select_related("gemeente")
            pilot: Pilot = get_object_or_404(pilots, pk=pilot_id)
            request.rights = pilot.rights_of(request.user)
            if not request.rights:
                raise Http404
            if right not in request.rights:
                raise PermissionDenied
            return view(request, pilot, *args, **kwargs)

        wrapped.right = right  # type: ignore[attr-defined]  # read by the access tests
        return wrapped

    return decorate
