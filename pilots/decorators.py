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
from datt.core.states import TransitionError
from pilots.access import Right

if TYPE_CHECKING:
    from pilots.traject.models import Pilot

READING = frozenset({"GET", "HEAD", "OPTIONS"})
# What one may still do in a pilot that is over: order a report, and arrange who can get at it.
AFTERWARDS = frozenset({Right.ORDER, Right.DOWNLOAD, Right.TEAM})

type PilotView[**P] = Callable[Concatenate[Request, "Pilot", P], HttpResponse]


def pilot_view[**P](
    right: Right, *, also_afterwards: bool = False
) -> Callable[[PilotView[P]], Callable[..., HttpResponse]]:
    """Give the view its pilot: 404 for outsiders, 403 for members without `right`.

    Sets `request.rights`, what this user may do here; templates ask it for comfort, never for safety.
    A pilot that is archived or broken off refuses every change, unless the view is `also_afterwards`.
    """
    may_afterwards = also_afterwards or right in AFTERWARDS

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
            if request.method not in READING and pilot.is_read_only() and not may_afterwards:
                raise TransitionError(
                    f"De pilot is {pilot.get_status_display().lower()}. U kunt alles lezen, maar niets meer veranderen."
                )
            return view(request, pilot, *args, **kwargs)

        wrapped.right = right  # type: ignore[attr-defined]  # read by the access tests
        return wrapped

    return decorate
