"""The door: who is expected, who is inside, and everything a host does there."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.core.http import Request, respond
from datt.core.lists import number_of, words_of
from datt.core.text import fold, has_all_words
from datt.core.wachtrij import arrived, is_queued, refused
from pilots.access import Right
from pilots.bijeenkomsten.dag.deurlijst import Deurrij, door_list
from pilots.bijeenkomsten.dag.forms.deur import DagdelenForm, InloperForm
from pilots.bijeenkomsten.dag.models import Binnenkomst
from pilots.bijeenkomsten.dag.plek import tables_of
from pilots.bijeenkomsten.dag.services import incheck as services
from pilots.bijeenkomsten.dag.services.dagdelen import is_long, parts_of, proposed_names, set_parts
from pilots.bijeenkomsten.dag.services.deur import tables_to_mend
from pilots.bijeenkomsten.dag.services.stand import stand_of, version_of
from pilots.bijeenkomsten.dag.views.deur import melding_of, part_asked, person_meant, person_of_code
from pilots.decorators import pilot_view
from pilots.traject.kop import meeting_header
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.traject.services.vinden import find_meeting


@require_safe
@pilot_view(Right.HOST)
def incheck(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    return _page(request, pilot, meeting, InloperForm(), partial="lijst")


def _page(
    request: Request, pilot: Pilot, meeting: Bijeenkomst, form: InloperForm, *, partial: str = "", status: int = 200
) -> HttpResponse:
    part = part_asked(request, meeting, number_of(request.GET, "deel"))
    stand = stand_of(meeting, part.nummer)
    words = words_of(request.GET)
    rows = [row for row in door_list(meeting, stand.binnen) if has_all_words(row.zoek, fold(words))]
    context = meeting_header(
        request, pilot, meeting, tab="dag",
        groepen=_groups(rows), woorden=words, stand=stand, deel=part, dagdelen=parts_of(meeting),
        is_lang=is_long(meeting), form=form, herstel=tables_to_mend(meeting) if stand.dicht_sinds else [],
        organisaties=sorted(pilot.ketenpartners.confirmed().values_list("organisatie__naam", flat=True)),
    )  # fmt: skip
    return respond(request, "dag/incheck.html", context, partial=partial, status=status)


def _groups(rows: list[Deurrij]) -> list[tuple[str, list[Deurrij]]]:
    """Who said yes or is inside first; below them who may come all the same."""
    expected = [row for row in rows if not row.zei or row.binnen]
    others = [row for row in rows if row.zei and not row.binnen]
    return [(title, group) for title, group in (("Verwacht", expected), ("Ook gevraagd", others)) if group]


@require_safe
@pilot_view(Right.HOST)
def stand(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """The figures and who is inside; nothing when nothing changed since `v`."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    if request.GET.get("v") == version_of(meeting):
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Cache-Control": "no-store, private"})
    part = part_asked(request, meeting, number_of(request.GET, "deel"))
    context: dict[str, Any] = {
        "pilot": pilot,
        "bijeenkomst": meeting,
        "stand": stand_of(meeting, part.nummer),
        "deel": part,
    }
    return respond(request, "dag/stand.html", context, partial="stand")


@require_POST
@pilot_view(Right.HOST)
def binnen(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    persoon = person_meant(request, pilot, meeting)
    services.check_in(meeting, persoon, melding_of(request, meeting), by=request.user)
    if not is_queued(request):
        messages.success(request, f"{persoon} is binnen.")
    return _back(request, pilot, meeting)


@require_POST
@pilot_view(Right.HOST)
def terug(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Undo a check-in."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    persoon = person_meant(request, pilot, meeting)
    services.undo_check_in(meeting, persoon, melding_of(request, meeting), by=request.user)
    if not is_queued(request):
        messages.success(request, f"{persoon} staat niet meer als binnen.")
    return _back(request, pilot, meeting)


@require_POST
@pilot_view(Right.HOST)
def inloper(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Somebody without an invitation."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    form = InloperForm(request.POST)
    if not form.is_valid():
        if is_queued(request):
            return refused(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return _page(request, pilot, meeting, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    melding = melding_of(request, meeting, hoe=Binnenkomst.INLOPER)
    naam, organisatie = form.cleaned_data["naam"], form.cleaned_data["organisatie"]
    services.walk_in(meeting, naam, organisatie, melding, by=request.user)
    if not is_queued(request):
        messages.success(request, f"{naam} is binnen.")
    return _back(request, pilot, meeting)


def _back(request: Request, pilot: Pilot, meeting: Bijeenkomst) -> HttpResponse:
    if request.POST.get("naar") == "presentie":
        return arrived(request, "dag:presentie", pilot.pk, meeting.pk)
    return arrived(request, "dag:incheck", pilot.pk, meeting.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.HOST)
def dagdelen(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Name the parts of the day in which people are counted."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    form = DagdelenForm(request.POST or None, initial={"namen": "\n".join(proposed_names(meeting))})
    if request.method == "POST" and form.is_valid():
        set_parts(meeting, form.names, by=request.user)
        messages.success(request, "De dagdelen zijn bewaard.")
        return redirect("dag:incheck", pilot.pk, meeting.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = meeting_header(request, pilot, meeting, tab="dag", form=form, is_lang=is_long(meeting))
    return respond(request, "dag/dagdelen.html", context, status=status)


@require_safe
@pilot_view(Right.HOST)
def code_host(request: Request, pilot: Pilot, bijeenkomst_id: int, incheckcode: str) -> HttpResponse:
    """A badge was scanned with the camera of the phone: who is it, and one large button."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    persoon = person_of_code(pilot, meeting, incheckcode)
    part = part_asked(request, meeting, None)
    inside = meeting.aanwezigheden.standing().filter(persoon=persoon, dagdeel=part.nummer).first()
    invitation = meeting.uitnodigingen.filter(persoon=persoon).first()
    context = meeting_header(
        request, pilot, meeting, tab="dag",
        persoon=persoon, deel=part, aanwezigheid=inside, uitnodiging=invitation, code=incheckcode,
        tafel=tables_of(meeting).get(persoon.pk, ""), dicht=services.why_not_open(meeting),
    )  # fmt: skip
    return respond(request, "dag/code_host.html", context)
