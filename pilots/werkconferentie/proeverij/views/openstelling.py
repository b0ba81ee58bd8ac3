"""The facilitator's side of an open meeting: open and close it, its words, its address, its counts."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.core.differences import differences
from datt.core.http import Request, respond
from datt.core.tabellen import SOORTEN as BESTANDEN
from datt.core.tabellen import table_response
from datt.core.versions import VerouderdError
from datt.documenten.services import order_document
from pilots.access import Right
from pilots.bijeenkomsten.dag.qr import qr_png
from pilots.bijeenkomsten.dag.services.papieren import papers_of
from pilots.decorators import pilot_view
from pilots.traject.kop import meeting_header
from pilots.traject.models import Pilot
from pilots.traject.services.vinden import find_meeting
from pilots.werkconferentie.proeverij.bladzijde import address_of
from pilots.werkconferentie.proeverij.documents import POSTERS
from pilots.werkconferentie.proeverij.forms.bezoek import BezoekForm
from pilots.werkconferentie.proeverij.forms.openstelling import OpenstellingForm
from pilots.werkconferentie.proeverij.models import Openstelling
from pilots.werkconferentie.proeverij.services import openstellen, post
from pilots.werkconferentie.proeverij.services.aantallen import counts_of, counts_table
from pilots.werkconferentie.proeverij.services.telling import tally_of
from pilots.werkconferentie.proeverij.views.publiek import show

TAB = "openstelling"
VEROUDERD = "Iemand anders veranderde deze bladzijde net. Kijk uw tekst na en bewaar nog een keer."


def find_open(pilot: Pilot, bijeenkomst_id: int) -> Openstelling:
    """How this meeting is open to everybody. Raises Http404 when nobody made a page for it."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    found: Openstelling = get_object_or_404(Openstelling, bijeenkomst=meeting)
    found.bijeenkomst = meeting
    return found


@require_safe
@pilot_view(Right.INVITE)
def openstelling(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    found = openstellen.openstelling_of(meeting)
    more = _everything(found) if found else {}
    context = meeting_header(request, pilot, meeting, tab=TAB, openstelling=found, **more)
    return respond(request, "proeverij/openstelling.html", context, partial="papieren")


def _everything(found: Openstelling) -> dict[str, Any]:
    address = address_of(found)
    papers = papers_of(found.bijeenkomst, POSTERS)
    return {
        "aantallen": counts_of(found),
        "bereik": post.to_be_told(found),
        "adres": address,
        "qr": qr_png(address),
        "papieren": papers,
        "wacht": any(one.document and one.document.is_waiting() for one in papers),
        "telling": tally_of(found.bijeenkomst),
        "bestanden": BESTANDEN.items(),
    }


@require_POST
@pilot_view(Right.INVITE)
def openstelling_new(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Make the page; nobody sees it yet."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    openstellen.begin(meeting, by=request.user)
    return redirect("proeverij:openstelling_edit", pilot.pk, meeting.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.INVITE)
def openstelling_edit(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """The words of the page, and how many may sign up."""
    found = find_open(pilot, bijeenkomst_id)
    form = OpenstellingForm(request.POST or None, instance=Openstelling.objects.get(pk=found.pk), versie=found.versie)
    if not form.is_bound:
        return _edit_page(request, found, form)
    if not form.is_valid():
        return _edit_page(request, found, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        openstellen.change_texts(found, versie=form.cleaned_data["versie"], by=request.user, **form.given())
    except VerouderdError:
        form.replace_versie(Openstelling.objects.get(pk=found.pk).versie)
        return _edit_page(request, found, form, status=HTTPStatus.CONFLICT, melding=VEROUDERD)
    messages.success(request, "De bladzijde is bewaard.")
    return redirect("proeverij:openstelling", pilot.pk, bijeenkomst_id)


def _edit_page(
    request: Request, found: Openstelling, form: OpenstellingForm, *, status: int = 200, melding: str = ""
) -> HttpResponse:
    meeting = found.bijeenkomst
    clashes = []
    if melding:
        now = Openstelling.objects.get(pk=found.pk)
        clashes = differences(form, {name: getattr(now, name) for name in form.given()})
    context = meeting_header(
        request, meeting.pilot, meeting, tab=TAB, openstelling=found, form=form, melding=melding, verschillen=clashes
    )
    return respond(request, "proeverij/openstelling_edit.html", context, status=status)


@require_safe
@pilot_view(Right.INVITE)
def openstelling_preview(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """The page as residents will see it, also before it is open."""
    return show(request, find_open(pilot, bijeenkomst_id), BezoekForm(), is_voorbeeld=True)


@require_POST
@pilot_view(Right.INVITE)
def openstelling_open(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    found = find_open(pilot, bijeenkomst_id)
    openstellen.open_up(found, by=request.user)
    messages.success(request, "De bladzijde is open. Iedereen kan hem zien en zich aanmelden.")
    return redirect("proeverij:openstelling", pilot.pk, bijeenkomst_id)


@require_POST
@pilot_view(Right.INVITE)
def openstelling_close(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    openstellen.close(find_open(pilot, bijeenkomst_id), by=request.user)
    messages.success(request, "De aanmelding is gesloten. De bladzijde blijft te zien.")
    return redirect("proeverij:openstelling", pilot.pk, bijeenkomst_id)


@require_POST
@pilot_view(Right.INVITE)
def openstelling_hide(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Take the page away again, as long as nobody signed up."""
    openstellen.hide(find_open(pilot, bijeenkomst_id), by=request.user)
    messages.success(request, "De bladzijde is weg. Niemand kan hem nu zien.")
    return redirect("proeverij:openstelling", pilot.pk, bijeenkomst_id)


@require_POST
@pilot_view(Right.INVITE)
def poster(request: Request, pilot: Pilot, bijeenkomst_id: int, postersoort: str) -> HttpResponse:
    """Have a poster made."""
    found = find_open(pilot, bijeenkomst_id)
    kind = next((one for one in POSTERS if one.key == postersoort), None)
    if kind is None:
        raise Http404
    order_document(kind, found.bijeenkomst, by=request.user)
    return redirect("proeverij:openstelling", pilot.pk, bijeenkomst_id)


@require_safe
@pilot_view(Right.INVITE)
def aantallen_export(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """How many by day and by need, as a file without names."""
    found = find_open(pilot, bijeenkomst_id)
    als = request.GET.get("als", "")
    return table_response(counts_table(found), als if als in BESTANDEN else "xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.INVITE)
def vertel(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Who left an address or a number, and what they are told; nothing goes out before the button is pressed."""
    found = find_open(pilot, bijeenkomst_id)
    if request.method == "POST":
        count = post.tell_change(found, by=request.user)
        messages.success(request, f"{_sign_ups(count)} bericht van ons.")
        return redirect("proeverij:openstelling", pilot.pk, bijeenkomst_id)
    context = meeting_header(
        request, pilot, found.bijeenkomst, tab=TAB, openstelling=found,
        bereik=post.to_be_told(found), voorbeeld=post.preview(found),
    )  # fmt: skip
    return respond(request, "proeverij/vertel.html", context)


def _sign_ups(count: int) -> str:
    return "Eén aanmelding krijgt" if count == 1 else f"{count} aanmeldingen krijgen"
