"""Print the run sheet: order it, follow how far it is, fetch it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from datt.core.http import Request, respond
from datt.documenten.models import Document
from datt.documenten.services import order_document, retry_document
from pilots.access import Right
from pilots.bijeenkomsten.draaiboek.documents import SOORTEN
from pilots.bijeenkomsten.draaiboek.services.papieren import papers_of
from pilots.decorators import pilot_view
from pilots.traject.kop import meeting_header
from pilots.traject.models import Pilot
from pilots.traject.services.vinden import find_meeting


@require_GET
@pilot_view(Right.HOST)
def draaiboek_paper(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    papers = papers_of(meeting)
    waiting = any(one.document is not None and one.document.is_waiting() for one in papers)
    context = meeting_header(request, pilot, meeting, tab="draaiboek", papieren=papers, wacht=waiting)
    return respond(request, "draaiboek/papier.html", context, partial="papieren")


@require_POST
@pilot_view(Right.HOST)
def draaiboek_order(request: Request, pilot: Pilot, bijeenkomst_id: int, soort: str) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    kind = next((kind for kind in SOORTEN if kind.key == soort), None)
    if kind is None:
        raise Http404
    order_document(kind, meeting, by=request.user)
    return redirect("draaiboek:draaiboek_paper", pilot.pk, meeting.pk)


@require_POST
@pilot_view(Right.HOST)
def draaiboek_retry(request: Request, pilot: Pilot, bijeenkomst_id: int, kenmerk: UUID) -> HttpResponse:
    """Try again to make what failed."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    mine = Document.objects.within(pilot).filter(over_nr=meeting.pk, soort__in=[kind.key for kind in SOORTEN])
    retry_document(get_object_or_404(mine.defer("html"), kenmerk=kenmerk), by=request.user)
    return redirect("draaiboek:draaiboek_paper", pilot.pk, meeting.pk)
