"""The partners of a pilot: the list, one partner, and the facilitator's answers."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from datt.core.http import Request, respond
from datt.core.lists import page_of
from datt.core.models import Gebeurtenis
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.keten.models import Categorie, Soort
from pilots.partners.forms.partner import RedenForm
from pilots.partners.mails import absolute
from pilots.partners.models import Ketenpartner, KetenpartnerStatus, Samenvoeging
from pilots.partners.services import partners as services
from pilots.partners.services.aanmelden import is_open
from pilots.partners.services.dubbelen import Gelijkenis, possible_duplicates
from pilots.partners.services.links import may_ask_from, say_still_right
from pilots.partners.services.zoeken import PER_BLADZIJDE, SORTERINGEN, Zoekvraag, find_partners
from pilots.partners.views.scope import find_partner, may_change
from pilots.traject.kop import header
from pilots.traject.models import Pilot

UNDO = "persoon_terug"
UNANSWERED = (KetenpartnerStatus.UITGENODIGD, KetenpartnerStatus.AANGEMELD)


@dataclass(frozen=True)
class Rij:
    """A partner in the list, with the names of its sleutelfunctionarissen."""

    partner: Ketenpartner
    namen: list[str]


@require_GET
@pilot_view(Right.VIEW)
def partner_list(request: Request, pilot: Pilot) -> HttpResponse:
    """Every organisation of the pilot that this user may see."""
    vraag = Zoekvraag.read(request.GET)
    seen = list(pilot.ketenpartners.seen_by(request.user, request.rights).with_organisatie().with_counts())
    found = find_partners(seen, vraag)
    page = page_of(request, found, PER_BLADZIJDE)
    names = _key_people(request, pilot)
    rows = [Rij(partner, names.get(partner.organisatie_id, [])) for partner in page.object_list]
    context = header(
        request, pilot, tab="partners",
        vraag=vraag, bladzijde=page, rijen=rows, aantal=len(found), totaal=len(seen),
        wachtend=sum(partner.status == KetenpartnerStatus.AANGEMELD for partner in seen),
        bevestigd=sum(partner.status == KetenpartnerStatus.BEVESTIGD for partner in seen),
        categorieen=Categorie.objects.all(), statussen=KetenpartnerStatus.choices, soorten=Soort.choices,
        sorteringen=SORTERINGEN.items(),
        eigen=[partner for partner in seen if partner.is_contact(request.user)],
        vandaag=timezone.localdate(),
        is_open=is_open(pilot),
        adres=absolute(reverse("partners:aanmelden", args=[pilot.slug])),
    )  # fmt: skip
    return respond(request, "partners/partner_list.html", context, partial="partners")


def _key_people(request: Request, pilot: Pilot) -> dict[int, list[str]]:
    """The names of the sleutelfunctionarissen per organisation, for who may see people."""
    names: dict[int, list[str]] = {}
    if Right.VIEW_PEOPLE in request.rights:
        people = pilot.personen.live().key_people()
        for organisatie_id, naam in people.values_list("organisatie_id", "naam"):
            names.setdefault(organisatie_id, []).append(naam)
    return names


@require_GET
@pilot_view(Right.VIEW)
def partner_detail(request: Request, pilot: Pilot, partner_id: int) -> HttpResponse:
    """One partner: what it does, its people, what happened, and what may be done now."""
    partner = find_partner(request, pilot, partner_id)
    changes = may_change(request, partner)
    works = Right.PARTNERS in request.rights
    sees_people = Right.VIEW_PEOPLE in request.rights or partner.is_contact(request.user)
    people = list(partner.people()) if sees_people else []
    contact = partner.contactpersoon
    if sees_people and contact is not None and contact not in people:
        people.insert(0, contact)
    mails = [contact.email] if contact is not None and contact.email else []
    context = header(
        request, pilot, tab="partners",
        partner=partner, organisatie=partner.organisatie, mag_wijzigen=changes,
        ziet_mensen=sees_people, mensen=people,
        lijkt_op=_alike(partner, mails) if works else [],
        samengevoegd=Samenvoeging.objects.of_organisatie(partner.organisatie_id).filter(pilot=pilot) if works else [],
        opmerkingen=[row.opmerking for row in partner.aanmeldingen.all() if row.opmerking] if works else [],
        gebeurtenissen=_history(partner) if Right.VIEW_LOG in request.rights else [],
        terug=_undo(request, partner),
        weer_vragen=may_ask_from(partner.organisatie),
        is_eigen=partner.is_contact(request.user),
        fasen=list(partner.organisatie.fasen.all()),
    )  # fmt: skip
    return respond(request, "partners/partner_detail.html", context)


def _alike(partner: Ketenpartner, mails: list[str]) -> list[Gelijkenis]:
    """While it waits for an answer everything that looks like it, later only what is nearly sure."""
    found = possible_duplicates(partner.organisatie, partner.pilot, mails=mails)
    return [one for one in found if one.is_strong or partner.status in UNANSWERED]


def _history(partner: Ketenpartner) -> list[Gebeurtenis]:
    return list(Gebeurtenis.objects.about(partner).within(partner.pilot)[:20])


def _undo(request: Request, partner: Ketenpartner) -> dict[str, Any] | None:
    kept = request.session.get(UNDO)
    return kept if kept and kept["partner"] == partner.pk else None


@require_POST
@pilot_view(Right.PARTNERS)
def partner_confirm(request: Request, pilot: Pilot, partner_id: int) -> HttpResponse:
    """Say yes: the organisation takes part, its contact person gets an account and a mail."""
    partner = find_partner(request, pilot, partner_id)
    if services.confirm_partner(partner, by=request.user):
        messages.success(request, f"{partner} doet mee. {partner.contactpersoon} krijgt een mail.")
    else:
        messages.warning(
            request,
            f"{partner} doet mee. Er is nog geen contactpersoon met een mailadres. Vul die in, dan kan die inloggen.",
        )
    return redirect(partner)


@require_http_methods(["GET", "POST"])
@pilot_view(Right.PARTNERS)
def partner_decline(request: Request, pilot: Pilot, partner_id: int) -> HttpResponse:
    """Say no, with the reason."""
    partner = find_partner(request, pilot, partner_id)
    form = RedenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.decline_partner(partner, by=request.user, reden=form.cleaned_data["reden"])
        messages.success(request, f"De aanmelding van {partner} is afgewezen.")
        return redirect(partner)
    return _reason_page(
        request, pilot, partner, form,
        titel=f"Wijs {partner} af",
        uitleg="De contactpersoon krijgt een mail met uw reden. Bel eerst: een nee hoort niemand graag per mail.",
        knop="Wijs af en verstuur de mail",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@pilot_view(Right.PARTNERS)
def partner_withdraw(request: Request, pilot: Pilot, partner_id: int) -> HttpResponse:
    """End the part of an organisation, with the reason."""
    partner = find_partner(request, pilot, partner_id)
    form = RedenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.withdraw_partner(partner, by=request.user, reden=form.cleaned_data["reden"])
        messages.success(request, f"{partner} doet niet meer mee.")
        return redirect(partner)
    return _reason_page(
        request, pilot, partner, form,
        titel=f"{partner} doet niet meer mee",
        uitleg="De contactpersoon kan daarna niet meer bij deze pilot. U kunt dit later weer terugdraaien.",
        knop="Trek de deelname in",
    )  # fmt: skip


def _reason_page(request: Request, pilot: Pilot, partner: Ketenpartner, form: RedenForm, **texts: str) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = header(request, pilot, tab="partners", partner=partner, form=form, **texts)
    return respond(request, "partners/partner_reden.html", context, status=status)


@require_POST
@pilot_view(Right.PARTNERS)
def partner_reopen(request: Request, pilot: Pilot, partner_id: int) -> HttpResponse:
    """Put a declined or withdrawn organisation back among the waiting ones."""
    partner = find_partner(request, pilot, partner_id)
    services.reopen_partner(partner, by=request.user)
    messages.success(request, f"{partner} wacht weer op uw antwoord.")
    return redirect(partner)


@require_POST
@pilot_view(Right.PARTNERS)
def partner_check(request: Request, pilot: Pilot, partner_id: int) -> HttpResponse:
    """The facilitator looked together with the organisation, for instance by phone."""
    partner = find_partner(request, pilot, partner_id)
    say_still_right(partner, by=request.user, wie=str(request.user))
    messages.success(request, f"De gegevens van {partner} staan op ‘vandaag nagekeken’.")
    return redirect(partner)
