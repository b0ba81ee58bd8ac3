"""Fix the rule, draw, take the result over, and call who is next on the reserve list. Nothing is sent."""

from http import HTTPStatus

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from datt.core.http import Request
from datt.core.lists import number_of
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.models import Pilot
from pilots.traject.services.vinden import find_meeting
from pilots.werkconferentie.selectie.models import Selectie
from pilots.werkconferentie.selectie.services import loten, reserve
from pilots.werkconferentie.selectie.services.beeld import picture_of, selection_of
from pilots.werkconferentie.selectie.services.opstellen import refuse_started
from pilots.werkconferentie.selectie.views.selectie import change, show


@require_POST
@pilot_view(Right.INVITE)
def loting_fix(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Let the rule and the candidates stand; the page says what is wrong when they cannot."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    refuse_started(meeting)
    if picture_of(selection_of(meeting)).bezwaren:
        return show(request, selection_of(meeting), status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def act(selectie: Selectie, versie: int) -> str:
        loting = loten.fix(selectie, versie=versie, by=request.user)
        return f"De regel staat vast. Het zaad van loting {loting.nummer} is openbaar. Nu kunt u loten."

    return change(request, pilot, bijeenkomst_id, act)


@require_POST
@pilot_view(Right.INVITE)
def loting_release(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    def act(selectie: Selectie, versie: int) -> str:
        loten.release(selectie, versie=versie, by=request.user)
        return "U kunt de regel weer veranderen. De loting van net blijft in de lijst van lotingen staan."

    return change(request, pilot, bijeenkomst_id, act)


@require_POST
@pilot_view(Right.INVITE)
def loting_draw(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    def act(selectie: Selectie, versie: int) -> str:
        loten.draw_lots(selectie, versie=versie, by=request.user)
        return "Er is geloot. Bekijk de uitslag. Er is nog niets veranderd aan de gastenlijst."

    return change(request, pilot, bijeenkomst_id, act)


@require_POST
@pilot_view(Right.INVITE)
def loting_take(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    def act(selectie: Selectie, versie: int) -> str:
        done = loten.take_over(selectie, versie=versie, by=request.user)
        who = "1 persoon staat" if done.erbij == 1 else f"{done.erbij} mensen staan"
        off = f" {done.eraf} zijn er van de lijst gehaald: zij staan op de reservelijst." if done.eraf else ""
        return f"{who} erbij op de gastenlijst.{off} Er is nog niets verstuurd."

    return change(request, pilot, bijeenkomst_id, act)


@require_POST
@pilot_view(Right.INVITE)
def reserve_call(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Put who is next on the reserve list on the guest list."""

    def act(selectie: Selectie, versie: int) -> str:
        lot = reserve.call_reserve(selectie, number_of(request.POST, "lot") or 0, versie=versie, by=request.user)
        return f"{lot.persoon} staat op de gastenlijst. Er is nog niets verstuurd."

    return change(request, pilot, bijeenkomst_id, act)
