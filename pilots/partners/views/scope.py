"""Which partner a page is about, and whether this user may change it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from datt.core.http import Request
from pilots.access import Right
from pilots.partners.models import Ketenpartner, KetenpartnerStatus
from pilots.traject.models import Pilot


def find_partner(request: Request, pilot: Pilot, partner_id: int) -> Ketenpartner:
    """A partner of this pilot that this user may see; 404 otherwise."""
    partners = pilot.ketenpartners.with_organisatie().seen_by(request.user, request.rights)
    partner: Ketenpartner = get_object_or_404(partners, pk=partner_id)
    partner.pilot = pilot
    return partner


def may_change(request: Request, partner: Ketenpartner) -> bool:
    """The facilitator, and the organisation's own contact person once it takes part."""
    if Right.PARTNERS in request.rights:
        return True
    return partner.is_contact(request.user) and partner.status == KetenpartnerStatus.BEVESTIGD


def find_own_partner(request: Request, pilot: Pilot, partner_id: int) -> Ketenpartner:
    """A partner that this user may change; 403 for who only may see it."""
    partner = find_partner(request, pilot, partner_id)
    if not may_change(request, partner):
        raise PermissionDenied
    return partner


def own_partners(request: Request, pilot: Pilot) -> list[Ketenpartner]:
    """The organisations for which this user speaks in this pilot."""
    own = pilot.ketenpartners.filter(contactpersoon__user=request.user)
    return list(own.select_related("organisatie"))
