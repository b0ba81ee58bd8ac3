"""Writing in the verbeterkaart: each question is saved by itself."""

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from datt.core.http import Request, respond
from datt.core.states import TransitionError
from datt.core.versions import VerouderdError, sent_versie
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.traject.kop import header
from pilots.traject.models import Pilot
from verbeterplannen.plannen.forms import SectieForm, TabelForm, form_for
from verbeterplannen.plannen.kaart import Veld, veld, velden
from verbeterplannen.plannen.models import Sectie, Verbeterplan
from verbeterplannen.plannen.services.schrijven import save_section
from verbeterplannen.plannen.views.plannen import own_plan


@dataclass(kw_only=True)
class Vraag:
    """One question on the page: its text, what is there, and the form to answer it."""

    veld: Veld
    sectie: Sectie
    form: SectieForm | TabelForm
    conflict: bool = False
    has_errors: bool = False
    # Why it was not saved while somebody was typing; then `versie` stays the one they began with.
    nog_niet: str = ""
    typed_on: int | None = None

    @property
    def versie(self) -> int:
        return self.sectie.versie if self.typed_on is None else self.typed_on

    @property
    def anchor(self) -> str:
        return f"v-{self.veld.slug}"


@require_GET
@pilot_view(Right.WRITE_PLAN)
def plan_edit(request: Request, pilot: Pilot, plan_id: int) -> HttpResponse:
    plan = own_plan(request, pilot, plan_id)
    if not plan.is_concept():
        raise TransitionError(f"‘{plan}’ is al ingediend. U kunt er nu niet in schrijven.")
    return _page(request, pilot, plan)


@require_POST
@pilot_view(Right.WRITE_PLAN)
def sectie_save(request: Request, pilot: Pilot, plan_id: int, veld_slug: str) -> HttpResponse:
    plan = own_plan(request, pilot, plan_id)
    question = veld(veld_slug)
    if question is None:
        raise Http404
    sectie = get_object_or_404(plan.secties.select_related("gewijzigd_door"), veld=veld_slug)
    form = form_for(question, request.POST, plan, sectie)
    vraag = Vraag(veld=question, sectie=sectie, form=form)
    if not form.is_valid():
        vraag.has_errors = True
        return _again(request, pilot, plan, vraag, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        vraag.sectie = save_section(plan, question, form.antwoord(), versie=sent_versie(request.POST), by=request.user)
    except VerouderdError:
        sectie.refresh_from_db()
        vraag.conflict = True
        return _again(request, pilot, plan, vraag, HTTPStatus.CONFLICT)
    if request.htmx:
        context = {"vraag": vraag, "bewaard_op": timezone.now(), "pilot": pilot, "plan": plan}
        return render(request, "plannen/plan_edit.html#stand", context)
    messages.success(request, f"Bewaard: {question.label}")
    return redirect(f"{reverse('plannen:plan_edit', args=[pilot.pk, plan.pk])}#{vraag.anchor}")


@require_GET
@pilot_view(Right.WRITE_PLAN)
def sectie_versies(request: Request, pilot: Pilot, plan_id: int, veld_slug: str) -> HttpResponse:
    plan = own_plan(request, pilot, plan_id)
    sectie = get_object_or_404(plan.secties, veld=veld_slug)
    context = header(
        request,
        pilot,
        tab="verbeterplannen",
        plan=plan,
        veld=veld(veld_slug),
        versies=sectie.versies.select_related("door")[:100],
    )
    return respond(request, "plannen/sectie_versies.html", context)


def _again(request: Request, pilot: Pilot, plan: Verbeterplan, vraag: Vraag, status: int) -> HttpResponse:
    """Show the question again with what was typed: alone for htmx, else on the whole page.

    While somebody types only the line below the field changes: new fields under their hands would
    lose the next letters.
    """
    if not request.htmx:
        return _page(request, pilot, plan, instead=vraag, status=status)
    if "actie" not in request.POST:
        vraag.nog_niet, vraag.typed_on = _why_not(vraag), sent_versie(request.POST)
        context = {"vraag": vraag, "pilot": pilot, "plan": plan}
        return render(request, "plannen/plan_edit.html#stand", context, status=status)
    context = {"vraag": vraag, "pilot": pilot, "plan": plan}
    response = render(request, "plannen/plan_edit.html#vraag", context, status=status)
    response["HX-Retarget"] = f"#{vraag.anchor}"
    response["HX-Reswap"] = "outerHTML"
    return response


def _page(
    request: Request,
    pilot: Pilot,
    plan: Verbeterplan,
    *,
    instead: Vraag | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    secties = {sectie.veld: sectie for sectie in plan.secties.select_related("gewijzigd_door")}
    vragen = [
        instead
        if instead and instead.veld.slug == one.slug
        else Vraag(veld=one, sectie=secties[one.slug], form=form_for(one, None, plan, secties[one.slug]))
        for one in velden()
        if one.slug in secties
    ]
    filled = sum(1 for sectie in secties.values() if sectie.inhoud.strip())
    context = header(request, pilot, tab="verbeterplannen", plan=plan, vragen=vragen, ingevuld=filled)
    context["leden"] = plan.groep.leden.select_related("persoon__organisatie")
    return respond(request, "plannen/plan_edit.html", context, status=status)


def _why_not(vraag: Vraag) -> str:
    if vraag.conflict:
        return f"{vraag.sectie.gewijzigd_door} bewaarde intussen een andere tekst. Druk op Bewaar, dan ziet u beide."
    if isinstance(vraag.form, TabelForm):
        return "Er mist nog iets in een rij. Vul aan, dan bewaren wij vanzelf."
    return " ".join(str(error) for errors in vraag.form.errors.values() for error in errors)
