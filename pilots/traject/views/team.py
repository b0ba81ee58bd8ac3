"""The team of a pilot: roles given and taken, and the pilot handed over to another facilitator."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from datt.core.http import Request, respond
from pilots.access import Right, Rol
from pilots.decorators import pilot_view
from pilots.traject.forms.team import BestuurderForm, FacilitatorForm, OverdragenForm, RolWegForm
from pilots.traject.kop import header
from pilots.traject.models import Pilot
from pilots.traject.onderdelen import todos_for
from pilots.traject.services import team as services

MOST_WORK = 100


@require_GET
@pilot_view(Right.TEAM)
def team(request: Request, pilot: Pilot) -> HttpResponse:
    """Who has which role."""
    return _team_page(request, pilot)


def _team_page(request: Request, pilot: Pilot, **forms_sent: forms.Form) -> HttpResponse:
    members = services.team_of(pilot)
    sent = next(iter(forms_sent.values()), None)
    context = header(
        request, pilot, tab="instellingen",
        facilitators=members.get(Rol.FACILITATOR, []),
        bestuurders=members.get(Rol.BESTUURDER, []),
        contactpersonen=members.get(Rol.KETENPARTNER, []),
        facilitator_form=forms_sent.get("facilitator", FacilitatorForm(pilot=pilot)),
        bestuurder_form=forms_sent.get("bestuurder", BestuurderForm(pilot=pilot)),
        form=sent,
    )  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if sent else HTTPStatus.OK
    return respond(request, "traject/team.html", context, status=status)


@require_POST
@pilot_view(Right.TEAM)
def facilitator_add(request: Request, pilot: Pilot) -> HttpResponse:
    form = FacilitatorForm(request.POST, pilot=pilot)
    if not form.is_valid():
        return _team_page(request, pilot, facilitator=form)
    deelname = services.add_facilitator(
        pilot, email=form.cleaned_data["email"], naam=form.cleaned_data["naam"], by=request.user
    )
    messages.success(request, f"{deelname.persoon} is facilitator. Er is een mail verstuurd.")
    return redirect("traject:team", pilot.pk)


@require_POST
@pilot_view(Right.TEAM)
def bestuurder_add(request: Request, pilot: Pilot) -> HttpResponse:
    form = BestuurderForm(request.POST, pilot=pilot)
    if not form.is_valid():
        return _team_page(request, pilot, bestuurder=form)
    deelname = services.make_bestuurder(form.cleaned_data["persoon"], by=request.user)
    messages.success(request, f"{deelname.persoon} is bestuurder. Er is een mail verstuurd.")
    return redirect("traject:team", pilot.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.TEAM)
def rol_weg(request: Request, pilot: Pilot, deelname_id: int) -> HttpResponse:
    """Ask why, and take a role away."""
    rows = pilot.deelnames.filter(rol__in=services.GIVEN_HERE).select_related("persoon__user")
    deelname = get_object_or_404(rows, pk=deelname_id)
    form = RolWegForm(request.POST if request.method == "POST" else None)
    status = HTTPStatus.OK
    if request.method == "POST":
        if form.is_valid():
            services.take_role(deelname, by=request.user, reden=form.cleaned_data["reden"])
            messages.success(request, f"{deelname.persoon} is geen {deelname.get_rol_display().lower()} meer.")
            return _after_a_role(request, pilot)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = header(request, pilot, tab="instellingen", form=form, deelname=deelname)
    return respond(request, "traject/rol_weg.html", context, status=status)


def _after_a_role(request: Request, pilot: Pilot) -> HttpResponse:
    """Back to the team; or to the pilots for who gave up the own role."""
    may = Right.TEAM in pilot.rights_of(request.user)
    return redirect("traject:team", pilot.pk) if may else redirect("traject:pilot_list")


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.TEAM)
def overdragen(request: Request, pilot: Pilot) -> HttpResponse:
    """Show what is still to be done, and hand the pilot over with all of it."""
    members = services.team_of(pilot).get(Rol.FACILITATOR, [])
    own = next((member.deelname.pk for member in members if member.deelname.persoon.user_id == request.user.pk), None)
    form = OverdragenForm(request.POST if request.method == "POST" else None, pilot=pilot, initial={"van": own})
    status = HTTPStatus.OK
    if request.method == "POST":
        if form.is_valid():
            return _hand_over(request, pilot, form.cleaned_data)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    work = todos_for(pilot, timezone.localdate(), most=MOST_WORK)
    context = header(request, pilot, tab="instellingen", form=form, facilitators=members, werk=work)
    return respond(request, "traject/overdragen.html", context, status=status)


def _hand_over(request: Request, pilot: Pilot, cleaned: dict[str, Any]) -> HttpResponse:
    van, naar = cleaned["van"], cleaned["naar"]
    done = services.hand_over(van, naar, stopt=cleaned["stopt"], by=request.user)
    if not done.taken and not done.gestopt:
        messages.warning(request, f"{van.persoon} had geen open taken. Er is niets veranderd.")
    else:
        tasks = "1 taak" if done.taken == 1 else f"{done.taken} taken"
        messages.success(request, f"{naar.persoon} heeft de pilot overgenomen, met {tasks}. Allebei krijgen een mail.")
    return _after_a_role(request, pilot)
