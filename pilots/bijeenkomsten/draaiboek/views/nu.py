"""Run a meeting: what is now, what is next, and the buttons that go on."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from datt.core.http import Request, respond
from datt.core.lists import number_of
from datt.core.states import TransitionError
from pilots.access import Right
from pilots.bijeenkomsten.draaiboek.forms.live import MeldingForm
from pilots.bijeenkomsten.draaiboek.models import Draaiboek
from pilots.bijeenkomsten.draaiboek.services import lopen
from pilots.bijeenkomsten.draaiboek.services.nubeeld import beeld_of
from pilots.bijeenkomsten.draaiboek.services.schermen import say
from pilots.bijeenkomsten.draaiboek.services.terugplan import undo_plan
from pilots.bijeenkomsten.draaiboek.services.vullen import draaiboek_of
from pilots.decorators import pilot_view
from pilots.traject.kop import meeting_header
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.traject.services.verloop import may_begin
from pilots.traject.services.vinden import find_meeting

type Step = Callable[[Draaiboek], object]


def nu_context(request: Request, pilot: Pilot, meeting: Bijeenkomst, **more: Any) -> dict[str, Any]:
    beeld = beeld_of(draaiboek_of(meeting))
    form = more.pop("form", None) or MeldingForm(initial={"tekst": beeld.melding})
    return meeting_header(
        request,
        pilot,
        meeting,
        tab="nu",
        beeld=beeld,
        form=form,
        mag_beginnen=may_begin(meeting, timezone.localdate()),
        **more,
    )


@require_GET
@pilot_view(Right.HOST)
def loop_nu(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    return respond(request, "draaiboek/nu.html", nu_context(request, pilot, meeting), partial="nu")


def _step(request: Request, pilot: Pilot, bijeenkomst_id: int, step: Step) -> HttpResponse:
    """Take the step, or show where the meeting stands and why the step was not taken."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    try:
        step(draaiboek_of(meeting))
    except TransitionError as refused:
        context = nu_context(request, pilot, meeting, geweigerd=str(refused))
        return respond(request, "draaiboek/nu.html", context, partial="nu", status=HTTPStatus.CONFLICT)
    return redirect("draaiboek:loop_nu", pilot.pk, meeting.pk)


def _number(request: Request, name: str) -> int:
    """A number of a hidden field; one that is none belongs to no block."""
    return number_of(request.POST, name) or 0


@require_POST
@pilot_view(Right.HOST)
def loop_begin(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    return _step(request, pilot, bijeenkomst_id, lambda sheet: lopen.begin_run(sheet, by=request.user))


@require_POST
@pilot_view(Right.HOST)
def loop_next(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    van, naar = _number(request, "van"), _number(request, "naar")
    return _step(request, pilot, bijeenkomst_id, lambda sheet: lopen.go_on(sheet, van=van, naar=naar, by=request.user))


@require_POST
@pilot_view(Right.HOST)
def loop_room(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    blok = _number(request, "blok")
    return _step(request, pilot, bijeenkomst_id, lambda sheet: lopen.finish_room(sheet, blok=blok, by=request.user))


@require_POST
@pilot_view(Right.HOST)
def loop_longer(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    blok, minuten = _number(request, "blok"), _number(request, "minuten")
    return _step(
        request,
        pilot,
        bijeenkomst_id,
        lambda sheet: lopen.give_time(sheet, blok=blok, minuten=minuten, by=request.user),
    )


@require_POST
@pilot_view(Right.HOST)
def loop_skip(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    blok = _number(request, "blok")
    return _step(request, pilot, bijeenkomst_id, lambda sheet: lopen.skip_block(sheet, blok=blok, by=request.user))


@require_POST
@pilot_view(Right.HOST)
def loop_back(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    stand = _number(request, "stand")
    return _step(request, pilot, bijeenkomst_id, lambda sheet: lopen.step_back(sheet, stand=stand, by=request.user))


@require_POST
@pilot_view(Right.HOST)
def loop_unplan(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Back to the times that held before the new plan."""
    stand = _number(request, "stand")
    return _step(request, pilot, bijeenkomst_id, lambda sheet: undo_plan(sheet, stand=stand, by=request.user))


@require_POST
@pilot_view(Right.HOST)
def loop_message(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Show a sentence on every screen; empty takes it away."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    form = MeldingForm(request.POST)
    if not form.is_valid():
        context = nu_context(request, pilot, meeting, form=form)
        return respond(request, "draaiboek/nu.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    tekst = form.cleaned_data["tekst"]
    say(draaiboek_of(meeting), tekst, by=request.user)
    messages.success(request, "De melding staat op de schermen." if tekst else "De melding is weg van de schermen.")
    return redirect("draaiboek:loop_nu", pilot.pk, meeting.pk)
