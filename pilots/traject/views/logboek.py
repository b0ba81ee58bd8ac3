"""The log of a pilot: who did what, and when."""

import csv
from collections.abc import Iterable, Iterator

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from datt.core import dates
from datt.core.http import Request, respond
from datt.core.models import Gebeurtenis
from datt.core.tabellen.onschadelijk import defuse
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
    page = Paginator(find_events(pilot, vraag).select_related("onderwerp_soort"), PER_BLADZIJDE).get_page(
        request.GET.get("p")
    )
    context = header(
        request, pilot, tab="logboek", vraag=vraag, bladzijde=page,
        regels=with_links(page.object_list, request.user, request.rights),
        soorten=[(slug, soort.label) for slug, soort in SOORTEN.items()],
        mensen=people_in_log(pilot),
    )  # fmt: skip
    return respond(request, "traject/logboek.html", context, partial="regels")


class _Line:
    """What csv.writer writes to: it gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


@require_GET
@pilot_view(Right.VIEW_LOG)
def logboek_export(request: Request, pilot: Pilot) -> HttpResponse:
    """The lines that fit as CSV, with a mark and semicolons so that Dutch Excel opens it in columns."""
    events = find_events(pilot, Logvraag.read(request.GET))
    response = HttpResponse("".join(_lines(events.iterator())), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="logboek-{pilot.slug}-{timezone.localdate()}.csv"'
    return response


def _lines(events: Iterable[Gebeurtenis]) -> Iterator[str]:
    writer = csv.writer(_Line(), delimiter=";", lineterminator="\r\n")
    yield "\ufeff" + writer.writerow(KOPPEN)
    for event in events:
        moment = f"{dates.local(event.moment):%d-%m-%Y %H:%M}"
        yield writer.writerow([moment, defuse(event.door_wie), defuse(event.zin), defuse(event.reden)])
