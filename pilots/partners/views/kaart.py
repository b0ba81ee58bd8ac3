"""The sociale kaart of a pilot: who does what, and "klopt dit nog?"."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from datt.core.http import Request, respond
from datt.core.lists import page_of
from pilots.access import Right
from pilots.decorators import pilot_view
from pilots.keten.models import Categorie, Fase, Soort
from pilots.partners.models import Ketenpartner
from pilots.partners.models.ketenpartner import NAKIJKEN_NA
from pilots.partners.services import links as services
from pilots.partners.services.zoeken import PER_BLADZIJDE, Zoekvraag, find_partners
from pilots.partners.views.scope import may_change, own_partners
from pilots.traject.kop import header
from pilots.traject.models import Pilot


@require_GET
@pilot_view(Right.VIEW)
def sociale_kaart(request: Request, pilot: Pilot) -> HttpResponse:
    """Every confirmed organisation as a card, grouped by category."""
    vraag = Zoekvraag.read(request.GET.dict() | {"sorteer": "categorie"})
    partners = list(pilot.ketenpartners.confirmed().select_related("organisatie__type__categorie"))
    found = find_partners(partners, vraag)
    page = page_of(request, found, PER_BLADZIJDE)
    context = header(
        request, pilot, tab="sociale_kaart",
        vraag=vraag, bladzijde=page, kaarten=list(page.object_list), aantal=len(found), totaal=len(partners),
        categorieen=Categorie.objects.all(), fasen=Fase.objects.all(), soorten=Soort.choices,
        eigen=own_partners(request, pilot),
        nagekeken_na=timezone.localdate() - NAKIJKEN_NA,
    )  # fmt: skip
    return respond(request, "partners/sociale_kaart.html", context, partial="kaart")


def _confirmed(pilot: Pilot, organisatie_id: int) -> Ketenpartner:
    partners = pilot.ketenpartners.confirmed().with_organisatie()
    partner: Ketenpartner = get_object_or_404(partners, organisatie_id=organisatie_id)
    partner.pilot = pilot
    return partner


@require_GET
@pilot_view(Right.VIEW)
def kaart_detail(request: Request, pilot: Pilot, organisatie_id: int) -> HttpResponse:
    """One organisation of the sociale kaart."""
    partner = _confirmed(pilot, organisatie_id)
    context = header(
        request, pilot, tab="sociale_kaart",
        partner=partner, organisatie=partner.organisatie,
        fasen=list(partner.organisatie.fasen.all()),
        nagekeken_na=timezone.localdate() - NAKIJKEN_NA,
        gevraagd_op=services.last_asked(partner.organisatie),
        weer_vragen=services.may_ask_from(partner.organisatie),
        heeft_adres=bool(services.address_of(partner)[0]),
        mag_wijzigen=may_change(request, partner),
    )  # fmt: skip
    return respond(request, "partners/kaart_detail.html", context)


@require_POST
@pilot_view(Right.VIEW)
def kaart_ask(request: Request, pilot: Pilot, organisatie_id: int) -> HttpResponse:
    """Ask the organisation by mail whether its facts still hold."""
    partner = _confirmed(pilot, organisatie_id)
    services.ask_check(partner, by=request.user)
    messages.success(request, f"Wij vroegen {partner} of alles nog klopt. Dank u wel.")
    return redirect("partners:kaart_detail", pilot.pk, organisatie_id)
