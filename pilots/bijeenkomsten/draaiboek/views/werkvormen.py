"""The library of werkvormen in a pilot: find one, read it, put it in a run sheet, make one of one's own."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datt.core.differences import differences
from datt.core.http import Request, respond
from datt.core.lists import number_of
from datt.core.versions import VerouderdError
from pilots.access import Right
from pilots.bijeenkomsten.draaiboek.forms.werkvorm import MEESTE_STAPPEN, Stappen, WerkvormEditForm, WerkvormForm
from pilots.bijeenkomsten.draaiboek.models import Werkvorm
from pilots.bijeenkomsten.draaiboek.services import werkvormen as services
from pilots.bijeenkomsten.draaiboek.services.blokken import add_block, from_werkvorm
from pilots.bijeenkomsten.draaiboek.services.ervaring import experience_of
from pilots.bijeenkomsten.draaiboek.views.draaiboek import find_draaiboek
from pilots.decorators import pilot_view
from pilots.traject.kop import header
from pilots.traject.models import Pilot

LEGE_STAPPEN = 3


def find_werkvorm(pilot: Pilot, werkvorm_id: int) -> Werkvorm:
    """Of the library or of this gemeente, also when it was removed: a run sheet may still use it."""
    ours = Werkvorm.objects.filter(Q(gemeente__isnull=True) | Q(gemeente=pilot.gemeente))
    werkvorm: Werkvorm = get_object_or_404(ours.prefetch_related("stappen"), pk=werkvorm_id)
    return werkvorm


def address_of(pilot: Pilot, werkvorm: Werkvorm) -> str:
    return reverse("draaiboek:werkvorm_detail", args=[pilot.pk, werkvorm.pk])


@require_safe
@pilot_view(Right.VIEW)
def werkvorm_list(request: Request, pilot: Pilot) -> HttpResponse:
    """All of them, by words, tag, size of the group and time."""
    rows = services.usable_list(pilot)
    vraag = services.Werkvormvraag.read(request.GET)
    found = vraag.find(rows)
    known = experience_of(request.user, [row.pk for row in found])
    context = header(
        request, pilot, tab="bijeenkomsten",
        vraag=vraag, rijen=[(row, known.get(row.pk)) for row in found], totaal=len(rows), tags=services.tags_of(rows),
    )  # fmt: skip
    return respond(request, "draaiboek/werkvorm_list.html", context, partial="werkvormen")


@require_safe
@pilot_view(Right.VIEW)
def werkvorm_detail(request: Request, pilot: Pilot, werkvorm_id: int) -> HttpResponse:
    werkvorm = find_werkvorm(pilot, werkvorm_id)
    stappen = list(werkvorm.stappen.all())
    context = header(
        request, pilot, tab="bijeenkomsten",
        werkvorm=werkvorm, stappen=stappen, samen=sum(step.minuten for step in stappen),
        tags=[services.tag_in_words(tag) for tag in werkvorm.tags],
        ervaring=experience_of(request.user, [werkvorm.pk]).get(werkvorm.pk),
        is_eigen=werkvorm.gemeente_id is not None,
    )  # fmt: skip
    context["open_bijeenkomsten"] = [one for one in pilot.bijeenkomsten.all() if one.is_open()]
    return respond(request, "draaiboek/werkvorm_detail.html", context)


@require_POST
@pilot_view(Right.EDIT)
def werkvorm_use(request: Request, pilot: Pilot, werkvorm_id: int) -> HttpResponse:
    """Put it at the end of the run sheet of the chosen meeting."""
    werkvorm = find_werkvorm(pilot, werkvorm_id)
    chosen = number_of(request.POST, "bijeenkomst")
    if chosen is None:
        messages.error(request, "Kies eerst de bijeenkomst.")
        return redirect(address_of(pilot, werkvorm))
    draaiboek = find_draaiboek(pilot, chosen)
    block = add_block(draaiboek, from_werkvorm(werkvorm), by=request.user)
    messages.success(request, f"‘{block}’ staat in het draaiboek, aan het eind. Verplaats het naar de goede plek.")
    where = reverse("draaiboek:draaiboek_detail", args=[pilot.pk, draaiboek.bijeenkomst_id])
    return redirect(f"{where}#blok-{block.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.EDIT)
def werkvorm_add(request: Request, pilot: Pilot) -> HttpResponse:
    """One of one's own, empty or as a copy."""
    van = Werkvorm.objects.usable_in(pilot.gemeente).filter(pk=number_of(request.GET, "van") or 0).first()
    values, steps = services.copy_of(van) if van else ({}, [])
    posted = request.POST if request.method == "POST" else None
    form = WerkvormForm(posted, initial=WerkvormForm.initial_of(values) if van else None)
    stappen = _steps(posted, steps)
    if _is_complete(request, form, stappen):
        origin = f"Naar de werkvorm ‘{van}’." if van else ""
        made = services.add_werkvorm(pilot, form.values(), stappen.values(), by=request.user, herkomst=origin)
        messages.success(request, f"De werkvorm ‘{made}’ staat in de lijst van uw gemeente.")
        return redirect(address_of(pilot, made))
    return _form_page(request, pilot, form, stappen, van=van)


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.EDIT)
def werkvorm_edit(request: Request, pilot: Pilot, werkvorm_id: int) -> HttpResponse:
    """Change one of one's own; two people at once see both texts."""
    werkvorm = find_werkvorm(pilot, werkvorm_id)
    services.refuse_foreign(werkvorm)
    posted = request.POST if request.method == "POST" else None
    values, steps = _now(werkvorm), services.steps_of(werkvorm)
    form = WerkvormEditForm(posted, versie=werkvorm.versie, initial=values)
    stappen = _steps(posted, steps)
    clashes = None
    if _is_complete(request, form, stappen):
        try:
            services.change_werkvorm(
                pilot, werkvorm, form.values(), stappen.values(), versie=form.cleaned_data["versie"], by=request.user
            )
        except VerouderdError:
            clashes = differences(form, values)
            form.replace_versie(werkvorm.versie)
        else:
            messages.success(request, f"De werkvorm ‘{werkvorm}’ is bewaard.")
            return redirect(address_of(pilot, werkvorm))
    return _form_page(request, pilot, form, stappen, werkvorm=werkvorm, verschillen=clashes)


