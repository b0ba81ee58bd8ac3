"""The workshops of a meeting, for the facilitator: the list, one of them, and the answer to who proposed it."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.core.differences import differences
from datt.core.http import Request, respond
from datt.core.models import Gebeurtenis
from datt.core.tabellen import SOORTEN, table_response
from datt.core.versions import VerouderdError
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.traject.services.vinden import find_meeting
from pilots.werkconferentie.programma.delen import programme_header
from pilots.werkconferentie.programma.forms.workshop import VoorstellenForm, WoordenForm, WorkshopForm
from pilots.werkconferentie.programma.models import Workshop, WorkshopStatus
from pilots.werkconferentie.programma.services import workshops
from pilots.werkconferentie.programma.services.rooster import find_programme, programme_of
from pilots.werkconferentie.programma.services.schikken import may_change, refuse_closed
from pilots.werkconferentie.programma.services.workshoplijst import (
    Workshopvraag,
    count_workshops,
    find_workshops,
    workshop_rows,
    workshops_table,
)
from pilots.werkconferentie.programma.views.vinden import find_workshop

GET_POST = ["GET", "HEAD", "POST"]


@require_safe
@pilot_view(Right.HOST)
def workshop_list(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    return _list(request, find_meeting(pilot, bijeenkomst_id))


def _list(request: Request, meeting: Bijeenkomst, form: VoorstellenForm | None = None) -> HttpResponse:
    programma, rows, vraag = find_programme(meeting), workshop_rows(meeting), Workshopvraag.read(request.GET)
    context = programme_header(
        request, meeting.pilot, meeting, deel="workshops", vraag=vraag, rijen=find_workshops(rows, vraag),
        totaal=len(rows), telling=count_workshops(rows), staten=WorkshopStatus.choices, mag=may_change(programma),
        form=form or VoorstellenForm(meeting=meeting, initial={"voorstellen_tot": programma.voorstellen_tot}),
        open_tot=workshops.proposals_until(programma), soorten=[(key, soort.naam) for key, soort in SOORTEN.items()],
    )  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form is not None else HTTPStatus.OK
    return respond(request, "programma/workshop_list.html", context, partial="workshops", status=status)


@require_POST
@pilot_view(Right.HOST)
def voorstellen_open(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Until when partners may propose."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    form = VoorstellenForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return _list(request, meeting, form)
    workshops.set_proposals_until(programme_of(meeting), form.cleaned_data["voorstellen_tot"], by=request.user)
    messages.success(request, "Dat is bewaard.")
    return redirect("programma:workshop_list", pilot.pk, meeting.pk)


@require_safe
@pilot_view(Right.HOST)
def workshop_export(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """The list as a file, with the filter that was on the page."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    als = request.GET.get("als", "")
    rows = find_workshops(workshop_rows(meeting), Workshopvraag.read(request.GET))
    return table_response(workshops_table(meeting, rows), als if als in SOORTEN else "xlsx")


@require_safe
@pilot_view(Right.HOST)
def workshop_detail(request: Request, pilot: Pilot, bijeenkomst_id: int, workshop_id: int) -> HttpResponse:
    """One workshop: what it says, where it stands, and what the facilitator can do."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    workshop = find_workshop(meeting, workshop_id)
    may = {status: workshop.may_become(status) for status in WorkshopStatus.values}
    context = programme_header(
        request, pilot, meeting, deel="workshops", workshop=workshop, mag=may_change(find_programme(meeting)),
        kan=may, begeleiders=list(workshop.begeleiders.all()),
        sessies=list(workshop.sessies.select_related("ronde", "ruimte")),
        gebeurtenissen=list(Gebeurtenis.objects.about(workshop)[:20]),
    )  # fmt: skip
    return respond(request, "programma/workshop_detail.html", context)


@require_http_methods(GET_POST)
@pilot_view(Right.HOST)
def workshop_add(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """A workshop of one's own, in the programme at once."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    refuse_closed(find_programme(meeting))
    workshop = Workshop(bijeenkomst=meeting)
    form = _form(request, workshop)
    if form.is_bound and form.is_valid():
        made = workshops.add(meeting, form.inhoud(), by=request.user)
        messages.success(request, f"‘{made}’ is toegevoegd. U kunt de workshop nu in het rooster zetten.")
        return redirect("programma:workshop_list", pilot.pk, meeting.pk)
    return _edit_page(request, meeting, workshop, form)


def _form(request: Request, workshop: Workshop) -> WorkshopForm:
    people = workshop.bijeenkomst.pilot.personen.known().with_organisatie()
    fresh = Workshop.objects.get(pk=workshop.pk) if workshop.pk else Workshop(bijeenkomst=workshop.bijeenkomst)
    return WorkshopForm(request.POST if request.method == "POST" else None, instance=fresh, people=people)


def _edit_page(
    request: Request, meeting: Bijeenkomst, workshop: Workshop, form: WorkshopForm, **more: object
) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    status = HTTPStatus.CONFLICT if "verschillen" in more else status
    context = programme_header(request, meeting.pilot, meeting, deel="workshops", workshop=workshop, form=form, **more)
    return respond(request, "programma/workshop_edit.html", context, status=status)


