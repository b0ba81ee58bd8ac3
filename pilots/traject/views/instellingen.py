"""The settings of a pilot, and the steps of its life."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from datt.core.http import Request, respond
from datt.core.versions import VerouderdError
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.forms.instellingen import AfbrekenForm, InstellingenForm, StapForm
from pilots.traject.kop import header
from pilots.traject.models import Pilot, Regio
from pilots.traject.services import instellingen as services
from pilots.traject.services.leven import STAPPEN, steps_of, take_step


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.EDIT)
def instellingen(request: Request, pilot: Pilot) -> HttpResponse:
    """Show and change what the pilot is about; when somebody else was first, show both."""
    status = HTTPStatus.OK
    andere: list[dict[str, Any]] = []
    if request.method == "POST":
        form = InstellingenForm(request.POST, versie=pilot.versie)
        if not form.is_valid():
            status = HTTPStatus.UNPROCESSABLE_ENTITY
        else:
            try:
                services.change_pilot(pilot, form.instellingen(), versie=form.cleaned_data["versie"], by=request.user)
            except VerouderdError:
                status = HTTPStatus.CONFLICT
                andere = _both(form, pilot)
            else:
                messages.success(request, "De instellingen zijn bewaard.")
                return redirect("traject:instellingen", pilot.pk)
    else:
        now = services.settings_of(pilot)
        form = InstellingenForm(versie=pilot.versie, initial=InstellingenForm.initial_of(now))
    context = header(request, pilot, tab="instellingen", form=form, andere=andere, stappen=steps_of(pilot))
    return respond(request, "traject/instellingen.html", context, status=status)


def _both(form: InstellingenForm, pilot: Pilot) -> list[dict[str, Any]]:
    """What this user typed beside what stands now; the form goes back on top of the newest version."""
    mine, now = form.instellingen(), services.settings_of(pilot)
    form.replace_versie(pilot.versie)
    return [
        {
            "label": services.LABELS[name].removeprefix("de ").removeprefix("het ").capitalize(),
            "uw": _shown(name, getattr(mine, name)),
            "nu": _shown(name, getattr(now, name)),
        }
        for name in services.differing(mine, now)
    ]


def _shown(name: str, value: Any) -> list[str]:
    if name == "maatstaven":
        return list(value) or ["Geen"]
    return [str(Regio(value).label) if name == "regio" else value]


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.TEAM)
def pilot_stap(request: Request, pilot: Pilot, stap: str) -> HttpResponse:
    """Ask once, in words, and take a step in the life of the pilot."""
    step = STAPPEN[stap]
    form_class = AfbrekenForm if step.needs_reason else StapForm
    form = form_class(request.POST if request.method == "POST" else None)
    status = HTTPStatus.OK
    if request.method == "POST":
        if form.is_valid():
            take_step(pilot, step, by=request.user, reden=form.cleaned_data.get("reden", ""))
            messages.success(request, step.gelukt)
            return redirect(pilot)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    may = pilot.may_become(step.target)
    ontbreekt = step.missing(pilot) if may else []
    context = header(
        request,
        pilot,
        tab="instellingen",
        form=form,
        stap=step,
        mag=may and not ontbreekt,
        kan=may,
        ontbreekt=ontbreekt,
    )
    return respond(request, "traject/pilot_stap.html", context, status=status)
