"""The run sheet of a meeting: the list of blocks with their times, and what happened to it."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from datt.core.http import Request, respond
from datt.core.lists import number_of
from datt.core.tabellen import SOORTEN
from pilots.access import Right
from pilots.bijeenkomsten.draaiboek.models import Draaiboek
from pilots.bijeenkomsten.draaiboek.services.beeld import history_of, picture_of, removed_of, strip_of
from pilots.bijeenkomsten.draaiboek.services.volgorde import is_closed
from pilots.bijeenkomsten.draaiboek.services.vullen import draaiboek_of
from pilots.bijeenkomsten.draaiboek.tijden import minutes_of
from pilots.decorators import pilot_view
from pilots.traject.kop import meeting_header
from pilots.traject.models import Pilot
from pilots.traject.services.vinden import find_meeting

TEMPLATE = "draaiboek/draaiboek_detail.html"


def find_draaiboek(pilot: Pilot, bijeenkomst_id: int) -> Draaiboek:
    """The run sheet of a meeting of this pilot; of another pilot it does not exist."""
    return draaiboek_of(find_meeting(pilot, bijeenkomst_id))


def address_of(draaiboek: Draaiboek, name: str = "draaiboek_detail", *args: object) -> str:
    meeting = draaiboek.bijeenkomst
    return reverse(f"draaiboek:{name}", args=[meeting.pilot_id, meeting.pk, *args])


def page_context(request: Request, draaiboek: Draaiboek, **more: Any) -> dict[str, Any]:
    """What the list shows, for a whole page or for the list alone."""
    beeld = picture_of(draaiboek)
    meeting = draaiboek.bijeenkomst
    context = {
        "pilot": meeting.pilot, "bijeenkomst": meeting, "draaiboek": draaiboek, "beeld": beeld,
        "mag_wijzigen": may_change(request, draaiboek),
        "strook": strip_of(beeld, minutes_of(meeting.eind)) if beeld.rijen else None,
    }  # fmt: skip
    if not request.htmx:
        context = meeting_header(
            request, meeting.pilot, meeting, tab="draaiboek",
            verwijderd=removed_of(draaiboek), soorten=[(key, kind.naam) for key, kind in SOORTEN.items()],
            **{name: value for name, value in context.items() if name not in {"pilot", "bijeenkomst"}},
        )  # fmt: skip
    return {**context, **more}


def may_change(request: Request, draaiboek: Draaiboek) -> bool:
    return Right.EDIT in request.rights and not is_closed(draaiboek) and not draaiboek.bijeenkomst.pilot.is_read_only()


def show_list(request: Request, draaiboek: Draaiboek, *, status: int = HTTPStatus.OK, **more: Any) -> HttpResponse:
    return respond(request, TEMPLATE, page_context(request, draaiboek, **more), partial="blokken", status=status)


@require_safe
@pilot_view(Right.VIEW_LOG)
def draaiboek_detail(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """All blocks with their times; for htmx only the list."""
    return show_list(request, find_draaiboek(pilot, bijeenkomst_id))


@require_safe
@pilot_view(Right.VIEW_LOG)
def draaiboek_state(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Whether the page is old: nothing when it is not, else who did what."""
    draaiboek = find_draaiboek(pilot, bijeenkomst_id)
    known = number_of(request.GET, "versie")
    if known is not None and draaiboek.versie <= known:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    newer = min(5, draaiboek.versie - (known or 0))
    lines = [line for line in history_of(draaiboek, newer) if line.door_id != request.user.pk]
    if not lines:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    context = {"pilot": pilot, "bijeenkomst": draaiboek.bijeenkomst, "draaiboek": draaiboek, "regels": lines}
    return respond(request, "draaiboek/_veranderd.html", context)


@require_safe
@pilot_view(Right.VIEW_LOG)
def draaiboek_history(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """What happened to the run sheet, and what was removed."""
    draaiboek = find_draaiboek(pilot, bijeenkomst_id)
    context = meeting_header(
        request, pilot, draaiboek.bijeenkomst, tab="draaiboek",
        draaiboek=draaiboek, gebeurtenissen=history_of(draaiboek, 200), verwijderd=removed_of(draaiboek, 100),
        mag_wijzigen=may_change(request, draaiboek),
    )  # fmt: skip
    return respond(request, "draaiboek/draaiboek_history.html", context)
