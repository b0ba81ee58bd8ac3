"""Run a meeting: begin, go on, give more time, skip, go back. Two people who do the same at once do it once.

Every step first raises `stand` of the run sheet, which also locks it; only then it looks where the meeting stands.
A step says from which block to which it goes, so a second click, or somebody else's, finds that this was done.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from datt.accounts.models import User
from datt.core.models import record
from datt.core.states import TransitionError
from pilots.bijeenkomsten.draaiboek.loopstand import MINUTE, Dagstand, Loop, Part
from pilots.bijeenkomsten.draaiboek.models import Blokloop, Draaiboek, Draaiboekblok
from pilots.bijeenkomsten.draaiboek.services.stand import tell_screens
from pilots.bijeenkomsten.draaiboek.services.verloop import blocks_of, stand_from, whole_minutes
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus

MEER = 5  # minutes
LANGST = 600
EARLY = timedelta(hours=3)
FORGOTTEN = timedelta(hours=2)


class StandError(TransitionError):
    """Somebody went on in the meantime; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("Iemand anders deed net al een stap, of u tikte twee keer. Hier ziet u waar het nu staat.")


@dataclass(frozen=True)
class Beurt:
    """One step while it is made: the run sheet is locked, and this is where it stands."""

    draaiboek: Draaiboek
    blokken: dict[int, Draaiboekblok]
    stand: Dagstand
    now: datetime

    def loop(self, nr: int) -> Blokloop:
        blok = self.blokken[nr]
        found, is_new = Blokloop.objects.get_or_create(
            blok=blok, defaults={"gepland_minuten": blok.minuten, "nu_minuten": blok.minuten}
        )
        if not is_new and found.begon_op is None and found.gepland_minuten != blok.minuten:
            found.gepland_minuten = found.nu_minuten = blok.minuten  # the block was changed since
            found.voor_plan = None
        return found

    def begin(self, blocks: Iterable[Loop]) -> None:
        for one in blocks:
            if one.is_straks:
                loop = self.loop(one.nr)
                loop.begon_op = self.now
                loop.save()

    def end(self, blocks: Iterable[Loop]) -> None:
        """End what goes on, and skip what never began."""
        for one in blocks:
            if not one.is_voorbij:
                loop = self.loop(one.nr)
                loop.eindigde_op = self.now
                loop.is_overgeslagen = loop.begon_op is None
                loop.save()

    def note(self, wat: str, zin: str, *, by: User | None, wie: str = "") -> None:
        record(self.draaiboek, f"draaiboek.loop.{wat}", zin, by=by, wie=wie)


def take_turn(draaiboek: Draaiboek, *, stand: int | None = None) -> Beurt:
    """Lock the run sheet and look where it stands. Raises StandError when it is not at `stand` any more."""
    mine = Draaiboek.objects.filter(pk=draaiboek.pk)
    if stand is not None:
        mine = mine.filter(stand=stand)
    if mine.update(stand=F("stand") + 1) != 1:
        raise StandError
    fresh = Draaiboek.objects.select_related("bijeenkomst__pilot__gemeente").get(pk=draaiboek.pk)
    _refuse_unless_going(fresh.bijeenkomst)
    tell_screens(fresh)
    blocks = blocks_of(fresh)
    now = _after_all(blocks)
    return Beurt(fresh, {one.pk: one for one in blocks}, stand_from(fresh, blocks, now=now), now)


def _refuse_unless_going(meeting: Bijeenkomst) -> None:
    if meeting.status != BijeenkomstStatus.BEZIG:
        raise TransitionError(
            f"‘{meeting}’ staat op {meeting.get_status_display().lower()}. Het draaiboek loopt alleen"
            " als de bijeenkomst bezig is."
        )


def _after_all(blocks: Iterable[Draaiboekblok]) -> datetime:
    """Now, and always later than the step before: each step has a moment of its own, by which it can be undone."""
    latest = max(moments_of(blocks), default=None)
    now = timezone.now()
    return now if latest is None or now > latest else latest + timedelta(microseconds=1)


def moments_of(blocks: Iterable[Draaiboekblok]) -> list[datetime]:
    loops = [one.loop for one in blocks if hasattr(one, "loop")]
    return [moment for loop in loops for moment in (loop.begon_op, loop.eindigde_op) if moment is not None]


@transaction.atomic
def begin_run(draaiboek: Draaiboek, *, by: User) -> None:
    """Begin the first block; a second time changes nothing. Who begins early lets the first block last longer."""
    turn = take_turn(draaiboek)
    if turn.stand.is_begonnen or turn.stand.straks is None:
        return
    first = turn.stand.straks
    Draaiboek.objects.filter(pk=draaiboek.pk).update(begonnen_op=turn.now)
    turn.begin(first.blokken)
    if timedelta(0) < first.begint - turn.now <= EARLY:
        for one in first.blokken:
            paper_end = first.begint + one.gepland * MINUTE
            Blokloop.objects.filter(blok=one.nr).update(nu_minuten=min(LANGST, whole_minutes(paper_end - turn.now)))
    turn.note("begonnen", f"begon met het draaiboek: ‘{first.titel}’", by=by)


