"""What a guest reads about their places, and how they are taken out of them."""

from django.db import models

from datt.core import dates
from pilots.bijeenkomsten.uitnodigen.eigendata import Databron, Gegevens, register_databron
from pilots.traject.models import Persoon
from pilots.traject.models.bijeenkomst import HELD
from pilots.werkconferentie.plaatsing.models import Plaatsing, Verdeelstap, Verdeling, Verteld


def _places(persoon: Persoon) -> Gegevens | None:
    """Where they are, with the sentence why; of a draft nobody is told."""
    mine = Plaatsing.objects.fixed().filter(persoon=persoon).with_everything().select_related("ronde__bijeenkomst")
    return Gegevens(
        kop="Uw plek in de workshops",
        waarom="Om iedereen een plek te geven die past bij de keuzes, en om te kunnen uitleggen waarom.",
        bewaard_tot="Zo lang als uw andere gegevens. Daarna blijft de plek staan zonder uw naam.",
        regels=[
            (
                f"{one.ronde.bijeenkomst.korte_titel}, {dates.day(one.ronde.bijeenkomst.datum)}, {one.ronde}",
                f"{one.sessie.workshop}. {one.reden}",
            )
            for one in mine.order_by("ronde__bijeenkomst__datum", "ronde__begint_om")
        ],
    )


def _forget(persoon: Persoon) -> None:
    """A place of a meeting that was held stays, of nobody; one to come is free, and no step or mail names them."""
    Verteld.objects.filter(persoon=persoon).delete()
    Verdeelstap.objects.filter(wissels__persoon=persoon).delete()
    coming = Plaatsing.objects.filter(persoon=persoon).exclude(ronde__bijeenkomst__status__in=HELD)
    Verdeling.objects.filter(plaatsingen__in=coming).update(versie=models.F("versie") + 1)
    coming.delete()


register_databron(Databron(key="plaatsing", lees=_places, wis=_forget))
