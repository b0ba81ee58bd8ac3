"""What is printed for the day: order it, follow how far it is, fetch it; and the material list."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from datt.core.http import Request, respond
from datt.core.tabellen import SOORTEN as BESTANDEN
from datt.core.tabellen import table_response
from datt.documenten.models import Document
from datt.documenten.services import order_document, retry_document
from pilots.access import Right
from pilots.bijeenkomsten.dag.deurlijst import door_list
from pilots.bijeenkomsten.dag.documents import MATERIAALLIJST, kinds_for
from pilots.bijeenkomsten.dag.materiaallijst import material_of, material_table
from pilots.bijeenkomsten.dag.services import papieren
from pilots.decorators import pilot_view
from pilots.traject.kop import meeting_header
from pilots.traject.models import Pilot
from pilots.traject.services.vinden import find_meeting


@require_safe
@pilot_view(Right.HOST)
def papier(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    papers = papieren.papers_of(meeting, kinds_for(meeting))
    again = papieren.last_again(meeting)
    waiting = any(one.document and one.document.is_waiting() for one in papers) or bool(again and again.is_waiting())
    context = meeting_header(request, pilot, meeting, tab="dag", papieren=papers, opnieuw=again, wacht=waiting)
    if not request.htmx:
        context["gasten"] = door_list(meeting, {})
    return respond(request, "dag/papier.html", context, partial="papieren")


@require_POST
@pilot_view(Right.HOST)
def papier_bestel(request: Request, pilot: Pilot, bijeenkomst_id: int, papiersoort: str) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    kind = next((kind for kind in kinds_for(meeting) if kind.key == papiersoort), None)
    if kind is None:
        raise Http404
    order_document(kind, meeting, by=request.user)
    return redirect("dag:papier", pilot.pk, meeting.pk)


@require_POST
@pilot_view(Right.HOST)
def badges_opnieuw(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Print only the badges that were chosen."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    chosen = [int(pk) for pk in request.POST.getlist("persoon") if pk.isascii() and pk.isdecimal() and len(pk) < 10]
    papieren.order_badges_again(meeting, chosen, by=request.user)
    return redirect("dag:papier", pilot.pk, meeting.pk)


@require_POST
@pilot_view(Right.HOST)
def papier_nogmaals(request: Request, pilot: Pilot, bijeenkomst_id: int, kenmerk: UUID) -> HttpResponse:
    """Try again to make what failed."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    document: Document = get_object_or_404(Document.objects.within(pilot).defer("html"), kenmerk=kenmerk)
    kind = document.kind()
    if kind is None or not kind.may_order(request.user, document.over):
        raise PermissionDenied
    retry_document(document, by=request.user)
    to = "dag:materiaal" if kind is MATERIAALLIJST else "dag:papier"
    return redirect(to, pilot.pk, meeting.pk)


@require_safe
@pilot_view(Right.HOST)
def materiaal(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """What has to be in the room, and what changed since it was printed."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    paper = papieren.papers_of(meeting, [MATERIAALLIJST])[0]
    waiting = bool(paper.document and paper.document.is_waiting())
    shown: dict[str, Any] = {} if request.htmx else {"lijst": material_of(meeting), "bestanden": BESTANDEN.items()}
    context = meeting_header(request, pilot, meeting, tab="dag", papieren=[paper], wacht=waiting, **shown)
    return respond(request, "dag/materiaal.html", context, partial="papieren")


@require_POST
@pilot_view(Right.HOST)
def materiaal_bestel(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    papieren.order_material(meeting, by=request.user)
    return redirect("dag:materiaal", pilot.pk, meeting.pk)


@require_safe
@pilot_view(Right.HOST)
def materiaal_export(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    als = request.GET.get("als", "")
    return table_response(material_table(meeting), als if als in BESTANDEN else "xlsx")
