"""Act as if it is time: the next meeting of a practice pilot is today and begins now."""

from datetime import date, datetime, time

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from pilots.bijeenkomsten.draaiboek.models import Draaiboekblok
from pilots.oefenen.services.gasten import refuse_real
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, Pilot

LAATST = time(23, 55)
VIJF = 5


def current_meeting(pilot: Pilot) -> Bijeenkomst | None:
    """What one practises with now: the meeting that goes on, the one held today, or else the next."""
    meetings = list(pilot.bijeenkomsten.all())
    today = timezone.localdate()
    found = (
        next((one for one in meetings if one.status == BijeenkomstStatus.BEZIG), None)
        or next((one for one in meetings if one.status == BijeenkomstStatus.GEHOUDEN and one.datum == today), None)
        or next((one for one in meetings if one.is_open()), None)
    )
    if found is not None:
        found.pilot = pilot
    return found


@transaction.atomic
def begin_today(meeting: Bijeenkomst, *, by: User) -> None:
    """Move it to this moment, with the fixed times of its run sheet; nobody hears of it, for nobody exists."""
    refuse_real(meeting)
    fresh = Bijeenkomst.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if not fresh.may_become(BijeenkomstStatus.BEZIG):
        raise TransitionError(f"‘{meeting}’ staat op {fresh.get_status_display().lower()}. Deze stap kan nu niet.")
    length = _on(fresh.eind) - _on(fresh.begin)
    begin = min(_rounded(timezone.localtime()), _on(LAATST) - length)
    moved = begin - _on(fresh.begin)
    Bijeenkomst.objects.filter(pk=fresh.pk).update(
        datum=timezone.localdate(), begin=begin.time(), eind=(begin + length).time(), versie=F("versie") + 1
    )
    for blok in Draaiboekblok.objects.filter(draaiboek__bijeenkomst=fresh, vast_tijdstip__isnull=False):
        assert blok.vast_tijdstip is not None  # noqa: S101  # the query asked for it
        Draaiboekblok.objects.filter(pk=blok.pk).update(vast_tijdstip=(_on(blok.vast_tijdstip) + moved).time())
    record(meeting, "oefenen.vandaag", f"deed alsof {meeting} nu begint", by=by)


def _on(clock: time) -> datetime:
    return datetime.combine(date(2000, 1, 2), clock)


def _rounded(now: datetime) -> datetime:
    """The five minutes that have begun."""
    return _on(time(now.hour, now.minute - now.minute % VIJF))