@require_http_methods(GET_POST)
@pilot_view(Right.HOST)
def workshop_edit(request: Request, pilot: Pilot, bijeenkomst_id: int, workshop_id: int) -> HttpResponse:
    """What it says, for how many, and who leads it; two people at once see both texts."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    workshop = find_workshop(meeting, workshop_id)
    refuse_closed(find_programme(meeting))
    form = _form(request, workshop)
    if form.is_bound and form.is_valid():
        try:
            workshops.change(workshop, form.inhoud(), versie=form.cleaned_data["versie"], by=request.user)
        except VerouderdError:
            workshop = find_workshop(meeting, workshop_id)
            return _edit_page(request, meeting, workshop, form, verschillen=clashes_of(form, workshop))
        messages.success(request, f"‘{workshop}’ is bewaard.")
        return redirect("programma:workshop_detail", pilot.pk, meeting.pk, workshop.pk)
    return _edit_page(request, meeting, workshop, form)


def clashes_of(form: WorkshopForm, workshop: Workshop) -> list[object]:
    """What was typed beside what stands now; the form goes back on top of what stands now."""
    found = differences(form, {name: getattr(workshop, name) for name in form.Meta.fields})
    form.replace_versie(workshop.versie)
    return list(found)


@require_POST
@pilot_view(Right.HOST)
def workshop_accept(request: Request, pilot: Pilot, bijeenkomst_id: int, workshop_id: int) -> HttpResponse:
    workshop = find_workshop(find_meeting(pilot, bijeenkomst_id), workshop_id)
    mailed = workshops.accept(workshop, by=request.user)
    return _answered(request, workshop, f"‘{workshop}’ komt in het programma.", mailed=mailed)


def _answered(request: Request, workshop: Workshop, said: str, *, mailed: bool) -> HttpResponse:
    if mailed:
        messages.success(request, f"{said} {workshop.indiener} krijgt hierover een mail.")
    elif workshop.indiener is not None:
        messages.warning(request, f"{said} {workshop.indiener} heeft geen mailadres: bel even.")
    else:
        messages.success(request, said)
    return redirect("programma:workshop_detail", workshop.bijeenkomst.pilot_id, workshop.bijeenkomst_id, workshop.pk)


@require_http_methods(GET_POST)
@pilot_view(Right.HOST)
def workshop_ask(request: Request, pilot: Pilot, bijeenkomst_id: int, workshop_id: int) -> HttpResponse:
    """Send it back with what should be different."""
    workshop = find_workshop(find_meeting(pilot, bijeenkomst_id), workshop_id)

    def act(reden: str) -> HttpResponse:
        mailed = workshops.ask_change(workshop, reden=reden, by=request.user)
        return _answered(request, workshop, f"U vroeg om ‘{workshop}’ aan te passen.", mailed=mailed)

    return _words(request, workshop, WorkshopStatus.AANPASSEN, act)


@require_http_methods(GET_POST)
@pilot_view(Right.HOST)
def workshop_decline(request: Request, pilot: Pilot, bijeenkomst_id: int, workshop_id: int) -> HttpResponse:
    """Say no, with the reason."""
    workshop = find_workshop(find_meeting(pilot, bijeenkomst_id), workshop_id)

    def act(reden: str) -> HttpResponse:
        mailed = workshops.decline(workshop, reden=reden, by=request.user)
        return _answered(request, workshop, f"‘{workshop}’ komt niet in het programma.", mailed=mailed)

    return _words(request, workshop, WorkshopStatus.AFGEWEZEN, act)


@require_http_methods(GET_POST)
@pilot_view(Right.HOST)
def workshop_withdraw(request: Request, pilot: Pilot, bijeenkomst_id: int, workshop_id: int) -> HttpResponse:
    """Take it back for who proposed it, for example after a phone call."""
    workshop = find_workshop(find_meeting(pilot, bijeenkomst_id), workshop_id)

    def act(reden: str) -> HttpResponse:
        workshops.withdraw(workshop, door=workshops.Doener(by=request.user), reden=reden)
        messages.success(request, f"‘{workshop}’ is ingetrokken.")
        return redirect("programma:workshop_list", pilot.pk, workshop.bijeenkomst_id)

    return _words(request, workshop, WorkshopStatus.INGETROKKEN, act)


VRAGEN = {
    WorkshopStatus.AANPASSEN: ("Wat moet er anders?", "Dit leest wie de workshop voorstelde."),
    WorkshopStatus.AFGEWEZEN: ("Waarom past het niet?", "Dit leest wie de workshop voorstelde."),
    WorkshopStatus.INGETROKKEN: ("Waarom gaat de workshop eraf?", "Dit staat in het logboek en bij de workshop."),
}


def _words(
    request: Request, workshop: Workshop, target: WorkshopStatus, act: Callable[[str], HttpResponse]
) -> HttpResponse:
    """Ask for the words that go with the answer, then give it."""
    meeting = workshop.bijeenkomst
    label, hint = VRAGEN[target]
    form = WoordenForm(request.POST if request.method == "POST" else None, label=label, hint=hint)
    if form.is_bound and form.is_valid():
        return act(form.cleaned_data["reden"])
    context = programme_header(
        request, meeting.pilot, meeting, deel="workshops", workshop=workshop, form=form, doel=target,
        sessies=list(workshop.sessies.select_related("ronde")),
        terug=reverse("programma:workshop_detail", args=[meeting.pilot_id, meeting.pk, workshop.pk]),
    )  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return respond(request, "programma/workshop_words.html", context, status=status)
