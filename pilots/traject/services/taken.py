"""The checklist: who does what, done or not, and how far it is."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import Count, Max, Q
from django.utils import timezone

from datt.accounts.models import User
from datt.core.models import record
from datt.core.versions import store
from pilots.access import Right, roles_with
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, Persoon, Pilot, Taak, TaakStatus
from pilots.traject.models.bijeenkomst import HELD
from pilots.traject.models.taak import OPEN
from pilots.traject.services.planning import due
from pilots.traject.services.verloop import refuse_ended


@dataclass(frozen=True)
class Voortgang:
    """How far a checklist is; what is not needed does not count."""

    totaal: int = 0
    klaar: int = 0
    te_laat: int = 0


def progress_of(tasks: models.QuerySet[Taak], today: date) -> dict[int, Voortgang]:
    """Per meeting how far its checklist is, in one query."""
    moot = Q(bijeenkomst__status__in=HELD, dagen_ervoor__gte=0) | Q(bijeenkomst__status=BijeenkomstStatus.GEANNULEERD)
    rows = (
        tasks.order_by()
        .values("bijeenkomst_id")
        .annotate(
            totaal=Count("pk", filter=~Q(status=TaakStatus.VERVALLEN)),
            klaar=Count("pk", filter=Q(status=TaakStatus.GEDAAN)),
            te_laat=Count("pk", filter=Q(status__in=OPEN, uiterlijk__lt=today) & ~moot),
        )
    )
    return {row["bijeenkomst_id"]: Voortgang(row["totaal"], row["klaar"], row["te_laat"]) for row in rows}


def total_of(parts: Iterable[Voortgang]) -> Voortgang:
    found = list(parts)
    return Voortgang(
        sum(one.totaal for one in found), sum(one.klaar for one in found), sum(one.te_laat for one in found)
    )


def doers(pilot: Pilot) -> models.QuerySet[Persoon]:
    """Who can be given a task: people of this pilot who can sign in and see it."""
    roles = pilot.deelnames.current().filter(rol__in=roles_with(Right.VIEW))
    return pilot.personen.live().filter(user__is_active=True, pk__in=roles.values("persoon")).with_organisatie()


@transaction.atomic
def add_task(meeting: Bijeenkomst, values: dict[str, Any], *, by: User) -> Taak:
    """Put a task on the checklist; the same one twice (a second click) is one."""
    refuse_ended(meeting.pilot)
    Bijeenkomst.objects.select_for_update().get(pk=meeting.pk)
    known = meeting.taken.filter(**values).first()
    if known is not None:
        return known
    last = meeting.taken.aggregate(last=Max("volgorde"))["last"] or 0
    day = due(meeting.datum, values["dagen_ervoor"], today=timezone.localdate())
    task = Taak.objects.create(bijeenkomst=meeting, volgorde=last + 1, uiterlijk=day, **values)
    record(task, "traject.taak.toegevoegd", f"zette de taak ‘{task}’ op de lijst van {meeting}", by=by)
    if task.eigenaar is not None:
        _record_owner(task, by=by)
    return task


@transaction.atomic
def change_task(task: Taak, values: dict[str, Any], *, versie: int, by: User) -> bool:
    """Change what a task says or who does it; False when it said so already.

    Raises VerouderdError when somebody changed it since `versie`.
    """
    refuse_ended(task.kring())
    now = Taak.objects.select_for_update().get(pk=task.pk)
    changed = [name for name, value in values.items() if getattr(now, name) != value]
    if not changed:
        return False
    fields: dict[str, Any] = {name: values[name] for name in changed}
    if "dagen_ervoor" in fields:
        fields["uiterlijk"] = due(task.bijeenkomst.datum, fields["dagen_ervoor"], today=timezone.localdate())
    store(now, versie=versie, **fields)
    task.refresh_from_db()
    labels = [_label(name) for name in changed if name != "eigenaar"]
    if labels:
        record(task, "traject.taak.gewijzigd", f"wijzigde van de taak ‘{task}’: {', '.join(labels)}", by=by)
    if "eigenaar" in changed:
        _record_owner(task, by=by)
    return True


def _label(name: str) -> str:
    return {"titel": "de titel", "uitleg": "de uitleg", "dagen_ervoor": "wanneer zij klaar moet zijn"}[name]


def _record_owner(task: Taak, *, by: User) -> None:
    sentence = (
        f"gaf de taak ‘{task}’ aan {task.eigenaar}" if task.eigenaar else f"haalde de taak ‘{task}’ bij iemand weg"
    )
    record(task, "traject.taak.eigenaar", sentence, by=by)


def begin_task(task: Taak, *, by: User) -> None:
    if _may_still(task, TaakStatus.BEZIG):
        task.begin(by=by)


def finish_task(task: Taak, *, by: User) -> None:
    if _may_still(task, TaakStatus.GEDAAN):
        task.finish(by=by)


def reopen_task(task: Taak, *, by: User) -> None:
    if _may_still(task, TaakStatus.OPEN):
        task.reopen(by=by)


def drop_task(task: Taak, *, by: User, reden: str) -> None:
    if _may_still(task, TaakStatus.VERVALLEN):
        task.drop(by=by, reden=reden)


def _may_still(task: Taak, target: TaakStatus) -> bool:
    """False when it is so already: a second click, or somebody else just did the same."""
    refuse_ended(task.kring())
    task.refresh_from_db(fields=["status"])
    return task.status != target


@dataclass(frozen=True)
class Regel:
    """A task in a list, with what this user may do with it."""

    taak: Taak
    te_laat: bool
    mag: bool


def rows_of(tasks: Iterable[Taak], user: User, rights: Collection[str], today: date) -> list[Regel]:
    return [
        Regel(task, task.is_late(today) and not _is_moot(task), task.may_be_done_by(user, rights)) for task in tasks
    ]


def _is_moot(task: Taak) -> bool:
    """What was to be done before a meeting that is held, or for one that was cancelled."""
    meeting = task.bijeenkomst
    return meeting.status == BijeenkomstStatus.GEANNULEERD or (meeting.is_held() and task.dagen_ervoor >= 0)


def when_of(task: Taak) -> str:
    """'21 dagen voor de bijeenkomst', 'op de dag zelf', '2 dagen na de bijeenkomst'."""
    days = abs(task.dagen_ervoor)
    if not days:
        return "op de dag zelf"
    return f"{days} dag{'' if days == 1 else 'en'} {'na' if task.dagen_ervoor < 0 else 'voor'} de bijeenkomst"
