"""Close the doors, and open them again: who is a guest from here on follows from it."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from datt.core.states import TransitionError
from pilots.bijeenkomsten.dag.dicht import closed_since
from pilots.bijeenkomsten.dag.models import Deur
from pilots.bijeenkomsten.dag.services.incheck import refuse_unless_open
from pilots.bijeenkomsten.dag.services.stand import touch
from pilots.tafels.models import Indeling, Tafelplaats
from pilots.traject.models import Bijeenkomst


@transaction.atomic
def close_doors(meeting: Bijeenkomst, *, by: Any) -> None:
    """From now on the guests are who is inside; who comes later is checked in as before.

    Raises TransitionError when the doors are closed already, the meeting is over, or nobody was checked in.
    """
    _refuse_unless_today(meeting)
    if closed_since(meeting) is not None:
        raise TransitionError("De deuren zijn al dicht. Ververs de bladzijde en kijk hoe het nu is.")
    if not meeting.aanwezigheden.standing().exists():
        raise TransitionError("Er is nog niemand ingecheckt. Check eerst in wie er zijn.")
    _row(meeting).close(timezone.now(), by=by)
    touch(meeting)


@transaction.atomic
def reopen_doors(meeting: Bijeenkomst, *, by: Any) -> None:
    """Undo it: who said yes is expected again. Raises TransitionError when the doors are open."""
    _refuse_unless_today(meeting)
    if closed_since(meeting) is None:
        raise TransitionError("De deuren zijn al open. Ververs de bladzijde en kijk hoe het nu is.")
    _row(meeting).reopen(timezone.now(), by=by)
    touch(meeting)


def _refuse_unless_today(meeting: Bijeenkomst) -> None:
    refuse_unless_open(meeting)
    if meeting.is_held():
        raise TransitionError(f"‘{meeting}’ is voorbij. De deuren hoeven niet meer open of dicht.")


def _row(meeting: Bijeenkomst) -> Deur:
    deur, _ = Deur.objects.get_or_create(bijeenkomst=meeting)
    deur.bijeenkomst = meeting
    return deur


@dataclass(frozen=True, kw_only=True)
class Tafelherstel:
    """A round whose tables do not fit who is inside: so many seats are empty, so many people have none."""

    indeling: Indeling
    leeg: int
    zonder: int


def tables_to_mend(meeting: Bijeenkomst) -> list[Tafelherstel]:
    """What stayed empty and who stands, per round, once the doors are closed; three queries."""
    if not meeting.is_open():
        return []
    inside = set(meeting.aanwezigheden.standing().values_list("persoon_id", flat=True))
    seats: dict[int, set[int]] = defaultdict(set)
    rows = Tafelplaats.objects.filter(indeling__bijeenkomst=meeting)
    for indeling, persoon in rows.order_by().values_list("indeling_id", "persoon_id"):
        seats[indeling].add(persoon)
    rounds = [one for one in meeting.indelingen.all() if seats[one.pk] and seats[one.pk] != inside]
    return [
        Tafelherstel(indeling=one, leeg=len(seats[one.pk] - inside), zonder=len(inside - seats[one.pk]))
        for one in rounds
        if inside
    ]
