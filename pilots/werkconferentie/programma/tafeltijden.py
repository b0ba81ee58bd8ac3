"""Tell the tables when there is a world café in the programme."""

from pilots.tafels.tijden import Tafeltijd, register_tafeltijden
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.programma.models import Ronde, Rondesoort


@register_tafeltijden
def cafe_parts(meeting: Bijeenkomst) -> list[Tafeltijd]:
    """Every part of the day at the tables, as the facilitator arranged it."""
    rows = list(Ronde.objects.filter(bijeenkomst=meeting, soort=Rondesoort.WERELDCAFE))
    for row in rows:
        row.bijeenkomst = meeting
    return [Tafeltijd(naam=row.titel, begint=row.begint, eindigt=row.eindigt) for row in rows]
