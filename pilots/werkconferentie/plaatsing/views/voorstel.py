"""Proposals of who goes where: ask for one, look at it, take it over or not."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.core.http import Request, respond
from datt.core.states import TransitionError
from datt.core.versions import VerouderdError
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.models import Pilot
from pilots.traject.services.vinden import find_meeting
from pilots.werkconferentie.plaatsing.forms import SluitForm, VoorstelForm
from pilots.werkconferentie.plaatsing.services import beurten
from pilots.werkconferentie.plaatsing.services.plekken import division_of
from pilots.werkconferentie.plaatsing.services.voorstelbeeld import picture_of
from pilots.werkconferentie.plaatsing.services.vragen import fetch
from pilots.werkconferentie.plaatsing.views.zoeken import find_beurt, find_sessie
from pilots.werkconferentie.programma.delen import programme_header
from pilots.werkconferentie.programma.services.rooster import programme_of
from pilots.werkconferentie.programma.services.schikken import close

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


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.HOST)
def sessie_close(request: Request, pilot: Pilot, bijeenkomst_id: int, sessie_id: int) -> HttpResponse:
    """Let a workshop not take place in one round, with the reason; only ever because somebody says so."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    sessie, programma = find_sessie(meeting, sessie_id), programme_of(meeting)
    form = SluitForm(request.POST if request.method == "POST" else None, versie=programma.versie)
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    if form.is_bound and form.is_valid():
        filled = form.cleaned_data
        try:
            close(sessie, omdat=filled["gesloten_omdat"], programma=programma, versie=filled["versie"], by=request.user)
        except VerouderdError:
            status = HTTPStatus.CONFLICT
            form.replace_versie(programma.versie)
        else:
            messages.success(
                request, f"‘{sessie.workshop}’ gaat in ‘{sessie.ronde}’ niet door. Maak een nieuw voorstel."
            )
            return redirect(PAGE, pilot.pk, meeting.pk)
    context = programme_header(
        request, pilot, meeting, deel="verdeling", sessie=sessie, form=form, te_laat=status == HTTPStatus.CONFLICT
    )
    return respond(request, "plaatsing/sessie_close.html", context, status=status)
