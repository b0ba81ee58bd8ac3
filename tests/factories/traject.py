"""Factories for a pilot, its people and its meetings."""

from datetime import date, time, timedelta

import factory
from factory.django import DjangoModelFactory

from pilots.access import Rol
from pilots.traject.models import Bijeenkomst, Deelname, Persoon, Pilot, Planconcept, Sjabloon, Taak
from tests.factories.accounts import UserFactory
from tests.factories.keten import GemeenteFactory


class SjabloonFactory(DjangoModelFactory):
    class Meta:
        model = Sjabloon
        django_get_or_create = ("versie",)

    versie = 1
    vingerafdruk = "f" * 64


class PilotFactory(DjangoModelFactory):
    class Meta:
        model = Pilot

    gemeente = factory.SubFactory(GemeenteFactory)
    titel = factory.Sequence(lambda nr: f"Pilot {nr}")
    doelstelling = "Iedereen met geldzorgen heeft binnen vier weken één vast gezicht."
    regio = "noord"
    start_datum = date(2027, 1, 14)
    sjabloon = factory.SubFactory(SjabloonFactory)
    status = "gepland"
    slug = factory.Sequence(lambda nr: f"pilot-{nr}")


class PersoonFactory(DjangoModelFactory):
    class Meta:
        model = Persoon

    pilot = factory.SubFactory(PilotFactory)
    naam = factory.Sequence(lambda nr: f"Persoon Nummer{nr}")
    email = factory.Sequence(lambda nr: f"persoon{nr}@voorbeeld.example")


class DeelnameFactory(DjangoModelFactory):
    class Meta:
        model = Deelname

    persoon = factory.SubFactory(PersoonFactory, user=factory.SubFactory(UserFactory))
    pilot = factory.SelfAttribute("persoon.pilot")
    rol = Rol.FACILITATOR


class BijeenkomstFactory(DjangoModelFactory):
    class Meta:
        model = Bijeenkomst

    pilot = factory.SubFactory(PilotFactory)
    soort = "sleutel_1"
    volgorde = 1
    titel = "Sleutelfunctionarissen 1: elkaar leren kennen"
    korte_titel = "Kennismaken"
    datum = date(2027, 1, 28)
    begin = time(13, 30)
    eind = time(16, 30)
    capaciteit = 60
    status = "gepland"


class TaakFactory(DjangoModelFactory):
    class Meta:
        model = Taak

    bijeenkomst = factory.SubFactory(BijeenkomstFactory)
    volgorde = 1
    titel = "Zaal reserveren"
    dagen_ervoor = 21
    uiterlijk = factory.LazyAttribute(lambda taak: taak.bijeenkomst.datum - timedelta(days=taak.dagen_ervoor))


class PlanconceptFactory(DjangoModelFactory):
    class Meta:
        model = Planconcept

    maker = factory.SubFactory(UserFactory, is_facilitator=True)
    titel = "Nog niet af"
