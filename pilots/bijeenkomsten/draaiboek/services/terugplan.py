"""Undo a new plan while the meeting runs: what is still to come goes again as it was before."""

from collections.abc import Iterable

from django.db import transaction

from datt.accounts.models import User
from datt.core.states import TransitionError
from pilots.bijeenkomsten.draaiboek.loopstand import Dagstand
from pilots.bijeenkomsten.draaiboek.models import Blokloop, Draaiboek, Draaiboekblok
from pilots.bijeenkomsten.draaiboek.services.lopen import take_turn
from pilots.bijeenkomsten.draaiboek.services.verloop import loop_of


def replanned(stand: Dagstand, blocks: Iterable[Draaiboekblok]) -> list[Blokloop]:
    """What a new plan changed and that is not over: it goes on, is still to come, or was left out further on."""
    begun = [nr for nr, part in enumerate(stand.parts) if part.begon_op]
    ahead = {one.nr for part in stand.parts[max(begun, default=-1) + 1 :] for one in part.blokken}
    loops = [loop for block in blocks if (loop := loop_of(block)) is not None and loop.voor_plan is not None]
    return [loop for loop in loops if loop.eindigde_op is None or (loop.is_weg_door_plan and loop.blok_id in ahead)]


@transaction.atomic
def undo_plan(draaiboek: Draaiboek, *, stand: int, by: User) -> None:
    """Let the times hold again that held before the new plan, and bring back what that plan left out.

    Raises TransitionError when no new plan holds, and StandError when the page did not show where it stands.
    """
    turn = take_turn(draaiboek, stand=stand)
    loops = replanned(turn.stand, turn.blokken.values())
    if not loops:
        raise TransitionError("Er geldt geen nieuw plan. De tijden zijn zoals gepland.")
    for loop in loops:
        if loop.is_weg_door_plan:
            loop.eindigde_op, loop.is_overgeslagen = None, False
        loop.nu_minuten = loop.voor_plan or loop.nu_minuten
        loop.is_los = False
        loop.save()
    mine = Blokloop.objects.filter(blok__draaiboek=draaiboek)
    mine.update(voor_plan=None, is_weg_door_plan=False)
    turn.note("plan_terug", "ging terug naar de geplande tijden", by=by)
