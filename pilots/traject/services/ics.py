"""Meetings and own tasks as a calendar file, for any calendar program.

Times are wall-clock times with their zone, so a clock change moves nothing. Names of people are left
out: a calendar is easily shared.
"""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max
from icalendar import Calendar, Event, vCalAddress, vText

from datt.core.dates import AMSTERDAM
from datt.core.models import Gebeurtenis
from datt.core.text import one_line
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, Persoon, Pilot, Taak

PRODID = "-//DATT Werkt!//Agenda//NL"
AT = "datt-werkt"  # behind every uid; not the address of the site, which may move
NOBODY = "noreply@invalid"  # an invitation must name who invites; who has no address gets no answer there
VERNIEUW_NA = timedelta(hours=1)
STATUSES = {BijeenkomstStatus.CONCEPT: "TENTATIVE", BijeenkomstStatus.GEANNULEERD: "CANCELLED"}


def pilot_calendar(pilot: Pilot) -> bytes:
    """All meetings of the pilot."""
    meetings = list(pilot.bijeenkomsten.all())
    return _calendar(f"{pilot} ({pilot.gemeente})", _meetings(pilot, meetings))


def persoon_calendar(persoon: Persoon) -> bytes:
    """The meetings of the pilot of this person, and the open tasks that are theirs."""
    meetings = list(persoon.pilot.bijeenkomsten.all())
    tasks = persoon.taken.open().relevant().select_related("bijeenkomst").order_by("uiterlijk", "pk")
    changed = _changed(Taak, [task.pk for task in tasks])
    events = _meetings(persoon.pilot, meetings)
    events += [_task(persoon.pilot, task, changed.get(task.pk, persoon.created_at)) for task in tasks]
    return _calendar(f"{persoon.pilot} ({persoon.pilot.gemeente}), mijn agenda", events)


def bijeenkomst_calendar(meeting: Bijeenkomst) -> bytes:
    return _calendar("", _meetings(meeting.pilot, [meeting]))


def bijeenkomst_invitation(meeting: Bijeenkomst, *, method: str, organizer: str) -> bytes:
    """The meeting as something a calendar takes in (METHOD REQUEST or CANCEL); without our pages, a guest cannot in."""
    (event,) = _meetings(meeting.pilot, [meeting])
    event.pop("url")
    event["description"] = vText(guest_description(meeting))
    event.add("organizer", vCalAddress(f"mailto:{organizer or NOBODY}"))
    if method == "CANCEL":
        event.pop("status")
        event.add("status", "CANCELLED")
    return _calendar("", [event], method=method)


def guest_calendar(
    pilot: Pilot,
    meetings: Sequence[Bijeenkomst],
    *,
    unsure: Collection[int] = (),
    answers: Mapping[int, int],
    name: str,
    eigen: Mapping[int, str] | None = None,
) -> bytes:
    """The meetings of one guest, without our pages; `unsure` are those they may not come to (by pk).

    `answers` is for each meeting how often their calendar heard of an answer, see `Uitnodiging.agenda_nummer`;
    `eigen` what stands below it for this guest alone.
    """
    own = eigen or {}
    events = _meetings(pilot, list(meetings))
    for meeting, event in zip(meetings, events, strict=True):
        event.pop("url")
        event["description"] = vText(guest_description(meeting, own.get(meeting.pk, "")))
        event.pop("sequence")
        event.add("sequence", meeting.ics_nummer + answers[meeting.pk])
        if meeting.pk in unsure and meeting.status != BijeenkomstStatus.GEANNULEERD:
            event.pop("status")
            event.add("status", "TENTATIVE")
    return _calendar(name, events)


def _calendar(name: str, events: Iterable[Event], *, method: str = "") -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    if method:
        calendar.add("method", method)
    if name:
        # icalendar does not escape what stands here: a line break in a title would be a fault.
        calendar.add("x-wr-calname", one_line(name, most=200))
        calendar.add("x-wr-timezone", str(AMSTERDAM))
        calendar.add("refresh-interval", VERNIEUW_NA, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", VERNIEUW_NA)
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _meetings(pilot: Pilot, meetings: list[Bijeenkomst]) -> list[Event]:
    changed = _changed(Bijeenkomst, [meeting.pk for meeting in meetings])
    return [_meeting(pilot, meeting, changed.get(meeting.pk, pilot.created_at)) for meeting in meetings]


def _changed(model: type[Bijeenkomst | Taak], pks: list[int]) -> Mapping[int, datetime]:
    """When something last happened to each: the moment in the file changes only when the thing does."""
    kind = ContentType.objects.get_for_model(model)
    lines = Gebeurtenis.objects.filter(onderwerp_soort=kind, onderwerp_nr__in=pks).order_by()
    return dict(lines.values("onderwerp_nr").annotate(last=Max("moment")).values_list("onderwerp_nr", "last"))


def _meeting(pilot: Pilot, meeting: Bijeenkomst, changed: datetime) -> Event:
    event = Event()
    event.add("uid", f"{meeting.uid}@{AT}")
    event.add("sequence", meeting.ics_nummer)
    event.add("dtstamp", changed.astimezone(UTC))
    event.add("dtstart", meeting.begint_op)
    event.add("dtend", meeting.eindigt_op)
    event.add("summary", f"{meeting.titel} ({pilot.titel})")
    event.add("status", STATUSES.get(BijeenkomstStatus(meeting.status), "CONFIRMED"))
    event.add("url", _address(meeting.get_absolute_url()))
    where = ", ".join(part for part in (meeting.plaats, meeting.adres) if part)
    if where:
        event.add("location", where)
    event.add("description", _description(pilot, meeting))
    return event


def guest_description(meeting: Bijeenkomst, eigen: str = "") -> str:
    """What a guest reads below the meeting: first what is theirs alone, and no address of ours."""
    whole = _description(meeting.pilot, meeting, address=False)
    return f"{eigen}\n\n{whole}" if eigen else whole


def _description(pilot: Pilot, meeting: Bijeenkomst, *, address: bool = True) -> str:
    parts = [meeting.doel, f"Pilot {pilot.titel}, gemeente {pilot.gemeente}."]
    if meeting.toegankelijkheid:
        parts.append(f"Toegankelijkheid: {meeting.toegankelijkheid}")
    if meeting.status == BijeenkomstStatus.GEANNULEERD:
        parts.insert(0, "Deze bijeenkomst gaat niet door.")
    if address:
        parts.append(_address(meeting.get_absolute_url()))
    return "\n\n".join(part.replace("\r\n", "\n") for part in parts if part)


def _task(pilot: Pilot, task: Taak, changed: datetime) -> Event:
    """A task stands on the day by which it must be done, and keeps nobody's time occupied."""
    event = Event()
    event.add("uid", f"{uuid.uuid5(task.bijeenkomst.uid, str(task.pk))}@{AT}")
    event.add("sequence", task.versie - 1 + task.bijeenkomst.ics_nummer)
    event.add("dtstamp", changed.astimezone(UTC))
    event.add("dtstart", task.uiterlijk)
    event.add("dtend", task.uiterlijk + timedelta(days=1))
    event.add("summary", f"Klaar: {task.titel} ({pilot.titel})")
    event.add("transp", "TRANSPARENT")
    event.add("url", _address(task.get_absolute_url()))
    about = f"Voor {task.bijeenkomst.titel}."
    event.add("description", f"{task.uitleg}\n\n{about}" if task.uitleg else about)
    return event


def _address(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
