"""One table, the wishes, and who knows whom by now."""

from http import HTTPStatus

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.core.http import Request, respond
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.tafels.forms.tafels import TafelForm, TafelwensForm
from pilots.tafels.gasten import guests_of
from pilots.tafels.models import Tafelwens
from pilots.tafels.services import wensen
from pilots.tafels.services.herinnering import meetings_of
from pilots.tafels.services.plaatsen import change_table
from pilots.tafels.views.indeling import page_url
from pilots.tafels.views.zoeken import find_tafel
from pilots.traject.kop import header, meeting_header
from pilots.traject.models import Bijeenkomst, Persoon, Pilot
from pilots.traject.services.vinden import find_meeting


def people_of(pilot: Pilot, meeting: Bijeenkomst) -> QuerySet[Persoon]:
    """Who comes to this meeting; as long as that is not known, everybody of the pilot."""
    coming = [guest.persoon for guest in guests_of(meeting)]
    people = pilot.personen.live().with_organisatie()
    return people.filter(pk__in=coming) if coming else people


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.HOST)
def tafel_edit(request: Request, pilot: Pilot, bijeenkomst_id: int, tafel_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    tafel = find_tafel(meeting, tafel_id)
    people = people_of(pilot, meeting) | pilot.personen.filter(tafels_als_gastheer=tafel).with_organisatie()
    form = TafelForm(
        request.POST if request.method == "POST" else None, instance=find_tafel(meeting, tafel_id), people=people
    )
    if form.is_bound and form.is_valid():
        change_table(tafel, form.values(), by=request.user)
        messages.success(request, f"{tafel} is bewaard.")
        return redirect(f"{page_url(meeting)}#tafel-{tafel.pk}")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = meeting_header(request, pilot, meeting, tab="tafels", tafel=tafel, form=form)
    return respond(request, "tafels/tafel_edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.HOST)
def wens_list(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """The wishes that hold for this meeting, and a form for another one."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    people = pilot.personen.live().with_organisatie()
    form = TafelwensForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_bound and form.is_valid():
        wensen.add_wish(meeting, form.wens(), by=request.user)
        messages.success(request, "De wens staat op de lijst. Bij het volgende voorstel telt hij mee.")
        return redirect(request.path)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    rows = Tafelwens.objects.for_meeting(meeting).with_people()
    context = meeting_header(request, pilot, meeting, tab="tafels", form=form, wensen=list(rows))
    return respond(request, "tafels/wens_list.html", context, status=status)


@require_POST
@pilot_view(Right.HOST)
def wens_remove(request: Request, pilot: Pilot, bijeenkomst_id: int, wens_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    wens = get_object_or_404(Tafelwens.objects.for_meeting(meeting), pk=wens_id)
    wensen.remove_wish(wens, by=request.user)
    messages.success(request, "De wens is weg. Bij het volgende voorstel telt hij niet meer mee.")
    return redirect("tafels:wens_list", pilot.pk, meeting.pk)


@require_safe
@pilot_view(Right.HOST)
def ontmoeting_list(request: Request, pilot: Pilot) -> HttpResponse:
    """Numbers over all meetings: who knows whom by now, of organisations and never of one person."""
    context = header(request, pilot, tab="bijeenkomsten", ontmoetingen=meetings_of(pilot))
    return respond(request, "tafels/ontmoeting_list.html", context)
