"""The log of a pilot: who did what, and when."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from datt.core.http import Request, respond
from datt.core.lists import page_of
from datt.core.tabellen import Tabel, table_response
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.kop import header
from pilots.traject.models import Pilot
from pilots.traject.services.logboek import (
    PER_BLADZIJDE,
    SOORTEN,
    Logvraag,
    find_events,
    people_in_log,
    with_links,
)

KOPPEN = ["Wanneer", "Wie", "Wat", "Reden"]


@require_GET
@pilot_view(Right.VIEW_LOG)
def logboek(request: Request, pilot: Pilot) -> HttpResponse:
    """Everything that happened, newest first."""
    vraag = Logvraag.read(request.GET)
    page = page_of(request, find_events(pilot, vraag).select_related("onderwerp_soort"), PER_BLADZIJDE)
    context = header(
        request, pilot, tab="logboek", vraag=vraag, bladzijde=page,
        regels=with_links(page.object_list, request.user, request.rights),
        soorten=[(slug, soort.label) for slug, soort in SOORTEN.items()],
        mensen=people_in_log(pilot),
    )  # fmt: skip
    return respond(request, "traject/logboek.html", context, partial="regels")


@require_GET
@pilot_view(Right.VIEW_LOG)
def logboek_export(request: Request, pilot: Pilot) -> HttpResponse:
    """The lines that fit, as a table that Dutch Excel opens in columns."""
    events = find_events(pilot, Logvraag.read(request.GET)).iterator()
    rows = ((event.moment, event.door_wie, event.zin, event.reden) for event in events)
    return table_response(Tabel(f"logboek {pilot.slug}", KOPPEN, rows), "csv")
