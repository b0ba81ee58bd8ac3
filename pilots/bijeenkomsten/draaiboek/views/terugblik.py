"""After the meeting: how long every block really took."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from datt.core.http import Request, respond
from pilots.access import Right
from pilots.bijeenkomsten.draaiboek.services.ervaring import result_of
from pilots.bijeenkomsten.draaiboek.services.vullen import draaiboek_of
from pilots.decorators import pilot_view
from pilots.traject.kop import meeting_header
from pilots.traject.models import Pilot
from pilots.traject.services.vinden import find_meeting


@require_GET
@pilot_view(Right.HOST)
def loop_result(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    terugblik = result_of(draaiboek_of(meeting), request.user)
    context = meeting_header(request, pilot, meeting, tab="nu", terugblik=terugblik)
    return respond(request, "draaiboek/gepland_echt.html", context)
