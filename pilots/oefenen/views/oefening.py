"""Practise with a pilot: make a copy, let guests answer, throw it away."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.berichten.models import Bericht
from datt.core.http import Request, respond
from datt.documenten.models import Document
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.oefenen.models import Oefening
from pilots.oefenen.services.gasten import answer_as_guests, come_in_as_guests, look_back_as_guests
from pilots.oefenen.services.kopie import copy_to_practice
from pilots.oefenen.services.vandaag import begin_today, current_meeting
from pilots.oefenen.services.weggooien import practice_of, throw_away
from pilots.traject.kop import header
from pilots.traject.models import Bijeenkomst, Pilot


@require_safe
@pilot_view(Right.EDIT)
def oefening_list(request: Request, pilot: Pilot) -> HttpResponse:
    """Of a real pilot its practice pilots; of a practice pilot what one can do in it."""
    context = header(
        request, pilot, tab="instellingen",
        oefeningen=list(pilot.oefeningen.filter(door=request.user).select_related("pilot")),
        bron=Oefening.objects.filter(pilot=pilot).select_related("bron").first(),
        nu=current_meeting(pilot) if pilot.is_oefening else None,
    )  # fmt: skip
    return respond(request, "oefenen/oefening_list.html", context, status=HTTPStatus.OK)


@require_POST
@pilot_view(Right.EDIT, also_afterwards=True)
def oefening_new(request: Request, pilot: Pilot) -> HttpResponse:
    copied = copy_to_practice(pilot, by=request.user)
    messages.success(request, "De oefenpilot staat klaar. Iedereen erin is verzonnen.")
    return redirect("oefenen:oefening_list", copied.pk)


def _meeting(pilot: Pilot) -> Bijeenkomst:
    meeting = current_meeting(pilot)
    if meeting is None:
        raise Http404("In deze pilot is geen bijeenkomst meer om mee te oefenen.")
    return meeting


@require_POST
@pilot_view(Right.EDIT)
def oefening_antwoord(request: Request, pilot: Pilot) -> HttpResponse:
    """Let thirty invented guests answer for the next meeting."""
    count = answer_as_guests(_meeting(pilot), by=request.user)
    messages.success(request, f"{count} verzonnen gasten gaven antwoord." if count else "Iedereen antwoordde al.")
    return redirect("oefenen:oefening_list", pilot.pk)


@require_POST
@pilot_view(Right.EDIT)
def oefening_vandaag(request: Request, pilot: Pilot) -> HttpResponse:
    """Act as if the meeting begins now."""
    meeting = _meeting(pilot)
    begin_today(meeting, by=request.user)
    messages.success(request, f"Het is zover: ‘{meeting.korte_titel}’ is vandaag en begint nu.")
    return redirect("oefenen:oefening_list", pilot.pk)


@require_POST
@pilot_view(Right.EDIT)
def oefening_binnen(request: Request, pilot: Pilot) -> HttpResponse:
    """Let who said yes come in."""
    count = come_in_as_guests(_meeting(pilot), by=request.user)
    messages.success(request, f"{count} verzonnen gasten kwamen binnen." if count else "Er kwam niemand meer bij.")
    return redirect("oefenen:oefening_list", pilot.pk)


@require_POST
@pilot_view(Right.EDIT)
def oefening_vragen(request: Request, pilot: Pilot) -> HttpResponse:
    """Let who was there answer the three questions."""
    count = look_back_as_guests(_meeting(pilot))
    messages.success(request, f"{count} verzonnen gasten gaven hun mening." if count else "Iedereen antwoordde al.")
    return redirect("oefenen:oefening_list", pilot.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.EDIT, also_afterwards=True)
def oefening_weg(request: Request, pilot: Pilot) -> HttpResponse:
    """Ask once, then throw it away."""
    if request.method == "POST":
        bron = throw_away(pilot, by=request.user)
        messages.success(request, "De oefenpilot is weg, met alles wat erin stond.")
        return redirect("oefenen:oefening_list", bron.pk)
    oefening = practice_of(pilot)
    context = header(
        request, pilot, tab="instellingen", bron=oefening.bron, mensen=pilot.personen.count(),
        berichten=Bericht.objects.within(pilot).count(), documenten=Document.objects.within(pilot).count(),
    )  # fmt: skip
    return respond(request, "oefenen/oefening_weg.html", context, status=HTTPStatus.OK)
