"""The step in which the six dates are proposed, moved and judged."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from datt.core.http import Request, respond
from pilots.traject.forms.plannen import DATUM_FIELDS, BewustForm, DatumForm, StartForm
from pilots.traject.models import Planconcept
from pilots.traject.services import concept as services
from pilots.traject.views.stappen import after, concept_view, step_context, step_url


@require_http_methods(["GET", "HEAD", "POST"])
@concept_view
def plan_datums(request: Request, concept: Planconcept) -> HttpResponse:
    """Choose the start, and move any of the six proposed dates; what speaks against them is shown at once."""
    if "mensen" not in concept.complete_steps():
        return redirect(concept)
    if request.method != "POST":
        start = StartForm(initial={"start_datum": concept.start_datum})
        return _page(request, concept, start, _forms(concept))
    if request.POST.get("actie") in {"voorstel", None} or not concept.datums:
        return _propose(request, concept)
    return _keep(request, concept)


def _propose(request: Request, concept: Planconcept) -> HttpResponse:
    if request.POST.get("actie") == "terug":
        return after(request, concept, "datums")
    start = StartForm(request.POST)
    if not start.is_valid():
        return _page(request, concept, start, _forms(concept), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    services.propose(concept, start.cleaned_data["start_datum"])
    return redirect(step_url(concept, "datums") + "#datums")


def _keep(request: Request, concept: Planconcept) -> HttpResponse:
    """Keep the dates as typed; go on when nothing speaks against them, or when they are chosen knowingly."""
    forms = _forms(concept, request.POST)
    start = StartForm(initial={"start_datum": concept.start_datum})
    action = request.POST.get("actie")
    answers = [form.is_valid() for form in forms]  # every form shows its own faults
    if not all(answers):
        return _page(request, concept, start, forms, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    services.keep_datums(concept, [form.voorstel() for form in forms])
    if action == "kijk":
        return _page(request, concept, start, forms)
    if action == "terug" or not services.has_conflicts(concept):
        return after(request, concept, "datums")
    knowing = BewustForm(request.POST)
    if knowing.is_valid():
        return after(request, concept, "datums")
    return _page(request, concept, start, forms, knowing, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _forms(concept: Planconcept, data: Any = None) -> list[DatumForm]:
    return [
        DatumForm(
            data,
            soort=voorstel.soort,
            titel=voorstel.titel,
            initial={name: getattr(voorstel, name) for name in DATUM_FIELDS},
        )
        for voorstel in services.voorstellen_of(concept)
    ]


def _page(
    request: Request,
    concept: Planconcept,
    start: StartForm,
    forms: list[DatumForm],
    knowing: BewustForm | None = None,
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    judged = services.judged(concept)
    context = step_context(
        concept,
        "datums",
        start=start,
        regels=[(form, one.oordeel) for form, one in zip(forms, judged, strict=True)],
        bewust=(knowing or BewustForm()) if services.has_conflicts(concept) else None,
        fout_in_titel=status != HTTPStatus.OK,
        onbekend=[one for one in judged if not one.oordeel.bekend],
    )
    return respond(request, "traject/plan_datums.html", context, partial="oordelen", status=status)
