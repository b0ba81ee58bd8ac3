"""A partner's life in a pilot: added, confirmed, declined, withdrawn, opened again."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from pilots.keten.models import Organisatie
from pilots.partners import mails
from pilots.partners.models import Aanmelding, Ketenpartner, KetenpartnerStatus
from pilots.partners.services.toegang import give_access, revoke_links, take_access
from pilots.traject.models import Pilot


@transaction.atomic
def confirm_partner(partner: Ketenpartner, *, by: User) -> bool:
    """Let the organisation take part, and its contact person sign in.

    False when the contact person has no mail address: then there is no account and no mail.
    """
    partner.confirm(by=by)
    contact = partner.contactpersoon
    if contact is None:
        return False
    if contact.organisatie_id is None:
        contact.organisatie = partner.organisatie
        contact.save(update_fields=["organisatie"])
    if not give_access(contact, by=by):
        return False
    mails.send_confirmed(partner, contact)
    return True


@transaction.atomic
def decline_partner(partner: Ketenpartner, *, by: User, reden: str) -> None:
    """Say no to a registration, with the reason in the mail."""
    partner.decline(by=by, reden=reden)
    revoke_links(partner)
    contact = partner.contactpersoon
    if contact is not None and contact.email:
        mails.send_declined(partner, contact)


@transaction.atomic
def withdraw_partner(partner: Ketenpartner, *, by: User, reden: str) -> None:
    """End the part of this organisation; its contact person loses the role, the people stay known."""
    partner.withdraw(by=by, reden=reden)
    revoke_links(partner)
    if partner.contactpersoon is not None:
        take_access(partner.contactpersoon, by=by, reden=reden)


@transaction.atomic
def reopen_partner(partner: Ketenpartner, *, by: User) -> None:
    """Put a declined or withdrawn organisation back among the waiting ones."""
    partner.apply(by=by)


def add_known(pilot: Pilot, organisatie: Organisatie, *, by: User) -> tuple[Ketenpartner, bool]:
    """Take a known organisation into this pilot; False when it already was in it.

    Raises TransitionError in a practice pilot: there nobody changes an organisation that exists.
    """
    if pilot.is_oefening:
        raise TransitionError("In een oefenpilot doen alleen verzonnen organisaties mee. Voeg een nieuwe toe.")
    try:
        with transaction.atomic():
            partner = Ketenpartner.objects.create(pilot=pilot, organisatie=organisatie)
            record(partner, "partners.toegevoegd", f"voegde {organisatie} toe als partner", by=by)
            return partner, True
    except IntegrityError:
        return Ketenpartner.objects.get(pilot=pilot, organisatie=organisatie), False


def add_new(pilot: Pilot, organisatie: Organisatie, *, fasen: Any, sleutel: uuid.UUID, by: User) -> Ketenpartner:
    """Record an organisation by hand; the key makes a second click the same organisation."""
    try:
        with transaction.atomic():
            aanmelding = Aanmelding.objects.create(sleutel=sleutel, pilot=pilot, vingerafdruk="")
            organisatie.is_oefening = pilot.is_oefening
            organisatie.save()
            organisatie.fasen.set(fasen)
            partner = Ketenpartner.objects.create(
                pilot=pilot, organisatie=organisatie, status=KetenpartnerStatus.UITGENODIGD
            )
            aanmelding.ketenpartner = partner
            aanmelding.save(update_fields=["ketenpartner"])
            record(partner, "partners.toegevoegd", f"voegde {organisatie} toe als partner", by=by)
            return partner
    except IntegrityError:
        earlier = Aanmelding.objects.select_related("ketenpartner").get(sleutel=sleutel)
        if earlier.pilot_id != pilot.pk:  # somebody took the key of another form
            return add_new(pilot, organisatie, fasen=fasen, sleutel=uuid.uuid4(), by=by)
        assert earlier.ketenpartner is not None  # noqa: S101  # committed together with its partner
        return earlier.ketenpartner
