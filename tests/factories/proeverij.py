"""Factories for a meeting that is open to everybody, and who signed up for it."""

import uuid
from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from pilots.werkconferentie.proeverij.codes import derived, digest, new_seed
from pilots.werkconferentie.proeverij.models import Bezoekaanmelding, Openstelling, Publiek
from tests.factories.traject import BijeenkomstFactory


class OpenstellingFactory(DjangoModelFactory):
    class Meta:
        model = Openstelling

    bijeenkomst = factory.SubFactory(
        BijeenkomstFactory,
        soort="proeverij",
        titel="Proeverij voor inwoners",
        korte_titel="Proeverij",
        datum=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30)),
    )
    slug = factory.Sequence(lambda nr: f"proeverij-{nr}")
    status = "open"
    welkom = "Kom gezellig langs."
    te_doen = "Samen eten\nKijken bij de kramen"
    eten = "Er is gratis eten."
    hoogstens = 40


class BezoekaanmeldingFactory(DjangoModelFactory):
    class Meta:
        model = Bezoekaanmelding

    openstelling = factory.SubFactory(OpenstellingFactory)
    sleutel = factory.LazyFunction(uuid.uuid4)
    aantal = 2
    zaad = factory.LazyFunction(new_seed)
    code_hash = factory.LazyAttribute(lambda one: digest(derived(one.zaad)))


class PubliekFactory(DjangoModelFactory):
    class Meta:
        model = Publiek

    bijeenkomst = factory.SubFactory(BijeenkomstFactory)
    naam = factory.Sequence(lambda nr: f"Publiek {nr}")
