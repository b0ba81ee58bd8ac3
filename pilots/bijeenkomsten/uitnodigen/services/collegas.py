"""A contact person answers for colleagues of the same organisation, and registers who has no mail address."""

from dataclasses import dataclass

from django.db import transaction

from datt.core.models import record
from datt.core.states import TransitionError
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services.kijken import Kijk
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import is_open, lock_meeting, refuse_closed, say_yes
from pilots.partners.models import Ketenpartner, KetenpartnerStatus
from pilots.traject.models import Bijeenkomst, Persoon

S = UitnodigingStatus
GEEN_DEEL = (KetenpartnerStatus.AFGEWEZEN, KetenpartnerStatus.TERUGGETROKKEN)


def speaks_for(persoon: Persoon) -> Ketenpartner | None:
    """The organisation for which this person is the contact; None for everybody else."""
    found: Ketenpartner | None = (
        Ketenpartner.objects.filter(pilot=persoon.pilot_id, contactpersoon=persoon, organisatie=persoon.organisatie_id)
        .exclude(status__in=GEEN_DEEL)
        .select_related("organisatie")
        .first()
    )
    return found


def invitations_of_colleagues(persoon: Persoon) -> list[Kijk]:
    """What colleagues were invited to and can still answer."""
    sent = Uitnodiging.objects.of_live().filter(
        persoon__pilot=persoon.pilot_id, persoon__organisatie=persoon.organisatie_id
    )
    rows = sent.exclude(status=S.KLAAR).exclude(persoon=persoon)
    rows = rows.select_related("bijeenkomst__pilot__gemeente", "persoon__organisatie")
    ordered = rows.order_by("bijeenkomst__datum", "bijeenkomst__begin", "bijeenkomst_id", "persoon__naam", "pk")
    return [Kijk(one) for one in ordered if is_open(one.bijeenkomst)]


def meetings_of(persoon: Persoon) -> list[Bijeenkomst]:
    """The meetings to come that somebody of this organisation was invited to."""
    sent = Uitnodiging.objects.exclude(status=S.KLAAR).filter(persoon__organisatie=persoon.organisatie_id)
    meetings = persoon.pilot.bijeenkomsten.filter(pk__in=sent.values("bijeenkomst"))
    return [meeting for meeting in meetings if is_open(meeting)]


@dataclass(frozen=True, kw_only=True)
class Collega:
    """Somebody of the own organisation, as a guest describes them."""

    naam: str
    email: str = ""
    telefoon: str = ""
    positie: str = ""


class AnderMailadresError(TransitionError):
    """The mail address is of somebody who cannot be this colleague."""


def find_or_keep(van: Persoon, collega: Collega, *, wie: str) -> Persoon:
    """The colleague as this pilot knows them, by mail address, or by name and phone; kept when they are new.

    Raises AnderMailadresError, which names nobody.
    """
    known = _known(van, collega)
    if known is None:
        return _keep(van, collega, wie=wie)
    if known.pk == van.pk:
        raise AnderMailadresError("Dit is uw eigen mailadres. Vul het mailadres van uw collega in, of laat het leeg.")
    if known.organisatie_id != van.organisatie_id:
        raise AnderMailadresError(
            "Met dit mailadres doet al iemand mee die niet bij uw organisatie staat. Een collega komt van uw eigen"
            " organisatie. Klopt het toch? Bel ons, dan passen wij het aan."
        )
    return known


def _known(van: Persoon, collega: Collega) -> Persoon | None:
    people = Persoon.objects.live().filter(pilot=van.pilot_id)
    if collega.email:
        return people.filter(email__iexact=collega.email).first()
    same = people.filter(organisatie=van.organisatie_id, naam__iexact=collega.naam, telefoon=collega.telefoon)
    return same.exclude(pk=van.pk).first()


def _keep(van: Persoon, collega: Collega, *, wie: str) -> Persoon:
    persoon: Persoon = Persoon.objects.create(
        pilot=van.pilot,
        organisatie=van.organisatie,
        naam=collega.naam,
        email=collega.email,
        telefoon=collega.telefoon,
        positie=collega.positie,
    )
    record(persoon, "uitnodigen.collega", f"gaf {persoon} door als collega", by=None, wie=wie)
    return persoon


@transaction.atomic
def register_colleague(van: Persoon, collega: Collega, meeting: Bijeenkomst, *, wie: str) -> Uitnodiging:
    """Let a colleague take part in a meeting; they get a seat or a place on the waiting list.

    Raises TransitionError when the meeting is closed or the address is of somebody else.
    """
    locked = lock_meeting(meeting.pk)
    refuse_closed(locked)
    persoon = find_or_keep(van, collega, wie=wie)
    invitation, is_new = Uitnodiging.objects.get_or_create(bijeenkomst=locked, persoon=persoon)
    if is_new:
        record(invitation, "uitnodigen.aangemeld", f"meldde {persoon} aan voor {locked.korte_titel}", by=None, wie=wie)
    return say_yes(invitation, by=None, wie=wie, door=str(van))


def find_colleague_invitation(van: Persoon, uitnodiging_id: int) -> Uitnodiging | None:
    """An invitation of a colleague that went out; None for any other."""
    found = [kijk.uitnodiging for kijk in invitations_of_colleagues(van) if kijk.uitnodiging.pk == uitnodiging_id]
    return found[0] if found else None