@transaction.atomic
def go_on(draaiboek: Draaiboek, *, van: int, naar: int, by: User) -> None:
    """End what goes on and begin what comes next; `van` and `naar` are the first blocks of both, 0 for none.

    Raises StandError when that is not the step to make any more.
    """
    turn = take_turn(draaiboek)
    now, following = turn.stand.nu, turn.stand.straks
    if not turn.stand.is_begonnen or (van, naar) != (number_of(now), number_of(following)) or not (van or naar):
        raise StandError
    if now:
        turn.end(now.blokken)
    if following:
        turn.begin(following.blokken)
        turn.note("verder", f"ging verder met ‘{following.titel}’", by=by)
    else:
        turn.note("klaar", "rondde het laatste blok van het draaiboek af", by=by)


def number_of(part: Part | None) -> int:
    return part.blokken[0].nr if part else 0


@transaction.atomic
def finish_room(draaiboek: Draaiboek, *, blok: int, by: User | None, wie: str = "") -> None:
    """One of several rooms is done; the others go on. Done already: nothing changes."""
    turn = take_turn(draaiboek)
    part, one = turn.stand.nu, turn.stand.block(blok)
    if part is None or part.is_samen or one not in part.blokken or one is None or one.is_straks:
        raise StandError
    if one.is_nu:
        turn.end([one])
        turn.note("ruimte_klaar", f"was klaar met ‘{one.titel}’{_in(one)}", by=by, wie=wie)


@transaction.atomic
def give_time(draaiboek: Draaiboek, *, blok: int, minuten: int, by: User | None, wie: str = "") -> None:
    """Give a block that goes on five minutes more, counted from now when its time is over.

    `minuten` is how long it was to take on the page that asked: a second click changes nothing.
    """
    turn = take_turn(draaiboek)
    one = turn.stand.block(blok)
    if one is None or not one.is_nu or one.begon_op is None or one.minuten != minuten:
        raise StandError
    longer = max(one.minuten, whole_minutes(turn.now - one.begon_op)) + MEER
    Blokloop.objects.filter(blok=blok).update(nu_minuten=min(longer, LANGST))
    turn.note("langer", f"gaf ‘{one.titel}’{_in(one)} {MEER} minuten extra", by=by, wie=wie)


@transaction.atomic
def skip_block(draaiboek: Draaiboek, *, blok: int, by: User) -> None:
    """Leave out a block that has not begun. Left out already: nothing changes."""
    turn = take_turn(draaiboek)
    one = turn.stand.block(blok)
    if one is None or one.begon_op is not None:
        raise StandError
    if one.is_straks:
        turn.end([one])
        turn.note("overgeslagen", f"sloeg ‘{one.titel}’{_in(one)} over", by=by)


@transaction.atomic
def step_back(draaiboek: Draaiboek, *, stand: int, by: User) -> None:
    """Undo the last step, whoever made it. Raises StandError when the page did not show that step."""
    turn = take_turn(draaiboek, stand=stand)
    moments = sorted(set(moments_of(turn.blokken.values())))
    if len(moments) < 2:  # the first is the beginning
        raise TransitionError("Dit is het begin van het draaiboek. Verder terug kan niet.")
    mine = Blokloop.objects.filter(blok__draaiboek=draaiboek)
    mine.filter(eindigde_op=moments[-1]).update(eindigde_op=None, is_overgeslagen=False, is_weg_door_plan=False)
    mine.filter(begon_op=moments[-1]).update(begon_op=None)
    turn.note("terug", "maakte de laatste stap van het draaiboek ongedaan", by=by)


def end_run(draaiboek: Draaiboek) -> None:
    """The meeting was closed: what goes on ends. Closed much later, it ended when it should have."""
    blocks = blocks_of(draaiboek)
    now = timezone.now()
    for part in stand_from(draaiboek, blocks, now=now).parts:
        for one in part.blokken:
            if one.is_nu and one.eindigt:
                late = now - one.eindigt > FORGOTTEN
                Blokloop.objects.filter(blok=one.nr).update(eindigde_op=one.eindigt if late else now)
    Draaiboek.objects.filter(pk=draaiboek.pk).update(stand=F("stand") + 1)
    tell_screens(draaiboek)


def _in(one: Loop) -> str:
    return f" in {one.ruimte}" if one.ruimte else ""
