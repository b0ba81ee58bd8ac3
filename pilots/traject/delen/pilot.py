"""The pilot itself on its pages: its tabs, and what waits for the facilitator in its life."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from datt.core import dates
from pilots.access import Right
from pilots.traject.models import Bijeenkomst, Pilot, PilotStatus
from pilots.traject.onderdelen import (
    Tab,
    TeDoen,
    count_per_pilot,
    register_tab,
    register_todos,
    register_waiting,
)

BEGIN_VOORAF = timedelta(days=14)  # before the first meeting the pilot is started
AFRONDEN_NA = timedelta(days=7)

register_tab(Tab(key="overzicht", label="Overzicht", url_name="traject:pilot_detail", right=Right.VIEW, order=10))
register_tab(Tab(key="logboek", label="Logboek", url_name="traject:logboek", right=Right.VIEW_LOG, order=80))
register_tab(Tab(key="instellingen", label="Instellingen", url_name="traject:instellingen", right=Right.EDIT, order=90))


@register_todos
def start(pilot: Pilot, today: date) -> Iterable[TeDoen]:
    first = next((meeting for meeting in pilot.bijeenkomsten.all() if meeting.is_open()), None)
    if pilot.status != PilotStatus.GEPLAND or first is None or first.datum - BEGIN_VOORAF > today:
        return
    when = "is" if first.datum >= today else "was"
    yield TeDoen(
        titel="Start de pilot",
        uitleg=f"‘{first}’ {when} op {dates.day(first.datum, year=False)}. Dan staat de pilot op lopend.",
        knop="Start de pilot",
        url=reverse("traject:pilot_starten", args=[pilot.pk]),
        uiterlijk=first.datum,
    )


@register_todos
def finish(pilot: Pilot, today: date) -> Iterable[TeDoen]:
    meetings = list(pilot.bijeenkomsten.all())
    held = [meeting for meeting in meetings if meeting.is_held()]
    if pilot.status != PilotStatus.LOPEND or not held or any(meeting.is_open() for meeting in meetings):
        return
    yield TeDoen(
        titel="Rond de pilot af",
        uitleg="Alle bijeenkomsten zijn gehouden. Daarna kan de nazorg beginnen.",
        knop="Rond de pilot af",
        url=reverse("traject:pilot_afronden", args=[pilot.pk]),
        uiterlijk=held[-1].datum + AFRONDEN_NA,
    )


@register_waiting
def past_meetings(pilots: Collection[int]) -> Mapping[int, int]:
    return count_per_pilot(Bijeenkomst.objects.planned().filter(pilot__in=pilots, datum__lt=timezone.localdate()))
