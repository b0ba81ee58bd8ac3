"""A group: making it, and who is in it."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from datt.core.http import Request, respond
from datt.core.lists import number_of
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.kop import header
from pilots.traject.models import Persoon, Pilot
from verbeterplannen.plannen.forms import FunctieForm, PlangroepForm
from verbeterplannen.plannen.models import Plangroep
from verbeterplannen.plannen.services import groepen

MOST_FOUND = 20


@require_http_methods(["GET", "POST"])
@pilot_view(Right.WRITE_PLAN)
def groep_new(request: Request, pilot: Pilot) -> HttpResponse:
    trekker = get_object_or_404(pilot.personen.live(), user=request.user)
    form = PlangroepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        groep = groepen.create_groep(pilot, form.cleaned_data["naam"], trekker=trekker, by=request.user)
        messages.success(request, "De groep is gemaakt. Zoek nu de mensen die meedoen.")
        return redirect(groep)
    context = header(request, pilot, tab="verbeterplannen", form=form)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return respond(request, "plannen/groep_new.html", context, status=status)


@require_GET
@pilot_view(Right.VIEW)
def groep_detail(request: Request, pilot: Pilot, groep_id: int) -> HttpResponse:
    groep = _group(request, pilot, groep_id)
    zoek = request.GET.get("zoek", "").strip()
    context = header(
        request,
        pilot,
        tab="verbeterplannen",
        groep=groep,
        plan=groep.plan,
        leden=groep.leden.select_related("persoon__organisatie"),
        zoek=zoek,
        gevonden=_people_outside(groep, zoek) if len(zoek) >= 2 else None,
        mag_schrijven=_may_write(request, groep),
    )
    return respond(request, "plannen/groep_detail.html", context, partial="gevonden")


@require_POST
@pilot_view(Right.WRITE_PLAN)
def lid_add(request: Request, pilot: Pilot, groep_id: int) -> HttpResponse:
    groep = _own_group(request, pilot, groep_id)
    persoon = get_object_or_404(pilot.personen.live(), pk=number_of(request.POST, "persoon"))
    if groepen.add_member(groep, persoon, by=request.user):
        messages.success(request, f"{persoon} zit nu in de groep.")
    return redirect(groep)


@require_POST
@pilot_view(Right.WRITE_PLAN)
def lid_remove(request: Request, pilot: Pilot, groep_id: int, lid_id: int) -> HttpResponse:
    groep = _own_group(request, pilot, groep_id)
    lid = get_object_or_404(groep.leden.select_related("persoon", "groep__pilot"), pk=lid_id)
    groepen.remove_member(lid, by=request.user)
    messages.success(request, f"{lid.persoon} zit niet meer in de groep.")
    return redirect(groep)


@require_POST
@pilot_view(Right.WRITE_PLAN)
def lid_functie(request: Request, pilot: Pilot, groep_id: int, lid_id: int) -> HttpResponse:
    groep = _own_group(request, pilot, groep_id)
    lid = get_object_or_404(groep.leden.select_related("persoon", "groep__pilot"), pk=lid_id)
    form = FunctieForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Kies trekker, vervanger of lid.")
    else:
        groepen.set_functie(lid, form.cleaned_data["functie"], by=request.user)
    return redirect(groep)


def _group(request: Request, pilot: Pilot, groep_id: int) -> Plangroep:
    """The group, for who may read its plan; for others it does not exist."""
    plans = pilot.verbeterplannen.visible_to(request.user, request.rights).with_groep()
    return get_object_or_404(plans, groep_id=groep_id).groep


def _own_group(request: Request, pilot: Pilot, groep_id: int) -> Plangroep:
    groep = _group(request, pilot, groep_id)
    if not _may_write(request, groep):
        raise PermissionDenied
    return groep


def _may_write(request: Request, groep: Plangroep) -> bool:
    return groep.plan.may_be_written_by(request.user, request.rights)


def _people_outside(groep: Plangroep, zoek: str) -> list[Persoon]:
    """Names and organisations only: mail and phone of others are not for everybody."""
    people = groep.pilot.personen.known().with_organisatie().exclude(plangroepen__groep=groep)
    return list(people.filter(Q(naam__icontains=zoek) | Q(organisatie__naam__icontains=zoek))[:MOST_FOUND])
