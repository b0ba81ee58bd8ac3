"""'We lopen uit': a new plan for the rest of the day, to accept or not."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from datt.core import dates
from datt.core.http import Request, respond
from datt.core.lists import number_of
from datt.core.states import TransitionError
from pilots.access import Right
from pilots.bijeenkomsten.draaiboek.forms.live import UitloopForm
from pilots.bijeenkomsten.draaiboek.models import Draaiboek
from pilots.bijeenkomsten.draaiboek.services.uitloop import Nieuwplan, Uitloop, accept_plan, late_by, propose
from pilots.bijeenkomsten.draaiboek.services.verloop import stand_of
from pilots.bijeenkomsten.draaiboek.services.vullen import draaiboek_of
from pilots.decorators import pilot_view
from pilots.traject.kop import meeting_header
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, Pilot
from pilots.traject.services.vinden import find_meeting


@require_GET
@pilot_view(Right.HOST)
def loop_replan(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    meeting = _going(find_meeting(pilot, bijeenkomst_id))
    draaiboek = draaiboek_of(meeting)
    form = UitloopForm(request.GET if "minuten" in request.GET else _first_question(draaiboek))
    status = HTTPStatus.OK if form.is_valid() else HTTPStatus.UNPROCESSABLE_ENTITY
    return _page(request, pilot, draaiboek, form, status=status)


@require_POST
@pilot_view(Right.HOST)
def loop_accept(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    meeting = _going(find_meeting(pilot, bijeenkomst_id))
    draaiboek, form = draaiboek_of(meeting), UitloopForm(request.POST)
    if not form.is_valid():
        return _page(request, pilot, draaiboek, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        plan = accept_plan(draaiboek, form.uitloop(), stand=number_of(request.POST, "stand") or 0, by=request.user)
    except TransitionError as refused:
        draaiboek.refresh_from_db(fields=["stand", "versie"])
        return _page(request, pilot, draaiboek, form, geweigerd=str(refused), status=HTTPStatus.CONFLICT)
    messages.success(request, f"Het nieuwe plan geldt. Zo eindigt u om {dates.clock(plan.eind)}.")
    return redirect("draaiboek:loop_nu", pilot.pk, meeting.pk)


def _going(meeting: Bijeenkomst) -> Bijeenkomst:
    if meeting.status != BijeenkomstStatus.BEZIG:
        raise TransitionError(f"‘{meeting}’ is nu niet bezig. Een nieuw plan maken kan alleen tijdens de bijeenkomst.")
    return meeting


def _first_question(draaiboek: Draaiboek) -> dict[str, Any]:
    now = timezone.now()
    return {"minuten": late_by(stand_of(draaiboek, now=now), now)}


def _page(
    request: Request, pilot: Pilot, draaiboek: Draaiboek, form: UitloopForm, *, geweigerd: str = "", status: int
) -> HttpResponse:
    plan = propose(draaiboek, form.uitloop()) if form.is_valid() else None
    context = meeting_header(
        request,
        pilot,
        draaiboek.bijeenkomst,
        tab="nu",
        form=form,
        plan=plan,
        hulp=_links(plan) if plan else [],
        draaiboek=draaiboek,
        geweigerd=geweigerd,
    )
    return respond(request, "draaiboek/uitloop.html", context, status=status)


def _links(plan: Nieuwplan) -> list[dict[str, Any]]:
    """Why it does not fit, each with what would help as an address to try."""
    return [
        {"zin": one.zin, "hulp": [{"tekst": hulp.tekst, "vraag": _query(hulp.uitloop)} for hulp in one.hulp]}
        for one in plan.bezwaren
    ]


def _query(uitloop: Uitloop) -> str:
    values: list[tuple[str, str]] = [("minuten", str(uitloop.minuten))]
    values += [("weg", str(nr)) for nr in sorted(uitloop.weg)] + [("los", str(nr)) for nr in sorted(uitloop.los)]
    if uitloop.eind:
        values.append(("eind", f"{uitloop.eind:%H.%M}"))
    return urlencode(values)
