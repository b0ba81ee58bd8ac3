"""The documents of a pilot: order one, follow how far it is, fetch every version."""

from http import HTTPStatus
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from datt.core.http import Request, respond
from datt.core.lists import page_of
from datt.documenten import services
from datt.documenten.download import file_response
from datt.documenten.models import Document
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.documentkaart import Documentkaart, kaart_of, kaarten_of
from pilots.traject.kop import header
from pilots.traject.models import Pilot

PER_BLADZIJDE = 25


@require_GET
@pilot_view(Right.DOWNLOAD)
def document_list(request: Request, pilot: Pilot) -> HttpResponse:
    kaarten = kaarten_of(pilot, request.user)
    context = header(request, pilot, tab="documenten", kaarten=kaarten)
    return respond(request, "traject/document_list.html", context)


@require_GET
@pilot_view(Right.DOWNLOAD)
def document_kind(request: Request, pilot: Pilot, soort: str) -> HttpResponse:
    """One kind with all its versions; as a partial its card, which asks again while a document is made."""
    kaart = _kaart(request, pilot, soort)
    known = request.GET.get("v", "")
    if request.htmx and known == kaart.stand:
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Cache-Control": "no-store, private"})
    page = page_of(request, kaart.all_versions(), PER_BLADZIJDE)
    news = kaart.news_since(known) if request.htmx else ""
    context = header(request, pilot, tab="documenten", kaart=kaart, bladzijde=page, nieuws=news)
    partial = "versies" if "alle" in request.GET else "kaart"
    return respond(request, "traject/document_kind.html", context, partial=partial)


@require_POST
@pilot_view(Right.ORDER)
def document_order(request: Request, pilot: Pilot, soort: str) -> HttpResponse:
    kaart = _kaart(request, pilot, soort)
    services.order_document(kaart.kind, pilot, by=request.user)
    return redirect("traject:document_kind", pilot.pk, soort)


@require_POST
@pilot_view(Right.ORDER)
def document_retry(request: Request, pilot: Pilot, kenmerk: UUID) -> HttpResponse:
    document = _document(request, pilot, kenmerk)
    services.retry_document(document, by=request.user)
    return redirect("traject:document_kind", pilot.pk, document.soort)


@require_GET
@pilot_view(Right.DOWNLOAD)
def document_download(request: Request, pilot: Pilot, kenmerk: UUID) -> HttpResponse:
    return file_response(_document(request, pilot, kenmerk))


def _kaart(request: Request, pilot: Pilot, soort: str) -> Documentkaart:
    """404 when there is no such kind for a pilot, 403 when this user may not have it."""
    kaart = kaart_of(pilot, soort)
    if kaart is None:
        raise Http404
    if not kaart.kind.may_download(request.user, pilot):
        raise PermissionDenied
    return kaart


def _document(request: Request, pilot: Pilot, kenmerk: UUID) -> Document:
    documents = Document.objects.within(pilot).defer("html")
    document: Document = get_object_or_404(documents, kenmerk=kenmerk)
    kind = document.kind()
    if kind is None or not kind.may_download(request.user, document.over):
        raise PermissionDenied
    return document
