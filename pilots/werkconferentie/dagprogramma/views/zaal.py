"""The screen in the hall: which workshop is where, now and next, and where there is room."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from datt.core.http import respond
from pilots.bijeenkomsten.draaiboek.models import Schermlink
from pilots.bijeenkomsten.draaiboek.services.stand import key_of
from pilots.bijeenkomsten.draaiboek.services.stand import version_of as version_of_run
from pilots.bijeenkomsten.draaiboek.views.scherm import link_view
from pilots.werkconferentie.dagprogramma.services import dagstand


@require_GET
@link_view
def zaal_ruimten(request: HttpRequest, link: Schermlink) -> HttpResponse:
    """Asked again every few seconds, and answered only when something changed."""
    meeting, now, run = link.draaiboek.bijeenkomst, timezone.now(), version_of_run(link.draaiboek)
    version = f"{dagstand.version_of(meeting, now)}-{run}"
    if request.headers.get("HX-Request") and request.GET.get("v") == version:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    context = {
        "link": link, "bijeenkomst": meeting, "pilot": meeting.pilot, "stand": dagstand.stand_of(meeting, now),
        "versie": version, "loop": run, "sleutel": key_of(link.draaiboek_id), "nu": now,
    }  # fmt: skip
    return respond(request, "dagprogramma/zaal_ruimten.html", context, partial="ruimten")
