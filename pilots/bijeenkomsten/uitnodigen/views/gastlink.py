"""The personal link of somebody, seen by a facilitator: read the code out on the phone, or make it worthless."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from datt.core.http import Request, respond
from pilots.access import Right
from pilots.bijeenkomsten.uitnodigen.services.kwijt import replace_link
from pilots.bijeenkomsten.uitnodigen.services.links import current_link, grouped_code
from pilots.decorators import pilot_view
from pilots.traject.kop import header
from pilots.traject.models import Pilot


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.INVITE)
def link_detail(request: Request, pilot: Pilot, persoon_id: int) -> HttpResponse:
    """Whether somebody has a link that works; a new one makes the old one worthless."""
    persoon = get_object_or_404(pilot.personen.live().with_organisatie(), pk=persoon_id)
    if request.method == "POST":
        replace_link(persoon, by=request.user)
        told = "De nieuwe is gemaild." if persoon.email else "Lees de nieuwe code voor, of stuur een brief."
        messages.success(request, f"De oude link van {persoon} werkt niet meer. {told}")
    link = current_link(persoon)
    context = header(
        request, pilot, tab="bijeenkomsten", persoon=persoon, link=link, code=grouped_code(link) if link else ""
    )
    return respond(request, "uitnodigen/link_detail.html", context)
