"""The reserve list after a draw: for which seats nobody is on the guest list, and who is called for the next one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from datt.core.versions import store
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services.kiezen import put_on_list
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import lock_meeting, refuse_closed
from pilots.traject.services.verloop import refuse_ended
from pilots.werkconferentie.selectie.models import Lot, Selectie
from pilots.werkconferentie.selectie.services.volgorde import Stand, with_kind

KOMT_NIET = frozenset({UitnodigingStatus.NEE, UitnodigingStatus.AFGEMELD})


@dataclass(frozen=True)
class Oproep:
    """Who goes first of the reserve list, why just they, and in whose place."""

    lot: Lot
    zin: str
    in_plaats_van: Lot | None


@dataclass(frozen=True)
class Reservestand:
    vrij: int
    volgende: Oproep | None


def reserve_of(selectie: Selectie) -> Reservestand | None:
    """How it is now; None when the guests were not drawn."""
    if not selectie.is_taken_over or selectie.loting is None:
        return None
    meeting = selectie.bijeenkomst
    invited = {one.persoon_id: one for one in meeting.uitnodigingen.of_live().order_by("antwoord_op", "pk")}
    coming = [pk for pk, one in invited.items() if one.status not in KOMT_NIET]
    free = meeting.capaciteit - len(coming)
    if free <= 0:
        return Reservestand(0, None)
    lots = list(selectie.loting.loten.of_known().with_persoon())
    return Reservestand(free, _next(selectie, lots, invited, coming))


def _next(
    selectie: Selectie, lots: Sequence[Lot], invited: dict[int, Uitnodiging], coming: Sequence[int]
) -> Oproep | None:
    waiting = [
        one for one in lots
        if one.plek is not None and not one.is_gekozen and one.opgeroepen_op is None and one.persoon_id not in invited
    ]  # fmt: skip
    if not waiting:
        return None
    left = _who_left(lots, invited)
    known = with_kind([*coming, *(one.persoon_id for one in waiting), *([left.persoon_id] if left else [])])
    stand = Stand(selectie, list(selectie.regels.all()), [known[pk] for pk in coming])
    places = {one.persoon_id: f"{one.plek:06d}" for one in waiting}
    order = stand.rank([known[one.persoon_id] for one in waiting], known[left.persoon_id] if left else None, places)
    first = order[0]
    lot = next(one for one in waiting if one.persoon_id == first.nr)
    return Oproep(lot, first.zin.removeprefix(",").strip(), left)


def _who_left(lots: Sequence[Lot], invited: dict[int, Uitnodiging]) -> Lot | None:
    """Of who was drawn or called and does not come, the first in whose place nobody was called yet."""
    replaced = {one.in_plaats_van_id for one in lots}
    gone = [
        one for one in lots
        if (one.is_gekozen or one.opgeroepen_op) and one.pk not in replaced and _stays_away(invited.get(one.persoon_id))
    ]  # fmt: skip
    answered = {pk: nr for nr, pk in enumerate(invited)}
    return min(gone, key=lambda one: answered.get(one.persoon_id, -1), default=None)


def _stays_away(uitnodiging: Uitnodiging | None) -> bool:
    return uitnodiging is None or uitnodiging.status in KOMT_NIET


@transaction.atomic
def call_reserve(selectie: Selectie, lot: int, *, versie: int, by: User) -> Lot:
    """Put the first of the reserve list on the guest list; nothing is sent.

    Raises VerouderdError, TransitionError when another goes first by now (`lot` is who the page showed) or no seat is
    free.
    """
    meeting = lock_meeting(selectie.bijeenkomst_id)
    refuse_ended(meeting.pilot)
    refuse_closed(meeting)
    selectie.bijeenkomst = meeting
    store(selectie, versie=versie)
    stand = reserve_of(selectie)
    call = stand.volgende if stand else None
    if call is None or call.lot.pk != lot:
        raise TransitionError(
            "Er is intussen iets veranderd aan de gasten. Ververs de pagina en kijk wie nu aan de beurt is."
        )
    chosen = call.lot
    put_on_list(meeting, [chosen.persoon], by=by)
    chosen.opgeroepen_op, chosen.opgeroepen_om, chosen.in_plaats_van = timezone.now(), call.zin, call.in_plaats_van
    chosen.save(update_fields=["opgeroepen_op", "opgeroepen_om", "in_plaats_van"])
    record(selectie, "selectie.opgeroepen", f"riep {chosen.persoon} op van de reservelijst, {call.zin}", by=by)
    return chosen
