"""Who wants no more mail of a pilot wants no text messages either: one person, two addresses."""

from collections.abc import Collection

from django.db import models
from django.db.models.functions import Lower

from datt.berichten.afmelding import register_afgemeld
from datt.berichten.mobiel import mobile_or_nothing
from datt.berichten.models import Afmelding
from pilots.traject.models import Pilot


@register_afgemeld
def numbers_of_who_left(kring: models.Model, adressen: Collection[str]) -> Collection[str]:
    """The mobile numbers, among these, of people of the pilot who want no more mail."""
    numbers = {adres for adres in adressen if adres.isdecimal()}
    if not numbers or not isinstance(kring, Pilot):
        return ()
    left = Afmelding.objects.within(kring).values("adres")
    people = kring.personen.live().annotate(adres=Lower("email")).filter(adres__in=left).exclude(telefoon="")
    return numbers & set(map(mobile_or_nothing, people.values_list("telefoon", flat=True)))
