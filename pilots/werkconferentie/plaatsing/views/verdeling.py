"""The division itself: how far it is, who is where in each round, fix it, open it, undo, and tell guests."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.core.http import Request, respond
from datt.core.lists import words_of
from datt.core.tabellen import SOORTEN
from datt.core.versions import VerouderdError, sent_versie
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.traject.services.vinden import find_meeting
from pilots.werkconferentie.plaatsing.models import Verdeling
from pilots.werkconferentie.plaatsing.services import vaststellen, zetten
from pilots.werkconferentie.plaatsing.services.beeld import picture_of, progress_of
from pilots.werkconferentie.plaatsing.services.herstel import obstacles
from pilots.werkconferentie.plaatsing.services.plekken import division_now, division_of
from pilots.werkconferentie.plaatsing.services.vertellen import example_of, tell, to_tell
from pilots.werkconferentie.plaatsing.services.vragen import fetch
from pilots.werkconferentie.plaatsing.views.zoeken import Step, round_asked
from pilots.werkconferentie.programma.delen import programme_header

PAGE = "plaatsing:verdeling_detail"


@require_safe
@pilot_view(Right.HOST)
def verdeling_detail(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """One round of the division; as a partial only how far the proposal is, until there is something to see."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    if request.htmx and "v" in request.GET:
        return _progress(request, pilot, meeting)
    return division_page(request, pilot, meeting)


def _progress(request: Request, pilot: Pilot, meeting: Bijeenkomst) -> HttpResponse:
    voortgang = progress_of(division_now(meeting))
    known = request.GET["v"]
    if known == voortgang.stand:
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Cache-Control": "no-store, private"})
    context = {"pilot": pilot, "bijeenkomst": meeting, "voortgang": voortgang, "nieuws": voortgang.news_since(known)}
    return respond(request, "plaatsing/verdeling_detail.html", context, partial="voortgang")


def division_page(
    request: Request, pilot: Pilot, meeting: Bijeenkomst, *, status: int = HTTPStatus.OK, **context: Any
) -> HttpResponse:
    """The page of the division, also for who was too late (`te_laat`)."""
    verdeling, gegevens = division_now(meeting), fetch(meeting)
    ronde = round_asked(request, gegevens.rondes)
    beeld = picture_of(verdeling, gegevens, ronde, zoek=words_of(request.GET)) if ronde else None
    page = programme_header(
        request, pilot, meeting, deel="verdeling", verdeling=verdeling, beeld=beeld, voortgang=progress_of(verdeling),
        mensen=len(gegevens.mensen), soorten=[(key, soort.naam) for key, soort in SOORTEN.items()], **context,
    )  # fmt: skip
    return respond(request, "plaatsing/verdeling_detail.html", page, status=status)


def change(request: Request, pilot: Pilot, bijeenkomst_id: int, step: Step) -> HttpResponse:
    """Do one thing on top of the version that the page showed; who was too late sees how it is now."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    verdeling = division_of(meeting)
    try:
        said = step(verdeling, sent_versie(request.POST))
    except VerouderdError:
        return division_page(request, pilot, meeting, status=HTTPStatus.CONFLICT, te_laat=True)
    messages.success(request, said)
    return redirect(PAGE, pilot.pk, meeting.pk)


@require_POST
@pilot_view(Right.HOST)
def verdeling_undo(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    def step(verdeling: Verdeling, versie: int) -> str:
        return f"U maakte ongedaan: {zetten.undo_step(verdeling, versie=versie, by=request.user)}."

    return change(request, pilot, bijeenkomst_id, step)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.HOST)
def verdeling_fix(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Say what guests will see and what is in the way; then do it."""

    def step(verdeling: Verdeling, versie: int) -> str:
        vaststellen.fix(verdeling, versie=versie, by=request.user)
        return "De verdeling staat vast. Gasten zien nu op hun pagina waar zij zijn. Er is niets verstuurd."

    if request.method == "POST":
        return change(request, pilot, bijeenkomst_id, step)
    meeting = find_meeting(pilot, bijeenkomst_id)
    gegevens = fetch(meeting)
    context = programme_header(
        request, pilot, meeting, deel="verdeling", verdeling=division_now(meeting), obstakels=obstacles(gegevens),
        mensen=len(gegevens.mensen),
    )  # fmt: skip
    return respond(request, "plaatsing/verdeling_fix.html", context)


@require_POST
@pilot_view(Right.HOST)
def verdeling_reopen(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    def step(verdeling: Verdeling, versie: int) -> str:
        vaststellen.reopen(verdeling, by=request.user)
        return "De verdeling is weer open. Gasten zien hun plekken nu niet meer."

    return change(request, pilot, bijeenkomst_id, step)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.INVITE)
def verdeling_tell(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Who would hear where they are, with the mail as it goes out; sent only after the button."""

    def step(verdeling: Verdeling, versie: int) -> str:
        count = tell(verdeling, versie=versie, by=request.user)
        return f"{'1 gast krijgt' if count == 1 else f'{count} gasten krijgen'} een mail met de plekken."

    if request.method == "POST":
        return change(request, pilot, bijeenkomst_id, step)
    meeting = find_meeting(pilot, bijeenkomst_id)
    verdeling = division_now(meeting)
    lijst = to_tell(verdeling)
    context = programme_header(
        request, pilot, meeting, deel="verdeling", verdeling=verdeling, lijst=lijst,
        voorbeeld=example_of(verdeling, lijst),
    )  # fmt: skip
    return respond(request, "plaatsing/verdeling_tell.html", context)
