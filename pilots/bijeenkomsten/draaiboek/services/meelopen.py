"""Blocks that are put in a run sheet while its meeting runs."""

from pilots.bijeenkomsten.draaiboek.models import Blokloop, Draaiboek
from pilots.bijeenkomsten.draaiboek.services.stand import tell_screens
from pilots.traject.models import BijeenkomstStatus


def join_run(draaiboek: Draaiboek) -> None:
    """Give every block that has none its Blokloop, and tell the screens; nothing while the meeting does not run."""
    if draaiboek.bijeenkomst.status != BijeenkomstStatus.BEZIG:
        return
    Blokloop.objects.bulk_create(
        Blokloop(blok=block, gepland_minuten=block.minuten, nu_minuten=block.minuten)
        for block in draaiboek.blokken.standing().filter(loop__isnull=True)
    )
    tell_screens(draaiboek)
