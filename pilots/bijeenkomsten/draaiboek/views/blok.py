"""One block of a run sheet: add, change, shorten, copy, remove and put back."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from datt.core.differences import differences
from datt.core.http import Request, respond
from datt.core.lists import number_of, words_of
from datt.core.versions import VerouderdError
from pilots.access import Right
from pilots.bijeenkomsten.draaiboek.forms.blok import BlokEditForm, BlokForm, MinutenForm
from pilots.bijeenkomsten.draaiboek.models import Draaiboek, Draaiboekblok, Werkvorm
from pilots.bijeenkomsten.draaiboek.services import blokken as services
from pilots.bijeenkomsten.draaiboek.services.beeld import history_of
from pilots.bijeenkomsten.draaiboek.services.ervaring import Ervaring, experience_of
from pilots.bijeenkomsten.draaiboek.services.volgorde import (
    AndereVolgordeError,
    is_beside,
    move_block,
    refuse_closed,
)
from pilots.bijeenkomsten.draaiboek.tijden import minutes, written
from pilots.bijeenkomsten.draaiboek.views.draaiboek import address_of, find_draaiboek, page_context, show_list
from pilots.decorators import pilot_view
from pilots.traject.models import Pilot


def find_block(pilot: Pilot, bijeenkomst_id: int, blok_id: int) -> Draaiboekblok:
    """A block of this meeting, also one that was removed."""
    draaiboek = find_draaiboek(pilot, bijeenkomst_id)
    block: Draaiboekblok = get_object_or_404(draaiboek.blokken.select_related("werkvorm"), pk=blok_id)
    block.draaiboek = draaiboek
    return block


def back_to(block: Draaiboekblok) -> str:
    return f"{address_of(block.draaiboek)}#blok-{block.pk}"


def usable(pilot: Pilot, block: Draaiboekblok | None = None) -> Any:
    """The werkvormen to choose from; the one a block has stays, also when it left the library."""
    found = Werkvorm.objects.usable_in(pilot.gemeente)
    return found | Werkvorm.objects.filter(pk=block.werkvorm_id) if block and block.werkvorm_id else found


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.EDIT)
def blok_add(request: Request, pilot: Pilot, bijeenkomst_id: int) -> HttpResponse:
    """A new block: empty or from a werkvorm, after another one or beside it."""
    draaiboek = find_draaiboek(pilot, bijeenkomst_id)
    refuse_closed(draaiboek)
    na = _after(request, draaiboek)
    form = BlokForm(
        request.POST if request.method == "POST" else None, werkvormen=usable(pilot), initial=_proposal(request, pilot)
    )
    if form.is_bound and form.is_valid():
        values = form.values()
        naast = values.pop("naast")
        block = services.add_block(draaiboek, values, by=request.user, na=na, naast=naast)
        messages.success(request, f"‘{block}’ staat in het draaiboek.")
        return redirect(back_to(block))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    werkvorm = form.initial.get("werkvorm")
    context = page_context(
        request, draaiboek, form=form, na=na, werkvormen=usable(pilot),
        ervaring=_experience(request, werkvorm.pk if werkvorm else None),
    )  # fmt: skip
    return respond(request, "draaiboek/blok_add.html", context, status=status)


def _after(request: Request, draaiboek: Draaiboek) -> Draaiboekblok | None:
    """After which block it comes; none is at the end."""
    number = number_of(request.GET if request.method != "POST" else request.POST, "na")
    return draaiboek.blokken.standing().filter(pk=number).first() if number is not None else None


def _proposal(request: Request, pilot: Pilot) -> dict[str, Any]:
    """What the form begins with: a chosen werkvorm, or half an hour."""
    beside = {"naast": request.GET.get("naast") == "ja"}
    werkvorm = usable(pilot).filter(pk=number_of(request.GET, "werkvorm") or 0).first()
    if werkvorm is None:
        return {"minuten": 30, **beside}
    found = services.from_werkvorm(werkvorm)
    return found | beside | {"materiaal": "\n".join(found["materiaal"])}


@require_http_methods(["GET", "HEAD", "POST"])
@pilot_view(Right.EDIT)
def blok_edit(request: Request, pilot: Pilot, bijeenkomst_id: int, blok_id: int) -> HttpResponse:
    """All of one block; two people at once see both texts."""
    block = find_block(pilot, bijeenkomst_id, blok_id)
    refuse_closed(block.draaiboek)
    status, clashes = HTTPStatus.OK, None
    form = BlokEditForm(
        request.POST if request.method == "POST" else None,
        werkvormen=usable(pilot, block), versie=block.versie, initial=_now(block),
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        try:
            services.change_block(block, form.values(), versie=form.cleaned_data["versie"], by=request.user)
        except VerouderdError:
            status = HTTPStatus.CONFLICT
            block = find_block(pilot, bijeenkomst_id, blok_id)
            clashes = differences(form, _now(block) | {"werkvorm": block.werkvorm})
            form.replace_versie(block.versie)
        else:
            messages.success(request, f"‘{block}’ is bewaard.")
            return redirect(back_to(block))
    elif form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return _edit_page(request, block, status=status, form=form, verschillen=clashes)


def _now(block: Draaiboekblok) -> dict[str, Any]:
    return BlokForm.initial_of(block) | {"naast": is_beside(block)}


def _experience(request: Request, werkvorm: int | None) -> Ervaring | None:
    return experience_of(request.user, [werkvorm]).get(werkvorm) if werkvorm else None


def _edit_page(request: Request, block: Draaiboekblok, *, status: int, **more: Any) -> HttpResponse:
    context = page_context(
        request, block.draaiboek, blok=block, gekozen=block.pk, fout_in_titel=status != HTTPStatus.OK,
        ervaring=_experience(request, block.werkvorm_id), **more,
    )  # fmt: skip
    if block.weg_op is not None or status == HTTPStatus.CONFLICT:
        context["laatste"] = next((one for one in history_of(block.draaiboek) if one.onderwerp_nr == block.pk), None)
    return respond(request, "draaiboek/blok_edit.html", context, status=status)


@require_POST
@pilot_view(Right.EDIT)
def blok_minutes(request: Request, pilot: Pilot, bijeenkomst_id: int, blok_id: int) -> HttpResponse:
    """Make a block shorter or longer, in the list itself."""
    block = find_block(pilot, bijeenkomst_id, blok_id)
    form = MinutenForm(request.POST)
    if not form.is_valid():
        refuse_closed(block.draaiboek)
        typed = words_of(request.POST, "minuten")
        error = {"blok": block.pk, "tekst": "Vul een getal in van 1 tot en met 600.", "getypt": typed[:6]}
        return show_list(request, block.draaiboek, status=HTTPStatus.UNPROCESSABLE_ENTITY, fout=error)
    wanted = form.cleaned_data["minuten"]
    try:
        services.set_minutes(block, wanted, versie=form.cleaned_data["versie"], by=request.user)
    except VerouderdError:
        block = find_block(pilot, bijeenkomst_id, blok_id)
        error = {"blok": block.pk, "tekst": f"Iemand anders paste dit blok net aan. U typte {minutes(wanted)}.",
                 "getypt": str(wanted), "botst": True}  # fmt: skip
        return show_list(request, block.draaiboek, status=HTTPStatus.CONFLICT, fout=error)
    messages.success(request, f"‘{block}’ duurt nu {minutes(block.minuten)}.")
    return redirect(back_to(block))


@require_POST
@pilot_view(Right.EDIT)
def blok_move(request: Request, pilot: Pilot, bijeenkomst_id: int, blok_id: int) -> HttpResponse:
    """Move a block, with what runs beside it; on an old order nothing moves and the new one is shown."""
    block = find_block(pilot, bijeenkomst_id, blok_id)
    try:
        place = move_block(block, words_of(request.POST, "naar"), orde=words_of(request.POST, "orde"), by=request.user)
    except AndereVolgordeError:
        words = "Iemand anders veranderde net de volgorde. Hieronder staat hoe zij nu is. Er is niets verplaatst."
        return show_list(request, block.draaiboek, status=HTTPStatus.CONFLICT, andere_volgorde=words)
    beeld = page_context(request, block.draaiboek)["beeld"]
    begin = written(beeld.rijen[place - 1].eerste.begin)
    messages.success(request, f"‘{block}’ staat nu op plek {place} van {len(beeld.rijen)} en begint om {begin}.")
    return redirect(back_to(block))


@require_POST
@pilot_view(Right.EDIT)
def blok_duplicate(request: Request, pilot: Pilot, bijeenkomst_id: int, blok_id: int) -> HttpResponse:
    block = get_object_or_404(find_draaiboek(pilot, bijeenkomst_id).blokken.standing(), pk=blok_id)
    copied = services.duplicate_block(find_block(pilot, bijeenkomst_id, block.pk), by=request.user)
    messages.success(request, f"‘{copied}’ staat er nu twee keer. Dit is de kopie: pas haar aan.")
    return redirect(address_of(copied.draaiboek, "blok_edit", copied.pk))


@require_POST
@pilot_view(Right.EDIT)
def blok_remove(request: Request, pilot: Pilot, bijeenkomst_id: int, blok_id: int) -> HttpResponse:
    """Out of the run sheet at once; the page offers to put it back."""
    block = find_block(pilot, bijeenkomst_id, blok_id)
    services.remove_block(block, by=request.user)
    return redirect(f"{address_of(block.draaiboek)}?weg={block.pk}")


@require_POST
@pilot_view(Right.EDIT)
def blok_restore(request: Request, pilot: Pilot, bijeenkomst_id: int, blok_id: int) -> HttpResponse:
    block = find_block(pilot, bijeenkomst_id, blok_id)
    services.restore_block(block, by=request.user)
    messages.success(request, f"‘{block}’ staat weer in het draaiboek.")
    return redirect(back_to(block))
