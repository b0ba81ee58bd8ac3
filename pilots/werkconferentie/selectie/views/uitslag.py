"""What came of the draw: with names for who invites, with numbers for everybody of the pilot who wants to check it."""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from datt.core.http import Request, respond
from datt.core.lists import page_of
from datt.core.models import record
from datt.core.tabellen import SOORTEN, table_response
from datt.documenten.models import Document
from datt.documenten.services import order_document
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.kop import meeting_header
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.traject.services.vinden import find_meeting
from pilots.werkconferentie.selectie.documents import UITLEG_LOTING
from pilots.werkconferentie.selectie.models import Loting, Selectie
from pilots.werkconferentie.selectie.services.beeld import selection_of
from pilots.werkconferentie.selectie.services.reserve import reserve_of
from pilots.werkconferentie.selectie.uitslag import (
    TONEN,
    Lotvraag,
    lots_of,
    public_data,
    result_of_loting,
    with_names,
    without_names,
)

PER_BLADZIJDE = 250


def find_drawn(meeting: Bijeenkomst) -> tuple[Selectie, Loting]:
    """The draw that counts now. Raises Http404 when nothing was drawn."""
    selectie = selection_of(meeting)
    if selectie.loting is None or not selectie.is_drawn:
        raise Http404
    selectie.loting.selectie = selectie
    return selectie, selectie.loting


@require_safe
@pilot_view(Right.INVITE)
def uitslag_list(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Who comes and who is on the reserve list, each with one sentence why."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    selectie, loting = find_drawn(meeting)
    vraag = Lotvraag.read(request.GET)
    found = lots_of(loting, vraag)
    page = page_of(request, found, PER_BLADZIJDE)
    context = meeting_header(
        request, pilot, meeting, tab="gasten", selectie=selectie, uitslag=result_of_loting(loting), vraag=vraag,
        bladzijde=page, rijen=page.object_list, aantal=len(found), tonen=TONEN.items(), reserve=reserve_of(selectie),
        soorten=[(key, soort.naam) for key, soort in SOORTEN.items()],
    )  # fmt: skip
    return respond(request, "selectie/uitslag_list.html", context, partial="loten")


@require_safe
@pilot_view(Right.INVITE)
def uitslag_export(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """The result with names as a file; who took it stands in the log."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    _, loting = find_drawn(meeting)
    als = request.GET.get("als", "")
    record(loting, "selectie.uitslag.gedownload", f"downloadde de uitslag van {loting}", by=request.user)
    table = with_names(loting, lots_of(loting, Lotvraag.read(request.GET)))
    return table_response(table, als if als in SOORTEN else "xlsx")


@require_safe
@pilot_view(Right.VIEW)
def uitleg_detail(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """How the places were divided, without names, so that whoever doubts can work it out again."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    selectie = selection_of(meeting)
    document = Document.objects.about(meeting, UITLEG_LOTING).for_list().order_by("-versie").first()
    context = meeting_header(
        request, pilot, meeting, tab="gasten", selectie=selectie, document=document,
        uitslag=result_of_loting(selectie.loting) if selectie.loting and not selectie.is_concept else None,
        lotingen=selectie.lotingen.all() if selectie.pk else [],
        soorten=[(key, soort.naam) for key, soort in SOORTEN.items()],
    )  # fmt: skip
    return respond(request, "selectie/uitleg_detail.html", context, partial="uitlegpapier")


@require_safe
@pilot_view(Right.VIEW)
def uitleg_export(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """The numbers with their lots as a table, or everything to calculate with as JSON."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    _, loting = find_drawn(meeting)
    als = request.GET.get("als", "")
    if als != "json":
        return table_response(without_names(loting), als if als in SOORTEN else "xlsx")
    text = json.dumps(public_data(result_of_loting(loting)), ensure_ascii=False, indent=1)
    response = HttpResponse(text, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="loting-{loting.nummer}.json"'
    return response


@require_POST
@pilot_view(Right.INVITE)
def uitleg_order(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Have the explanation made as a PDF."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    find_drawn(meeting)
    order_document(UITLEG_LOTING, meeting, by=request.user)
    return redirect("selectie:uitleg_detail", pilot.pk, meeting.pk)
