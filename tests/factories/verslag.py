"""Factories for the verslag and what comes after a meeting."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from pilots.bijeenkomsten.verslag.models import Afspraak, EigenActie, Evaluatie, Verslag, Verslagdeel, Verslagopmerking
from tests.factories.bijeenkomsten import AanwezigheidFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory


class VerslagFactory(DjangoModelFactory):
    class Meta:
        model = Verslag

    bijeenkomst = factory.SubFactory(BijeenkomstFactory, status="gehouden")


class AfspraakFactory(DjangoModelFactory):
    class Meta:
        model = Afspraak

    bijeenkomst = factory.SubFactory(BijeenkomstFactory, status="gehouden")
    wat = factory.Sequence(lambda nr: f"De wachtlijst komt op één plek, deel {nr}")
    wie = "Sociaal Team"


class EvaluatieFactory(DjangoModelFactory):
    class Meta:
        model = Evaluatie

    bijeenkomst = factory.SubFactory(BijeenkomstFactory, status="gehouden")
    cijfer = 4
    bellen = "paar"
    dag = factory.LazyFunction(timezone.localdate)


class EigenActieFactory(DjangoModelFactory):
    class Meta:
        model = EigenActie

    bijeenkomst = factory.SubFactory(BijeenkomstFactory, status="gehouden")
    persoon = factory.SubFactory(PersoonFactory, pilot=factory.SelfAttribute("..bijeenkomst.pilot"))
    tekst = "Ik bel de wijkverpleging"


class VerslagopmerkingFactory(DjangoModelFactory):
    class Meta:
        model = Verslagopmerking

    verslag = factory.SubFactory(VerslagFactory)
    nummer = 1
    persoon = factory.SubFactory(PersoonFactory, pilot=factory.SelfAttribute("..verslag.bijeenkomst.pilot"))
    tekst = "Wij waren met drie mensen, niet met twee."


def held_today(pilot, **more):
    """A meeting that was held today."""
    return BijeenkomstFactory(pilot=pilot, datum=timezone.localdate(), status="gehouden", **more)


def was_there(meeting, *, count=1, **persoon):
    """So many people who came in at the door."""
    return [
        AanwezigheidFactory(bijeenkomst=meeting, persoon=PersoonFactory(pilot=meeting.pilot, **persoon)).persoon
        for _ in range(count)
    ]


def in_short(meeting, tekst="Wij leerden elkaar kennen."):
    """The verslag of this meeting, with the short version that it needs."""
    verslag = VerslagFactory(bijeenkomst=meeting)
    Verslagdeel.objects.create(verslag=verslag, deel="kort", inhoud=tekst, versie=1)
    return verslag
