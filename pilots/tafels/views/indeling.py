"""The tables of one meeting: see, propose, move people, fix, undo and repair."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.core.http import Request, respond
from datt.core.lists import number_of, words_of
from datt.core.tabellen import SOORTEN, table_response
from datt.core.versions import VerouderdError, sent_versie
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.tafels.forms.tafels import ZaalForm
from pilots.tafels.gasten import guests_of
from pilots.tafels.models import Indeling
from pilots.tafels.services import indelen, plaatsen
from pilots.tafels.services.beeld import picture_of
from pilots.tafels.services.herstelbeeld import moves_of
from pilots.tafels.services.lijst import seats_table
from pilots.tafels.services.stoelen import undo_step
from pilots.tafels.services.vragen import fetch
from pilots.tafels.tijden import usual_rounds
from pilots.tafels.views.zoeken import find_indeling, find_persoon, find_tafel, sent
from pilots.traject.kop import meeting_header
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.traject.services.vinden import find_meeting

PAGE = "tafels/indeling_detail.html"


def page_url(meeting: Bijeenkomst, ronde: int = 1) -> str:
    url = reverse("tafels:indeling_detail", args=[meeting.pilot_id, meeting.pk])
    return url if ronde == 1 else f"{url}?ronde={ronde}"


def totals_url(meeting: Bijeenkomst) -> str:
    return reverse("tafels:rondes_detail", args=[meeting.pilot_id, meeting.pk])


@require_safe
@pilot_view(Right.HOST)
def indeling_detail(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """All tables of a round; `kies` is somebody picked up, to be put down at another table."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    if not meeting.indelingen.exists():
        return _begin(request, pilot, meeting)
    indeling = find_indeling(meeting, request.GET)
    if number_of(request.GET, "gezien") == indeling.versie:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return _page(request, pilot, indeling, gekozen=number_of(request.GET, "kies"), zoek=words_of(request.GET))


