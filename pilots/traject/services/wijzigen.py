"""Change the meetings of a pilot: move, rename, add, split, drop and bring back.

Every deviation from the template is kept as an Afwijking with its reason, and every change is a line
in the log. A change names the version it was made from: who had an older page open changes nothing.
"""

import re
import uuid
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.core import dates
from datt.core.models import record
from datt.core.states import TransitionError
from datt.core.versions import VerouderdError
from pilots.traject.haken import Aanleiding, Verandering, tell_change, tell_new
from pilots.traject.models import (
    Afwijking,
    Bijeenkomst,
    BijeenkomstStatus,
    Pilot,
    PilotStatus,
    Sjabloonbijeenkomst,
    Taak,
    TaakStatus,
)
from pilots.traject.services.planning import due, make_tasks

MOVABLE = (BijeenkomstStatus.CONCEPT, BijeenkomstStatus.GEPLAND, BijeenkomstStatus.UITGENODIGD)
CLOSED = (PilotStatus.AFGEROND, PilotStatus.NAZORG, PilotStatus.GEARCHIVEERD, PilotStatus.AFGEBROKEN)
DEEL_2_TAKEN = 14  # days before the second part from which its tasks are made again


@dataclass(frozen=True)
class Moment:
    """A day with its wall-clock times."""

    datum: date
    begin: time
    eind: time

    def __str__(self) -> str:
        return f"{dates.day(self.datum)}, {dates.clock(self.begin)}"


def moment_of(meeting: Bijeenkomst) -> Moment:
    return Moment(meeting.datum, meeting.begin, meeting.eind)


@transaction.atomic
def move_bijeenkomst(meeting: Bijeenkomst, to: Moment, *, versie: int, by: User, reden: str = "") -> None:
    """Give the meeting another day or time; its tasks move along.

    With a reason it is a deviation: somebody chose this day knowing what speaks against it.
    """
    old, was = moment_of(meeting), meeting.begint_op
    values = {"datum": to.datum, "begin": to.begin, "eind": to.eind}
    if not _change(meeting, values, versie=versie):
        return
    _move_tasks(meeting)
    if reden:
        _deviate(meeting, Afwijking.Soort.VERZET, f"{meeting}: {to}", reden, by=by)
    record(meeting, "traject.bijeenkomst.verzet", f"verzette {meeting} van {old} naar {to}", by=by, reden=reden)
    tell_change(meeting, Verandering.VERZET, by=by, aanleiding=Aanleiding(was, reden))


@transaction.atomic
def change_bijeenkomst(meeting: Bijeenkomst, values: dict[str, Any], *, versie: int, by: User) -> None:
    """Change place, access, capacity and goal."""
    differing = _differing(meeting, values)
    labels = [str(meeting._meta.get_field(name).verbose_name) for name in differing]  # type: ignore[union-attr]  # only own fields are named
    if not _change(meeting, values, versie=versie):
        return
    record(meeting, "traject.bijeenkomst.gewijzigd", f"wijzigde van {meeting}: {', '.join(labels)}", by=by)
    if {"plaats", "adres"} & set(differing):
        tell_change(meeting, Verandering.PLAATS, by=by)
    if "capaciteit" in differing:
        tell_change(meeting, Verandering.CAPACITEIT, by=by)


@transaction.atomic
def rename_bijeenkomst(
    meeting: Bijeenkomst, titel: str, korte_titel: str, *, versie: int, by: User, reden: str
) -> None:
    old = meeting.titel
    if not _change(meeting, {"titel": titel, "korte_titel": korte_titel}, versie=versie):
        return
    _deviate(meeting, Afwijking.Soort.HERNOEMD, f"{old} heet nu {titel}", reden, by=by)
    record(meeting, "traject.bijeenkomst.hernoemd", f"gaf {old} een andere naam: {titel}", by=by, reden=reden)


@dataclass(frozen=True, kw_only=True)
class NieuweBijeenkomst:
    """An extra meeting as the facilitator describes it; `template` is None for one of their own."""

    titel: str
    korte_titel: str
    doel: str
    moment: Moment
    capaciteit: int
    template: Sjabloonbijeenkomst | None = None
    plaats: str = ""
    adres: str = ""


@transaction.atomic
def add_bijeenkomst(pilot: Pilot, new: NieuweBijeenkomst, *, uid: uuid.UUID, by: User, reden: str) -> Bijeenkomst:
    """Add an extra meeting with the checklist of its template; `uid` makes a second click harmless."""
    refuse_closed(pilot)
    meeting, created = Bijeenkomst.objects.get_or_create(
        uid=uid,
        pilot=pilot,
        defaults={
            "sjabloon": new.template,
            "soort": new.template.soort if new.template else "eigen",
            "volgorde": 0,
            "is_extra": True,
            "titel": new.titel,
            "korte_titel": new.korte_titel,
            "doel": new.doel,
            "datum": new.moment.datum,
            "begin": new.moment.begin,
            "eind": new.moment.eind,
            "plaats": new.plaats,
            "adres": new.adres,
            "capaciteit": new.capaciteit,
            "status": BijeenkomstStatus.GEPLAND,
        },
    )
    if not created:
        return meeting
    if new.template:
        make_tasks(meeting, new.template.taken.all(), today=timezone.localdate())
    tell_new(meeting)
    _deviate(meeting, Afwijking.Soort.TOEGEVOEGD, f"{meeting}, {new.moment}", reden, by=by)
    record(meeting, "traject.bijeenkomst.toegevoegd", f"voegde {meeting} toe op {new.moment}", by=by, reden=reden)
    return meeting


