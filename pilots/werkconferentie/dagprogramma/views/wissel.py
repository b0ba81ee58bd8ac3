"""The desk: let somebody go to another workshop, while there is room."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from datt.core.http import Request, respond
from datt.core.lists import number_of, words_of
from datt.core.text import fold
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.models import Pilot
from pilots.traject.services.vinden import find_meeting
from pilots.werkconferentie.dagprogramma.persoonlijk import day_of
from pilots.werkconferentie.dagprogramma.services import wisselen
from pilots.werkconferentie.programma.delen import programme_header

MEESTE = 40


@require_safe
@pilot_view(Right.HOST)
def wissel_list(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Find who wants to change."""
    meeting, woorden = find_meeting(pilot, bijeenkomst_id), words_of(request.GET)
    day = day_of(meeting)
    people = [(one, day.programmas[one.nr]) for one in day.mensen.values()] if day else []
    found = [row for row in people if fold(woorden) in fold(f"{row[0].naam} {row[0].organisatie}")]
    context = programme_header(
        request, pilot, meeting, deel="dag", woorden=woorden, gevonden=found[:MEESTE], aantal=len(found),
        meer=max(0, len(found) - MEESTE), dag=day, bezwaar=wisselen.why_not_now(meeting),
    )  # fmt: skip
    return respond(request, "dagprogramma/wissel_list.html", context, partial="gevonden")


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.HOST)
def wissel_detail(request: Request, pilot: Pilot, bijeenkomst_id: int, persoon_id: int) -> HttpResponse:
    """Where this person is in the rounds to come, and where there is room."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    persoon = get_object_or_404(pilot.personen.live(), pk=persoon_id)
    why, status = "", HTTPStatus.OK
    if request.method == "POST":
        why, status = wisselen.attempt(
            meeting, persoon, number_of(request.POST, "sessie"), by=request.user, reden=wisselen.BALIE
        )
        if not why:
            messages.success(request, f"{persoon} is gewisseld van workshop.")
            return redirect("dagprogramma:wissel_detail", pilot.pk, meeting.pk, persoon.pk)
    day = day_of(meeting)
    if day is None or persoon.pk not in day.mensen:
        raise Http404
    context = programme_header(
        request, pilot, meeting, deel="dag", persoon=day.mensen[persoon.pk], onderdelen=day.programmas[persoon.pk],
        rondes=wisselen.rounds_for(day, persoon.pk, timezone.now()), geweigerd=why,
        bezwaar=wisselen.why_not_now(meeting), fout_in_titel=bool(why),
    )  # fmt: skip
    return respond(request, "dagprogramma/wissel_detail.html", context, status=status)
