"""Dates and times as Dutch people write them: 'do 12 maart 2026, 09.30 uur'."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAYS = ["ma", "di", "wo", "do", "vr", "za", "zo"]
FULL_DAYS = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
MONTHS = [
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
]  # fmt: skip


def local(moment: datetime) -> datetime:
    return moment.astimezone(AMSTERDAM)


def exists(dag: date, klok: time) -> bool:
    """Whether the clock shows this time on this day: not in the hour that summer time skips."""
    naive = datetime.combine(dag, klok)
    return local(naive.replace(tzinfo=AMSTERDAM).astimezone(UTC)).replace(tzinfo=None) == naive


def day(value: date, *, year: bool = True) -> str:
    """'do 12 maart 2026', or 'do 12 maart' without the year; a moment is read in Dutch time."""
    if isinstance(value, datetime):
        value = local(value)
    text = f"{DAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]}"
    return f"{text} {value.year}" if year else text


def full_day(value: date) -> str:
    """'donderdag 12 maart 2026', for a letter; a moment is read in Dutch time."""
    if isinstance(value, datetime):
        value = local(value)
    return f"{FULL_DAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]} {value.year}"


def clock(value: time | datetime) -> str:
    """'09.30 uur'."""
    if isinstance(value, datetime):
        value = local(value).time()
    return f"{value:%H.%M} uur"


def moment(value: datetime) -> str:
    """'do 12 maart 2026, 09.30 uur'."""
    return f"{day(value)}, {clock(value)}"


def ago(value: datetime, now: datetime) -> str:
    """'vandaag 11.42 uur', 'gisteren 16.30 uur', or the day."""
    days = (local(now).date() - local(value).date()).days
    if days == 0:
        return f"vandaag {clock(value)}"
    if days == 1:
        return f"gisteren {clock(value)}"
    return day(value, year=local(now).year != local(value).year)
