"""Ask guests to choose: see what goes to whom, then send it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from datt.core.http import Request, respond
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.models import Pilot
from pilots.traject.services.vinden import find_meeting
from pilots.werkconferentie.keuzes.services.bewaren import offer_to_choose
from pilots.werkconferentie.keuzes.services.oproepen import OPROEPEN, look_at, send_call, who_gets
from pilots.werkconferentie.programma.delen import programme_header


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.INVITE)
def keuze_oproep(request: Request, pilot: Pilot, bijeenkomst_id: int, oproep: str) -> HttpResponse:
    """Nothing goes out before the button on this page was pressed."""
    meeting, one = find_meeting(pilot, bijeenkomst_id), OPROEPEN.get(oproep)
    if one is None:
        raise Http404
    if request.method == "POST":
        _say(request, send_call(meeting, one, by=request.user))
        return redirect("keuzes:keuze_list", pilot.pk, meeting.pk)
    offer_to_choose(meeting)
    who = who_gets(meeting, one)
    first = next(iter([*who.mail, *who.sms]), None)
    context = programme_header(
        request, pilot, meeting, deel="keuzes", oproep=one, lijst=who, gast=first,
        voorbeeld=look_at(meeting, one, first) if first else None,
    )  # fmt: skip
    return respond(request, "keuzes/keuze_oproep.html", context)


def _say(request: Request, told: int) -> None:
    if told:
        messages.success(request, f"Het bericht gaat nu naar {'1 gast' if told == 1 else f'{told} gasten'}.")
    else:
        messages.info(request, "Iedereen kreeg dit bericht al, of koos al. Er ging niets uit.")
