"""Factories for tables, seats and wishes."""

import factory
from factory.django import DjangoModelFactory

from pilots.tafels.models import Indeling, Tafel, Tafelplaats, Tafelwens
from tests.factories.traject import BijeenkomstFactory, PersoonFactory


class TafelFactory(DjangoModelFactory):
    class Meta:
        model = Tafel

    bijeenkomst = factory.SubFactory(BijeenkomstFactory)
    nummer = factory.Sequence(lambda nr: nr + 1)
    plaatsen_min = 2
    plaatsen_max = 8


class IndelingFactory(DjangoModelFactory):
    class Meta:
        model = Indeling

    class Params:
        fixed = factory.Trait(status="vastgesteld")

    bijeenkomst = factory.SubFactory(BijeenkomstFactory)


class TafelplaatsFactory(DjangoModelFactory):
    class Meta:
        model = Tafelplaats

    indeling = factory.SubFactory(IndelingFactory)
    tafel = factory.SubFactory(TafelFactory, bijeenkomst=factory.SelfAttribute("..indeling.bijeenkomst"))
    persoon = factory.SubFactory(PersoonFactory, pilot=factory.SelfAttribute("..indeling.bijeenkomst.pilot"))


class TafelwensFactory(DjangoModelFactory):
    class Meta:
        model = Tafelwens

    een = factory.SubFactory(PersoonFactory)
    pilot = factory.SelfAttribute("een.pilot")
    ander = factory.SubFactory(PersoonFactory, pilot=factory.SelfAttribute("..pilot"))
    soort = "niet_samen"
