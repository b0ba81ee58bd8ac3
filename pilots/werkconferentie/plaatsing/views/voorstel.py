"""Proposals of who goes where: ask for one, look at it, take it over or not."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from datt.core.http import Request, respond
from datt.core.states import TransitionError
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.models import Pilot
from pilots.traject.services.vinden import find_meeting
from pilots.werkconferentie.plaatsing.forms import VoorstelForm
from pilots.werkconferentie.plaatsing.services import beurten
from pilots.werkconferentie.plaatsing.services.plekken import division_of
from pilots.werkconferentie.plaatsing.services.voorstelbeeld import picture_of
from pilots.werkconferentie.plaatsing.services.vragen import fetch
from pilots.werkconferentie.plaatsing.views.zoeken import find_beurt
from pilots.werkconferentie.programma.delen import programme_header

PAGE = "plaatsing:verdeling_detail"


@require_POST
@pilot_view(Right.HOST)
def voorstel_make(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Let the worker make a proposal; nothing changes for anybody."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    form = VoorstelForm(request.POST)
    if not form.is_valid():
        raise TransitionError("Het getal van een voorstel is 0 of hoger, zonder komma. Er is nog niets gemaakt.")
    beurten.order(
        meeting, by=request.user, zaad=form.cleaned_data["zaad"] or 0, is_herstel=form.cleaned_data["is_herstel"]
    )
    return redirect(PAGE, pilot.pk, meeting.pk)


@require_safe
@pilot_view(Right.HOST)
def voorstel_detail(request: Request, pilot: Pilot, bijeenkomst_id: int, beurt_id: int) -> HttpResponse:
    """What the proposal is worth, before anybody takes it over."""
    beurt = find_beurt(pilot, bijeenkomst_id, beurt_id)
    meeting = beurt.bijeenkomst
    if not beurt.is_open:
        return redirect(PAGE, pilot.pk, meeting.pk)
    verdeling = division_of(meeting)
    beeld = picture_of(beurt, verdeling, fetch(meeting))
    context = programme_header(request, pilot, meeting, deel="verdeling", beeld=beeld, verdeling=verdeling)
    return respond(request, "plaatsing/voorstel_detail.html", context)


@require_POST
@pilot_view(Right.HOST)
def voorstel_stop(request: Request, pilot: Pilot, bijeenkomst_id: int, beurt_id: int) -> HttpResponse:
    beurt = find_beurt(pilot, bijeenkomst_id, beurt_id)
    beurten.stop(beurt, by=request.user)
    messages.success(request, "Het rekenen is gestopt. Er is niets veranderd.")
    return redirect(PAGE, pilot.pk, beurt.bijeenkomst.pk)


@require_POST
@pilot_view(Right.HOST)
def voorstel_take_over(request: Request, pilot: Pilot, bijeenkomst_id: int, beurt_id: int) -> HttpResponse:
    beurt = find_beurt(pilot, bijeenkomst_id, beurt_id)
    count = beurten.take_over(beurt, by=request.user)
    messages.success(request, _taken_over(count))
    return redirect(PAGE, pilot.pk, beurt.bijeenkomst.pk)


def _taken_over(count: int) -> str:
    places = (
        "Er veranderde geen plek"
        if not count
        else "1 plek veranderde"
        if count == 1
        else f"{count} plekken veranderden"
    )
    return f"Het voorstel is overgenomen. {places}. Er is niets verstuurd. U kunt dit nog ongedaan maken."


@require_POST
@pilot_view(Right.HOST)
def voorstel_discard(request: Request, pilot: Pilot, bijeenkomst_id: int, beurt_id: int) -> HttpResponse:
    beurt = find_beurt(pilot, bijeenkomst_id, beurt_id)
    beurten.discard(beurt, by=request.user)
    messages.success(request, "Het voorstel is weg. Er is niets veranderd.")
    return redirect(PAGE, pilot.pk, beurt.bijeenkomst.pk)
