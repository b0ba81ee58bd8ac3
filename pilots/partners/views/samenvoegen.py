"""Two records of one organisation or one person: compared, made one, and taken apart again."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from datt.core.http import Request, respond
from datt.core.lists import words_of
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.keten.models import Organisatie
from pilots.partners.models import Ketenpartner, Samenvoeging
from pilots.partners.models.samenvoeging import Samenvoegsoort
from pilots.partners.services import samenvoegen as services
from pilots.partners.services.dubbelen import possible_duplicates
from pilots.partners.services.keuzes import choices_for, fingerprint, moving, person_fixed
from pilots.partners.services.zoeken import known_organisaties, people_of
from pilots.partners.views.scope import find_partner
from pilots.traject.kop import header
from pilots.traject.models import Persoon, Pilot

MOST = 20
VERANDERD = "Een van beide is net veranderd. Er is nog niets samengevoegd. Kijk of het nog klopt."


def chosen(request: Request) -> dict[str, str]:
    """What was ticked for each field that may be chosen."""
    return {
        name.removeprefix("keuze_"): str(value) for name, value in request.POST.items() if name.startswith("keuze_")
    }


def preview(kept: Any, lost: Any, **more: Any) -> dict[str, Any]:
    """What both have, what stays, and what moves: the same for an organisation and a person."""
    return {
        "behouden": kept,
        "vervalt": lost,
        "verhuist": moving(lost),
        "vingerafdruk": fingerprint(kept, lost),
        **more,
    }


def is_stale(request: Request, kept: Any, lost: Any) -> bool:
    return request.method == "POST" and request.POST.get("vingerafdruk") != fingerprint(kept, lost)


def shared_pilots(kept: Organisatie, lost: Organisatie) -> list[Ketenpartner]:
    """Where both take part: there two parts become one."""
    return list(
        Ketenpartner.objects.filter(organisatie=lost, pilot__ketenpartners__organisatie=kept).select_related("pilot")
    )


def _pair(request: Request, this: Organisatie, other: Organisatie) -> list[tuple[Organisatie, Organisatie]]:
    """(kept, lost) in the directions that this user may take; the one asked for first."""
    pairs = [(other, this), (this, other)]
    allowed = [pair for pair in pairs if services.may_merge_away(pair[1], request.user)]
    wanted = request.POST.get("behoud") or request.GET.get("behoud")
    return sorted(allowed, key=lambda pair: str(pair[0].pk) != wanted)


@require_http_methods(["GET", "POST"])
@pilot_view(Right.PARTNERS)
def samenvoegen(request: Request, pilot: Pilot, partner_id: int, organisatie_id: int) -> HttpResponse:
    """Make the organisation of this partner and another one record."""
    partner = find_partner(request, pilot, partner_id)
    this = partner.organisatie
    if organisatie_id == this.pk:  # it was merged a moment ago
        return redirect(partner)
    seen = Organisatie.objects.live().filter(Q(ketenpartners__pilot=pilot) | Q(ketenpartners__status="bevestigd"))
    other = get_object_or_404(seen.distinct(), pk=organisatie_id)
    pairs = _pair(request, this, other)
    if not pairs:
        if request.method == "POST":
            raise PermissionDenied
        context = header(request, pilot, tab="partners", partner=partner, ander=other)
        return respond(request, "partners/samenvoegen_niet.html", context)
    kept, lost = pairs[0]
    stale = is_stale(request, kept, lost)
    if request.method == "POST" and not stale:
        services.merge_organisations(kept, lost, chosen(request), pilot=pilot, by=request.user)
        messages.success(request, f"{lost} en {kept} zijn nu één organisatie.")
        return redirect(pilot.ketenpartners.get(organisatie=kept))
    free = services.free_to_choose(kept, request.user)
    context = preview(
        kept, lost,
        keuzes=choices_for(kept, lost) if free else [],
        is_vrij=free,
        samen=shared_pilots(kept, lost),
        wissel=f"{request.path}?behoud={lost.pk}" if len(pairs) > 1 else "",
        terug=partner.get_absolute_url(),
        melding=VERANDERD if stale else "",
    )  # fmt: skip
    status = HTTPStatus.CONFLICT if stale else HTTPStatus.OK
    page = header(request, pilot, tab="partners", partner=partner, **context)
    return respond(request, "partners/samenvoegen.html", page, status=status)


@require_GET
@pilot_view(Right.PARTNERS)
def partner_dubbel(request: Request, pilot: Pilot, partner_id: int) -> HttpResponse:
    """Look up which other record is the same organisation."""
    partner = find_partner(request, pilot, partner_id)
    words = words_of(request.GET)
    here = Organisatie.objects.live().filter(ketenpartners__pilot=pilot).exclude(pk=partner.organisatie_id)
    found = [*here.filter(naam__icontains=words)[:MOST], *known_organisaties(pilot, words)] if words else []
    proposals = possible_duplicates(partner.organisatie, pilot)
    context = header(request, pilot, tab="partners", partner=partner, woorden=words, gevonden=found, lijkt_op=proposals)
    return respond(request, "partners/partner_dubbel.html", context, partial="gevonden")


@require_http_methods(["GET", "POST"])
@pilot_view(Right.PARTNERS)
def persoon_samenvoegen(request: Request, pilot: Pilot, persoon_id: int, ander_id: int) -> HttpResponse:
    """Make two records of one person one; the first stays."""
    people = pilot.personen.select_related("organisatie", "user")
    kept, lost = get_object_or_404(people, pk=persoon_id), get_object_or_404(people, pk=ander_id)
    if lost.samengevoegd_in_id == kept.pk:
        messages.info(request, f"{lost} en {kept} zijn al samengevoegd.")
        return redirect("partners:persoon_list", pilot.pk)
    refusal = services.why_not_people(kept, lost)
    stale = is_stale(request, kept, lost)
    if request.method == "POST" and not stale:
        services.merge_people(kept, lost, chosen(request), by=request.user)
        messages.success(request, f"{kept} staat er nu één keer in.")
        return redirect("partners:persoon_list", pilot.pk)
    both_sign_in = kept.user_id and lost.user_id and kept.user_id != lost.user_id
    context = preview(
        kept, lost,
        keuzes=choices_for(kept, lost, fixed=person_fixed(kept, lost)),
        is_vrij=True,
        rollen=[deelname.get_rol_display() for deelname in lost.deelnames.current()],
        logt_in=lost.user if not kept.user_id else None,
        verliest=lost.user if both_sign_in else None,
        weigering=refusal,
        wissel=reverse("partners:persoon_samenvoegen", args=[pilot.pk, lost.pk, kept.pk]),
        terug=reverse("partners:persoon_list", args=[pilot.pk]),
        melding=VERANDERD if stale else "",
    )  # fmt: skip
    status = HTTPStatus.CONFLICT if stale else HTTPStatus.OK
    return respond(
        request, "partners/samenvoegen.html", header(request, pilot, tab="partners", **context), status=status
    )


@require_GET
@pilot_view(Right.PARTNERS)
def persoon_dubbel(request: Request, pilot: Pilot, persoon_id: int) -> HttpResponse:
    """Look up which other record is the same person."""
    persoon = get_object_or_404(pilot.personen.live(), pk=persoon_id)
    words = words_of(request.GET, otherwise=persoon.naam)
    found = [one for one in people_of(pilot, words) if one.pk != persoon.pk][:MOST] if words else []
    context = header(request, pilot, tab="partners", persoon=persoon, woorden=words, gevonden=found)
    return respond(request, "partners/persoon_dubbel.html", context, partial="gevonden")


@require_POST
@pilot_view(Right.PARTNERS)
def samenvoeging_undo(request: Request, pilot: Pilot, samenvoeging_id: int) -> HttpResponse:
    """Take two records apart again."""
    merge = get_object_or_404(Samenvoeging, pilot=pilot, pk=samenvoeging_id)
    services.undo_merge(merge, by=request.user)
    messages.success(request, f"{merge.vervallen_naam} en {merge.behouden_naam} staan weer apart.")
    if merge.soort == Samenvoegsoort.PERSOON:
        return redirect("partners:persoon_list", pilot.pk)
    return redirect(pilot.ketenpartners.get(organisatie=merge.vervallen_nr))


def undoable_people(pilot: Pilot) -> list[Any]:
    """The last merges of people in this pilot that can still be undone."""
    merges = list(Samenvoeging.objects.current().filter(pilot=pilot, soort=Samenvoegsoort.PERSOON)[:5])
    live = set(Persoon.objects.live().filter(pk__in=[one.behouden_nr for one in merges]).values_list("pk", flat=True))
    return [one for one in merges if one.behouden_nr in live]
