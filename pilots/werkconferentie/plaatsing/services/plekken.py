"""Write who is where: one place that checks the version, keeps the step to undo it, and logs."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from datt.core.versions import store
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus
from pilots.traject.models.bijeenkomst import HELD
from pilots.traject.services.verloop import refuse_ended
from pilots.werkconferentie.plaatsing.models import Plaatsing, Verdeelstap, Verdeelwissel, Verdeling
from pilots.werkconferentie.plaatsing.vraagstuk import Plek

MOST_STEPS = 20


@dataclass(frozen=True)
class Plaats:
    """A place without the person and the round that have it."""

    sessie: int
    is_vast: bool = False
    is_begeleider: bool = False
    keus: int | None = None
    reden: str = ""


type Plaatsen = Mapping[Plek, Plaats]


def division_of(meeting: Bijeenkomst) -> Verdeling:
    """The division of a meeting, made when it has none yet."""
    verdeling, _ = Verdeling.objects.get_or_create(bijeenkomst=meeting)
    verdeling.bijeenkomst = meeting
    return verdeling


def division_now(meeting: Bijeenkomst) -> Verdeling:
    """The division of a meeting to look at; who looks makes none: number 0 stands for one that is not there yet."""
    verdeling = Verdeling.objects.filter(bijeenkomst=meeting).first() or Verdeling(pk=0)
    verdeling.bijeenkomst = meeting
    return verdeling


def refuse_over(meeting: Bijeenkomst) -> None:
    """Of a meeting that was held or cancelled nobody changes place. Raises TransitionError."""
    refuse_ended(meeting.pilot)
    if meeting.status in {*HELD, BijeenkomstStatus.GEANNULEERD}:
        raise TransitionError(
            f"‘{meeting}’ is {meeting.get_status_display().lower()}. U kunt de verdeling nog lezen, maar niet meer"
            " veranderen."
        )


def places_now(verdeling: Verdeling) -> dict[Plek, Plaats]:
    """The place of everybody who still comes or leads."""
    return {
        (one.persoon_id, one.ronde_id): Plaats(one.sessie_id, one.is_vast, one.is_begeleider, one.keus, one.reden)
        for one in verdeling.plaatsingen.standing()
    }


@transaction.atomic
def write_places(verdeling: Verdeling, wanted: Plaatsen, *, zin: str, versie: int, by: User) -> int:
    """Let everybody be where `wanted` says, on top of `versie`; answers how many places changed.

    The place of who does not come any more goes. Raises VerouderdError, and TransitionError after the meeting.
    """
    refuse_over(verdeling.bijeenkomst)
    store(verdeling, versie=versie)
    was = places_now(verdeling)
    gone = [plek for plek in _rows(verdeling) if plek not in was]
    changed = sorted(plek for plek in {**was, **wanted} if was.get(plek) != wanted.get(plek))
    if changed:
        _keep_step(verdeling, {plek: was.get(plek) for plek in changed}, zin=zin, by=by)
    replace(verdeling, [*changed, *gone], wanted)
    record(verdeling, "plaatsing.gewijzigd", f"{zin} ({verdeling.bijeenkomst.korte_titel})", by=by)
    moved = [plek for plek in changed if _session(was.get(plek)) != _session(wanted.get(plek))]
    return len(moved)


def _session(plaats: Plaats | None) -> int | None:
    return plaats.sessie if plaats else None


def _rows(verdeling: Verdeling) -> list[Plek]:
    return list(verdeling.plaatsingen.order_by("pk").values_list("persoon", "ronde"))


def _keep_step(verdeling: Verdeling, was: Mapping[Plek, Plaats | None], *, zin: str, by: User) -> None:
    step = Verdeelstap.objects.create(verdeling=verdeling, zin=zin[:300], door=by)
    Verdeelwissel.objects.bulk_create(
        Verdeelwissel(
            stap=step,
            persoon_id=who,
            ronde_id=ronde,
            sessie_id=_session(before),
            was_vast=before is not None and before.is_vast,
            was_begeleider=before is not None and before.is_begeleider,
            keus=before.keus if before else None,
            reden=before.reden if before else "",
        )
        for (who, ronde), before in was.items()
    )
    old = verdeling.stappen.order_by("-pk").values_list("pk", flat=True)[MOST_STEPS:]
    Verdeelstap.objects.filter(pk__in=list(old)).delete()


def replace(verdeling: Verdeling, changed: Collection[Plek], wanted: Plaatsen) -> None:
    """Take away these places and write what is wanted there."""
    those = set(changed)
    rows = verdeling.plaatsingen.order_by("pk").values_list("pk", "persoon", "ronde")
    verdeling.plaatsingen.filter(pk__in=[pk for pk, who, ronde in rows if (who, ronde) in those]).delete()
    Plaatsing.objects.bulk_create(
        Plaatsing(
            verdeling=verdeling,
            persoon_id=who,
            ronde_id=ronde,
            sessie_id=place.sessie,
            is_vast=place.is_vast,
            is_begeleider=place.is_begeleider,
            keus=place.keus,
            reden=place.reden,
        )
        for (who, ronde), place in sorted(wanted.items())
        if (who, ronde) in those
    )
