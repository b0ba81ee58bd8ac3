"""What the steps of planning a pilot share: who may, which draft, and the path on top."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from datt.core.http import Request
from pilots.traject.kop import Stap
from pilots.traject.models import Planconcept

STAPPEN = {
    "gemeente": "Gemeente",
    "doel": "Doel",
    "mensen": "Mensen en regio",
    "datums": "Datums",
    "controle": "Controle",
}
PLANNER = "plan"  # the mark the access test reads: facilitators of the platform, of no pilot in particular

type ConceptView[**P] = Callable[Concatenate[Request, Planconcept, P], HttpResponse]


def planner_view(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only somebody who may plan a pilot; others get 403."""

    @login_required
    @wraps(view)
    def wrapped(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_facilitator:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    wrapped.right = PLANNER  # type: ignore[attr-defined]
    return wrapped


def concept_view[**P](view: ConceptView[P]) -> Callable[..., HttpResponse]:
    """Give the view the draft of this user; a draft of somebody else does not exist for them.

    A draft that became a pilot leads to that pilot.
    """

    @planner_view
    @wraps(view)
    def wrapped(request: Request, concept_id: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        drafts = Planconcept.objects.of(request.user).select_related("gemeente", "pilot")
        concept = get_object_or_404(drafts, pk=concept_id)
        if concept.pilot is not None:
            return redirect(concept.pilot)
        return view(request, concept, *args, **kwargs)

    return wrapped


def step_context(concept: Planconcept, step: str, **context: Any) -> dict[str, Any]:
    """The context of one step, with the path of all of them."""
    names = list(STAPPEN)
    here = names.index(step)
    return {
        "concept": concept,
        "pad": _path(concept, step),
        "stap_nr": here + 1,
        "stappen": len(names),
        "vorige": step_url(concept, names[here - 1]) if here else reverse("traject:plan_start"),
        "hoofdmenu": "pilots",
        **context,
    }


def step_url(concept: Planconcept, step: str) -> str:
    return reverse(f"traject:plan_{step}", args=[concept.pk])


def after(request: Request, concept: Planconcept, step: str) -> HttpResponse:
    """To the next step, or to the one before when that button was used."""
    names = list(STAPPEN)
    here = names.index(step)
    if request.POST.get("actie") == "terug":
        return redirect(step_url(concept, names[here - 1]) if here else "traject:plan_start")
    return redirect(step_url(concept, names[here + 1]))


def _path(concept: Planconcept, current: str) -> list[Stap]:
    complete = concept.complete_steps()
    reachable = [*complete, current, concept.first_open_step()]
    return [
        _stone(concept, step, nr, step == current, step in complete, step in reachable)
        for nr, step in enumerate(STAPPEN, start=1)
    ]


def _stone(concept: Planconcept, step: str, nr: int, is_now: bool, is_done: bool, is_reachable: bool) -> Stap:
    state, said = "straks", "nog te doen"
    if is_now:
        state, said = "nu", "hier bent u nu"
    elif is_done:
        state, said = "gehouden", "ingevuld"
    return Stap(
        nummer=str(nr),
        naam=STAPPEN[step],
        datum="" if is_now else said,
        staat=state,
        url="" if is_now or not is_reachable else step_url(concept, step),
        voorlezen=f"Stap {nr} van {len(STAPPEN)}, {said}: ",
        wanneer="Hier bent u" if is_now else "",
        is_extra=False,
    )
