"""Count at the door without names: large buttons, also when the internet is gone."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from datt.core.http import Request, respond
from datt.core.wachtrij import arrived, is_queued, refused, sent_kenmerk
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.kop import meeting_header
from pilots.traject.models import Pilot
from pilots.traject.services.vinden import find_meeting
from pilots.werkconferentie.proeverij.forms.deur import TikForm
from pilots.werkconferentie.proeverij.services import telling


@require_safe
@pilot_view(Right.HOST)
def deur(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    context = meeting_header(
        request, pilot, meeting, tab="openstelling",
        telling=telling.tally_of(meeting), dicht=telling.why_not_open(meeting),
    )  # fmt: skip
    return respond(request, "proeverij/deur.html", context, partial="stand")


@require_POST
@pilot_view(Right.HOST)
def deur_tel(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """One tap: who came in, or one too many taken back."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    form = TikForm(request.POST)
    if not form.is_valid():
        return refused(request, TikForm.FOUT, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    telling.count(meeting, form.as_tik(sent_kenmerk(request.POST)))
    if not is_queued(request):
        messages.success(request, "Geteld.")
    return arrived(request, "proeverij:deur", pilot.pk, meeting.pk)
