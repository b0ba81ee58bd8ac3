"""What has been done by now in a pilot of the demo: meetings that were held, tasks on the checklist."""

from datetime import date, datetime, timedelta

from datt.accounts.demo import demo_user
from datt.accounts.models import User
from pilots.traject.demo.bestand import pilots_toml
from pilots.traject.demo.rooster import moment
from pilots.traject.demo.verleden import happened_at
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, Pilot, PilotStatus, Taak

REPORT_AFTER = 8  # days


def hold_meetings(pilot: Pilot, *, before: date, today: date) -> None:
    """Close every meeting before this day, and make the report of those that are a while ago."""
    by = demo_user("facilitator")
    for meeting in pilot.bijeenkomsten.planned().filter(datum__lt=before):
        if pilot.status == PilotStatus.GEPLAND:
            with happened_at(moment(meeting.datum, meeting.begin.hour)):
                pilot.begin(by=by)
        with happened_at(moment(meeting.datum, meeting.eind.hour, 30)):
            meeting.close(by=by)
        reported = meeting.datum + timedelta(REPORT_AFTER)
        if reported < today:
            with happened_at(moment(reported, 15, 40)):
                meeting.report(by=by)


def finish_pilot(pilot: Pilot, *, today: date) -> None:
    """Hold what was still planned, check off what is left, and round off."""
    hold_meetings(pilot, before=today, today=today)
    last = pilot.bijeenkomsten.held().latest("datum")
    with happened_at(moment(min(last.datum + timedelta(9), today - timedelta(1)), 16, 10)):
        pilot.finish(by=demo_user("facilitator"))


def check_off(pilot: Pilot, *, today: date, by_the_book: bool) -> None:
    """Do the tasks whose day has come; not by the book, some are late, some begun, one not needed."""
    odd = pilots_toml()["taken"]
    dropped = {one["titel"]: one["reden"] for one in odd["niet_nodig"]}
    tasks = Taak.objects.filter(bijeenkomst__pilot=pilot).select_related("bijeenkomst", "eigenaar__user")
    for task in tasks:
        by = _who(task)
        if not by_the_book and task.titel in odd["bezig"] and not task.bijeenkomst.is_held():
            with happened_at(moment(today - timedelta(2), 10, task.volgorde)):
                task.begin(by=by)
        elif task.uiterlijk >= today or (not by_the_book and _is_late(task, odd["laat"])):
            continue
        else:
            with happened_at(_done_at(task, today)):
                if not by_the_book and task.titel in dropped:
                    task.drop(by=by, reden=dropped[task.titel])
                else:
                    task.finish(by=by)


def _is_late(task: Taak, late: list[str]) -> bool:
    """Only what still matters is late: for a meeting to come, or after the last one that was held."""
    meeting: Bijeenkomst = task.bijeenkomst
    matters = meeting.status in {BijeenkomstStatus.GEPLAND, BijeenkomstStatus.GEHOUDEN}
    return matters and task.titel in late


def _done_at(task: Taak, today: date) -> datetime:
    return moment(min(task.uiterlijk, today - timedelta(1)), 9 + task.volgorde % 8, task.volgorde * 7 % 60)


def _who(task: Taak) -> User:
    owner = task.eigenaar.user if task.eigenaar is not None else None
    return owner or demo_user("facilitator")
