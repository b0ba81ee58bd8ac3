"""Factories for the programme of a conference and who goes where."""

from datetime import time

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from pilots.werkconferentie.keuzes.models import Voorkeur
from pilots.werkconferentie.plaatsing.models import Verdeelbeurt
from pilots.werkconferentie.programma.models import (
    Programma,
    Programmaversie,
    Ronde,
    Ruimte,
    Sessie,
    Workshop,
    WorkshopStatus,
)
from pilots.werkconferentie.programma.services.rooster import load
from pilots.werkconferentie.programma.services.versies import content_of
from pilots.werkconferentie.terugblik.models import Workshopoordeel
from tests.factories.accounts import UserFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory


class RuimteFactory(DjangoModelFactory):
    class Meta:
        model = Ruimte

    bijeenkomst = factory.SubFactory(BijeenkomstFactory)
    naam = factory.Sequence(lambda nr: f"Zaal {nr + 1}")
    plaatsen = 20


class RondeFactory(DjangoModelFactory):
    class Meta:
        model = Ronde

    bijeenkomst = factory.SubFactory(BijeenkomstFactory)
    titel = "Ronde 1"
    begint_om = time(13, 40)
    minuten = 45


class WorkshopFactory(DjangoModelFactory):
    class Meta:
        model = Workshop

    bijeenkomst = factory.SubFactory(BijeenkomstFactory)
    titel = factory.Sequence(lambda nr: f"Workshop {nr + 1}")
    omschrijving = "Wat doet u als de post dicht blijft?"
    plaatsen_min = 2
    plaatsen_max = 12
    status = WorkshopStatus.AANGENOMEN


class SessieFactory(DjangoModelFactory):
    class Meta:
        model = Sessie

    ronde = factory.SubFactory(RondeFactory)
    workshop = factory.SubFactory(WorkshopFactory, bijeenkomst=factory.SelfAttribute("..ronde.bijeenkomst"))
    ruimte = factory.SubFactory(RuimteFactory, bijeenkomst=factory.SelfAttribute("..ronde.bijeenkomst"))


class VoorkeurFactory(DjangoModelFactory):
    class Meta:
        model = Voorkeur

    sessie = factory.SubFactory(SessieFactory)
    persoon = factory.SubFactory(PersoonFactory, pilot=factory.SelfAttribute("..sessie.ronde.bijeenkomst.pilot"))
    keus = 1


class VerdeelbeurtFactory(DjangoModelFactory):
    """A proposal that waits to be made."""

    class Meta:
        model = Verdeelbeurt

    bijeenkomst = factory.SubFactory(BijeenkomstFactory)
    gevraagd_door = factory.SubFactory(UserFactory, is_facilitator=True)


def published(meeting):
    """Let guests see the programme as it stands; answers the new version."""
    programma, _ = Programma.objects.get_or_create(bijeenkomst=meeting)
    return Programmaversie.objects.create(
        programma=programma, nummer=programma.versies.count() + 1, inhoud=content_of(load(meeting)), door=UserFactory()
    )


class WorkshopoordeelFactory(DjangoModelFactory):
    class Meta:
        model = Workshopoordeel

    workshop = factory.SubFactory(WorkshopFactory)
    nut = 4
    dag = factory.LazyFunction(timezone.localdate)
