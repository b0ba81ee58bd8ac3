"""The guest list of a meeting, for the facilitator: who comes, how the post went, and an answer by phone."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.core.http import Request, respond
from datt.core.lists import page_of
from datt.core.models import Gebeurtenis, record
from datt.core.tabellen import SOORTEN, table_response
from pilots.access import Right
from pilots.bijeenkomsten.uitnodigen.forms.gasten import AntwoordForm, IntrekkenForm, OpnieuwForm
from pilots.bijeenkomsten.uitnodigen.gastenmenu import menu
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services import kiezen, plaatsen, versturen
from pilots.bijeenkomsten.uitnodigen.services.gastenlijst import (
    PER_BLADZIJDE,
    POST,
    SORTERINGEN,
    Gastvraag,
    count_guests,
    find_guests,
    guest_rows,
    guests_table,
    organisations_of,
)
from pilots.bijeenkomsten.uitnodigen.services.post import messages_about, reach_of
from pilots.decorators import pilot_view
from pilots.traject.kop import meeting_header
from pilots.traject.models import Bijeenkomst, Pilot, Positie
from pilots.traject.services.vinden import find_meeting

ANTWOORDEN = {"ja": plaatsen.say_yes, "nee": plaatsen.say_no, "misschien": plaatsen.say_maybe}


@require_safe
@pilot_view(Right.INVITE)
def gast_list(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Everybody who is invited, with their answer."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    vraag, rows = Gastvraag.read(request.GET), guest_rows(meeting)
    found = find_guests(rows, vraag)
    page = page_of(request, found, PER_BLADZIJDE)
    context = meeting_header(
        request, pilot, meeting, tab="gasten",
        vraag=vraag, bladzijde=page, rijen=page.object_list, aantal=len(found), tellingen=count_guests(rows),
        fout=sum(rij.let_op for rij in rows), organisaties=organisations_of(rows),
        antwoorden=UitnodigingStatus.choices, posities=Positie.choices, sorteringen=SORTERINGEN.items(),
        postsoorten=POST.items(), soorten=[(key, soort.naam) for key, soort in SOORTEN.items()],
        is_open=meeting.is_open(), menupunten=menu(),
    )  # fmt: skip
    return respond(request, "uitnodigen/gasten_list.html", context, partial="gasten")


@require_safe
@pilot_view(Right.INVITE)
def gast_export(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """The list as a file, with the filter that was on the page; who took it stands in the log."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    als = request.GET.get("als", "")
    soort = als if als in SOORTEN else "xlsx"
    rows = find_guests(guest_rows(meeting), Gastvraag.read(request.GET))
    lines = "1 regel" if len(rows) == 1 else f"{len(rows)} regels"
    record(
        meeting, "uitnodigen.lijst.gedownload", f"downloadde de gasten van {meeting} ({lines}, {soort})",
        by=request.user,
    )  # fmt: skip
    return table_response(guests_table(meeting, rows), soort)


def find_guest(meeting: Bijeenkomst, uitnodiging_id: int) -> Uitnodiging:
    """An invitation for this meeting. Raises Http404 for any other."""
    found: Uitnodiging = get_object_or_404(meeting.uitnodigingen.of_live().with_persoon(), pk=uitnodiging_id)
    found.bijeenkomst = meeting
    return found


@require_safe
@pilot_view(Right.INVITE)
def gast_detail(request: Request, pilot: Pilot, bijeenkomst_id: int, uitnodiging_id: int) -> HttpResponse:
    """One guest: the answer, what they need, their post, what happened, and what can be done."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    return _guest_page(request, meeting, find_guest(meeting, uitnodiging_id), AntwoordForm())


def _guest_page(request: Request, meeting: Bijeenkomst, uitnodiging: Uitnodiging, form: AntwoordForm) -> HttpResponse:
    pilot, persoon = meeting.pilot, uitnodiging.persoon
    context = meeting_header(
        request, pilot, meeting, tab="gasten",
        uitnodiging=uitnodiging, persoon=persoon, form=form, opnieuw=OpnieuwForm(initial={"eenmalig": uuid.uuid4()}),
        bezwaar=reach_of(pilot, [persoon]).obstacle(persoon),
        berichten=messages_about(uitnodiging), is_open=meeting.is_open(),
        gebeurtenissen=list(Gebeurtenis.objects.about(uitnodiging)[:20]), fout_in_titel=form.is_bound,
    )  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return respond(request, "uitnodigen/gasten_detail.html", context, status=status)


@require_POST
@pilot_view(Right.INVITE)
def gast_antwoord(request: Request, pilot: Pilot, bijeenkomst_id: int, uitnodiging_id: int) -> HttpResponse:
    """Keep what a guest said on the phone; the log says who wrote it down."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    uitnodiging = find_guest(meeting, uitnodiging_id)
    form = AntwoordForm(request.POST)
    if not form.is_valid():
        return _guest_page(request, meeting, uitnodiging, form)
    antwoord, reden = form.cleaned_data["antwoord"], form.cleaned_data["reden"]
    more = {"reden": reden} if antwoord == "nee" else {}
    now = ANTWOORDEN[antwoord](uitnodiging, by=request.user, **more)
    messages.success(request, f"Het antwoord van {uitnodiging.persoon} is bewaard: {now.get_status_display().lower()}.")
    return redirect("uitnodigen:gast_list", pilot.pk, meeting.pk)


@require_POST
@pilot_view(Right.INVITE)
def gast_opnieuw(request: Request, pilot: Pilot, bijeenkomst_id: int, uitnodiging_id: int) -> HttpResponse:
    """Mail the invitation once more."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    uitnodiging, form = find_guest(meeting, uitnodiging_id), OpnieuwForm(request.POST)
    if form.is_valid() and versturen.send_again(uitnodiging, eenmalig=form.cleaned_data["eenmalig"], by=request.user):
        messages.success(request, f"De uitnodiging gaat opnieuw naar {uitnodiging.persoon}.")
    else:
        messages.error(request, f"Naar {uitnodiging.persoon} kan geen mail. Maak een brief, of bel.")
    return redirect("uitnodigen:gast_detail", pilot.pk, meeting.pk, uitnodiging.pk)


@require_POST
@pilot_view(Right.INVITE)
def gast_weg(request: Request, pilot: Pilot, bijeenkomst_id: int, uitnodiging_id: int) -> HttpResponse:
    """Take somebody off the list who was not invited yet."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    uitnodiging = find_guest(meeting, uitnodiging_id)
    kiezen.take_off_list(uitnodiging, by=request.user)
    messages.success(request, f"{uitnodiging.persoon} staat niet meer op de lijst.")
    return redirect("uitnodigen:gast_list", pilot.pk, meeting.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.INVITE)
def gast_intrekken(request: Request, pilot: Pilot, bijeenkomst_id: int, uitnodiging_id: int) -> HttpResponse:
    """Take back an invitation that went out; the guest gets a message."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    uitnodiging = find_guest(meeting, uitnodiging_id)
    form = IntrekkenForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        versturen.take_back(uitnodiging, reden=form.cleaned_data["reden"], by=request.user)
        messages.success(request, f"De uitnodiging van {uitnodiging.persoon} is ingetrokken.")
        return redirect("uitnodigen:gast_list", pilot.pk, meeting.pk)
    context = meeting_header(
        request, pilot, meeting, tab="gasten", uitnodiging=uitnodiging, form=form, fout_in_titel=form.is_bound
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return respond(request, "uitnodigen/gasten_intrekken.html", context, status=status)
