"""Who was there: by person, part and organisation; corrected afterwards, and taken along as a file."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from datt.core.http import Request, respond
from datt.core.tabellen import SOORTEN, table_response
from pilots.access import Right
from pilots.bijeenkomsten.dag.services.aantallen import attendance_of
from pilots.bijeenkomsten.dag.services.incheck import mark_absent, refuse_unless_open
from pilots.bijeenkomsten.dag.services.uitvoer import attendance_table, log_download
from pilots.bijeenkomsten.uitnodigen.models import UitnodigingStatus
from pilots.decorators import pilot_view
from pilots.traject.kop import meeting_header
from pilots.traject.models import Pilot
from pilots.traject.services.vinden import find_meeting


@require_safe
@pilot_view(Right.HOST)
def presentie(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    context = meeting_header(
        request, pilot, meeting, tab="dag",
        in_url=reverse("dag:binnen", args=[pilot.pk, meeting.pk]),
        uit_url=reverse("dag:terug", args=[pilot.pk, meeting.pk]),
        presentie=attendance_of(meeting), bestanden=SOORTEN.items(),
        nog_ja=meeting.uitnodigingen.filter(status=UitnodigingStatus.JA).count() if meeting.is_held() else 0,
    )  # fmt: skip
    return respond(request, "dag/presentie.html", context)


@require_safe
@pilot_view(Right.HOST)
def presentie_export(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    als = request.GET.get("als", "")
    soort = als if als in SOORTEN else "xlsx"
    log_download(meeting, soort, by=request.user)
    return table_response(attendance_table(meeting), soort)


@require_POST
@pilot_view(Right.HOST)
def afwezig(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """The list is complete: who is not on it was not there."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    refuse_unless_open(meeting)
    missed = mark_absent(meeting, by=request.user)
    words = "1 gast zei ja en was er niet" if missed == 1 else f"{missed} gasten zeiden ja en waren er niet"
    messages.success(request, f"De lijst is compleet: {words}.")
    return redirect("dag:presentie", pilot.pk, meeting.pk)
