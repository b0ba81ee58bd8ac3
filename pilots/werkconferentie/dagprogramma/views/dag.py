"""The page of the day for who leads it: per room now and next, how full it is, whether guests may change workshop."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.core.http import Request, respond
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.models import Pilot
from pilots.traject.services.vinden import find_meeting
from pilots.werkconferentie.dagprogramma.documents import OPNIEUW
from pilots.werkconferentie.dagprogramma.persoonlijk import day_of
from pilots.werkconferentie.dagprogramma.services import dagstand, drukken, wisselen
from pilots.werkconferentie.programma.delen import programme_header


@require_safe
@pilot_view(Right.HOST)
def dag_detail(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """How the day stands; asked again every few seconds, and answered only when something changed."""
    meeting, now = find_meeting(pilot, bijeenkomst_id), timezone.now()
    if request.htmx and request.GET.get("v") == dagstand.version_of(meeting, now):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    shown = dagstand.page_of(meeting, now, whole=not request.htmx)
    context = programme_header(request, pilot, meeting, deel="dag", **shown)
    return respond(request, "dagprogramma/dag_detail.html", context, partial="stand")


@require_POST
@pilot_view(Right.HOST)
def wissel_open(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Let guests change workshop on the day."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    wisselen.set_open(meeting, is_open=True, by=request.user)
    messages.success(request, "Wisselen staat open. Op de dag zelf kunnen gasten van workshop wisselen.")
    return redirect("dagprogramma:dag_detail", pilot.pk, meeting.pk)


@require_POST
@pilot_view(Right.HOST)
def wissel_close(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    wisselen.set_open(meeting, is_open=False, by=request.user)
    messages.success(request, "Wisselen is dicht. Iedereen blijft waar hij is.")
    return redirect("dagprogramma:dag_detail", pilot.pk, meeting.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.HOST)
def papier_kies(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Print the lists or signs of some workshops again."""
    meeting, fout = find_meeting(pilot, bijeenkomst_id), ""
    if request.method == "POST":
        fout = drukken.order_chosen(meeting, request.POST, by=request.user)
        if not fout:
            return redirect("dagprogramma:papier_kies", pilot.pk, meeting.pk)
    again, status = drukken.last_again(meeting), HTTPStatus.UNPROCESSABLE_ENTITY if fout else HTTPStatus.OK
    context = programme_header(
        request, pilot, meeting, deel="dag", dag=day_of(meeting), opnieuw=again, fout=fout,
        gekozen=drukken.chosen_in(request.POST), soorten=OPNIEUW.items(),
        fout_in_titel=bool(fout),
    )  # fmt: skip
    return respond(request, "dagprogramma/papier_kies.html", context, partial="opnieuw", status=status)
