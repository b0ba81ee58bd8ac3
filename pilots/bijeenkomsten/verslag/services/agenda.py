"""What was on the programme, when it was planned and when it really was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from django.utils import timezone

from pilots.bijeenkomsten.draaiboek.models import Blokloop, Draaiboekblok
from pilots.bijeenkomsten.draaiboek.tijden import rooster
from pilots.traject.models import Bijeenkomst


@dataclass(frozen=True, kw_only=True)
class Agendaregel:
    tijd: time
    titel: str
    minuten: int
    # Only where several things go on at the same time.
    ruimte: str = ""
    werkelijk: str = ""
    is_pauze: bool = False


def agenda_of(meeting: Bijeenkomst) -> list[Agendaregel]:
    """From the run sheet of the meeting, in its order; nothing when it has none."""
    blocks = Draaiboekblok.objects.standing().filter(draaiboek__bijeenkomst=meeting).select_related("loop")
    return _lines(meeting, list(blocks))


def _lines(meeting: Bijeenkomst, blocks: Sequence[Draaiboekblok]) -> list[Agendaregel]:
    return [
        Agendaregel(
            tijd=one.begint,
            titel=one.blok.titel,
            minuten=one.blok.minuten,
            ruimte=one.blok.ruimte if one.blok.parallel else "",
            werkelijk=_really(getattr(one.blok, "loop", None)),
            is_pauze=one.blok.is_pauze,
        )
        for one in rooster(blocks, begin=meeting.begin, eind=meeting.eind).blokken
    ]


def _really(loop: Blokloop | None) -> str:
    if loop is None:
        return ""
    if loop.is_overgeslagen:
        return "overgeslagen"
    if loop.begon_op is None or loop.eindigde_op is None:
        return ""
    began, ended = timezone.localtime(loop.begon_op), timezone.localtime(loop.eindigde_op)
    return f"{began:%H.%M} tot {ended:%H.%M}"
