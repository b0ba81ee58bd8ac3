"""Factories for who is invited, who is inside, and the run sheet."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from pilots.bijeenkomsten.dag.models import Aanwezigheid
from pilots.bijeenkomsten.draaiboek.models import Draaiboek, Draaiboekblok, Schermlink, Werkvorm
from pilots.bijeenkomsten.draaiboek.services.schermen import digest, token_of
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.bijeenkomsten.uitnodigen.services.links import link_for
from tests.factories.traject import BijeenkomstFactory, PersoonFactory


class UitnodigingFactory(DjangoModelFactory):
    class Meta:
        model = Uitnodiging

    class Params:
        ja = factory.Trait(status="ja", antwoord_op=factory.LazyFunction(timezone.now))
        wacht = factory.Trait(status="wachtlijst", wacht_sinds=factory.LazyFunction(timezone.now))

    bijeenkomst = factory.SubFactory(
        BijeenkomstFactory, datum=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    )
    persoon = factory.SubFactory(PersoonFactory, pilot=factory.SelfAttribute("..bijeenkomst.pilot"))
    status = "verstuurd"


class AanwezigheidFactory(DjangoModelFactory):
    class Meta:
        model = Aanwezigheid

    bijeenkomst = factory.SubFactory(BijeenkomstFactory)
    persoon = factory.SubFactory(PersoonFactory, pilot=factory.SelfAttribute("..bijeenkomst.pilot"))


class WerkvormFactory(DjangoModelFactory):
    class Meta:
        model = Werkvorm

    slug = factory.Sequence(lambda nr: f"werkvorm-{nr}")
    naam = factory.Sequence(lambda nr: f"Werkvorm {nr}")
    doel = "Mensen leren elkaar kennen."
    minuten = 30
    min_minuten = 20


class DraaiboekFactory(DjangoModelFactory):
    class Meta:
        model = Draaiboek

    bijeenkomst = factory.SubFactory(BijeenkomstFactory)


class DraaiboekblokFactory(DjangoModelFactory):
    class Meta:
        model = Draaiboekblok

    draaiboek = factory.SubFactory(DraaiboekFactory)
    volgorde = factory.Sequence(lambda nr: nr + 1)
    titel = factory.Sequence(lambda nr: f"Blok {nr}")
    minuten = 30
    min_minuten = 20


class SchermlinkFactory(DjangoModelFactory):
    class Meta:
        model = Schermlink

    draaiboek = factory.SubFactory(DraaiboekFactory)
    soort = "zaal"
    zaad = factory.Sequence(lambda nr: f"zaad{nr}")
    token_hash = factory.LazyAttribute(lambda link: digest(token_of(Schermlink(zaad=link.zaad))))

    class Params:
        kelder = factory.Trait(soort="ruimte", ruimte="Kelder")


def open_as_guest(client, persoon) -> None:
    """Let this browser come in with the personal link of this person."""
    from pilots.bijeenkomsten.uitnodigen.services.links import token_of

    client.get(f"/u/{token_of(link_for(persoon))}/")
