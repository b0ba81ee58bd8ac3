"""All rounds of a meeting: the totals, one button for all of them, the repair, and the hosts of the tables."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_list_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.core.http import Request, respond
from datt.core.lists import number_of
from datt.core.versions import VerouderdError
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.tafels.forms.gastheren import GastherenForm
from pilots.tafels.services import rondes
from pilots.tafels.services.gastheren import set_hosts, suggest_hosts
from pilots.tafels.services.herstelbeeld import moves_of
from pilots.tafels.services.rondebeeld import rounds_picture
from pilots.tafels.services.vragen import fetch
from pilots.tafels.views.tafel import people_of
from pilots.traject.kop import meeting_header
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.traject.services.vinden import find_meeting


@require_safe
@pilot_view(Right.HOST)
def rondes_detail(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """What the rounds are worth together; without tables there is nothing to show yet."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    if not meeting.indelingen.exists():
        return redirect("tafels:indeling_detail", pilot.pk, meeting.pk)
    return _page(request, pilot, meeting)


def _page(request: Request, pilot: Pilot, meeting: Bijeenkomst, *, te_laat: bool = False) -> HttpResponse:
    context = meeting_header(
        request, pilot, meeting, tab="tafels", beeld=rounds_picture(meeting, fetch(meeting)), te_laat=te_laat
    )
    status = HTTPStatus.CONFLICT if te_laat else HTTPStatus.OK
    return respond(request, "tafels/rondes_detail.html", context, status=status)


def _change(
    request: Request, pilot: Pilot, bijeenkomst_id: int, step: Callable[[Bijeenkomst, dict[int, int]], str]
) -> HttpResponse:
    """Do one thing with all rounds as the page showed them; who was too late sees how they are now."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    try:
        said = step(meeting, rondes.read_versions(request.POST.get("versies", "")))
    except VerouderdError:
        return _page(request, pilot, meeting, te_laat=True)
    messages.success(request, said)
    return redirect("tafels:rondes_detail", pilot.pk, meeting.pk)


@require_POST
@pilot_view(Right.HOST)
def rondes_propose(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    def step(meeting: Bijeenkomst, seen: dict[int, int]) -> str:
        count = rondes.propose_all(meeting, seen=seen, by=request.user)
        what = "alle rondes" if count > 1 else "de ronde die nog open was"
        return f"Er staat een nieuw voorstel voor {what}. Er staat nog niets vast."

    return _change(request, pilot, bijeenkomst_id, step)


@require_POST
@pilot_view(Right.HOST)
def rondes_fix(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    def step(meeting: Bijeenkomst, seen: dict[int, int]) -> str:
        rondes.fix_all(meeting, seen=seen, by=request.user)
        return "Alle rondes staan vast. Gasten zien nu waar zij in elke ronde zitten."

    return _change(request, pilot, bijeenkomst_id, step)


@require_POST
@pilot_view(Right.HOST)
def rondes_reopen(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    def step(meeting: Bijeenkomst, seen: dict[int, int]) -> str:
        rondes.reopen_all(meeting, by=request.user)
        return "Alle rondes zijn weer open. Gasten zien hun tafels nu niet meer."

    return _change(request, pilot, bijeenkomst_id, step)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.HOST)
def rondes_repair(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """First the moves of each round to come, one by one; then do them."""
    if request.method == "POST":
        return _change(request, pilot, bijeenkomst_id, _repair_of(request))
    meeting = find_meeting(pilot, bijeenkomst_id)
    gegevens = fetch(meeting)
    vanaf = number_of(request.GET, "vanaf")
    coming = rondes.still_to_come(gegevens, meeting, vanaf=vanaf)
    found = rondes.repairs_of(gegevens, coming)
    context = meeting_header(
        request, pilot, meeting, tab="tafels", versies=rondes.versions_of(coming), vanaf=vanaf,
        rondes=gegevens.indelingen, herstel=[(one, moves_of(found[one.pk], gegevens)) for one in coming],
    )  # fmt: skip
    context["is_nodig"] = any(moves.is_nodig for _, moves in context["herstel"])
    return respond(request, "tafels/rondes_repair.html", context)


def _repair_of(request: Request) -> Callable[[Bijeenkomst, dict[int, int]], str]:
    def step(meeting: Bijeenkomst, seen: dict[int, int]) -> str:
        moves = rondes.apply_repairs(meeting, seen=seen, vanaf=number_of(request.POST, "vanaf"), by=request.user)
        said = "Niemand hoefde te verhuizen" if not moves else f"Samen zijn het {moves} verhuizingen"
        return f"De rondes zijn hersteld. {said if moves != 1 else 'Eén gast verhuist één keer'}."

    return step


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.HOST)
def gastheren_edit(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """A host for every table; `voorstel` fills in somebody where there is none, and keeps nothing yet."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    form = _hosts_form(request, pilot, meeting)
    if form.is_bound and form.is_valid():
        set_hosts(meeting, form.hosts(), by=request.user)
        messages.success(request, "De gastheren zijn bewaard. Zij zitten in elke ronde aan hun eigen tafel.")
        return redirect("tafels:rondes_detail", pilot.pk, meeting.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context: dict[str, Any] = meeting_header(
        request, pilot, meeting, tab="tafels", form=form, is_voorstel="voorstel" in request.GET
    )
    return respond(request, "tafels/gastheren_edit.html", context, status=status)


def _hosts_form(request: Request, pilot: Pilot, meeting: Bijeenkomst) -> GastherenForm:
    """Who comes, and who is host already. Raises Http404 when there are no tables."""
    tafels = get_list_or_404(meeting.tafels.select_related("gastheer"))
    people = list(people_of(pilot, meeting))
    known = {one.pk for one in people}
    hosts = {tafel.pk: tafel.gastheer_id for tafel in tafels if tafel.gastheer_id in known}
    if "voorstel" in request.GET:
        hosts |= suggest_hosts(tafels, fetch(meeting).gasten)
    data = request.POST if request.method == "POST" else None
    return GastherenForm(data, tafels=tafels, people=people, hosts=hosts)
