"""Calendar feeds: the secret addresses, the page that explains them, and one meeting as a file."""

import hashlib
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST, require_safe

from datt.core.http import Request, respond
from datt.core.versions import sent_versie
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.kop import header
from pilots.traject.models import Pilot
from pilots.traject.services import agendalinks, ics


@require_safe
@login_not_required
def agenda_pilot(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of a pilot, for who has its secret address."""
    pilot = agendalinks.find_pilot(token)
    if pilot is None:
        raise Http404
    return _file(request, ics.pilot_calendar(pilot), slugify(pilot.titel))


@require_safe
@login_not_required
def agenda_persoon(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of one person in a pilot, for who has its secret address."""
    persoon = agendalinks.find_persoon(token)
    if persoon is None:
        raise Http404
    return _file(request, ics.persoon_calendar(persoon), slugify(persoon.pilot.titel))


@require_safe
@pilot_view(Right.VIEW)
def bijeenkomst_ics(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """One meeting, to put in one's own calendar."""
    meeting = get_object_or_404(pilot.bijeenkomsten.select_related("pilot__gemeente"), pk=bijeenkomst_id)
    return _file(request, ics.bijeenkomst_calendar(meeting), slugify(meeting.korte_titel))


def _file(request: HttpRequest, content: bytes, name: str) -> HttpResponse:
    """A calendar file that only its reader may keep, and that is sent again only when it changed."""
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name or "agenda"}.ics"'
    response["ETag"] = etag
    response["Cache-Control"] = "private, max-age=900"
    response["X-Robots-Tag"] = "noindex"
    answer = get_conditional_response(request, etag=etag, response=response) or response
    answer["Cache-Control"] = response["Cache-Control"]
    return answer


@require_GET
@pilot_view(Right.VIEW)
def agenda_detail(request: Request, pilot: Pilot) -> HttpResponse:
    """Where one gets the addresses, what they do, and how one renews them."""
    own = pilot.personen.live().taking_part().filter(user=request.user).first()
    context = header(
        request, pilot, tab="bijeenkomsten",
        van_pilot=_link("traject:agenda_pilot", agendalinks.pilot_token(pilot)),
        eigen=own,
        van_mij=_link("traject:agenda_persoon", agendalinks.persoon_token(own)) if own else None,
    )  # fmt: skip
    return respond(request, "traject/agenda_detail.html", context)


def _link(name: str, token: str) -> dict[str, Any]:
    """The address to copy, and the same one that opens a calendar program."""
    url = f"{settings.SITE_URL}{reverse(name, args=[token])}"
    return {"url": url, "webcal": "webcal:" + url.partition(":")[2]}


@require_POST
@pilot_view(Right.VIEW)
def agenda_renew_own(request: Request, pilot: Pilot) -> HttpResponse:
    """Give this user a new address; the old one stops at once."""
    own = get_object_or_404(pilot.personen.live().taking_part(), user=request.user)
    agendalinks.renew_persoon_link(own, versie=sent_versie(request.POST), by=request.user)
    messages.success(request, "Uw agendalink is vernieuwd. De oude link werkt niet meer. Zet de nieuwe in uw agenda.")
    return redirect("traject:agenda_detail", pilot.pk)


@require_POST
@pilot_view(Right.EDIT)
def agenda_renew_pilot(request: Request, pilot: Pilot) -> HttpResponse:
    """Give the pilot a new address; everybody who uses the old one must take the new one."""
    agendalinks.renew_pilot_link(pilot, versie=sent_versie(request.POST), by=request.user)
    messages.success(request, "De agendalink van de pilot is vernieuwd. De oude link werkt niet meer.")
    return redirect("traject:agenda_detail", pilot.pk)
