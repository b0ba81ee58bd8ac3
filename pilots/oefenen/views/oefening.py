"""Practise with a pilot: make a copy, let guests answer, throw it away."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from datt.core.http import Request, respond
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.oefenen.models import Oefening
from pilots.oefenen.services.gasten import answer_as_guests
from pilots.oefenen.services.kopie import copy_to_practice
from pilots.oefenen.services.weggooien import throw_away
from pilots.traject.kop import header
from pilots.traject.models import Pilot


@require_safe
@pilot_view(Right.EDIT)
def oefening_list(request: Request, pilot: Pilot) -> HttpResponse:
    """Of a real pilot its practice pilots; of a practice pilot what one can do in it."""
    context = header(
        request, pilot, tab="instellingen",
        oefeningen=list(pilot.oefeningen.filter(door=request.user).select_related("pilot")),
        bron=Oefening.objects.filter(pilot=pilot).select_related("bron").first(),
        volgende=next((one for one in pilot.bijeenkomsten.all() if one.is_open()), None),
    )  # fmt: skip
    return respond(request, "oefenen/oefening_list.html", context, status=HTTPStatus.OK)


@require_POST
@pilot_view(Right.EDIT, also_afterwards=True)
def oefening_new(request: Request, pilot: Pilot) -> HttpResponse:
    copied = copy_to_practice(pilot, by=request.user)
    messages.success(request, "De oefenpilot staat klaar. Iedereen erin is verzonnen.")
    return redirect("oefenen:oefening_list", copied.pk)


@require_POST
@pilot_view(Right.EDIT)
def oefening_antwoord(request: Request, pilot: Pilot) -> HttpResponse:
    """Let thirty invented guests answer for the next meeting."""
    meeting = next((one for one in pilot.bijeenkomsten.all() if one.is_open()), None)
    if meeting is None:
        raise Http404
    meeting.pilot = pilot
    count = answer_as_guests(meeting, by=request.user)
    messages.success(request, f"{count} verzonnen gasten gaven antwoord." if count else "Iedereen antwoordde al.")
    return redirect("oefenen:oefening_list", pilot.pk)


@require_POST
@pilot_view(Right.EDIT, also_afterwards=True)
def oefening_weg(request: Request, pilot: Pilot) -> HttpResponse:
    bron = throw_away(pilot, by=request.user)
    messages.success(request, "De oefenpilot is weg, met alles wat erin stond.")
    return redirect("oefenen:oefening_list", bron.pk)
