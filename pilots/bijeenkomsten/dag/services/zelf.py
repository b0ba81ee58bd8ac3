"""A guest who checks in on their own phone, on the day itself."""

from datetime import timedelta

from django.utils import timezone

from datt.core import dates
from datt.core.states import TransitionError
from pilots.bijeenkomsten.dag.models import Aanwezigheid
from pilots.bijeenkomsten.dag.services.incheck import Melding, check_in
from pilots.traject.models import Bijeenkomst, Persoon

VOORAF = timedelta(minutes=90)
NA = timedelta(minutes=30)


def may_check_in_self(meeting: Bijeenkomst) -> bool:
    """From an hour and a half before it begins until shortly after it ends."""
    if not meeting.is_open():
        return False
    now = timezone.now()
    return meeting.pilot.is_oefening or meeting.begint_op - VOORAF <= now <= meeting.eindigt_op + NA


def check_in_self(meeting: Bijeenkomst, persoon: Persoon, melding: Melding, *, wie: str) -> Aanwezigheid | None:
    """Let this guest in on their own word. Raises TransitionError outside the hours of the meeting."""
    if not may_check_in_self(meeting):
        raise TransitionError(
            f"U kunt u melden op {dates.day(meeting.datum)}, vanaf anderhalf uur voor het begin tot het einde. "
            "Lukt het niet? Zeg bij de ingang dat u er bent."
        )
    return check_in(meeting, persoon, melding, by=None, wie=wie)
