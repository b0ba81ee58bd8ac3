"""The fixed times of a run sheet move along with their meeting."""

from datetime import datetime
from typing import Any

from django.db import transaction

from datt.core import dates
from datt.core.models import record
from pilots.bijeenkomsten.draaiboek.models import Draaiboek, Draaiboekblok
from pilots.bijeenkomsten.draaiboek.services.volgorde import touch
from pilots.bijeenkomsten.draaiboek.tijden import minutes, minutes_of, moved
from pilots.traject.models import Bijeenkomst


@transaction.atomic
def move_fixed_times(meeting: Bijeenkomst, was: datetime, *, by: Any) -> None:
    """Move them as much as the meeting began later or earlier than `was`; on another day alone they stay.

    Also those of blocks that were removed, which can be put back. What would leave the day is fixed no more.
    """
    later = minutes_of(meeting.begin) - minutes_of(dates.local(was).time())
    draaiboek = Draaiboek.objects.select_for_update().filter(bijeenkomst=meeting).first()
    if draaiboek is None or not later:
        return
    blocks = list(draaiboek.blokken.filter(vast_tijdstip__isnull=False))
    for block in blocks:
        block.vast_tijdstip = block.vast_tijdstip and moved(block.vast_tijdstip, later)
        block.versie += 1  # who has it open sees that it changed
    Draaiboekblok.objects.bulk_update(blocks, ["vast_tijdstip", "versie"])
    standing = [block for block in blocks if block.weg_op is None]
    if standing:
        touch(draaiboek)
        record(draaiboek, "draaiboek.verschoven", _sentence(standing, later), by=by)


def _sentence(blocks: list[Draaiboekblok], later: int) -> str:
    words = f"schoof de vaste tijden in het draaiboek {minutes(abs(later))} {'later' if later > 0 else 'eerder'}"
    lost = [f"‘{block}’" for block in blocks if block.vast_tijdstip is None]
    return f"{words}; zonder vaste tijd is nu: {', '.join(lost)}" if lost else words


def what_moves(meeting: Bijeenkomst) -> str:
    """What moving the meeting does to its run sheet, in one sentence; empty when nothing is fixed."""
    blocks = Draaiboekblok.objects.standing().filter(draaiboek__bijeenkomst=meeting)
    if not blocks.filter(vast_tijdstip__isnull=False).exists():
        return ""
    return "Begint de bijeenkomst vroeger of later? Dan schuiven de vaste tijden in het draaiboek mee."
