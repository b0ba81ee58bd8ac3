"""Write who sits where: one place that checks the version, keeps the step to undo it, and logs."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from datt.core.versions import store
from pilots.tafels.models import Indeling, Tafelplaats, Tafelstap, Tafelwissel
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus

MOST_STEPS = 20


@dataclass(frozen=True)
class Stoel:
    tafel: int
    is_vast: bool = False


type Stoelen = Mapping[int, Stoel]


def refuse_cancelled(meeting: Bijeenkomst) -> None:
    if meeting.status == BijeenkomstStatus.GEANNULEERD:
        raise TransitionError("De bijeenkomst is geannuleerd. Daarom verandert er niets meer aan de tafels.")


def seats_now(indeling: Indeling) -> dict[int, Stoel]:
    rows = indeling.plaatsen.order_by("pk").values_list("persoon", "tafel", "is_vast")
    return {persoon: Stoel(tafel, is_vast) for persoon, tafel, is_vast in rows}


@transaction.atomic
def write_seats(indeling: Indeling, wanted: Stoelen, *, zin: str, versie: int, by: User) -> int:
    """Seat people as wanted, on top of `versie`; answers for how many something changed."""
    refuse_cancelled(indeling.bijeenkomst)
    store(indeling, versie=versie)
    was = seats_now(indeling)
    changed = [persoon for persoon in {**was, **wanted} if was.get(persoon) != wanted.get(persoon)]
    if not changed:
        return 0
    step = Tafelstap.objects.create(indeling=indeling, zin=zin[:200], door=by)
    Tafelwissel.objects.bulk_create(
        Tafelwissel(
            stap=step,
            persoon_id=persoon,
            tafel_id=was[persoon].tafel if persoon in was else None,
            was_vast=persoon in was and was[persoon].is_vast,
        )
        for persoon in changed
    )
    _replace(indeling, changed, wanted)
    old = indeling.stappen.order_by("-pk").values_list("pk", flat=True)[MOST_STEPS:]
    Tafelstap.objects.filter(pk__in=list(old)).delete()
    record(indeling, "tafels.indeling.gewijzigd", f"{zin} ({indeling.bijeenkomst.korte_titel})", by=by)
    return len(changed)


def _replace(indeling: Indeling, changed: list[int], wanted: Stoelen) -> None:
    indeling.plaatsen.filter(persoon__in=changed).delete()
    Tafelplaats.objects.bulk_create(
        Tafelplaats(
            indeling=indeling, persoon_id=persoon, tafel_id=wanted[persoon].tafel, is_vast=wanted[persoon].is_vast
        )
        for persoon in changed
        if persoon in wanted
    )


@transaction.atomic
def undo_step(indeling: Indeling, *, versie: int, by: User) -> str:
    """Take the last step back; answers what it was. Raises TransitionError when there is none."""
    refuse_cancelled(indeling.bijeenkomst)
    step = indeling.stappen.first()
    if step is None:
        raise TransitionError("Er is niets om ongedaan te maken.")
    store(indeling, versie=versie)
    changes = list(step.wissels.all())
    back = {
        change.persoon_id: Stoel(change.tafel_id, change.was_vast) for change in changes if change.tafel_id is not None
    }
    _replace(indeling, [change.persoon_id for change in changes], back)
    zin = step.zin
    step.delete()
    record(indeling, "tafels.indeling.ongedaan", f"maakte ongedaan: {zin} ({indeling.bijeenkomst.korte_titel})", by=by)
    return zin
