"""The own programme of a guest, full screen on a phone; and changing workshop there."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from datt.core.lists import number_of
from pilots.bijeenkomsten.uitnodigen.gastdelen import Gast
from pilots.bijeenkomsten.uitnodigen.views.gast import guest_view
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.dagprogramma.persoonlijk import day_of
from pilots.werkconferentie.dagprogramma.services import gastdag, wisselen


def _find(gast: Gast, bijeenkomst_id: int) -> Bijeenkomst:
    """A meeting of the pilot of this guest. Raises Http404 for any other."""
    found: Bijeenkomst = get_object_or_404(gast.pilot.bijeenkomsten, pk=bijeenkomst_id)
    found.pilot = gast.pilot
    return found


@guest_view
@require_safe
def gast_dag(request: HttpRequest, gast: Gast, bijeenkomst_id: int) -> HttpResponse:
    """The whole day in large letters; opens without internet as well."""
    shown = gastdag.page_of(gast, _find(gast, bijeenkomst_id))
    if not shown["regels"]:
        raise Http404
    return render(request, "dagprogramma/gast_dag.html", {"gast": gast, "pilot": gast.pilot, **shown})


@guest_view
@require_http_methods(["GET", "HEAD", "POST"])
def gast_wissel(request: HttpRequest, gast: Gast, bijeenkomst_id: int) -> HttpResponse:
    """Change workshop: per round where there is room."""
    meeting, why, status = _find(gast, bijeenkomst_id), "", 200
    if request.method == "POST":
        sessie = number_of(request.POST, "sessie")
        why, status = wisselen.attempt(meeting, gast.persoon, sessie, by=None, wie=gast.wie)
        if not why:
            messages.success(request, "U bent gewisseld. Uw programma, uw agenda en de lijsten zijn aangepast.")
            return redirect("dagprogramma:gast_dag", meeting.pk)
    day = day_of(meeting)
    if day is None or gast.persoon.pk not in day.mensen:
        raise Http404
    context = {
        "gast": gast, "pilot": gast.pilot, "bijeenkomst": meeting, "geweigerd": why,
        "rondes": wisselen.rounds_for(day, gast.persoon.pk, timezone.now()), "bezwaar": wisselen.why_not_now(meeting),
    }  # fmt: skip
    return render(request, "dagprogramma/gast_wissel.html", context, status=status)
