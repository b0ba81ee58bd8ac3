"""One meeting: when and where, what it is for, its checklist and its life."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from datt.core.http import Request, respond
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.kop import header
from pilots.traject.models import Pilot


@require_GET
@pilot_view(Right.VIEW)
def bijeenkomst_detail(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    bijeenkomst = get_object_or_404(pilot.bijeenkomsten, pk=bijeenkomst_id)
    context = header(request, pilot, tab="bijeenkomsten", bijeenkomst=bijeenkomst)
    return respond(request, "traject/bijeenkomst_detail.html", context)
