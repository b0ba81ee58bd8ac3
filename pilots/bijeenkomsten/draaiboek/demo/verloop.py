"""What really happened at the meetings that were held: some blocks took longer, some shorter."""

from datetime import datetime, timedelta

from pilots.bijeenkomsten.draaiboek.models import Blokloop
from pilots.bijeenkomsten.draaiboek.services.verloop import blocks_of
from pilots.bijeenkomsten.draaiboek.services.vullen import draaiboek_of
from pilots.bijeenkomsten.draaiboek.tijden import together
from pilots.traject.models import Bijeenkomst

# Minutes more or less than planned, block after block: talking takes longer than one thinks.
ANDERS = (2, 0, 6, -3, 9, 0, -5, 4, 0, 3, -2, 7)


def keep_real_times() -> None:
    for nr, meeting in enumerate(Bijeenkomst.objects.held().select_related("pilot", "sjabloon")):
        _keep(meeting, later=nr)


def _keep(meeting: Bijeenkomst, *, later: int) -> None:
    draaiboek = draaiboek_of(meeting)
    at: datetime = meeting.begint_op
    loops = []
    for nr, group in enumerate(together(blocks_of(draaiboek))):
        for room, blok in enumerate(group):
            took = max(3, blok.minuten + ANDERS[(nr + later + room) % len(ANDERS)])
            loops.append(
                Blokloop(
                    blok=blok,
                    begon_op=at,
                    eindigde_op=at + timedelta(minutes=took),
                    gepland_minuten=blok.minuten,
                    nu_minuten=blok.minuten,
                )
            )
        at = max(one.eindigde_op for one in loops[-len(group) :] if one.eindigde_op)
    Blokloop.objects.bulk_create(loops)
    type(draaiboek).objects.filter(pk=draaiboek.pk).update(begonnen_op=meeting.begint_op)
