"""What a form for one more room or round begins with: the likely answer, from what stands there already."""

from datetime import time

from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.programma.models import Ronde, Rondesoort, Ruimte

LENGTE, WISSELTIJD, ZAALTJE = 45, 10, 20
LAATSTE = 23 * 60


def next_room(meeting: Bijeenkomst) -> Ruimte:
    """As large as the room before it."""
    last = meeting.ruimten.last()
    return Ruimte(bijeenkomst=meeting, plaatsen=last.plaatsen if last else ZAALTJE)


def next_round(meeting: Bijeenkomst) -> Ronde:
    """A round with workshops, as long as the one before it, with time to walk to another room."""
    rondes = list(meeting.rondes.all())
    choices = [one for one in rondes if one.is_keuze]
    minutes = choices[-1].minuten if choices else LENGTE
    begins = _minutes(meeting.begin)
    if rondes:
        begins = min(_minutes(rondes[-1].begint_om) + rondes[-1].minuten + WISSELTIJD, LAATSTE)
    return Ronde(
        bijeenkomst=meeting,
        soort=Rondesoort.KEUZE,
        titel=f"Ronde {len(choices) + 1}",
        begint_om=time(begins // 60, begins % 60),
        minuten=minutes,
    )


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
