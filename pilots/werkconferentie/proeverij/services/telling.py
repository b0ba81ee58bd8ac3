"""Count at the door without names: a button for everybody who comes in, also when the internet is gone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from datt.core import dates
from datt.core.states import TransitionError
from datt.core.wachtrij import receive_once
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus
from pilots.werkconferentie.proeverij.models import Deurtelling

WIE = ("volwassenen", "kinderen")
MEESTE_TEGELIJK = 20


@dataclass(frozen=True, kw_only=True)
class Tik:
    """What a phone said: who came in and how many; below zero for a mistake. Its mark makes it count once."""

    wie: str
    aantal: int
    kenmerk: UUID


def tally_of(meeting: Bijeenkomst) -> Deurtelling:
    """How many are counted; nothing is kept as long as nobody counted."""
    return Deurtelling.objects.filter(bijeenkomst=meeting).first() or Deurtelling(bijeenkomst=meeting)


@transaction.atomic
def count(meeting: Bijeenkomst, tik: Tik, *, now: datetime | None = None) -> None:
    """Count who came in, or take back what was counted too much; the same message again changes nothing.

    Raises TransitionError before the day itself, when the meeting is off, and for more taken back than was counted.
    """
    refuse_unless_open(meeting)
    if not receive_once(tik.kenmerk, "deurtelling"):
        return
    row = _row(meeting)
    rows = Deurtelling.objects.filter(pk=row.pk)
    if tik.aantal < 0:
        rows = rows.filter(**{f"{tik.wie}__gte": -tik.aantal})
    if not rows.update(**{tik.wie: F(tik.wie) + tik.aantal}, bijgewerkt_op=now or timezone.now()):
        raise TransitionError(f"Er zijn geen {tik.wie} meer om eraf te halen.")


def _row(meeting: Bijeenkomst) -> Deurtelling:
    try:
        with transaction.atomic():
            return Deurtelling.objects.get_or_create(bijeenkomst=meeting)[0]
    except IntegrityError:  # two phones with the first visitor
        return Deurtelling.objects.get(bijeenkomst=meeting)


def refuse_unless_open(meeting: Bijeenkomst) -> None:
    """People come in from the day itself on."""
    if meeting.status == BijeenkomstStatus.GEANNULEERD:
        raise TransitionError(f"‘{meeting}’ gaat niet door. Er valt niets te tellen.")
    if meeting.datum > timezone.localdate() and not meeting.pilot.is_oefening:
        raise TransitionError(f"‘{meeting}’ is op {dates.day(meeting.datum)}. Tellen kan vanaf die dag.")


def why_not_open(meeting: Bijeenkomst) -> str:
    """Why nothing can be counted now, in one sentence; empty when it can."""
    try:
        refuse_unless_open(meeting)
    except TransitionError as refused:
        return str(refused)
    return ""
