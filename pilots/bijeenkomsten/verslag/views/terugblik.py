"""How people looked back on a meeting, and how their own actions go: together, and of nobody in particular."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from datt.core.http import Request, respond
from pilots.access import Right
from pilots.bijeenkomsten.draaiboek.services.schermen import qr_of
from pilots.bijeenkomsten.verslag.bezoekers import was_there
from pilots.bijeenkomsten.verslag.code import hall_url
from pilots.bijeenkomsten.verslag.forms.terugblik import ActieVoorGastForm, EvaluatieForm
from pilots.bijeenkomsten.verslag.services.acties import choose_actie, standing_of
from pilots.bijeenkomsten.verslag.services.evaluatie import add_on_paper, is_over, results_of
from pilots.bijeenkomsten.verslag.services.schrijven import verslag_of
from pilots.bijeenkomsten.verslag.services.vaststellen import set_bedankje
from pilots.decorators import pilot_view
from pilots.traject.kop import meeting_header
from pilots.traject.models import Pilot
from pilots.traject.services.vinden import find_meeting


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.HOST)
def terugblik_detail(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """The answers together, the own actions in numbers; a POST writes down the action of a guest."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    there = was_there(meeting)
    form = ActieVoorGastForm(
        request.POST if request.method == "POST" else None, people=there.exclude(eigen_acties__bijeenkomst=meeting)
    )
    if form.is_bound and form.is_valid():
        persoon = form.cleaned_data.pop("persoon")
        choose_actie(meeting, persoon, **form.cleaned_data, by=request.user)
        messages.success(request, f"De eigen actie van {persoon} is opgeschreven.")
        return redirect("verslag:terugblik_detail", pilot.pk, meeting.pk)
    context = meeting_header(
        request, pilot, meeting, tab="verslag", verslag=verslag_of(meeting), form=form,
        uitslag=results_of(meeting), acties=standing_of(meeting), waren_er=there.count(),
        zaaladres=(adres := hall_url(meeting)), qr=qr_of(adres), is_over=is_over(meeting),
    )  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return respond(request, "verslag/terugblik_detail.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.HOST)
def evaluatie_papier(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Copy a card that somebody filled in on paper, and then the next."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    form = EvaluatieForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        add_on_paper(meeting, **form.cleaned_data)
        messages.success(request, "Bewaard. Neem de volgende kaart, of ga terug.")
        return redirect("verslag:evaluatie_papier", pilot.pk, meeting.pk)
    context = meeting_header(
        request, pilot, meeting, tab="verslag", form=form, uitslag=results_of(meeting), is_over=is_over(meeting),
        waren_er=was_there(meeting).count(),
    )  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return respond(request, "verslag/evaluatie_papier.html", context, status=status)


@require_POST
@pilot_view(Right.HOST)
def bedankje_set(request: Request, pilot: Pilot, bijeenkomst_id: int, stand: str) -> HttpResponse:
    """Thank everybody who was there the day after, or do not."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    set_bedankje(meeting, aan=stand == "aan", by=request.user)
    messages.success(request, f"Het bedankje staat {stand}.")
    return redirect("verslag:terugblik_detail", pilot.pk, meeting.pk)
