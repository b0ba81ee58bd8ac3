"""The parts of the day in which attendance is counted."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from datt.core.models import record
from datt.core.states import TransitionError
from pilots.bijeenkomsten.dag.models import Dagdeel
from pilots.bijeenkomsten.draaiboek.models import Draaiboekblok
from pilots.traject.models import Bijeenkomst

HEEL = "De hele bijeenkomst"
EEN = 1
LANG = timedelta(hours=5)  # from here on a morning and an afternoon are proposed
VOORSTEL = ("Ochtend", "Middag")
MOST = 4


def parts_of(meeting: Bijeenkomst) -> list[Dagdeel]:
    """The parts that were named, or the whole meeting as the only one; asked once for the same meeting."""
    prefetch_related_objects([meeting], "dagdelen")
    return list(meeting.dagdelen.all()) or [Dagdeel(bijeenkomst=meeting, nummer=EEN, naam=HEEL)]


def current_part(meeting: Bijeenkomst, parts: Sequence[Dagdeel]) -> Dagdeel:
    """The part that goes on now, when all take as long; the first one on any other day."""
    now = timezone.now()
    length = meeting.eindigt_op - meeting.begint_op
    if len(parts) == 1 or not meeting.begint_op <= now <= meeting.eindigt_op:
        return parts[0]
    at = int((now - meeting.begint_op) / (length / len(parts)))
    return parts[min(at, len(parts) - 1)]


def proposed_names(meeting: Bijeenkomst) -> list[str]:
    """What the form begins with: what stands, or for a long day the parts of its run sheet."""
    named = [part.naam for part in meeting.dagdelen.all()]
    if named or not is_long(meeting):
        return named
    blocks = Draaiboekblok.objects.standing().filter(draaiboek__bijeenkomst=meeting).exclude(deel="")
    parts = list(dict.fromkeys(blocks.values_list("deel", flat=True)))
    return [name[:40] for name in parts[:MOST]] if len(parts) > 1 else list(VOORSTEL)


def is_long(meeting: Bijeenkomst) -> bool:
    begin, end = (datetime.combine(meeting.datum, clock) for clock in (meeting.begin, meeting.eind))
    return end - begin >= LANG


@transaction.atomic
def set_parts(meeting: Bijeenkomst, namen: Sequence[str], *, by: Any) -> None:
    """Name the parts. Raises TransitionError when a part goes in which people were inside."""
    Bijeenkomst.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if list(namen) == [part.naam for part in meeting.dagdelen.all()]:
        return
    most = max(1, len(namen))
    if meeting.aanwezigheden.standing().filter(dagdeel__gt=most).exists():
        raise TransitionError(
            "In een later dagdeel staan al mensen als aanwezig. Haal die eerst weg, of laat het dagdeel staan."
        )
    meeting.dagdelen.all().delete()
    Dagdeel.objects.bulk_create(
        Dagdeel(bijeenkomst=meeting, nummer=nr, naam=naam) for nr, naam in enumerate(namen, start=1)
    )
    said = ", ".join(namen) or HEEL.lower()
    record(meeting, "dag.dagdelen.gekozen", f"telt bij {meeting} per dagdeel: {said}", by=by)
