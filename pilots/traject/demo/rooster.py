"""When the meetings of the demo are, seen from today: so that it is always alive."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from datt.core.dates import AMSTERDAM
from pilots.traject.agenda import Kalender, Voorstel, propose
from pilots.traject.models import Regio, Sjabloon
from pilots.traject.services.planning import propose_dates, schoolkalender, stappen_of

REGIO = Regio.NOORD
TOTAL = 6
STARTS_IN = 30  # days, for the pilot of which nothing was held yet
SINCE_LAST = 6  # days, at least, since the last meeting that was held
BEFORE_NEXT = 5  # days, at least, before the next one
SEARCHED = 75  # days: longer than a summer holiday


def moment(dag: date, uur: int, minuut: int = 0) -> datetime:
    return datetime.combine(dag, time(uur, minuut), tzinfo=AMSTERDAM)


def dates_with(held: int, today: date, sjabloon: Sjabloon) -> tuple[date, Sequence[Voorstel]]:
    """The start day and the proposed meetings, of which so many are over and the others still to come.

    In some weeks, such as those of the summer, no series of days suits; then school holidays do not count.
    """
    if held == 0:
        start = today + timedelta(STARTS_IN)
        return start, propose_dates(start, regio=REGIO, sjabloon=sjabloon)
    stappen = stappen_of(sjabloon)
    nearest = stappen[held - 1].dagen_na_start + SINCE_LAST
    for kalender in (schoolkalender(REGIO), Kalender(REGIO)):
        for back in range(nearest, nearest + SEARCHED):
            start = today - timedelta(back)
            found = propose(start, stappen, kalender)
            is_over = found[held - 1].datum <= today - timedelta(SINCE_LAST)
            if is_over and (held == TOTAL or found[held].datum > today + timedelta(BEFORE_NEXT)):
                return start, found
    raise LookupError(f"Geen reeks datums met {held} bijeenkomsten voor vandaag.")


def allowed_day(after: date) -> date:
    """The first day after this one on which a meeting may be."""
    kalender: Kalender = schoolkalender(REGIO)
    days = (after + timedelta(nr) for nr in range(1, SEARCHED))
    return next(day for day in days if kalender.is_allowed(day))
