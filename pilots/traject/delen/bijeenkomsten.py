"""The meetings and their checklists on the pages of a pilot."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse

from datt.core import dates
from pilots.access import Right
from pilots.traject.models import BijeenkomstStatus, Pilot, Taak
from pilots.traject.onderdelen import Tab, TeDoen, register_meeting_tab, register_tab, register_todos

BINNENKORT = timedelta(days=14)
PLAATS_VOORAF = timedelta(days=42)  # six weeks before: rooms are taken early
PLAATS_VRAAG = timedelta(days=70)


def _count(pilot: Pilot) -> int:
    return sum(meeting.status != BijeenkomstStatus.GEANNULEERD for meeting in pilot.bijeenkomsten.all())


register_tab(
    Tab(
        key="bijeenkomsten",
        label="Bijeenkomsten",
        url_name="traject:bijeenkomst_list",
        right=Right.VIEW,
        order=20,
        count=_count,
    )
)
register_meeting_tab(
    Tab(key="overzicht", label="Voorbereiden", url_name="traject:bijeenkomst_detail", right=Right.VIEW, order=0)
)


def _tasks_url(pilot: Pilot, query: str) -> str:
    return f"{reverse('traject:taak_list', args=[pilot.pk])}?{query}"


def _tasks(pilot: Pilot, until: date) -> list[Taak]:
    """With the meetings that the page has already."""
    found = list(Taak.objects.filter(bijeenkomst__pilot=pilot, uiterlijk__lte=until).open().relevant())
    meetings = {meeting.pk: meeting for meeting in pilot.bijeenkomsten.all()} if found else {}
    for task in found:
        task.bijeenkomst = meetings[task.bijeenkomst_id]
    return found


@register_todos
def tasks(pilot: Pilot, today: date) -> Iterable[TeDoen]:
    """What is late together, and what comes soon per meeting."""
    waiting = _tasks(pilot, today + BINNENKORT)
    late = [task for task in waiting if task.uiterlijk < today]
    if late:
        yield _late(pilot, late)
    soon: dict[int, list[Taak]] = {}
    for task in waiting:
        if today <= task.uiterlijk:
            soon.setdefault(task.bijeenkomst_id, []).append(task)
    for group in soon.values():
        yield _soon(pilot, group)


def _late(pilot: Pilot, late: list[Taak]) -> TeDoen:
    first = late[0]
    if len(late) == 1:
        return TeDoen(
            titel=f"Te laat: {first}",
            uitleg=f"Voor ‘{first.bijeenkomst.korte_titel}’. Dit moest klaar zijn op {dates.day(first.uiterlijk)}.",
            knop="Bekijk de taak",
            url=first.get_absolute_url(),
            uiterlijk=first.uiterlijk,
        )
    return TeDoen(
        titel=f"{len(late)} taken zijn te laat",
        uitleg=f"De oudste is ‘{first}’, van {dates.day(first.uiterlijk, year=False)}.",
        knop="Bekijk deze taken",
        url=_tasks_url(pilot, "staat=te_laat"),
        uiterlijk=first.uiterlijk,
    )


def _soon(pilot: Pilot, group: list[Taak]) -> TeDoen:
    first = group[0]
    meeting = first.bijeenkomst
    if len(group) == 1:
        return TeDoen(
            titel=str(first),
            uitleg=f"Voor ‘{meeting.korte_titel}’, klaar op {dates.day(first.uiterlijk, year=False)}.",
            knop="Bekijk de taak",
            url=first.get_absolute_url(),
            uiterlijk=first.uiterlijk,
        )
    return TeDoen(
        titel=f"{len(group)} taken voor ‘{meeting.korte_titel}’",
        uitleg=f"Begin met ‘{first}’, klaar op {dates.day(first.uiterlijk, year=False)}.",
        knop="Bekijk deze taken",
        url=_tasks_url(pilot, f"bijeenkomst={meeting.pk}"),
        uiterlijk=first.uiterlijk,
    )


@register_todos
def meetings(pilot: Pilot, today: date) -> Iterable[TeDoen]:
    """A meeting that has been and is not closed, or that has no place yet."""
    for meeting in pilot.bijeenkomsten.all():
        if not meeting.is_open():
            continue
        if meeting.datum < today:
            yield TeDoen(
                titel=f"Sluit ‘{meeting.korte_titel}’ af",
                uitleg=f"De bijeenkomst was op {dates.day(meeting.datum, year=False)}. Is zij gehouden?",
                knop="Naar de bijeenkomst",
                url=meeting.get_absolute_url(),
                uiterlijk=meeting.datum,
            )
        elif not meeting.plaats and meeting.datum - today <= PLAATS_VRAAG:
            yield TeDoen(
                titel=f"Kies een plaats voor ‘{meeting.korte_titel}’",
                uitleg=f"De bijeenkomst is op {dates.day(meeting.datum, year=False)} en heeft nog geen plaats.",
                knop="Vul de plaats in",
                url=reverse("traject:bijeenkomst_edit", args=[pilot.pk, meeting.pk]),
                uiterlijk=max(meeting.datum - PLAATS_VOORAF, today),
            )