@require_safe
@pilot_view(Right.HOST)
def indeling_export(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Download who sits where, in every round."""
    als = request.GET.get("als", "")
    return table_response(seats_table(find_meeting(pilot, bijeenkomst_id)), als if als in SOORTEN else "xlsx")


def _page(
    request: Request, pilot: Pilot, indeling: Indeling, *, gekozen: int | None = None, zoek: str = "",
    status: int = HTTPStatus.OK, **context: Any,
) -> HttpResponse:  # fmt: skip
    meeting = indeling.bijeenkomst
    picture = picture_of(fetch(meeting), indeling, gekozen=gekozen, zoek=zoek)
    page = meeting_header(
        request, pilot, meeting, tab="tafels", beeld=picture, indeling=indeling,
        soorten=[(key, soort.naam) for key, soort in SOORTEN.items()], **context,
    )  # fmt: skip
    return respond(request, PAGE, page, partial="zaal", status=status)


def _begin(request: Request, pilot: Pilot, meeting: Bijeenkomst, form: ZaalForm | None = None) -> HttpResponse:
    """Nothing stands yet: ask how many tables, with a sensible answer filled in."""
    gasten = len(guests_of(meeting))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form is not None else HTTPStatus.OK
    sensible = indelen.sensible(gasten or meeting.capaciteit, usual_rounds(meeting))
    form = form or ZaalForm(initial=vars_of(sensible))
    context = meeting_header(request, pilot, meeting, tab="tafels", form=form, gasten=gasten)
    return respond(request, "tafels/zaal_edit.html", context, status=status)


def vars_of(zaal: indelen.Zaal) -> dict[str, int]:
    return {name: getattr(zaal, name) for name in ("aantal", "plaatsen_min", "plaatsen_max", "rondes")}


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.HOST)
def zaal_edit(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """How many tables and rounds; the first time a proposal follows at once."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    if request.method != "POST":
        return _begin(request, pilot, meeting, None) if not meeting.tafels.exists() else _room(request, pilot, meeting)
    form = ZaalForm(request.POST)
    if not form.is_valid():
        return _begin(request, pilot, meeting, form)
    indelen.set_up(meeting, form.zaal(), by=request.user)
    messages.success(request, "De tafels staan klaar.")
    return redirect(page_url(meeting) if form.zaal().rondes == 1 else totals_url(meeting))


def _room(request: Request, pilot: Pilot, meeting: Bijeenkomst) -> HttpResponse:
    tables = list(meeting.tafels.all())
    initial = {
        "aantal": len(tables), "plaatsen_min": tables[0].plaatsen_min, "plaatsen_max": tables[0].plaatsen_max,
        "rondes": meeting.indelingen.count(),
    }  # fmt: skip
    context = meeting_header(
        request,
        pilot,
        meeting,
        tab="tafels",
        form=ZaalForm(initial=initial),
        gasten=len(guests_of(meeting)),
        staat=True,
    )
    return respond(request, "tafels/zaal_edit.html", context)


type Step = Callable[[Indeling, int], str]


def _change(request: Request, pilot: Pilot, bijeenkomst_id: int, step: Step) -> HttpResponse:
    """Do one thing on top of the version that the page showed; who was too late sees how it is now."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    indeling = find_indeling(meeting, request.POST)
    try:
        said = step(indeling, sent_versie(request.POST))
    except VerouderdError:
        indeling.refresh_from_db()
        indeling.bijeenkomst = meeting
        return _page(
            request, pilot, indeling, gekozen=sent(request, "persoon"), status=HTTPStatus.CONFLICT, te_laat=True
        )
    if said and not request.htmx:
        messages.success(request, said if said.endswith(".") else f"{said}.")
    return redirect(page_url(meeting, indeling.ronde))


@require_POST
@pilot_view(Right.HOST)
def indeling_propose(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    def step(indeling: Indeling, versie: int) -> str:
        indelen.propose(indeling, versie=versie, by=request.user)
        return "Er staat een nieuw voorstel. U kunt het aanpassen; er staat nog niets vast."

    return _change(request, pilot, bijeenkomst_id, step)


@require_POST
@pilot_view(Right.HOST)
def indeling_fix(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    def step(indeling: Indeling, versie: int) -> str:
        indelen.fix(indeling, versie=versie, by=request.user)
        return "De tafels staan vast. Gasten zien nu aan welke tafel zij zitten."

    return _change(request, pilot, bijeenkomst_id, step)


@require_POST
@pilot_view(Right.HOST)
def indeling_reopen(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    def step(indeling: Indeling, versie: int) -> str:
        indelen.reopen(indeling, by=request.user)
        return "De indeling is weer open. Gasten zien hun tafel nu niet meer."

    return _change(request, pilot, bijeenkomst_id, step)


@require_POST
@pilot_view(Right.HOST)
def indeling_undo(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    def step(indeling: Indeling, versie: int) -> str:
        return f"U maakte ongedaan: {undo_step(indeling, versie=versie, by=request.user)}."

    return _change(request, pilot, bijeenkomst_id, step)


@require_POST
@pilot_view(Right.HOST)
def plaats_move(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """To another table, in exchange with somebody else, or away from the tables."""

    def step(indeling: Indeling, versie: int) -> str:
        persoon = find_persoon(pilot, sent(request, "persoon"))
        if request.POST.get("wissel"):
            other = find_persoon(pilot, sent(request, "wissel"))
            return "U " + plaatsen.swap(indeling, persoon, other, versie=versie, by=request.user)
        if request.POST.get("tafel") == "geen":
            return "U " + plaatsen.take_away(indeling, persoon, versie=versie, by=request.user)
        tafel = find_tafel(indeling.bijeenkomst, sent(request, "tafel") or sent(request, "naar"))
        return "U " + plaatsen.seat(indeling, persoon, tafel, versie=versie, by=request.user)

    return _change(request, pilot, bijeenkomst_id, step)


@require_POST
@pilot_view(Right.HOST)
def plaats_pin(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    def step(indeling: Indeling, versie: int) -> str:
        persoon = find_persoon(pilot, sent(request, "persoon"))
        return "U " + plaatsen.pin(indeling, persoon, versie=versie, by=request.user)

    return _change(request, pilot, bijeenkomst_id, step)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.HOST)
def indeling_repair(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """First the moves one by one, then do them."""
    if request.method == "POST":
        return _change(
            request, pilot, bijeenkomst_id,
            lambda indeling, versie: moves_said(indelen.apply_repair(indeling, versie=versie, by=request.user)),
        )  # fmt: skip
    meeting = find_meeting(pilot, bijeenkomst_id)
    indeling = find_indeling(meeting, request.GET)
    gegevens = fetch(meeting)
    moves = moves_of(indelen.repair_of(indeling, gegevens), gegevens)
    context = meeting_header(request, pilot, meeting, tab="tafels", indeling=indeling, herstel=moves)
    return respond(request, "tafels/indeling_repair.html", context)


def moves_said(found: Any) -> str:
    count = len(found.verhuist)
    return "De tafels zijn hersteld. " + (
        "Niemand hoefde te verhuizen."
        if not count
        else f"{count} {'gast verhuisde' if count == 1 else 'gasten verhuisden'}."
    )
