"""Gemeenten, for the beheerder: the list, one gemeente, its colour and its logo."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from datt.accounts.decorators import beheer_view
from datt.core.http import Request, respond
from datt.core.lists import page_of, words_of
from datt.core.models import Gebeurtenis
from datt.core.text import fold, matching
from pilots.keten.forms.gemeente import AmbtenaarForm, KleurForm, LogoForm
from pilots.keten.kleur import dark_palette, light_palette
from pilots.keten.models import Gemeente
from pilots.keten.services import gemeenten as services

PER_BLADZIJDE = 50
SOORTEN = {"": "Alle gemeenten", "pilots": "Met een pilot", "ambtenaren": "Met ambtenaren", "opgeheven": "Opgeheven"}


@beheer_view
@require_GET
def gemeente_list(request: Request) -> HttpResponse:
    """All gemeenten, with who follows their pilots."""
    words, kind = words_of(request.GET), request.GET.get("soort", "")
    rows = Gemeente.objects.with_counts().of_kind(kind).select_related("opgegaan_in")
    found = matching(rows, words, lambda one: f"{one.naam} {one.code} {one.provincie}")
    found.sort(key=lambda one: fold(one.naam.lstrip("'’")))
    context = {
        "bladzijde": page_of(request, found, PER_BLADZIJDE),
        "woorden": words,
        "soort": kind,
        "soorten": SOORTEN.items(),
        "aantal": len(found),
        "hoofdmenu": "beheer",
    }
    return respond(request, "keten/gemeente_list.html", context, partial="gemeenten")


@beheer_view
@require_GET
def gemeente_detail(request: Request, gemeente_id: int) -> HttpResponse:
    """One gemeente: its officials, its colour and its logo."""
    gemeente = get_object_or_404(Gemeente.objects.select_related("opgegaan_in"), pk=gemeente_id)
    return gemeente_page(request, gemeente)


def gemeente_page(request: Request, gemeente: Gemeente, **forms: Any) -> HttpResponse:
    """The page of a gemeente; a form that was refused comes back in it."""
    refused = any(form.is_bound for form in forms.values())
    context = {
        "gemeente": gemeente,
        "ambtenaren": gemeente.ambtenaren.current().select_related("user"),
        "aantal_pilots": gemeente.pilots.count(),
        "voorgangers": list(gemeente.voorgangers.all()),
        "gebeurtenissen": Gebeurtenis.objects.about(gemeente)[:20],
        "ambtenaar_form": AmbtenaarForm(gemeente=gemeente, auto_id="ambtenaar_%s"),
        "kleur_form": KleurForm(initial={"kleur": gemeente.kleur}, auto_id="merk_%s"),
        "logo_form": LogoForm(auto_id="beeld_%s"),
        "paletten": [light_palette(gemeente.kleur), dark_palette(gemeente.kleur)] if gemeente.kleur else [],
        "hoofdmenu": "beheer",
        "fout_in_titel": refused,
        **forms,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return respond(request, "keten/gemeente_detail.html", context, status=status)


@beheer_view
@require_POST
def gemeente_colour(request: Request, gemeente_id: int) -> HttpResponse:
    """Set the brand colour, or go back to ours."""
    gemeente = get_object_or_404(Gemeente, pk=gemeente_id)
    form = KleurForm(request.POST, auto_id="merk_%s")
    if not form.is_valid():
        return gemeente_page(request, gemeente, kleur_form=form)
    colour = form.cleaned_data["kleur"]
    services.set_colour(gemeente, colour, by=request.user)
    said = f"heeft nu de kleur {colour}" if colour else "heeft weer de kleur van DATT Werkt!"
    messages.success(request, f"{gemeente} {said}.")
    return redirect(gemeente)


@beheer_view
@require_POST
def gemeente_logo(request: Request, gemeente_id: int) -> HttpResponse:
    """Keep a logo, made anew from what was sent."""
    gemeente = get_object_or_404(Gemeente, pk=gemeente_id)
    form = LogoForm(request.POST, request.FILES, auto_id="beeld_%s")
    if not form.is_valid():
        return gemeente_page(request, gemeente, logo_form=form)
    services.set_logo(gemeente, form.cleaned_data["logo"], by=request.user)
    messages.success(request, f"Het logo van {gemeente} is bewaard.")
    return redirect(gemeente)


@beheer_view
@require_POST
def gemeente_logo_remove(request: Request, gemeente_id: int) -> HttpResponse:
    gemeente = get_object_or_404(Gemeente, pk=gemeente_id)
    services.remove_logo(gemeente, by=request.user)
    messages.success(request, f"{gemeente} heeft geen logo meer.")
    return redirect(gemeente)
