"""A workshop is proposed, read back, changed and withdrawn: by who signs in, and by who has a personal link."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from datt.core.http import Request
from datt.core.states import TransitionError
from datt.core.versions import VerouderdError
from pilots.access import Right
from pilots.bijeenkomsten.uitnodigen.gastdelen import Gast
from pilots.bijeenkomsten.uitnodigen.views.gast import guest_view
from pilots.decorators import pilot_view
from pilots.traject.kop import header
from pilots.traject.models import Bijeenkomst, Persoon, Pilot
from pilots.traject.services.vinden import find_meeting
from pilots.werkconferentie.programma.forms.workshop import WorkshopForm
from pilots.werkconferentie.programma.models import Workshop, WorkshopStatus
from pilots.werkconferentie.programma.services import workshops
from pilots.werkconferentie.programma.services.voorstellen import open_for, own_proposals, possible_leaders
from pilots.werkconferentie.programma.views.workshops import clashes_of

GET_POST = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, kw_only=True)
class Kant:
    """From which side somebody comes in: who they are, how the log names them, and where their pages are."""

    persoon: Persoon
    door: workshops.Doener
    map: str  # the templates of this side begin with it
    context: Callable[[], dict[str, Any]]
    terug: str
    detail: Callable[[Workshop], str]
    intrekken: Callable[[Workshop], str]


def _partner(request: Request, pilot: Pilot) -> Kant:
    """Somebody with an account. Raises Http404 for who is nobody in this pilot."""
    persoon = pilot.personen.known().with_organisatie().filter(user=request.user).first()
    if persoon is None:
        raise Http404
    persoon.pilot = pilot
    return Kant(
        persoon=persoon,
        door=workshops.Doener(by=request.user),
        map="",
        context=lambda: header(request, pilot, tab="overzicht"),
        terug=pilot.get_absolute_url(),
        detail=lambda workshop: reverse("programma:voorstel_detail", args=[pilot.pk, workshop.pk]),
        intrekken=lambda workshop: reverse("programma:voorstel_withdraw", args=[pilot.pk, workshop.pk]),
    )


def _guest(gast: Gast) -> Kant:
    return Kant(
        persoon=gast.persoon,
        door=workshops.Doener(wie=gast.wie),
        map="gast_",
        context=lambda: {"gast": gast, "pilot": gast.pilot},
        terug=reverse("uitnodigen:gast_page"),
        detail=lambda workshop: reverse("programma:gast_voorstel", args=[workshop.pk]),
        intrekken=lambda workshop: reverse("programma:gast_voorstel_withdraw", args=[workshop.pk]),
    )


@require_http_methods(GET_POST)
@pilot_view(Right.PROPOSE)
def voorstel_new(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    return _new(request, _partner(request, pilot), find_meeting(pilot, bijeenkomst_id))


@require_http_methods(GET_POST)
@pilot_view(Right.PROPOSE)
def voorstel_detail(request: Request, pilot: Pilot, workshop_id: int) -> HttpResponse:
    return _detail(request, _partner(request, pilot), workshop_id)


@require_http_methods(GET_POST)
@pilot_view(Right.PROPOSE)
def voorstel_withdraw(request: Request, pilot: Pilot, workshop_id: int) -> HttpResponse:
    return _withdraw(request, _partner(request, pilot), workshop_id)


@guest_view
@require_http_methods(GET_POST)
def gast_voorstel_new(request: HttpRequest, gast: Gast, bijeenkomst_id: int) -> HttpResponse:
    return _new(request, _guest(gast), find_meeting(gast.pilot, bijeenkomst_id))


@guest_view
@require_http_methods(GET_POST)
def gast_voorstel(request: HttpRequest, gast: Gast, workshop_id: int) -> HttpResponse:
    return _detail(request, _guest(gast), workshop_id)


@guest_view
@require_http_methods(GET_POST)
def gast_voorstel_withdraw(request: HttpRequest, gast: Gast, workshop_id: int) -> HttpResponse:
    return _withdraw(request, _guest(gast), workshop_id)


def _new(request: HttpRequest, kant: Kant, meeting: Bijeenkomst) -> HttpResponse:
    """An empty form, with who fills it in as the one who leads."""
    if all(one.bijeenkomst_id != meeting.pk for one in open_for(kant.persoon)):
        raise TransitionError("Voor deze bijeenkomst kunt u geen workshop (meer) voorstellen. Bel ons gerust.")
    form = WorkshopForm(
        request.POST if request.method == "POST" else None, instance=Workshop(bijeenkomst=meeting),
        people=possible_leaders(kant.persoon), initial={"begeleider_1": kant.persoon.pk},
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        made = workshops.propose(meeting, kant.persoon, form.inhoud(), door=kant.door)
        messages.success(request, f"Dank u wel. Uw voorstel ‘{made}’ is bij de facilitator. U hoort ervan.")
        return redirect(kant.detail(made))
    return _page(request, kant, meeting, None, form)


def _find(kant: Kant, workshop_id: int) -> Workshop:
    workshop: Workshop = get_object_or_404(own_proposals(kant.persoon), pk=workshop_id)
    workshop.bijeenkomst.pilot = kant.persoon.pilot
    return workshop


def _form(request: HttpRequest, kant: Kant, workshop: Workshop) -> WorkshopForm | None:
    """The form, as long as the proposal can change."""
    changes = workshop.status in workshops.TE_WIJZIGEN and workshop.bijeenkomst.is_open()
    if not changes and request.method != "POST":
        return None
    leads = list(workshop.begeleidingen.values_list("persoon", flat=True))
    fresh = Workshop.objects.get(pk=workshop.pk)
    return WorkshopForm(
        request.POST if request.method == "POST" else None, instance=fresh,
        people=possible_leaders(kant.persoon, leads),
    )  # fmt: skip


def _detail(request: HttpRequest, kant: Kant, workshop_id: int) -> HttpResponse:
    """How the proposal stands; what was asked for, and the form to change it and propose it again."""
    workshop = _find(kant, workshop_id)
    meeting, form = workshop.bijeenkomst, _form(request, kant, workshop)
    if form is None or not form.is_bound or not form.is_valid():
        return _page(request, kant, meeting, workshop, form)
    try:
        workshops.propose_again(workshop, form.inhoud(), versie=form.cleaned_data["versie"], door=kant.door)
    except VerouderdError:
        workshop = _find(kant, workshop_id)
        clashes = clashes_of(form, workshop)
        return _page(request, kant, meeting, workshop, form, verschillen=clashes, status=HTTPStatus.CONFLICT)
    messages.success(request, f"‘{workshop}’ is bewaard. De facilitator leest het.")
    return redirect(kant.detail(workshop))


def _withdraw(request: HttpRequest, kant: Kant, workshop_id: int) -> HttpResponse:
    """Ask once, then take the proposal back."""
    workshop = _find(kant, workshop_id)
    if request.method == "POST":
        workshops.withdraw(workshop, door=kant.door)
        messages.success(request, f"U trok ‘{workshop}’ in.")
        return redirect(kant.terug)
    context = {**kant.context(), "workshop": workshop, "terug": kant.detail(workshop)}
    return render(request, f"programma/{kant.map}voorstel_weg.html", context)


def _page(
    request: HttpRequest, kant: Kant, meeting: Bijeenkomst, workshop: Workshop | None, form: WorkshopForm | None, *,
    status: int = HTTPStatus.OK, **more: Any,
) -> HttpResponse:  # fmt: skip
    if form is not None and form.errors and status == HTTPStatus.OK:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    may_go = workshop is not None and workshop.may_become(WorkshopStatus.INGETROKKEN) and meeting.is_open()
    context = {
        **kant.context(), "bijeenkomst": meeting, "workshop": workshop, "form": form, "terug": kant.terug,
        "intrekken": kant.intrekken(workshop) if workshop is not None and may_go else "",
        "sessies": list(workshop.sessies.select_related("ronde", "ruimte")) if workshop is not None else [], **more,
    }  # fmt: skip
    return render(request, f"programma/{kant.map}voorstel.html", context, status=status)
