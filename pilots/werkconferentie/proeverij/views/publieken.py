"""The audiences of one meeting: a table of who sees what, a form for each, and the view of each."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.core.differences import Verschil, differences
from datt.core.http import Request, respond
from datt.core.lists import page_of, words_of
from datt.core.text import matching
from datt.core.versions import VerouderdError
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.traject.services.vinden import find_meeting
from pilots.werkconferentie.proeverij.forms.publiek import VELDEN, GastpubliekForm, PubliekForm
from pilots.werkconferentie.proeverij.models import Publiek
from pilots.werkconferentie.proeverij.services import publiekbeheer
from pilots.werkconferentie.proeverij.services.publieken import audiences_of, view_of
from pilots.werkconferentie.proeverij.services.publiektabel import guests_of, missing_of, table_of
from pilots.werkconferentie.programma.delen import programme_header

DEEL = "publieken"
PER_BLADZIJDE = 25


@require_safe
@pilot_view(Right.INVITE)
def publieken(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Who sees what, in one table; and which guest belongs where."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    audiences, words = audiences_of(meeting), words_of(request.GET)
    guests = guests_of(meeting, audiences)
    found = matching(guests, words, lambda row: f"{row.uitnodiging.persoon.naam} {row.publiek or 'geen publiek'}")
    context = programme_header(
        request, pilot, meeting, deel=DEEL,
        publieken=audiences, tabel=table_of(meeting, audiences), bladzijde=page_of(request, found, PER_BLADZIJDE),
        woorden=words, aantal=len(guests), zonder=sum(row.publiek is None for row in guests),
    )  # fmt: skip
    return respond(request, "proeverij/publieken.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.INVITE)
def publiek_new(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    form = PubliekForm(request.POST or None, meeting=meeting, versie=1, instance=Publiek(bijeenkomst=meeting))
    if not form.is_bound or not form.is_valid():
        return _page(request, meeting, form)
    made = publiekbeheer.make_audience(meeting, form.opzet(), by=request.user)
    messages.success(request, f"Het publiek ‘{made}’ is gemaakt.")
    return redirect("proeverij:publieken", pilot.pk, meeting.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.INVITE)
def publiek_edit(request: Request, pilot: Pilot, bijeenkomst_id: int, publiek_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    publiek = _find(meeting, publiek_id)
    form = PubliekForm(
        request.POST or None, meeting=meeting, versie=publiek.versie, instance=_find(meeting, publiek_id)
    )
    if not form.is_bound or not form.is_valid():
        return _page(request, meeting, form, publiek)
    try:
        publiekbeheer.change_audience(publiek, form.opzet(), versie=form.cleaned_data["versie"], by=request.user)
    except VerouderdError:
        now = _find(meeting, publiek_id)
        form.replace_versie(now.versie)
        clashes = differences(form, {name: getattr(now, name) for name in VELDEN})
        return _page(request, meeting, form, publiek, clashes=clashes)
    messages.success(request, f"Het publiek ‘{form.cleaned_data['naam']}’ is bewaard.")
    return redirect("proeverij:publieken", pilot.pk, meeting.pk)


def _find(meeting: Bijeenkomst, publiek_id: int) -> Publiek:
    found: Publiek = get_object_or_404(Publiek, bijeenkomst=meeting, pk=publiek_id)
    found.bijeenkomst = meeting
    return found


def _page(
    request: Request,
    meeting: Bijeenkomst,
    form: PubliekForm,
    publiek: Publiek | None = None,
    *,
    clashes: list[Verschil] | None = None,
) -> HttpResponse:
    wrong = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    status = wrong if clashes is None else HTTPStatus.CONFLICT
    context = programme_header(
        request,
        meeting.pilot,
        meeting,
        deel=DEEL,
        form=form,
        publiek=publiek,
        is_oud=clashes is not None,
        verschillen=clashes,
    )
    return respond(request, "proeverij/publiek_edit.html", context, status=status)


@require_POST
@pilot_view(Right.INVITE)
def publiek_remove(request: Request, pilot: Pilot, bijeenkomst_id: int, publiek_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    publiek = _find(meeting, publiek_id)
    publiekbeheer.remove_audience(publiek, by=request.user)
    messages.success(request, f"Het publiek ‘{publiek}’ is weg.")
    return redirect("proeverij:publieken", pilot.pk, meeting.pk)


@require_safe
@pilot_view(Right.INVITE)
def publiek_preview(request: Request, pilot: Pilot, bijeenkomst_id: int, publiek_id: int) -> HttpResponse:
    """See the meeting as this audience does."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    audiences = audiences_of(meeting)
    publiek = next((one for one in audiences if one.pk == publiek_id), None)
    if publiek is None:
        raise Http404
    beeld, missing = view_of(meeting, publiek, audiences), missing_of(meeting, publiek)
    context = programme_header(request, pilot, meeting, deel=DEEL, publiek=publiek, beeld=beeld, ontbreekt=missing)
    return respond(request, "proeverij/publiek_preview.html", context)


@require_POST
@pilot_view(Right.INVITE)
def publiek_gast(request: Request, pilot: Pilot, bijeenkomst_id: int, uitnodiging_id: int) -> HttpResponse:
    """Put a guest in an audience by hand."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    guest = get_object_or_404(meeting.uitnodigingen.with_persoon(), pk=uitnodiging_id)
    form = GastpubliekForm(request.POST, meeting=meeting)
    if not form.is_valid():
        raise Http404
    publiekbeheer.put_guest(guest, form.cleaned_data["publiek"], by=request.user)
    messages.success(request, f"{guest.persoon} is bewaard.")
    return redirect("proeverij:publieken", pilot.pk, meeting.pk)
