"""What people thought of each workshop, for the facilitator."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from datt.core.http import Request, respond
from datt.core.lists import words_of
from datt.core.tabellen import SOORTEN, table_response
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.models import Pilot
from pilots.traject.services.vinden import find_meeting
from pilots.werkconferentie.programma.delen import programme_header
from pilots.werkconferentie.terugblik.services.uitslag import results_of, results_table


@require_safe
@pilot_view(Right.HOST)
def uitslag_list(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Each workshop with its answers together, from the fifth on."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    zoek = words_of(request.GET)
    found = results_of(meeting, zoek=zoek)
    context = programme_header(
        request, pilot, meeting, deel="terugblik", uitslagen=found, zoek=zoek,
        antwoorden=sum(one.aantal for one in found), soorten=[(key, soort.naam) for key, soort in SOORTEN.items()],
    )  # fmt: skip
    return respond(request, "terugblik/uitslag_list.html", context)


@require_safe
@pilot_view(Right.HOST)
def uitslag_export(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    als = request.GET.get("als", "")
    return table_response(results_table(find_meeting(pilot, bijeenkomst_id)), als if als in SOORTEN else "xlsx")
