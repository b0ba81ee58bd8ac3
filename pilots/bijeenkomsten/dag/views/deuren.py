"""The doors close, and open again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from datt.core.http import Request
from pilots.access import Right
from pilots.bijeenkomsten.dag.services import deur
from pilots.decorators import pilot_view
from pilots.traject.models import Pilot
from pilots.traject.services.vinden import find_meeting


@require_POST
@pilot_view(Right.HOST)
def deuren_close(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """From now on the guests are who is inside."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    deur.close_doors(meeting, by=request.user)
    messages.success(request, "De deuren zijn dicht. Wie later komt, checkt u gewoon in.")
    return redirect("dag:incheck", pilot.pk, meeting.pk)


@require_POST
@pilot_view(Right.HOST)
def deuren_reopen(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Undo it."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    deur.reopen_doors(meeting, by=request.user)
    messages.success(request, "De deuren zijn weer open. Iedereen die ja zei, telt weer mee.")
    return redirect("dag:incheck", pilot.pk, meeting.pk)
