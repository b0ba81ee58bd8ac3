"""Changing the trajectory: move, rename, split, add and drop meetings, and bring one back."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from datt.core import dates
from datt.core.differences import Verschil, differences
from datt.core.http import Request, respond
from datt.core.versions import VerouderdError
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject import agenda
from pilots.traject.forms.bijeenkomst import NaamForm, RedenForm, SplitsForm, TochMetRedenForm, ToevoegForm, VerzetForm
from pilots.traject.haken import Verandering, consequences
from pilots.traject.kop import header
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, Pilot, Sjabloonbijeenkomst
from pilots.traject.services import wijzigen as services
from pilots.traject.services.verloop import refuse_unmovable
from pilots.traject.services.vinden import find_meeting
from pilots.traject.views.dagkeuze import Dagkeuze, look

MOMENT = ("datum", "begin", "eind")
NAAM = ("titel", "korte_titel")


def _page(
    request: Request, template: str, pilot: Pilot, *, status: int = HTTPStatus.OK, **context: Any
) -> HttpResponse:
    page = header(request, pilot, tab="bijeenkomsten", **{"fout_in_titel": status != HTTPStatus.OK, **context})
    return respond(request, template, page, status=status)


def _now(meeting: Bijeenkomst, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(meeting, name) for name in names}


def _posted(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.EDIT)
def bijeenkomst_move(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Give the meeting another day or time; what speaks against it is shown at once."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    refuse_unmovable(meeting)
    if request.POST.get("actie") == "kijk":
        return look(request, pilot, meeting=meeting, toch=TochMetRedenForm)
    form = VerzetForm(_posted(request), versie=meeting.versie, initial=_now(meeting, MOMENT))
    choice = Dagkeuze(request, pilot, form, meeting=meeting, toch=TochMetRedenForm)
    status, clashes = choice.status, None
    if choice.is_chosen:
        try:
            services.move_bijeenkomst(
                meeting, form.moment(), versie=form.cleaned_data["versie"], by=request.user, reden=choice.reden
            )
        except VerouderdError:
            status, clashes = HTTPStatus.CONFLICT, differences(form, _now(meeting, MOMENT))
            form.replace_versie(meeting.versie)
        else:
            messages.success(request, f"‘{meeting}’ is op {form.moment()}. Open taken schoven mee.")
            return redirect(meeting)
    context = {**choice.context(), "verschillen": clashes, "fout_in_titel": status != HTTPStatus.OK}
    context["gevolgen"] = consequences(meeting, Verandering.VERZET)
    return _page(request, "traject/bijeenkomst_verzet.html", pilot, status=status, bijeenkomst=meeting, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.EDIT)
def bijeenkomst_rename(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    meeting = find_meeting(pilot, bijeenkomst_id)
    refuse_unmovable(meeting)
    form = NaamForm(_posted(request), versie=meeting.versie, initial=_now(meeting, NAAM))
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    clashes = None
    if form.is_bound and form.is_valid():
        filled = form.cleaned_data
        try:
            services.rename_bijeenkomst(
                meeting, filled["titel"], filled["korte_titel"],
                versie=filled["versie"], by=request.user, reden=filled["reden"],
            )  # fmt: skip
        except VerouderdError:
            status, clashes = HTTPStatus.CONFLICT, differences(form, _now(meeting, NAAM))
            form.replace_versie(meeting.versie)
        else:
            messages.success(request, f"De bijeenkomst heet nu ‘{meeting}’.")
            return redirect(meeting)
    return _page(
        request, "traject/bijeenkomst_wijzig.html", pilot, status=status, bijeenkomst=meeting, form=form,
        verschillen=clashes, titel="Geef de bijeenkomst een andere naam",
        uitleg="De nieuwe naam staat op het pad, in de agenda’s en in de documenten van de pilot.",
        knop="Bewaar de naam",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.EDIT)
def bijeenkomst_split(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Hold it in two parts, the second on its own day."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    refuse_unmovable(meeting)
    if request.POST.get("actie") == "kijk":
        return look(request, pilot, meeting=meeting, after=True)
    form = SplitsForm(_posted(request), versie=meeting.versie, initial={"begin": meeting.begin, "eind": meeting.eind})
    if (made := _made(pilot, form)) is not None:
        return redirect(made)
    choice = Dagkeuze(request, pilot, form, meeting=meeting, after=True)
    status = choice.status
    clashes: list[Verschil] | None = None
    if choice.is_chosen:
        filled = form.cleaned_data
        try:
            other = services.split_bijeenkomst(
                meeting, form.moment(),
                uid=filled["uid"], versie=filled["versie"], by=request.user, reden=filled["reden"],
            )  # fmt: skip
        except VerouderdError:
            status, clashes = HTTPStatus.CONFLICT, []
            form.replace_versie(meeting.versie)
        else:
            messages.success(request, f"De bijeenkomst heeft nu twee delen. Deel 2 is op {dates.day(other.datum)}.")
            return redirect(other)
    context = {**choice.context(), "veranderd": clashes is not None, "fout_in_titel": status != HTTPStatus.OK}
    return _page(request, "traject/bijeenkomst_splits.html", pilot, status=status, bijeenkomst=meeting, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.EDIT)
def bijeenkomst_drop(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Take the meeting out of the trajectory, with the reason; it can be brought back."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    if meeting.status != BijeenkomstStatus.GEANNULEERD or request.method != "POST":
        refuse_unmovable(meeting)
    form = RedenForm(_posted(request))
    if form.is_bound and form.is_valid():
        services.drop_bijeenkomst(meeting, by=request.user, reden=form.cleaned_data["reden"])
        messages.success(request, f"‘{meeting}’ gaat niet door. U kunt dit op deze bladzijde terugdraaien.")
        return redirect(meeting)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return _page(
        request, "traject/bijeenkomst_wijzig.html", pilot, status=status, bijeenkomst=meeting, form=form,
        titel="Laat de bijeenkomst vervallen",
        uitleg="De bijeenkomst blijft op het pad staan als geannuleerd, ook in de agenda’s. Taken en gegevens blijven"
        " bewaard. U kunt dit terugdraaien.",
        gevolgen=consequences(meeting, Verandering.GEANNULEERD), knop="Laat vervallen", gevaar=True,
    )  # fmt: skip


@require_POST
@pilot_view(Right.EDIT)
def bijeenkomst_restore(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """Bring a dropped meeting back on the day it had."""
    meeting = find_meeting(pilot, bijeenkomst_id)
    services.restore_bijeenkomst(meeting, by=request.user)
    messages.success(request, f"‘{meeting}’ gaat weer door, op {dates.day(meeting.datum)}. Klopt de datum nog?")
    return redirect(meeting)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.EDIT)
def bijeenkomst_add(request: Request, pilot: Pilot) -> HttpResponse:
    """Add an extra meeting: choose which kind, then describe it."""
    services.refuse_closed(pilot)
    extras = list(Sjabloonbijeenkomst.objects.filter(sjabloon=pilot.sjabloon_id).extras())
    kind = request.POST.get("soort") or request.GET.get("soort", "")
    template = next((one for one in extras if one.soort == kind), None)
    if template is None and kind != "eigen":
        return _page(request, "traject/bijeenkomst_soort.html", pilot, soorten=extras)
    if request.POST.get("actie") == "kijk":
        return look(request, pilot)
    form = ToevoegForm(_posted(request), template=template, initial=_proposed(template))
    if (made := _made(pilot, form)) is not None:
        return redirect(made)
    choice = Dagkeuze(request, pilot, form)
    if choice.is_chosen:
        filled = form.cleaned_data
        meeting = services.add_bijeenkomst(
            pilot, form.nieuwe(), uid=filled["uid"], by=request.user, reden=filled["reden"]
        )
        messages.success(request, f"‘{meeting}’ staat op het pad, op {dates.day(meeting.datum)}.")
        return redirect(meeting)
    context = {**choice.context(), "soort": kind, "sjabloon": template}
    return _page(request, "traject/bijeenkomst_nieuw.html", pilot, status=choice.status, **context)


def _made(pilot: Pilot, form: SplitsForm | ToevoegForm) -> Bijeenkomst | None:
    """What the first of two clicks made: the second leads there, and is asked nothing about that day."""
    if not form.is_bound or not form.is_valid():
        return None
    return pilot.bijeenkomsten.filter(uid=form.cleaned_data["uid"]).first()


def _proposed(template: Sjabloonbijeenkomst | None) -> dict[str, Any]:
    """What the template knows already."""
    if template is None:
        return {"capaciteit": 30}
    return {
        "titel": template.titel,
        "korte_titel": template.korte_titel,
        "doel": template.doel,
        "begin": template.begin,
        "eind": agenda.ends_at(template.begin, template.duur_minuten),
        "capaciteit": template.capaciteit,
    }
