"""Read where a meeting stands from its blocks and what really happened to them."""

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone

from datt.core.dates import AMSTERDAM
from pilots.bijeenkomsten.draaiboek.loopstand import MINUTE, Dagstand, Loop, Part, situation
from pilots.bijeenkomsten.draaiboek.models import Blokloop, Draaiboek, Draaiboekblok
from pilots.bijeenkomsten.draaiboek.tijden import DAG, Tijdblok, clock_of, minutes_of, rooster


def blocks_of(draaiboek: Draaiboek) -> list[Draaiboekblok]:
    """The blocks with what really happened to them, in one query."""
    return list(draaiboek.blokken.standing().select_related("loop"))


def loop_of(blok: Draaiboekblok) -> Blokloop | None:
    loop: Blokloop | None = getattr(blok, "loop", None)
    return loop


def minutes_now(blok: Draaiboekblok) -> int:
    """How long it should take now: what the re-planner made of it, unless somebody changed the block since."""
    loop = loop_of(blok)
    if loop is None or (loop.begon_op is None and loop.gepland_minuten != blok.minuten):
        return blok.minuten
    return loop.nu_minuten


def parts_of(draaiboek: Draaiboek, blocks: list[Draaiboekblok]) -> list[Part]:
    meeting = draaiboek.bijeenkomst
    plan = rooster(blocks, begin=meeting.begin, eind=meeting.eind)
    return [_part(group, meeting.datum) for group in plan.groepen]


def _part(group: Sequence[Tijdblok[Any]], day: date) -> Part:
    fixed: Draaiboekblok | None = next((one.blok for one in group if one.blok.vast_tijdstip is not None), None)
    loose = fixed is not None and (loop := loop_of(fixed)) is not None and loop.is_los
    vast = moment_of(day, minutes_of(fixed.vast_tijdstip)) if fixed and fixed.vast_tijdstip and not loose else None
    return Part(blokken=tuple(_loop(one.blok) for one in group), begint=moment_of(day, group[0].begin), vast=vast)


def _loop(blok: Draaiboekblok) -> Loop:
    loop = loop_of(blok)
    return Loop(
        nr=blok.pk,
        titel=blok.titel,
        ruimte=blok.ruimte,
        is_pauze=blok.is_pauze,
        gepland=blok.minuten,
        minuten=minutes_now(blok),
        minstens=max(1, blok.min_minuten),
        begon_op=loop.begon_op if loop else None,
        eindigde_op=loop.eindigde_op if loop else None,
        is_overgeslagen=loop.is_overgeslagen if loop else False,
    )


def moment_of(day: date, minute: int) -> datetime:
    """The moment at which the clock in the hall shows this minute after midnight, in UTC."""
    local = datetime.combine(day + timedelta(days=minute // DAG), clock_of(minute), tzinfo=AMSTERDAM)
    return local.astimezone(UTC)


def stand_of(draaiboek: Draaiboek, *, now: datetime | None = None) -> Dagstand:
    """Where the meeting stands now."""
    return stand_from(draaiboek, blocks_of(draaiboek), now=now)


def stand_from(draaiboek: Draaiboek, blocks: list[Draaiboekblok], *, now: datetime | None = None) -> Dagstand:
    meeting = draaiboek.bijeenkomst
    return situation(
        parts_of(draaiboek, blocks),
        begin=meeting.begint_op.astimezone(UTC),
        eind=meeting.eindigt_op.astimezone(UTC),
        now=now or timezone.now(),
    )


def whole_minutes(span: timedelta) -> int:
    """Rounded up: who has 30 seconds left still has a minute."""
    return math.ceil(span / MINUTE)
