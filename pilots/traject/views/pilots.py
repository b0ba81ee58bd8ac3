"""The list of pilots, and the overview of one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from datt.core import dates
from datt.core.http import Request, respond
from datt.core.lists import page_of
from datt.core.models import Gebeurtenis
from pilots.access import Right, Rol
from pilots.decorators import pilot_view
from pilots.traject.kop import header
from pilots.traject.models import Bijeenkomst, Pilot, PilotStatus, Planconcept
from pilots.traject.onderdelen import TeDoen, fetch_needed, figures_for, own_things, todos_for
from pilots.traject.services import pilots as services

RECENT = 5
URGENT = 3  # from so many days on the first thing to do is yellow


@require_GET
@login_required
def begin(request: Request) -> HttpResponse:
    """Where signing in leads: to the only pilot of who plans none, else to the list."""
    if not request.user.is_facilitator:
        pilots = list(Pilot.objects.for_user(request.user).real()[:2])
        if len(pilots) == 1:
            return redirect(pilots[0])
    return redirect("traject:pilot_list")


@require_GET
@login_required
def pilot_list(request: Request) -> HttpResponse:
    """The pilots of this user; who may plan one also sees the drafts."""
    vraag = services.Pilotvraag.read(request.GET)
    pilots = list(Pilot.objects.for_user(request.user).real().with_gemeente())
    found = services.find_pilots(pilots, vraag)
    page = page_of(request, found, services.PER_BLADZIJDE)
    may_plan = request.user.is_facilitator
    context = {
        "kaarten": services.cards_for(list(page.object_list), request.user, timezone.localdate()),
        "bladzijde": page,
        "vraag": vraag,
        "aantal": len(found),
        "totaal": len(pilots),
        "zoekbaar": len(pilots) >= services.MANY,
        "statussen": [choice for choice in PilotStatus.choices if choice[0] in {pilot.status for pilot in pilots}],
        "gemeenten": sorted({(pilot.gemeente.naam, pilot.gemeente.code) for pilot in pilots}),
        "sorteringen": services.SORTERINGEN.items(),
        "concepten": Planconcept.objects.of(request.user).unfinished().select_related("gemeente") if may_plan else [],
        "mag_plannen": may_plan,
        "hoofdmenu": "pilots",
    }
    return respond(request, "traject/pilot_list.html", context, partial="pilots")


@dataclass(frozen=True)
class Punt:
    """A thing to do, with what stands in its stone.

    `voorlezen` is what a screen reader says before the stone, or the whole sentence when it is too late.
    """

    todo: TeDoen
    getal: str
    woord: str
    voorlezen: str
    is_late: bool
    is_urgent: bool


def _point(todo: TeDoen, today: date, *, is_first: bool) -> Punt:
    left = (todo.uiterlijk - today).days
    days = "dag" if abs(left) == 1 else "dagen"
    if left < 0:
        return Punt(todo, str(-left), "te laat", f"{-left} {days} te laat.", is_late=True, is_urgent=False)
    urgent = is_first and left <= URGENT
    if left == 0:
        return Punt(todo, "nu", "vandaag", "Uiterlijk ", is_late=False, is_urgent=urgent)
    return Punt(todo, str(left), days, "Nog ", is_late=False, is_urgent=urgent)


@require_GET
@pilot_view(Right.VIEW)
def pilot_detail(request: Request, pilot: Pilot) -> HttpResponse:
    """What this user needs of the pilot now."""
    fetch_needed(pilot)
    today = timezone.localdate()
    meeting = services.next_meeting(pilot.bijeenkomsten.all(), today)
    context = header(
        request, pilot, tab="overzicht", is_overzicht=True,
        volgende=None if pilot.is_read_only() else meeting,
        datumblok=_date_parts(meeting),
        cijfers=figures_for(pilot),
        maatstaven=pilot.maatstaven.all(),
        facilitators=pilot.deelnames.current().filter(rol=Rol.FACILITATOR).select_related("persoon__user"),
        **_work(request, pilot, today),
    )  # fmt: skip
    return respond(request, "traject/pilot_detail.html", context)


def _date_parts(meeting: Bijeenkomst | None) -> dict[str, Any]:
    if meeting is None:
        return {}
    return {
        "dag": dates.DAYS[meeting.datum.weekday()],
        "nr": meeting.datum.day,
        "maand": dates.MONTHS[meeting.datum.month - 1],
    }


def _work(request: Request, pilot: Pilot, today: date) -> dict[str, Any]:
    """Things to do for who may do them, what one has of one's own for the others, and the log for who may read it."""
    work: dict[str, Any] = {}
    if Right.EDIT in request.rights:
        todos = [] if pilot.is_read_only() else todos_for(pilot, today)
        work["punten"] = [_point(todo, today, is_first=nr == 0) for nr, todo in enumerate(todos)]
    else:
        work["eigen"] = own_things(pilot, request.user)
    if Right.VIEW_LOG in request.rights:
        work["gebeurd"] = Gebeurtenis.objects.within(pilot)[:RECENT]
    return work
