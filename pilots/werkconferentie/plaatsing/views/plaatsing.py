"""The places of people: the list of everybody, and moving, keeping or taking out one of them."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.core.http import Request, respond
from datt.core.lists import number_of, page_of
from datt.core.states import TransitionError
from datt.core.tabellen import SOORTEN, table_response
from datt.core.versions import VerouderdError, sent_versie
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.tafels.views.zoeken import find_persoon
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.traject.services.vinden import find_meeting
from pilots.werkconferentie.plaatsing.cijfers import WOORDEN
from pilots.werkconferentie.plaatsing.models import Verdeling
from pilots.werkconferentie.plaatsing.services import zetten
from pilots.werkconferentie.plaatsing.services.lijst import (
    PER_BLADZIJDE,
    Lijstvraag,
    division_table,
    find_rows,
    rows_of,
    workshops_of,
)
from pilots.werkconferentie.plaatsing.services.plekken import division_now, division_of
from pilots.werkconferentie.plaatsing.services.vragen import fetch
from pilots.werkconferentie.plaatsing.services.zetten import NotAgreedError
from pilots.werkconferentie.plaatsing.views.verdeling import change
from pilots.werkconferentie.plaatsing.views.zoeken import find_ronde, find_sessie
from pilots.werkconferentie.programma.delen import programme_header


@require_safe
@pilot_view(Right.HOST)
def plaatsing_list(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Everybody, with their places and the sentence why."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    gegevens, vraag = fetch(meeting), Lijstvraag.read(request.GET)
    rows = rows_of(gegevens)
    found = find_rows(rows, vraag)
    context = programme_header(
        request, pilot, meeting, deel="verdeling", verdeling=division_now(meeting), vraag=vraag, totaal=len(rows),
        aantal=len(found), bladzijde=page_of(request, found, PER_BLADZIJDE), rondes=gegevens.rondes,
        workshops=workshops_of(gegevens), keuzes=[(str(vak), woord) for vak, woord in WOORDEN.items()],
        soorten=[(key, soort.naam) for key, soort in SOORTEN.items()], is_verdeeld=bool(gegevens.plaatsen),
    )  # fmt: skip
    return respond(request, "plaatsing/plaatsing_list.html", context, partial="personen")


@require_safe
@pilot_view(Right.HOST)
def plaatsing_export(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Download the list, as it was searched and filtered."""
    gegevens = fetch(find_meeting(pilot, bijeenkomst_id))
    rows = find_rows(rows_of(gegevens), Lijstvraag.read(request.GET))
    als = request.GET.get("als", "")
    return table_response(division_table(gegevens, rows), als if als in SOORTEN else "xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.HOST)
def plaatsing_move(request: Request, pilot: Pilot, bijeenkomst_id: int, ronde_id: int, persoon_id: int) -> HttpResponse:
    """Where does this guest go? What speaks against it is said, and asked once."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    if request.method != "POST":
        return _move_page(request, pilot, meeting, ronde_id, persoon_id)
    find_ronde(meeting, ronde_id)
    verdeling, persoon = division_of(meeting), find_persoon(pilot, persoon_id)
    sessie = find_sessie(meeting, _chosen(request))
    try:
        said = zetten.move(
            verdeling, persoon.pk, sessie, is_vast="vast" in request.POST, is_akkoord="akkoord" in request.POST,
            versie=sent_versie(request.POST), by=request.user,
        )  # fmt: skip
    except NotAgreedError as error:
        return _move_page(
            request, pilot, meeting, ronde_id, persoon_id, status=HTTPStatus.UNPROCESSABLE_ENTITY, bezwaar=error
        )
    except VerouderdError:
        return _move_page(request, pilot, meeting, ronde_id, persoon_id, status=HTTPStatus.CONFLICT, te_laat=True)
    messages.success(request, f"U {said}.")
    return redirect(_round_url(meeting, ronde_id))


def _chosen(request: Request) -> int:
    sessie = number_of(request.POST, "sessie")
    if sessie is None:
        raise TransitionError("Kies eerst naar welke workshop deze gast gaat. Er is niets veranderd.")
    return sessie


def _round_url(meeting: Bijeenkomst, ronde_id: int) -> str:
    return f"{reverse('plaatsing:verdeling_detail', args=[meeting.pilot_id, meeting.pk])}?ronde={ronde_id}"


def _move_page(
    request: Request, pilot: Pilot, meeting: Bijeenkomst, ronde_id: int, persoon_id: int,
    *, status: int = HTTPStatus.OK, **context: Any,
) -> HttpResponse:  # fmt: skip
    ronde, persoon = find_ronde(meeting, ronde_id), find_persoon(pilot, persoon_id)
    beeld = zetten.options(division_now(meeting), fetch(meeting), ronde, persoon.pk)
    page = programme_header(
        request, pilot, meeting, deel="verdeling", beeld=beeld, persoon=persoon, ronde=ronde,
        is_vast=beeld.nu is None or beeld.nu.is_vast or request.method != "POST", **context,
    )  # fmt: skip
    return respond(request, "plaatsing/plaatsing_move.html", page, status=status)


@require_POST
@pilot_view(Right.HOST)
def plaatsing_pin(request: Request, pilot: Pilot, bijeenkomst_id: int, ronde_id: int, persoon_id: int) -> HttpResponse:
    """Let somebody keep this place in every proposal, or no longer."""
    ronde = find_ronde(find_meeting(pilot, bijeenkomst_id), ronde_id)
    persoon = find_persoon(pilot, persoon_id)

    def step(verdeling: Verdeling, versie: int) -> str:
        return f"U {zetten.pin(verdeling, persoon.pk, ronde, naam=str(persoon), versie=versie, by=request.user)}."

    return change(request, pilot, bijeenkomst_id, step)


@require_POST
@pilot_view(Right.HOST)
def plaatsing_remove(
    request: Request, pilot: Pilot, bijeenkomst_id: int, ronde_id: int, persoon_id: int
) -> HttpResponse:
    """Take somebody out of their session; they stand on the list of who has no place yet."""
    ronde = find_ronde(find_meeting(pilot, bijeenkomst_id), ronde_id)
    persoon = find_persoon(pilot, persoon_id)

    def step(verdeling: Verdeling, versie: int) -> str:
        return f"U {zetten.take_out(verdeling, persoon.pk, ronde, naam=str(persoon), versie=versie, by=request.user)}."

    return change(request, pilot, bijeenkomst_id, step)
