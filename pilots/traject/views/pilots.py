"""The list of pilots, and the overview of one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from datt.core.http import Request, respond
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.kop import header
from pilots.traject.models import Pilot


@require_GET
@login_required
def pilot_list(request: Request) -> HttpResponse:
    pilots = Pilot.objects.for_user(request.user).with_gemeente()
    return respond(request, "traject/pilot_list.html", {"pilots": pilots, "hoofdmenu": "pilots"})


@require_GET
@pilot_view(Right.VIEW)
def pilot_detail(request: Request, pilot: Pilot) -> HttpResponse:
    context = header(request, pilot, tab="overzicht", is_overzicht=True)
    return respond(request, "traject/pilot_detail.html", context)
