"""How the organisations of the demo came into a pilot: registered, confirmed, declined, withdrawn."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from datt.accounts.demo import demo_user
from pilots.keten.models import Organisatie, Organisatietype
from pilots.partners.demo.mensen import Opgaven, opgaven_of
from pilots.partners.models import Ketenpartner
from pilots.partners.models.link import GELDIG
from pilots.partners.services.aanmelden import Inzending, register
from pilots.partners.services.partners import add_known, confirm_partner, decline_partner, withdraw_partner
from pilots.traject.demo.verleden import happened_at
from pilots.traject.models import Pilot


def register_one(pilot: Pilot, organisatie: Organisatie, opgaven: Opgaven, *, most: int, at: datetime) -> Ketenpartner:
    """The organisation registers itself, with its contact person and so many people at most."""
    organisatie.email = f"info@{opgaven.domein}"
    organisatie.website = f"https://www.{opgaven.domein}"
    contact, *others = opgaven.mensen[:most]
    fasen = organisatie.fasen.all() if organisatie.pk else organisatie.type.fasen.all()
    inzending = Inzending(organisatie, contact, others, list(fasen))
    with happened_at(at):
        partner = register(pilot, inzending, sleutel=uuid.uuid4())
    partner.people().update(created_at=at)
    partner.links.update(created_at=at, verloopt_op=at + GELDIG)
    partner.aanmeldingen.update(created_at=at)
    _since(partner, at)
    return partner


def confirm_one(partner: Ketenpartner, *, at: datetime) -> None:
    with happened_at(at):
        confirm_partner(partner, by=demo_user("facilitator"))
    _since(partner, at)
    if partner.contactpersoon is not None:
        partner.contactpersoon.deelnames.update(sinds=at)


def withdraw_one(partner: Ketenpartner, *, reden: str, at: datetime) -> None:
    with happened_at(at):
        withdraw_partner(partner, by=demo_user("collega"), reden=reden)
    _since(partner, at)


def decline_one(pilot: Pilot, one: dict[str, Any], *, at: datetime) -> None:
    partner = register_new(pilot, one, at=at)
    with happened_at(at + timedelta(days=1)):
        decline_partner(partner, by=demo_user("facilitator"), reden=one["reden"])
    _since(partner, at + timedelta(days=1))


def register_new(pilot: Pilot, one: dict[str, Any], *, at: datetime) -> Ketenpartner:
    """An organisation that we do not know yet."""
    kind = Organisatietype.objects.get(slug=one["type"])
    organisatie = Organisatie(
        naam=one["naam"],
        type=kind,
        soort=kind.soort,
        werkgebied="heel Waterrade",
        wat_doen_we=one["wel"],
        wat_doen_we_niet=one["niet"],
    )
    return register_one(pilot, organisatie, opgaven_of(one), most=5, at=at)


def invite_one(pilot: Pilot, organisatie: Organisatie, *, at: datetime) -> None:
    with happened_at(at):
        partner, _ = add_known(pilot, organisatie, by=demo_user("facilitator"))
    _since(partner, at)


def _since(partner: Ketenpartner, at: datetime) -> None:
    Ketenpartner.objects.filter(pk=partner.pk).update(sinds=at)
