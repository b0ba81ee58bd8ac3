"""What guests see of the programme: the versions, what would change, and making it public."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from datt.core.http import Request, respond
from datt.core.versions import VerouderdError, sent_versie
from pilots.access import Right
from pilots.bijeenkomsten.uitnodigen.gastdelen import Gast
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.bijeenkomsten.uitnodigen.views.gast import guest_view
from pilots.decorators import pilot_view
from pilots.traject.models import Pilot
from pilots.traject.services.vinden import find_meeting
from pilots.werkconferentie.programma.delen import programme_header
from pilots.werkconferentie.programma.models import Programmaversie
from pilots.werkconferentie.programma.services.lezen import rounds_of
from pilots.werkconferentie.programma.services.openbaar import look_ahead, make_public
from pilots.werkconferentie.programma.services.rooster import find_programme, programme_of
from pilots.werkconferentie.programma.services.schikken import may_change
from pilots.werkconferentie.programma.services.versies import latest
from pilots.werkconferentie.programma.services.voorstellen import NIET


@require_safe
@pilot_view(Right.HOST)
def versie_list(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Every version with what was different, the newest whole."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    rows = list(Programmaversie.objects.filter(programma__bijeenkomst=meeting).select_related("door"))
    context = programme_header(
        request, pilot, meeting, deel="versies", versies=rows, rondes=rounds_of(rows[0]) if rows else [],
        mag=may_change(find_programme(meeting)),
    )  # fmt: skip
    return respond(request, "programma/versie_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.HOST)
def versie_new(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """First what would change and whom it concerns, then make it public; nobody is told unless that was ticked."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    status = HTTPStatus.OK
    if request.method == "POST":
        try:
            made, told = make_public(
                programme_of(meeting), versie=sent_versie(request.POST), vertel=request.POST.get("vertel") == "ja",
                by=request.user,
            )  # fmt: skip
        except VerouderdError:
            status = HTTPStatus.CONFLICT
        else:
            messages.success(request, f"Versie {made.nummer} is openbaar.{_told(told)}")
            return redirect("programma:versie_list", pilot.pk, meeting.pk)
    programma = find_programme(meeting)
    context = programme_header(
        request, pilot, meeting, deel="versies", blik=look_ahead(meeting), versie=programma.versie,
        mag=may_change(programma), te_laat=status == HTTPStatus.CONFLICT,
    )  # fmt: skip
    return respond(request, "programma/versie_new.html", context, status=status)


def _told(count: int) -> str:
    if not count:
        return " Er ging geen bericht uit."
    return " 1 mens krijgt een mail." if count == 1 else f" {count} mensen krijgen een mail."


@guest_view
@require_safe
def gast_programma(request: HttpRequest, gast: Gast, bijeenkomst_id: int) -> HttpResponse:
    """The programme as it was made public, for who is invited and did not decline."""
    meeting = find_meeting(gast.pilot, bijeenkomst_id)
    invited = Uitnodiging.objects.filter(bijeenkomst=meeting, persoon=gast.persoon).exclude(status__in=NIET)
    versie = latest(meeting) if invited.exists() else None
    if versie is None:
        raise Http404
    context = {"gast": gast, "pilot": gast.pilot, "bijeenkomst": meeting, "versie": versie, "rondes": rounds_of(versie)}
    return render(request, "programma/gast_programma.html", context)
