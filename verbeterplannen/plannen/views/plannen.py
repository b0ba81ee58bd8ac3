"""The list of plans, one plan to read, and what happens to it."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from datt.core.http import Request, respond
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.kop import header
from pilots.traject.models import Pilot
from verbeterplannen.plannen.forms import TerugForm
from verbeterplannen.plannen.kaart import velden
from verbeterplannen.plannen.models import Verbeterplan
from verbeterplannen.plannen.services import indienen
from verbeterplannen.plannen.services.indienen import PlanIncompleteError


@require_GET
@pilot_view(Right.VIEW)
def plan_list(request: Request, pilot: Pilot) -> HttpResponse:
    plannen = (
        pilot.verbeterplannen.visible_to(request.user, request.rights)
        .with_groep()
        .prefetch_related("groep__leden__persoon__organisatie")
    )
    return respond(
        request,
        "plannen/plan_list.html",
        header(request, pilot, tab="verbeterplannen", plannen=plannen),
    )


@require_GET
@pilot_view(Right.VIEW)
def plan_detail(request: Request, pilot: Pilot, plan_id: int) -> HttpResponse:
    return _detail(request, pilot, find_plan(request, pilot, plan_id))


@require_POST
@pilot_view(Right.WRITE_PLAN)
def plan_submit(request: Request, pilot: Pilot, plan_id: int) -> HttpResponse:
    plan = own_plan(request, pilot, plan_id)
    try:
        indienen.submit_plan(plan, by=request.user)
    except PlanIncompleteError as error:
        return _detail(request, pilot, plan, missing=error.missing, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, "Uw plan is ingediend. Iedereen in de groep krijgt een mail.")
    return redirect(plan)


@require_http_methods(["GET", "POST"])
@pilot_view(Right.EDIT)
def plan_return(request: Request, pilot: Pilot, plan_id: int) -> HttpResponse:
    plan = find_plan(request, pilot, plan_id)
    form = TerugForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data
        indienen.return_plan(plan, sterk=answer["sterk"], vragen=answer["vragen"], voor=answer["voor"], by=request.user)
        messages.success(request, "Het plan is terug bij de groep. De groep krijgt uw vragen per mail.")
        return redirect(plan)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = header(request, pilot, tab="verbeterplannen", plan=plan, form=form)
    return respond(request, "plannen/plan_return.html", context, status=status)


@require_POST
@pilot_view(Right.EDIT)
def plan_approve(request: Request, pilot: Pilot, plan_id: int) -> HttpResponse:
    plan = find_plan(request, pilot, plan_id)
    if indienen.approve_plan(plan, by=request.user):
        messages.success(request, "Het plan is goedgekeurd. De groep krijgt een mail over de presentatie.")
    else:
        messages.success(
            request,
            "Het plan is goedgekeurd. Er is nog geen presentatie gepland, dus de groep kreeg geen mail.",
        )
    return redirect(plan)


def find_plan(request: Request, pilot: Pilot, plan_id: int) -> Verbeterplan:
    """The plan, for who may read it; for others it does not exist."""
    return get_object_or_404(pilot.verbeterplannen.visible_to(request.user, request.rights).with_groep(), pk=plan_id)


def own_plan(request: Request, pilot: Pilot, plan_id: int) -> Verbeterplan:
    """The plan, for who may write in it."""
    plan = find_plan(request, pilot, plan_id)
    if not plan.may_be_written_by(request.user, request.rights):
        raise PermissionDenied
    return plan


def _detail(
    request: Request, pilot: Pilot, plan: Verbeterplan, *, missing: object = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    secties = {sectie.veld: sectie for sectie in plan.secties.select_related("gewijzigd_door")}
    context = header(
        request,
        pilot,
        tab="verbeterplannen",
        plan=plan,
        leden=plan.groep.leden.select_related("persoon__organisatie"),
        vragen=[{"veld": veld, "sectie": secties[veld.slug]} for veld in velden() if veld.slug in secties],
        acties=plan.acties.all(),
        indicatoren=plan.indicatoren.all(),
        mag_schrijven=plan.may_be_written_by(request.user, request.rights),
        missing=missing,
        nog_open=sum(
            veld.needed_to_submit and not (veld.slug in secties and secties[veld.slug].inhoud.strip())
            for veld in velden()
        ),
    )
    return respond(request, "plannen/plan_detail.html", context, partial="plan", status=status)
