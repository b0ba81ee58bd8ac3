"""The links that a facilitator hands out: the screen in the hall, and one for each room."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from datt.core.http import Request, respond
from pilots.access import Right
from pilots.bijeenkomsten.draaiboek.models import Schermlink
from pilots.bijeenkomsten.draaiboek.services.schermen import make_links, qr_of, revoke_link, rooms_of, url_of
from pilots.bijeenkomsten.draaiboek.services.verloop import blocks_of
from pilots.bijeenkomsten.draaiboek.services.vullen import draaiboek_of
from pilots.decorators import pilot_view
from pilots.traject.kop import meeting_header
from pilots.traject.models import Pilot
from pilots.traject.services.vinden import find_meeting


@require_GET
@pilot_view(Right.HOST)
def scherm_list(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    draaiboek = draaiboek_of(meeting)
    found = list(draaiboek.schermlinks.valid().select_related("gemaakt_door"))
    rooms = rooms_of(blocks_of(draaiboek))
    standing = {link.ruimte for link in found}
    context = meeting_header(
        request,
        pilot,
        meeting,
        tab="nu",
        links=[_shown(link, rooms) for link in sorted(found, key=lambda link: link.ruimte)],  # the hall first
        zonder=[name for name in ["", *rooms] if name not in standing],
        ruimtes=rooms,
    )
    return respond(request, "draaiboek/schermen.html", context)


def _shown(link: Schermlink, rooms: list[str]) -> dict[str, Any]:
    url = url_of(link)
    return {"link": link, "url": url, "qr": qr_of(url), "is_weg": bool(link.ruimte) and link.ruimte not in rooms}


@require_POST
@pilot_view(Right.HOST)
def scherm_make(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """A link for the hall and for every room that has none."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    draaiboek = draaiboek_of(meeting)
    make_links(draaiboek, rooms_of(blocks_of(draaiboek)), by=request.user)
    messages.success(request, "De links staan klaar.")
    return redirect("draaiboek:scherm_list", pilot.pk, meeting.pk)


@require_POST
@pilot_view(Right.HOST)
def scherm_revoke(request: Request, pilot: Pilot, bijeenkomst_id: int, link_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    link = get_object_or_404(draaiboek_of(meeting).schermlinks, pk=link_id)
    revoke_link(link, by=request.user)
    messages.success(request, "Deze link werkt niet meer.")
    return redirect("draaiboek:scherm_list", pilot.pk, meeting.pk)
