"""Factories for the partners of a pilot."""

import hashlib
import uuid
from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from pilots.partners.models import (
    Aanmelding,
    Inleesvoorstel,
    Ketenpartner,
    KetenpartnerStatus,
    Linkdoel,
    PersoonlijkeLink,
    Samenvoeging,
)
from tests.factories.accounts import UserFactory
from tests.factories.keten import OrganisatieFactory
from tests.factories.traject import PersoonFactory, PilotFactory


class KetenpartnerFactory(DjangoModelFactory):
    """Registered, with a contact person of its own organisation."""

    class Meta:
        model = Ketenpartner

    pilot = factory.SubFactory(PilotFactory)
    organisatie = factory.SubFactory(OrganisatieFactory)
    status = KetenpartnerStatus.AANGEMELD
    contactpersoon = factory.SubFactory(
        PersoonFactory,
        pilot=factory.SelfAttribute("..pilot"),
        organisatie=factory.SelfAttribute("..organisatie"),
    )

    class Params:
        confirmed = factory.Trait(status=KetenpartnerStatus.BEVESTIGD)


class AanmeldingFactory(DjangoModelFactory):
    class Meta:
        model = Aanmelding

    sleutel = factory.LazyFunction(uuid.uuid4)
    pilot = factory.SelfAttribute("ketenpartner.pilot")
    ketenpartner = factory.SubFactory(KetenpartnerFactory)


class InleesvoorstelFactory(DjangoModelFactory):
    class Meta:
        model = Inleesvoorstel

    pilot = factory.SubFactory(PilotFactory)
    door = factory.SubFactory(UserFactory)
    bestandsnaam = "lijst.csv"


class PersoonlijkeLinkFactory(DjangoModelFactory):
    """Its token is the word that `token` says."""

    class Meta:
        model = PersoonlijkeLink
        exclude = ("token",)

    token = factory.Sequence(lambda nr: f"geheim-woord-{nr}")
    token_hash = factory.LazyAttribute(lambda link: hashlib.sha256(link.token.encode()).hexdigest())
    ketenpartner = factory.SubFactory(KetenpartnerFactory, confirmed=True)
    doel = Linkdoel.NAKIJKEN
    verloopt_op = factory.LazyFunction(lambda: timezone.now() + timedelta(days=60))


class SamenvoegingFactory(DjangoModelFactory):
    """Two people of a pilot who were made one."""

    class Meta:
        model = Samenvoeging

    pilot = factory.SubFactory(PilotFactory)
    soort = "persoon"
    behouden_nr = factory.LazyAttribute(lambda merge: PersoonFactory(pilot=merge.pilot).pk)
    vervallen_nr = factory.LazyAttribute(lambda merge: PersoonFactory(pilot=merge.pilot).pk)
    behouden_naam = "Els Bos"
    vervallen_naam = "E. Bos"
    door = factory.SubFactory(UserFactory)
