"""Factories for who may come: the mix rule and its draws."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from pilots.werkconferentie.selectie.models import Lot, Loting, Mengregel, Selectie, Selectiekeuze
from tests.factories.accounts import UserFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory


class SelectieFactory(DjangoModelFactory):
    class Meta:
        model = Selectie

    bijeenkomst = factory.SubFactory(BijeenkomstFactory)


class MengregelFactory(DjangoModelFactory):
    class Meta:
        model = Mengregel

    selectie = factory.SubFactory(SelectieFactory)
    soort = "minstens"
    getal = 1
    kenmerk = "positie"
    waarde = "vrijwilliger"
    naam = "Vrijwilliger"


class SelectiekeuzeFactory(DjangoModelFactory):
    class Meta:
        model = Selectiekeuze

    selectie = factory.SubFactory(SelectieFactory)
    persoon = factory.SubFactory(PersoonFactory, pilot=factory.SelfAttribute("..selectie.bijeenkomst.pilot"))
    soort = "vast"
    reden = "Zij opent de dag."


class LotingFactory(DjangoModelFactory):
    """Drawn, with nobody in it but who has a lot."""

    class Meta:
        model = Loting

    selectie = factory.SubFactory(SelectieFactory)
    nummer = 1
    invoer = factory.LazyFunction(
        lambda: {
            "plaatsen": 60,
            "per_organisatie": None,
            "regels": [],
            "kandidaten": [{"nr": 1, "organisatie": None, "regels": [], "vast": False, "doet_mee": True}],
        }
    )
    zaad = "0" * 64
    inhoud_hash = "0" * 64
    vastgezet_op = factory.LazyFunction(timezone.now)
    vastgezet_door = factory.SubFactory(UserFactory)
    getrokken_op = factory.LazyFunction(timezone.now)


class LotFactory(DjangoModelFactory):
    class Meta:
        model = Lot

    loting = factory.SubFactory(LotingFactory)
    persoon = factory.SubFactory(PersoonFactory, pilot=factory.SelfAttribute("..loting.selectie.bijeenkomst.pilot"))
    nummer = 1
    plek = 1
    is_gekozen = True
    reden = "Plek 1 van de loting. Dat was hoog genoeg."


def drawn_selection(bijeenkomst, persoon):
    """A rule of one sentence that was drawn, with one lot; answers its parts for the address of a page."""
    selectie = SelectieFactory(bijeenkomst=bijeenkomst, status="getrokken")
    selectie.loting = LotFactory(loting__selectie=selectie, persoon=persoon).loting
    selectie.save()
    return {
        "mengregel_id": MengregelFactory(selectie=selectie).pk,
        "selectiekeuze_id": SelectiekeuzeFactory(selectie=selectie, persoon=persoon).pk,
    }
