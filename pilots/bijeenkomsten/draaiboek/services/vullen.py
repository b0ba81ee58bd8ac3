"""Give a meeting its run sheet, filled from the template it began with."""

from collections.abc import Iterable, Sequence
from datetime import time

from django.db import transaction

from datt.core.fields import parse_clock
from pilots.bijeenkomsten.draaiboek.models import Draaiboek, Draaiboekblok, Werkvorm
from pilots.bijeenkomsten.draaiboek.tijden import minutes_of, moved
from pilots.traject.models import Bijeenkomst, Sjabloonblok

PAUZE = "inloop_en_pauze"
SAME = ("titel", "minuten", "min_minuten", "doel", "ruimte", "opstelling", "instructie", "plan_b")
# A meeting that begins before the first and ends after the second is a day with a morning and an afternoon.
OCHTEND, MIDDAG = time(11), time(15)


def draaiboek_of(meeting: Bijeenkomst) -> Draaiboek:
    """The run sheet of this meeting; made and filled when it has none yet."""
    found = Draaiboek.objects.filter(bijeenkomst=meeting).first()
    if found is None:
        found = fill_draaiboek(meeting)
    found.bijeenkomst = meeting
    return found


@transaction.atomic
def fill_draaiboek(meeting: Bijeenkomst) -> Draaiboek:
    """Make the run sheet with the blocks of the template; an own meeting begins with an empty one."""
    Bijeenkomst.objects.select_for_update().get(pk=meeting.pk)  # two who open it at once make one
    draaiboek, is_new = Draaiboek.objects.get_or_create(bijeenkomst=meeting)
    if is_new and meeting.sjabloon is not None:
        blocks = list(meeting.sjabloon.blokken.all())
        later = minutes_of(meeting.begin) - minutes_of(meeting.sjabloon.begin)
        rows = _rows(draaiboek, blocks, later)
        _name_parts(meeting, rows)
        Draaiboekblok.objects.bulk_create(rows)
    return draaiboek


def _rows(draaiboek: Draaiboek, blocks: Sequence[Sjabloonblok], later: int) -> list[Draaiboekblok]:
    ways = _library(block.werkvorm for block in blocks)
    return [
        Draaiboekblok(
            draaiboek=draaiboek,
            volgorde=nr,
            werkvorm=ways.get(block.werkvorm),
            leiding=_in_words(block.leiding),
            opbrengst_naar=_in_words(block.opbrengst_naar),
            materiaal=list(block.materiaal),
            # As much later as this meeting begins.
            vast_tijdstip=moved(parse_clock(block.vast_tijdstip), later) if block.vast_tijdstip else None,
            is_pauze=block.werkvorm == PAUZE or "lunch" in block.titel.lower(),
            **{name: getattr(block, name) for name in SAME},
        )
        for nr, block in enumerate(blocks, start=1)
    ]


def _in_words(slug: str) -> str:
    return slug.replace("_", " ").capitalize()


def _library(slugs: Iterable[str]) -> dict[str, Werkvorm]:
    wanted = {slug for slug in slugs if slug}
    return {one.slug: one for one in Werkvorm.objects.filter(gemeente__isnull=True, slug__in=wanted)}


def _name_parts(meeting: Bijeenkomst, rows: Sequence[Draaiboekblok]) -> None:
    """A whole day gets a morning and an afternoon; the afternoon begins with the lunch."""
    if not rows or meeting.begin > OCHTEND or meeting.eind < MIDDAG:
        return
    at, lunch = minutes_of(meeting.begin), None
    for row in rows:
        if lunch is None and row.is_pauze and at >= minutes_of(time(11, 30)):
            lunch = row
        at += row.minuten
    if lunch is not None:
        rows[0].deel, lunch.deel = "Ochtend", "Middag"
