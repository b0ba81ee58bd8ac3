"""Two records of one organisation that no facilitator may merge: the beheerder does it."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from datt.accounts.decorators import beheer_view
from datt.core.http import Request, respond
from datt.core.lists import number_of, page_of, words_of
from datt.core.text import fold, matching
from pilots.keten.models import Organisatie
from pilots.partners.models import Samenvoeging
from pilots.partners.models.samenvoeging import Samenvoegsoort
from pilots.partners.services import samenvoegen as services
from pilots.partners.services.dubbelen import double_organisations
from pilots.partners.services.keuzes import choices_for
from pilots.partners.views.samenvoegen import VERANDERD, chosen, is_stale, preview, shared_pilots

PER_BLADZIJDE = 50


@beheer_view
@require_GET
def organisatie_list(request: Request) -> HttpResponse:
    """Organisations that may be recorded twice, and all of them to choose from."""
    words = words_of(request.GET)
    this = Organisatie.objects.live().filter(pk=number_of(request.GET, "dit") or 0).first()
    rows = Organisatie.objects.live().with_kind()
    found = matching(rows, words, lambda one: f"{one.naam} {one.werkgebied} {one.email}")
    found = sorted((one for one in found if one != this), key=lambda one: fold(one.naam))
    context = {
        "bladzijde": page_of(request, found, PER_BLADZIJDE),
        "aantal": len(found),
        "woorden": words,
        "dit": this,
        "dubbel": [] if this or words else double_organisations(),
        "samenvoegingen": Samenvoeging.objects.current().filter(soort=Samenvoegsoort.ORGANISATIE)[:10],
        "hoofdmenu": "beheer",
    }
    return respond(request, "partners/organisatie_list.html", context, partial="organisaties")


@beheer_view
@require_http_methods(["GET", "POST"])
def organisatie_merge(request: Request, organisatie_id: int, dubbel_id: int) -> HttpResponse:
    """Make two organisations one; the first stays."""
    kept = get_object_or_404(Organisatie.objects.live(), pk=organisatie_id)
    lost = get_object_or_404(Organisatie.objects.exclude(pk=kept.pk), pk=dubbel_id)
    if lost.samengevoegd_in_id == kept.pk:
        messages.info(request, f"{lost} en {kept} zijn al samengevoegd.")
        return redirect("partners:organisatie_list")
    stale = is_stale(request, kept, lost)
    if request.method == "POST" and not stale:
        services.merge_organisations(kept, lost, chosen(request), pilot=None, by=request.user)
        messages.success(request, f"{lost} en {kept} zijn nu één organisatie.")
        return redirect("partners:organisatie_list")
    context = preview(
        kept, lost,
        keuzes=choices_for(kept, lost),
        is_vrij=True,
        aantal_samen=len(shared_pilots(kept, lost)),
        wissel=reverse("partners:organisatie_merge", args=[lost.pk, kept.pk]),
        terug=reverse("partners:organisatie_list"),
        melding=VERANDERD if stale else "",
        hoofdmenu="beheer",
    )  # fmt: skip
    status = HTTPStatus.CONFLICT if stale else HTTPStatus.OK
    return respond(request, "partners/organisatie_merge.html", context, status=status)


@beheer_view
@require_POST
def organisatie_unmerge(request: Request, merge_id: int) -> HttpResponse:
    """Take two organisations apart again, whoever merged them."""
    merges = Samenvoeging.objects.filter(soort=Samenvoegsoort.ORGANISATIE)
    merge = get_object_or_404(merges, pk=merge_id)
    services.undo_merge(merge, by=request.user)
    messages.success(request, f"{merge.vervallen_naam} en {merge.behouden_naam} staan weer apart.")
    return redirect("partners:organisatie_list")
