"""Rooms and rounds: add one, change it, take it away after saying what that causes."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from datt.core.differences import differences
from datt.core.http import Request, respond
from datt.core.versions import VerouderdError, sent_versie
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.traject.services.vinden import find_meeting
from pilots.werkconferentie.programma.betrokken import who_go_to
from pilots.werkconferentie.programma.delen import programme_header
from pilots.werkconferentie.programma.forms.rooster import RondeForm, RuimteForm, stand_of
from pilots.werkconferentie.programma.models import Programma, Ronde, Ruimte
from pilots.werkconferentie.programma.services import schikken
from pilots.werkconferentie.programma.services.rooster import find_programme, programme_of
from pilots.werkconferentie.programma.services.voorzet import next_room, next_round
from pilots.werkconferentie.programma.views.rooster import page_url
from pilots.werkconferentie.programma.views.vinden import find_ronde, find_ruimte

GET_POST = ["GET", "HEAD", "POST"]
type Thing = Ruimte | Ronde
type ThingForm = RuimteForm | RondeForm


@require_http_methods(GET_POST)
@pilot_view(Right.HOST)
def ruimte_add(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    return _edit(request, meeting, lambda: next_room(meeting), RuimteForm, schikken.keep_room)


@require_http_methods(GET_POST)
@pilot_view(Right.HOST)
def ruimte_edit(request: Request, pilot: Pilot, bijeenkomst_id: int, ruimte_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    return _edit(request, meeting, lambda: find_ruimte(meeting, ruimte_id), RuimteForm, schikken.keep_room)


@require_http_methods(GET_POST)
@pilot_view(Right.HOST)
def ronde_add(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    return _edit(request, meeting, lambda: next_round(meeting), RondeForm, schikken.keep_round)


@require_http_methods(GET_POST)
@pilot_view(Right.HOST)
def ronde_edit(request: Request, pilot: Pilot, bijeenkomst_id: int, ronde_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    return _edit(request, meeting, lambda: find_ronde(meeting, ronde_id), RondeForm, schikken.keep_round)


def _edit(
    request: Request, meeting: Bijeenkomst, find: Callable[[], Any], form_class: type[ThingForm], keep: Any
) -> HttpResponse:
    """A form for a new or a standing room or round; two people who change the same one see both texts."""
    stands = find()
    schikken.refuse_closed(find_programme(meeting))
    form = form_class(request.POST if request.method == "POST" else None, instance=find())
    status, clashes = HTTPStatus.OK, None
    if form.is_bound and form.is_valid():
        try:
            _keep(form, stands, programme_of(meeting), keep, by=request.user)
        except VerouderdError:
            status, stands = HTTPStatus.CONFLICT, find()
            clashes = differences(form, {name: getattr(stands, name) for name in form_class.VELDEN})
            form.replace_versie(stand_of(stands, form_class.VELDEN))
        else:
            messages.success(request, f"‘{form.instance}’ is bewaard.")
            return redirect(page_url(meeting))
    elif form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = programme_header(
        request, meeting.pilot, meeting, deel="rooster", form=form, ding=stands, verschillen=clashes,
        soort="ruimte" if form_class is RuimteForm else "ronde",
    )  # fmt: skip
    return respond(request, "programma/ding_edit.html", context, status=status)


def _keep(form: ThingForm, stands: Thing, programma: Programma, keep: Any, *, by: Any) -> None:
    """Store it, unless somebody else changed this one since the page was made. Raises VerouderdError."""
    if stands.pk is not None and form.cleaned_data["versie"] != stand_of(stands, form.VELDEN):
        raise VerouderdError(stands)
    keep(programma, form.instance, versie=programma.versie, by=by)


@require_http_methods(GET_POST)
@pilot_view(Right.HOST)
def ruimte_remove(request: Request, pilot: Pilot, bijeenkomst_id: int, ruimte_id: int) -> HttpResponse:
    """Take a room away; how many workshops lose it is said first."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    ruimte = find_ruimte(meeting, ruimte_id)

    def remove(programma: Programma, versie: int) -> str:
        left = schikken.remove_room(programma, ruimte, versie=versie, by=request.user)
        return f"‘{ruimte}’ is weg.{_waiting(left)}"

    return _remove(request, meeting, ruimte, list(ruimte.sessies.select_related("workshop", "ronde")), remove)


def _waiting(count: int) -> str:
    if not count:
        return ""
    return f" {'1 workshop wacht' if count == 1 else f'{count} workshops wachten'} nu op een andere ruimte."


@require_http_methods(GET_POST)
@pilot_view(Right.HOST)
def ronde_remove(request: Request, pilot: Pilot, bijeenkomst_id: int, ronde_id: int) -> HttpResponse:
    """Take a round away, with what stands in it."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    ronde = find_ronde(meeting, ronde_id)

    def remove(programma: Programma, versie: int) -> str:
        schikken.remove_round(programma, ronde, versie=versie, by=request.user)
        return f"‘{ronde}’ is weg."

    return _remove(request, meeting, ronde, list(ronde.sessies.select_related("workshop", "ruimte")), remove)


def _remove(
    request: Request, meeting: Bijeenkomst, ding: Thing, sessies: list[Any], remove: Callable[[Programma, int], str]
) -> HttpResponse:
    """Ask once, with what it causes; when the programme changed meanwhile, ask again with how it is now."""
    programma, status = find_programme(meeting), HTTPStatus.OK
    schikken.refuse_closed(programma)
    if request.method == "POST":
        try:
            messages.success(request, remove(programme_of(meeting), sent_versie(request.POST)))
        except VerouderdError:
            status = HTTPStatus.CONFLICT
        else:
            return redirect(page_url(meeting))
    context = programme_header(
        request, meeting.pilot, meeting, deel="rooster", ding=ding, sessies=sessies, versie=programma.versie,
        soort="ruimte" if isinstance(ding, Ruimte) else "ronde", te_laat=status == HTTPStatus.CONFLICT,
        mensen=len(who_go_to(meeting, [one.pk for one in sessies])),
    )  # fmt: skip
    return respond(request, "programma/ding_remove.html", context, status=status)
