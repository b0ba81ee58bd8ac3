"""The people of a partner, and everybody in the pilot."""

from http import HTTPStatus

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from datt.core.http import Request, respond
from datt.core.lists import page_of, words_of
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.partners.forms.partner import PersoonForm
from pilots.partners.models import Ketenpartner
from pilots.partners.services import mensen as services
from pilots.partners.services.dubbele_mensen import possible_double_people
from pilots.partners.services.zoeken import people_of
from pilots.partners.views.partner import UNDO
from pilots.partners.views.samenvoegen import undoable_people
from pilots.partners.views.scope import find_own_partner, find_partner
from pilots.traject.kop import header
from pilots.traject.models import Persoon, Pilot

PER_BLADZIJDE = 100


def _form(request: Request, partner: Ketenpartner, persoon: Persoon) -> PersoonForm:
    return PersoonForm(
        request.POST or None,
        instance=persoon,
        partner=partner,
        knows_everybody=Right.VIEW_PEOPLE in request.rights,
    )


def _page(request: Request, pilot: Pilot, partner: Ketenpartner, form: PersoonForm, titel: str) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = header(request, pilot, tab="partners", partner=partner, form=form, titel=titel)
    return respond(request, "partners/persoon_edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
@pilot_view(Right.VIEW)
def persoon_add(request: Request, pilot: Pilot, partner_id: int) -> HttpResponse:
    """Add a colleague of the organisation."""
    partner = find_own_partner(request, pilot, partner_id)
    form = _form(request, partner, Persoon(pilot=pilot, organisatie=partner.organisatie))
    if request.method == "POST" and form.is_valid():
        try:
            services.add_person(partner, form.instance, by=request.user)
        except IntegrityError:  # the same form a moment earlier, or somebody else with this address
            form.add_error("email", "Dit mailadres is net al toegevoegd. Kijk op de pagina van de organisatie.")
        else:
            messages.success(request, f"{form.instance} is toegevoegd.")
            return redirect(partner)
    return _page(request, pilot, partner, form, f"Voeg iemand toe bij {partner}")


@require_http_methods(["GET", "POST"])
@pilot_view(Right.VIEW)
def persoon_edit(request: Request, pilot: Pilot, partner_id: int, persoon_id: int) -> HttpResponse:
    """Change the facts of somebody of the organisation."""
    partner = find_own_partner(request, pilot, partner_id)
    persoon = get_object_or_404(partner.people(), pk=persoon_id)
    naam = persoon.naam
    form = _form(request, partner, persoon)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_person(partner, form.instance, by=request.user)
        except IntegrityError:
            form.add_error("email", "Dit mailadres is net door iemand anders gebruikt.")
        else:
            messages.success(request, f"De gegevens van {form.instance} zijn bewaard.")
            return redirect(partner)
    return _page(request, pilot, partner, form, f"Pas de gegevens van {naam} aan")


@require_POST
@pilot_view(Right.VIEW)
def persoon_sleutel(request: Request, pilot: Pilot, partner_id: int, persoon_id: int) -> HttpResponse:
    """Mark or unmark a sleutelfunctionaris."""
    partner = find_own_partner(request, pilot, partner_id)
    persoon = get_object_or_404(partner.people(), pk=persoon_id)
    aan = request.POST.get("aan") == "ja"
    services.mark_sleutelfunctionaris(persoon, aan=aan, by=request.user)
    text = "is nu sleutelfunctionaris" if aan else "is geen sleutelfunctionaris meer"
    messages.success(request, f"{persoon} {text}.")
    return redirect(partner)


@require_POST
@pilot_view(Right.PARTNERS)
def persoon_contact(request: Request, pilot: Pilot, partner_id: int, persoon_id: int) -> HttpResponse:
    """Let this person speak for the organisation from now on."""
    partner = find_partner(request, pilot, partner_id)
    persoon = get_object_or_404(partner.people(), pk=persoon_id)
    if partner.contactpersoon_id != persoon.pk:
        services.set_contact(partner, persoon, by=request.user)
    messages.success(request, f"{persoon} is nu de contactpersoon van {partner}.")
    return redirect(partner)


@require_http_methods(["GET", "POST"])
@pilot_view(Right.VIEW)
def persoon_remove(request: Request, pilot: Pilot, partner_id: int, persoon_id: int) -> HttpResponse:
    """Take somebody off the organisation: ask once, and let it be undone."""
    partner = find_own_partner(request, pilot, partner_id)
    persoon = get_object_or_404(partner.people(), pk=persoon_id)
    if request.method != "POST":
        context = header(request, pilot, tab="partners", partner=partner, persoon=persoon)
        return respond(request, "partners/persoon_remove.html", context)
    services.remove_person(partner, persoon, by=request.user)
    request.session[UNDO] = {
        "partner": partner.pk,
        "persoon": persoon.pk,
        "naam": persoon.naam,
        "sleutel": persoon.is_sleutelfunctionaris,
    }
    return redirect(partner)


@require_POST
@pilot_view(Right.VIEW)
def persoon_restore(request: Request, pilot: Pilot, partner_id: int, persoon_id: int) -> HttpResponse:
    """Undo a removal; only who did it, in the same session."""
    partner = find_own_partner(request, pilot, partner_id)
    kept = request.session.get(UNDO)
    if not kept or (kept["partner"], kept["persoon"]) != (partner.pk, persoon_id):
        raise Http404
    persoon = get_object_or_404(pilot.personen.live(), pk=persoon_id)
    services.restore_person(partner, persoon, was_sleutel=kept["sleutel"], by=request.user)
    del request.session[UNDO]
    messages.success(request, f"{persoon} staat er weer bij.")
    return redirect(partner)


@require_GET
@pilot_view(Right.VIEW_PEOPLE)
def persoon_list(request: Request, pilot: Pilot) -> HttpResponse:
    """Everybody in the pilot, with search."""
    words = words_of(request.GET)
    wie = request.GET.get("wie", "")
    found = people_of(pilot, words, only_keys=wie == "sleutel", without=wie == "zonder")
    page = page_of(request, found, PER_BLADZIJDE)
    partners: dict[int | None, int] = dict(pilot.ketenpartners.values_list("organisatie_id", "pk"))
    rows = [(persoon, partners.get(persoon.organisatie_id)) for persoon in page.object_list]
    works = Right.PARTNERS in request.rights
    context = header(
        request, pilot, tab="partners",
        woorden=words, wie=wie, bladzijde=page, rijen=rows, aantal=len(found),
        dubbel=possible_double_people(pilot) if works else [],
        samengevoegd=undoable_people(pilot) if works else [],
    )  # fmt: skip
    return respond(request, "partners/persoon_list.html", context, partial="mensen")


@require_http_methods(["GET", "POST"])
@pilot_view(Right.PARTNERS, also_afterwards=True)
def persoon_forget(request: Request, pilot: Pilot, persoon_id: int) -> HttpResponse:
    """Remove somebody without an organisation from the pilot for good."""
    persoon = get_object_or_404(pilot.personen.known().without_organisatie(), pk=persoon_id)
    if request.method != "POST":
        context = header(request, pilot, tab="partners", persoon=persoon, telt_mee=services.is_needed(persoon))
        return respond(request, "partners/persoon_forget.html", context)
    naam = str(persoon)
    services.forget_person(persoon, by=request.user)
    messages.success(request, f"{naam} is verwijderd.")
    return redirect("partners:persoon_list", pilot.pk)