@transaction.atomic
def split_bijeenkomst(
    meeting: Bijeenkomst, second: Moment, *, uid: uuid.UUID, versie: int, by: User, reden: str
) -> Bijeenkomst:
    """Hold the meeting in two parts: the second gets its own day.

    Open tasks for after the meeting go along to the second part, which also gets the tasks of the
    last two weeks before a meeting again: somebody must set up the room twice.
    """
    known = Bijeenkomst.objects.filter(pilot=meeting.pilot_id, uid=uid).first()
    if known is not None:
        return known
    old = meeting.titel
    titles, shorts = _parts(old, 80), _parts(meeting.korte_titel, 40)
    _change(meeting, {"titel": titles[0], "korte_titel": shorts[0]}, versie=versie)
    other = Bijeenkomst.objects.create(
        uid=uid,
        pilot=meeting.pilot,
        sjabloon=meeting.sjabloon,
        soort=meeting.soort,
        volgorde=meeting.volgorde,
        is_extra=True,
        titel=titles[1],
        korte_titel=shorts[1],
        doel=meeting.doel,
        datum=second.datum,
        begin=second.begin,
        eind=second.eind,
        plaats=meeting.plaats,
        adres=meeting.adres,
        toegankelijkheid=meeting.toegankelijkheid,
        capaciteit=meeting.capaciteit,
        status=BijeenkomstStatus.GEPLAND,
    )
    if meeting.sjabloon:
        soon = meeting.sjabloon.taken.filter(dagen_ervoor__range=(0, DEEL_2_TAKEN))
        make_tasks(other, soon, today=timezone.localdate())
    tell_new(other)
    meeting.taken.open().filter(dagen_ervoor__lt=0).update(bijeenkomst=other)
    _move_tasks(other)
    _deviate(meeting, Afwijking.Soort.GESPLITST, f"{old} in twee delen, het tweede op {second}", reden, by=by)
    record(
        meeting, "traject.bijeenkomst.gesplitst", f"deelde {old} in tweeën, deel 2 is op {second}", by=by, reden=reden
    )
    return other


@transaction.atomic
def drop_bijeenkomst(meeting: Bijeenkomst, *, by: User, reden: str) -> None:
    """Take the meeting out of the trajectory; it can be brought back."""
    refuse_closed(meeting.pilot)
    meeting.refresh_from_db(fields=["status"])
    if meeting.status == BijeenkomstStatus.GEANNULEERD:
        return
    meeting.cancel(by=by, reden=reden)
    _deviate(meeting, Afwijking.Soort.VERVALLEN, f"{meeting} gaat niet door", reden, by=by)
    tell_change(meeting, Verandering.GEANNULEERD, by=by, aanleiding=Aanleiding(reden=reden))


@transaction.atomic
def restore_bijeenkomst(meeting: Bijeenkomst, *, by: User) -> None:
    """Undo a drop: the deviation goes away, the log keeps both."""
    refuse_closed(meeting.pilot)
    meeting.refresh_from_db(fields=["status"])
    if meeting.status == BijeenkomstStatus.GEPLAND:
        return
    meeting.replan(by=by)
    _move_tasks(meeting)
    meeting.afwijkingen.filter(soort=Afwijking.Soort.VERVALLEN).delete()
    tell_change(meeting, Verandering.HERSTELD, by=by)


def _parts(title: str, longest: int) -> tuple[str, str]:
    """The names of both parts; a part that is split again goes on counting."""
    match = re.fullmatch(r"(.*) \(deel (\d+)\)", title)
    base, nr = (match[1], int(match[2])) if match else (title, 1)
    marks = f" (deel {nr})", f" (deel {nr + 1})"
    first, second = (base[: longest - len(mark)].rstrip() + mark for mark in marks)
    return first, second


def refuse_closed(pilot: Pilot) -> None:
    """After the last meeting the trajectory stands."""
    if pilot.status in CLOSED:
        raise TransitionError(
            f"De pilot staat op {pilot.get_status_display().lower()}. De bijeenkomsten veranderen niet meer."
        )


def _differing(meeting: Bijeenkomst, values: dict[str, Any]) -> list[str]:
    return [name for name, value in values.items() if getattr(meeting, name) != value]


def _change(meeting: Bijeenkomst, values: dict[str, Any], *, versie: int) -> bool:
    """Store the values in one conditional UPDATE; False when they were there already.

    Raises VerouderdError when somebody changed the meeting since `versie`, and TransitionError
    when it is held or cancelled.
    """
    refuse_closed(meeting.pilot)
    movable = Bijeenkomst.objects.filter(pk=meeting.pk, versie=versie, status__in=MOVABLE)
    current = Bijeenkomst.objects.filter(pk=meeting.pk, **values)
    if current.exists():
        return False
    stored = movable.update(**values, versie=models.F("versie") + 1, ics_nummer=models.F("ics_nummer") + 1)
    meeting.refresh_from_db()
    if stored:
        return True
    if meeting.status not in MOVABLE:
        raise TransitionError(f"‘{meeting}’ staat nu op {meeting.get_status_display().lower()} en verandert niet meer.")
    raise VerouderdError(meeting)


def _move_tasks(meeting: Bijeenkomst) -> None:
    today = timezone.localdate()
    tasks = list(meeting.taken.all())
    for task in tasks:
        if task.status in {TaakStatus.OPEN, TaakStatus.BEZIG}:
            task.uiterlijk = due(meeting.datum, task.dagen_ervoor, today=today)
    Taak.objects.bulk_update(tasks, ["uiterlijk"])


def _deviate(meeting: Bijeenkomst, soort: str, wat: str, reden: str, *, by: User) -> None:
    Afwijking.objects.create(pilot=meeting.pilot, bijeenkomst=meeting, soort=soort, wat=wat[:200], reden=reden, door=by)
