"""Plan a pilot, in five steps; each step is kept in a draft."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from datt.core.http import Request, respond
from datt.core.text import fold, matching
from pilots.keten.models import Gemeente
from pilots.traject.forms.plannen import DoelForm, GemeenteForm, MensenForm
from pilots.traject.models import Planconcept
from pilots.traject.services import concept as services
from pilots.traject.services.planning import PlanningError
from pilots.traject.views.stappen import after, concept_view, planner_view, step_context, step_url
from pilots.traject.voorbeelden import DOELEN, DOELEN_BRON, MAATSTAVEN

MOST_SUGGESTIONS = 12


@require_http_methods(["GET", "HEAD", "POST"])
@planner_view
def plan_start(request: Request) -> HttpResponse:
    """What planning asks, and the drafts of this user."""
    if request.method == "POST":
        return redirect(services.begin_concept(by=request.user))
    drafts = Planconcept.objects.of(request.user).unfinished().select_related("gemeente")
    return respond(request, "traject/plan_start.html", {"concepten": drafts, "hoofdmenu": "pilots"})


@require_http_methods(["GET", "HEAD", "POST"])
@concept_view
def plan_gemeente(request: Request, concept: Planconcept) -> HttpResponse:
    """Choose the gemeente: by typing and choosing, or without script from a list."""
    if request.method == "POST":
        return _choose_gemeente(request, concept)
    if request.htmx and "q" in request.GET:
        found = find_gemeenten(request.GET["q"])
        context = {"gemeenten": found[:MOST_SUGGESTIONS], "aantal": len(found), "q": request.GET["q"]}
        return respond(request, "traject/plan_gemeente.html", context, partial="suggesties")
    known = concept.gemeente
    form = GemeenteForm(initial={"q": known.naam, "gemeente": known.code} if known else None)
    return respond(request, "traject/plan_gemeente.html", step_context(concept, "gemeente", form=form))


def _choose_gemeente(request: Request, concept: Planconcept) -> HttpResponse:
    form = GemeenteForm(request.POST)
    typed = request.POST.get("q", "").strip()
    found: list[Gemeente] = []
    if form.is_valid():
        chosen = form.cleaned_data["gemeente"]
        if chosen is None and request.POST.get("actie") == "terug":
            return after(request, concept, "gemeente")
        found = find_gemeenten(typed) if typed else []
        exact = [gemeente for gemeente in found if fold(gemeente.naam) == fold(typed)]
        chosen = chosen or (exact[0] if len(exact) == 1 else None)
        if chosen is not None:
            services.choose_gemeente(concept, chosen)
            return after(request, concept, "gemeente")
        form.add_error("q", _not_chosen(typed, len(found)))
    context = step_context(concept, "gemeente", form=form, gemeenten=found[:50], aantal=len(found), q=typed)
    return respond(request, "traject/plan_gemeente.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def find_gemeenten(words: str) -> list[Gemeente]:
    """The gemeenten of today with these words in their name; names that begin with them first."""
    asked = fold(words)
    if not asked:
        return []
    hits = matching(Gemeente.objects.current(), words, lambda one: one.naam)
    return sorted(hits, key=lambda one: (not fold(one.naam).startswith(asked), fold(one.naam)))


def _not_chosen(typed: str, count: int) -> str:
    if not typed:
        return "Typ de naam van de gemeente en kies haar uit de lijst."
    if not count:
        return f"Wij vinden geen gemeente met ‘{typed}’ in de naam. Typ een ander deel van de naam."
    return "Kies de gemeente uit de lijst hieronder."


@require_http_methods(["GET", "HEAD", "POST"])
@concept_view
def plan_doel(request: Request, concept: Planconcept) -> HttpResponse:
    """The name of the pilot, what it wants to reach, and how one will see that."""
    status = HTTPStatus.OK
    if request.method == "POST":
        form = DoelForm(request.POST)
        is_valid = form.is_valid()
        _keep_doel(concept, form)
        if request.POST.get("actie") == "bewaar":
            return HttpResponse(status=HTTPStatus.NO_CONTENT)
        if is_valid or (request.POST.get("actie") == "terug" and _only_empty(form)):
            return after(request, concept, "doel")
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    else:
        measures = {f"maatstaf_{nr}": text for nr, text in enumerate(concept.maatstaven, start=1)}
        form = DoelForm(initial={"titel": concept.titel, "doelstelling": concept.doelstelling, **measures})
    context = step_context(concept, "doel", form=form, doelen=DOELEN, bron=DOELEN_BRON, voorbeelden=MAATSTAVEN)
    return respond(request, "traject/plan_doel.html", context, status=status)


def _keep_doel(concept: Planconcept, form: DoelForm) -> None:
    """Keep what may be kept: never a text that the guard or a rule refused."""
    kept: dict[str, Any] = {
        name: form.cleaned_data[name] for name in ("titel", "doelstelling") if name in form.cleaned_data
    }
    if not any(name.startswith("maatstaf") for name in form.errors):
        kept["maatstaven"] = form.maatstaven()
    services.describe(concept, **kept)


def _only_empty(form: DoelForm) -> bool:
    """Whether nothing is wrong but what is still empty; then one may go back without losing a word."""
    return all(error.code == "required" for errors in form.errors.as_data().values() for error in errors)


@require_http_methods(["GET", "HEAD", "POST"])
@concept_view
def plan_mensen(request: Request, concept: Planconcept) -> HttpResponse:
    """Who leads the pilot, and which school holidays count."""
    proposed = services.regio_of(concept.gemeente)
    people = list(concept.facilitators.all())
    taken = {user.pk for user in people}
    status = HTTPStatus.OK
    if request.method == "POST":
        form = MensenForm(request.POST, taken=taken)
        if _keep_mensen(request, concept, form):
            return _after_mensen(request, concept, form)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    else:
        form = MensenForm(initial={"regio": concept.regio or proposed}, taken=taken)
    context = step_context(concept, "mensen", form=form, mensen=people, voorgesteld=proposed)
    return respond(request, "traject/plan_mensen.html", context, status=status)


def _keep_mensen(request: Request, concept: Planconcept, form: MensenForm) -> bool:
    """Keep the region and who was added or taken off; False when something is wrong."""
    is_valid = form.is_valid()
    action = request.POST.get("actie", "")
    if form.cleaned_data.get("regio"):
        services.choose_regio(concept, form.cleaned_data["regio"])
    if action.startswith("weg:") and action[4:].isdecimal():
        services.remove_facilitator(concept, int(action[4:]))
        return True
    if form.found is not None and is_valid:
        concept.facilitators.add(form.found)
        messages.success(request, f"{form.found} is toegevoegd.")
    elif action == "voeg_toe" and is_valid:
        form.add_error("mail", "Vul het mailadres in van wie u wilt toevoegen.")
    if action in {"", "verder"} and not form.cleaned_data.get("regio"):
        form.add_error("regio", "Kies de regio waar de scholen van uw gemeente onder vallen.")
    return form.is_valid()


def _after_mensen(request: Request, concept: Planconcept, form: MensenForm) -> HttpResponse:
    """On or back; but whoever was added is shown first, so that nobody slips in unseen."""
    if form.found is None and request.POST.get("actie") in {"", "verder", "terug", None}:
        return after(request, concept, "mensen")
    return redirect(step_url(concept, "mensen"))


@require_http_methods(["GET", "HEAD", "POST"])
@concept_view
def plan_controle(request: Request, concept: Planconcept) -> HttpResponse:
    """Look at everything once more, and plan the pilot."""
    if concept.first_open_step() != "controle":
        return redirect(concept)
    status = HTTPStatus.OK
    fout = ""
    if request.method == "POST":
        try:
            pilot = services.plan_pilot(concept, by=request.user)
        except PlanningError as error:
            fout, status = str(error), HTTPStatus.CONFLICT
        else:
            messages.success(request, f"De pilot ‘{pilot}’ is gepland. Organisaties kunnen zich nu aanmelden.")
            return redirect(pilot)
    context = step_context(concept, "controle", fout=fout, **_summary(concept))
    return respond(request, "traject/plan_controle.html", context, status=status)


def _summary(concept: Planconcept) -> dict[str, Any]:
    return {"mensen": concept.facilitators.all(), "voorstellen": services.judged(concept)}


@require_POST
@concept_view
def plan_delete(request: Request, concept: Planconcept) -> HttpResponse:
    """Throw the draft away; the page asked first."""
    concept.delete()
    messages.success(request, "Het concept is weg.")
    return redirect("traject:plan_start")
