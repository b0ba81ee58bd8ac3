"""The letters that go with the verslag on paper: order them and fetch the file."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from datt.core.http import Request, respond
from datt.documenten.services import order_document
from pilots.access import Right
from pilots.bijeenkomsten.verslag.brieven import BRIEVEN, letters_of, version_to_post
from pilots.bijeenkomsten.verslag.post import on_paper
from pilots.decorators import pilot_view
from pilots.traject.kop import meeting_header
from pilots.traject.models import Pilot
from pilots.traject.services.vinden import find_meeting


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.INVITE)
def verslag_brieven(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Who gets the verslag on paper, and the letters for them."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    versie, document = version_to_post(meeting)
    if request.method == "POST":
        order_document(BRIEVEN.get(request.POST.get("als", ""), BRIEVEN["een"]), meeting, by=request.user)
        return redirect("verslag:verslag_brieven", pilot.pk, meeting.pk)
    context = meeting_header(
        request, pilot, meeting, tab="verslag", versie=versie, document=document,
        op_papier=on_paper(meeting), brieven=letters_of(versie),
    )  # fmt: skip
    return respond(request, "verslag/verslag_brieven.html", context, partial="brieven")
