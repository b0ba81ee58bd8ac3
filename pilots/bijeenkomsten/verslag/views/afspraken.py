"""What was decided or agreed on: write it down, change it, take it out, say that it is done."""

from copy import copy
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from datt.core.differences import differences
from datt.core.http import Request, respond
from datt.core.versions import VerouderdError
from pilots.access import Right
from pilots.bijeenkomsten.verslag.forms.verslag import AfspraakForm, AfspraakWijzigForm
from pilots.bijeenkomsten.verslag.models import Afspraak
from pilots.bijeenkomsten.verslag.services.afspraken import add_afspraak, change_afspraak, drop_afspraak
from pilots.bijeenkomsten.verslag.views.verslag import page
from pilots.decorators import pilot_view
from pilots.traject.kop import meeting_header
from pilots.traject.models import Pilot
from pilots.traject.services.vinden import find_meeting


def _found(pilot: Pilot, bijeenkomst_id: int, afspraak_id: int) -> Afspraak:
    meeting = find_meeting(pilot, bijeenkomst_id)
    afspraak: Afspraak = get_object_or_404(Afspraak, bijeenkomst=meeting, pk=afspraak_id)
    afspraak.bijeenkomst = meeting
    return afspraak


def _back(afspraak: Afspraak) -> HttpResponse:
    meeting = afspraak.bijeenkomst
    return redirect(f"{reverse('verslag:verslag_detail', args=[meeting.pilot_id, meeting.pk])}#afspraken")


@require_POST
@pilot_view(Right.EDIT)
def afspraak_add(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    form = AfspraakForm(request.POST)
    if not form.is_valid():
        return page(request, pilot, meeting, status=HTTPStatus.UNPROCESSABLE_ENTITY, afspraak_form=form)
    afspraak = add_afspraak(meeting, form.values(), by=request.user)
    messages.success(request, f"Opgeschreven: ‘{afspraak}’.")
    return _back(afspraak)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.EDIT)
def afspraak_edit(request: Request, pilot: Pilot, bijeenkomst_id: int, afspraak_id: int) -> HttpResponse:
    """Change it; two people at once see both texts."""
    afspraak = _found(pilot, bijeenkomst_id, afspraak_id)
    form = AfspraakWijzigForm(
        request.POST if request.method == "POST" else None, instance=copy(afspraak), versie=afspraak.versie
    )
    status, clashes = HTTPStatus.OK, None
    if form.is_bound and form.is_valid():
        try:
            change_afspraak(afspraak, form.values(), versie=form.cleaned_data["versie"], by=request.user)
        except VerouderdError:
            status = HTTPStatus.CONFLICT
            clashes = differences(form, {name: getattr(afspraak, name) for name in form.values()})
            form.replace_versie(afspraak.versie)
        else:
            messages.success(request, "De afspraak is bewaard.")
            return _back(afspraak)
    elif form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = meeting_header(
        request, pilot, afspraak.bijeenkomst, tab="verslag", afspraak=afspraak, form=form, verschillen=clashes
    )
    return respond(request, "verslag/afspraak_edit.html", context, status=status)


@require_POST
@pilot_view(Right.EDIT)
def afspraak_drop(request: Request, pilot: Pilot, bijeenkomst_id: int, afspraak_id: int) -> HttpResponse:
    afspraak = _found(pilot, bijeenkomst_id, afspraak_id)
    drop_afspraak(afspraak, by=request.user)
    messages.success(request, f"Weggehaald: ‘{afspraak}’. U kunt hem terugzetten.")
    return _back(afspraak)


@require_POST
@pilot_view(Right.EDIT)
def afspraak_done(request: Request, pilot: Pilot, bijeenkomst_id: int, afspraak_id: int) -> HttpResponse:
    """Done; also after the verslag was fixed, and from the verslag of a later meeting."""
    afspraak = _found(pilot, bijeenkomst_id, afspraak_id)
    afspraak.finish(by=request.user)
    messages.success(request, f"Gedaan: ‘{afspraak}’.")
    return _back(afspraak)


@require_POST
@pilot_view(Right.EDIT)
def afspraak_reopen(request: Request, pilot: Pilot, bijeenkomst_id: int, afspraak_id: int) -> HttpResponse:
    afspraak = _found(pilot, bijeenkomst_id, afspraak_id)
    afspraak.reopen(by=request.user)
    messages.success(request, f"Weer open: ‘{afspraak}’.")
    return _back(afspraak)
