"""The run sheets of meetings as programmes, for pages that know no run sheet."""

from collections.abc import Collection, Iterable
from itertools import groupby

from django.urls import reverse

from pilots.bijeenkomsten.draaiboek.models import Draaiboekblok
from pilots.bijeenkomsten.draaiboek.tijden import Rooster, rooster
from pilots.traject.models import Bijeenkomst
from pilots.traject.onderdelen import Programma, Programmaregel


def programmes_of(meetings: Collection[Bijeenkomst]) -> dict[int, Programma]:
    """In one query for all of them; a meeting without blocks has no programme."""
    known = {meeting.pk: meeting for meeting in meetings}
    blocks = (
        Draaiboekblok.objects.standing()
        .filter(draaiboek__bijeenkomst__in=known)
        .select_related("draaiboek")
        .order_by("draaiboek__bijeenkomst", "volgorde", "pk")
    )
    found = groupby(blocks, key=lambda block: block.draaiboek.bijeenkomst_id)
    return {pk: _programme(known[pk], list(rows)) for pk, rows in found}


def _programme(meeting: Bijeenkomst, blocks: list[Draaiboekblok]) -> Programma:
    times = rooster(blocks, begin=meeting.begin, eind=meeting.eind)
    return Programma(
        regels=tuple(_lines(times)),
        uitkomst=times.uitkomst,
        url=reverse("draaiboek:draaiboek_detail", args=[meeting.pilot_id, meeting.pk]),
    )


def _lines(times: Rooster[Draaiboekblok]) -> Iterable[Programmaregel]:
    for group in times.groepen:
        for nr, one in enumerate(group):
            yield Programmaregel(
                begint=one.begint,
                minuten=one.blok.minuten,
                titel=one.blok.titel,
                doel=one.blok.doel,
                leiding=one.blok.leiding,
                ruimte=one.blok.ruimte,
                is_pauze=one.blok.is_pauze,
                is_naast=nr > 0,
                is_tegelijk=len(group) > 1,
            )
