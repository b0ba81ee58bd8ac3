"""Choose who is invited, and how many may come."""

from http import HTTPStatus

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from datt.core.differences import differences
from datt.core.http import Request, respond
from datt.core.versions import VerouderdError
from pilots.access import Right
from pilots.bijeenkomsten.uitnodigen.forms.gasten import GastForm, KiesForm, RegelsForm
from pilots.bijeenkomsten.uitnodigen.services import kiezen, plaatsen, regelen
from pilots.bijeenkomsten.uitnodigen.services.gastenlijst import count_per_status
from pilots.bijeenkomsten.uitnodigen.volgorde import own_order
from pilots.decorators import pilot_view
from pilots.traject.kop import meeting_header
from pilots.traject.models import Bijeenkomst, Persoon, Pilot, Positie
from pilots.traject.services.vinden import find_meeting

LEZEN_EN_SCHRIJVEN = ["GET", "HEAD", "POST"]


@require_http_methods(LEZEN_EN_SCHRIJVEN)
@pilot_view(Right.INVITE)
def gast_kiezen(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Put people of the pilot on the list; the right ones are proposed, and ticked."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    plaatsen.refuse_closed(meeting)
    people = kiezen.candidates(meeting)
    form = KiesForm(request.POST if request.method == "POST" else None, kandidaten=people)
    if form.is_bound and form.is_valid():
        count = kiezen.put_on_list(meeting, form.cleaned_data["personen"], by=request.user)
        who = "1 persoon staat" if count == 1 else f"{count} mensen staan"
        messages.success(request, f"{who} erbij op de lijst. Er is nog niets verstuurd.")
        return redirect("uitnodigen:gast_versturen", pilot.pk, meeting.pk)
    return _choose_page(request, meeting, people, form)


def _choose_page(
    request: Request, meeting: Bijeenkomst, people: list[kiezen.Kandidaat], form: KiesForm
) -> HttpResponse:
    vraag = kiezen.Keuzevraag.read(request.GET)
    shown = [one for one in people if vraag.fits(one)]
    ticked = {one.pk for one in shown} if request.GET.get("vink") == "alles" or vraag.wie == "voorstel" else set()
    if request.GET.get("vink") == "niets":
        ticked = set()
    if form.is_bound:
        ticked = {int(value) for value in request.POST.getlist("personen") if value.isdecimal()}
    context = meeting_header(
        request, meeting.pilot, meeting, tab="gasten",
        vraag=vraag, form=form, rijen=[(one, one.pk in ticked) for one in shown], aantal=len(shown),
        voorgesteld=sum(one.is_voorstel for one in people), totaal=len(people), posities=Positie.choices,
        organisaties=sorted({(one.persoon.organisatie_id, str(one.persoon.organisatie)) for one in people
                             if one.persoon.organisatie_id}, key=lambda pair: pair[1].casefold()),
        op_de_lijst=count_per_status(meeting).totaal, fout_in_titel=form.is_bound,
    )  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return respond(request, "uitnodigen/gasten_kiezen.html", context, status=status)


@require_http_methods(LEZEN_EN_SCHRIJVEN)
@pilot_view(Right.INVITE)
def gast_nieuw(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Add somebody who is not in the pilot yet, and put them on the list."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    plaatsen.refuse_closed(meeting)
    form = GastForm(request.POST if request.method == "POST" else None, instance=Persoon(pilot=pilot), pilot=pilot)
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                kiezen.add_guest(meeting, form.instance, by=request.user)
        except IntegrityError:  # the same form a moment earlier
            form.add_error("email", "Dit mailadres is net door iemand anders toegevoegd.")
        else:
            messages.success(request, f"{form.instance} staat op de lijst. Er is nog niets verstuurd.")
            return redirect("uitnodigen:gast_list", pilot.pk, meeting.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = meeting_header(request, pilot, meeting, tab="gasten", form=form, fout_in_titel=form.is_bound)
    return respond(request, "uitnodigen/gasten_nieuw.html", context, status=status)


@require_http_methods(LEZEN_EN_SCHRIJVEN)
@pilot_view(Right.INVITE)
def gast_plaatsen(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """How many may come, in all, per organisation and per position, and until when one may answer."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    plaatsen.refuse_closed(meeting)
    regels = regelen.rules_of(meeting)
    now = _values(meeting)
    form = RegelsForm(
        request.POST if request.method == "POST" else None, meeting=meeting, versie=regels.versie, initial=now
    )
    status, clashes = (HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK), None
    if form.is_bound and form.is_valid():
        try:
            moved = regelen.change_rules(meeting, form.regels(), versie=form.cleaned_data["versie"], by=request.user)
        except VerouderdError:
            status, clashes = HTTPStatus.CONFLICT, differences(form, now)
            form.replace_versie(regels.versie)
        else:
            messages.success(request, _moved(moved))
            return redirect("uitnodigen:gast_list", pilot.pk, meeting.pk)
    context = meeting_header(
        request, pilot, meeting, tab="gasten", form=form, verschillen=clashes, tellingen=count_per_status(meeting),
        fout_in_titel=status != HTTPStatus.OK, eigen_volgorde=own_order(meeting),
    )  # fmt: skip
    return respond(request, "uitnodigen/gasten_plaatsen.html", context, status=status)


def _values(meeting: Bijeenkomst) -> dict[str, object]:
    regels, grenzen = regelen.rules_of(meeting), regelen.limits_of(meeting)
    return {
        "capaciteit": meeting.capaciteit,
        "per_organisatie": regels.per_organisatie,
        "antwoord_voor": regels.antwoord_voor,
        **{f"grens_{positie}": grenzen.get(positie) for positie in Positie.values},
    }


def _moved(count: int) -> str:
    if not count:
        return "De plaatsen zijn bewaard."
    who = "1 persoon schoof" if count == 1 else f"{count} mensen schoven"
    return f"De plaatsen zijn bewaard. {who} door van de wachtlijst."
