"""The rules of the seats: how many in all, per organisation and per position, and until when one may answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models, transaction

from datt.accounts.models import User
from datt.core.models import record
from datt.core.versions import VerouderdError
from pilots.bijeenkomsten.uitnodigen.models import Plaatsregels, Positiegrens
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import lock_meeting, promote, refuse_closed
from pilots.traject.models import Bijeenkomst
from pilots.traject.services.wijzigen import change_bijeenkomst


@dataclass(frozen=True, kw_only=True)
class Regels:
    """What the facilitator wants; None is no limit."""

    capaciteit: int
    per_organisatie: int | None = None
    antwoord_voor: date | None = None
    grenzen: Mapping[str, int | None]


def rules_of(meeting: Bijeenkomst) -> Plaatsregels:
    """The rules as they stand; without a row there are none yet."""
    return Plaatsregels.objects.filter(bijeenkomst=meeting).first() or Plaatsregels(bijeenkomst=meeting)


def limits_of(meeting: Bijeenkomst) -> dict[str, int]:
    return dict(meeting.positiegrenzen.order_by().values_list("positie", "hoogstens"))


@transaction.atomic
def change_rules(bijeenkomst: Bijeenkomst, to: Regels, *, versie: int, by: User) -> int:
    """Keep the rules and let who waits move up into what became free; answers how many moved.

    Raises VerouderdError when somebody changed them since `versie`, TransitionError when answering is over.
    """
    meeting = lock_meeting(bijeenkomst.pk)
    refuse_closed(meeting)
    _keep(meeting, to, versie)
    _keep_limits(meeting, to.grenzen)
    waiting = meeting.uitnodigingen.waiting().count()
    if to.capaciteit != meeting.capaciteit:
        change_bijeenkomst(meeting, {"capaciteit": to.capaciteit}, versie=meeting.versie, by=by)
    promote(meeting, by=by, waardoor="omdat de regels voor de plaatsen veranderden")
    record(meeting, "uitnodigen.plaatsregels", f"paste de plaatsen van {meeting} aan", by=by)
    bijeenkomst.capaciteit = to.capaciteit
    return int(waiting - meeting.uitnodigingen.waiting().count())


def _keep(meeting: Bijeenkomst, to: Regels, versie: int) -> None:
    Plaatsregels.objects.get_or_create(bijeenkomst=meeting)
    kept = Plaatsregels.objects.filter(bijeenkomst=meeting, versie=versie).update(
        per_organisatie=to.per_organisatie, antwoord_voor=to.antwoord_voor, versie=models.F("versie") + 1
    )
    if not kept:
        raise VerouderdError(rules_of(meeting))


def _keep_limits(meeting: Bijeenkomst, grenzen: Mapping[str, int | None]) -> None:
    wanted = {positie: most for positie, most in grenzen.items() if most is not None}
    meeting.positiegrenzen.exclude(positie__in=wanted).delete()
    Positiegrens.objects.bulk_create(
        [Positiegrens(bijeenkomst=meeting, positie=positie, hoogstens=most) for positie, most in wanted.items()],
        update_conflicts=True, unique_fields=["bijeenkomst", "positie"], update_fields=["hoogstens"],
    )  # fmt: skip
