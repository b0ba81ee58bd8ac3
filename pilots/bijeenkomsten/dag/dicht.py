"""When the doors are closed: somebody said so, or the programme began. Until then who said yes may still come."""

from datetime import datetime

from django.db.models import Min

from pilots.bijeenkomsten.dag.models import Deur, DeurStatus
from pilots.bijeenkomsten.draaiboek.models import Blokloop
from pilots.traject.models import Bijeenkomst


def closed_since(meeting: Bijeenkomst) -> datetime | None:
    """Since when the doors are closed; None while they are open. Two queries.

    What somebody said last holds, until the first block that is no arrival or break begins after it.
    """
    deur = Deur.objects.filter(bijeenkomst=meeting).first()
    began = _programme_began(meeting)
    if deur is not None and deur.status == DeurStatus.DICHT:
        return deur.sinds
    if began is None or (deur is not None and deur.sinds > began):
        return None
    return began


def _programme_began(meeting: Bijeenkomst) -> datetime | None:
    loops = Blokloop.objects.filter(
        blok__draaiboek__bijeenkomst=meeting, blok__is_pauze=False, blok__weg_op__isnull=True, is_overgeslagen=False
    )
    began: datetime | None = loops.aggregate(eerste=Min("begon_op"))["eerste"]
    return began