def _now(werkvorm: Werkvorm) -> dict[str, Any]:
    return WerkvormForm.initial_of({name: getattr(werkvorm, name) for name in services.INHOUD})


def _steps(posted: Any, steps: list[dict[str, Any]]) -> Stappen:
    """The steps as sent, or those that stand with some empty ones; one more when that was asked for."""
    if posted is None:
        return Stappen(initial=steps + [{}] * min(LEGE_STAPPEN, MEESTE_STAPPEN - len(steps)), prefix="stap")
    if "meer" in posted:
        posted = posted.copy()
        count = number_of(posted, "stap-TOTAL_FORMS") or 0
        posted["stap-TOTAL_FORMS"] = str(min(count + LEGE_STAPPEN, MEESTE_STAPPEN))
    return Stappen(posted, prefix="stap")


def _is_complete(request: Request, form: WerkvormForm, stappen: Stappen) -> bool:
    """Everything is filled in, and nobody asked for more empty steps."""
    valid = form.is_bound and all([form.is_valid(), stappen.is_valid()])
    return valid and "meer" not in request.POST


def _form_page(request: Request, pilot: Pilot, form: WerkvormForm, stappen: Stappen, **more: Any) -> HttpResponse:
    status = HTTPStatus.OK
    if more.get("verschillen") is not None:
        status = HTTPStatus.CONFLICT
    elif form.is_bound and "meer" not in request.POST:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = header(
        request, pilot, tab="bijeenkomsten", form=form, stappen=stappen, fout_in_titel=status != HTTPStatus.OK,
        kan_meer=len(stappen.forms) < MEESTE_STAPPEN, **more,
    )  # fmt: skip
    return respond(request, "draaiboek/werkvorm_form.html", context, status=status)


@require_POST
@pilot_view(Right.EDIT)
def werkvorm_remove(request: Request, pilot: Pilot, werkvorm_id: int) -> HttpResponse:
    """Out of the list; it can be put back, and run sheets keep it."""
    werkvorm = find_werkvorm(pilot, werkvorm_id)
    services.remove_werkvorm(pilot, werkvorm, by=request.user)
    messages.success(request, f"‘{werkvorm}’ staat niet meer in de lijst. Draaiboeken die haar gebruiken, houden haar.")
    return redirect(address_of(pilot, werkvorm))


@require_POST
@pilot_view(Right.EDIT)
def werkvorm_restore(request: Request, pilot: Pilot, werkvorm_id: int) -> HttpResponse:
    werkvorm = find_werkvorm(pilot, werkvorm_id)
    services.restore_werkvorm(pilot, werkvorm, by=request.user)
    messages.success(request, f"‘{werkvorm}’ staat weer in de lijst.")
    return redirect(address_of(pilot, werkvorm))
