"""'We zijn 12 minuten later': a new plan for the rest of the day, or in words why there is none and what would help."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.core import dates
from datt.core.states import TransitionError
from pilots.bijeenkomsten.draaiboek.herplannen import Blok, Deel, Knelpunt, Voorstel, replan
from pilots.bijeenkomsten.draaiboek.loopstand import MINUTE, Dagstand, Part, still_to_come
from pilots.bijeenkomsten.draaiboek.models import Blokloop, Draaiboek
from pilots.bijeenkomsten.draaiboek.services.lopen import Beurt, take_turn
from pilots.bijeenkomsten.draaiboek.services.verloop import moment_of, stand_of, whole_minutes
from pilots.bijeenkomsten.draaiboek.tijden import minutes, minutes_of


@dataclass(frozen=True, kw_only=True)
class Uitloop:
    """What the facilitator says: how much later, and what may give way."""

    minuten: int
    weg: frozenset[int] = frozenset()
    los: frozenset[int] = frozenset()
    eind: time | None = None


@dataclass(frozen=True, kw_only=True)
class Regel:
    """A part of the rest of the day: when it was to begin and how long, and what becomes of it."""

    nr: int
    titel: str
    begint: datetime
    was: datetime | None
    minuten: int
    eerst: int
    is_vast: bool
    is_pauze: bool

    @property
    def korter(self) -> int:
        return self.eerst - self.minuten

    @property
    def is_later(self) -> bool:
        return self.was is not None and self.begint > self.was


@dataclass(frozen=True, kw_only=True)
class Hulp:
    """One thing that would help, and the wish that asks for it."""

    tekst: str
    uitloop: Uitloop


@dataclass(frozen=True, kw_only=True)
class Bezwaar:
    """Why it does not fit at one fixed time."""

    zin: str
    hulp: tuple[Hulp, ...]


@dataclass(frozen=True, kw_only=True)
class Nieuwplan:
    uitloop: Uitloop
    begin: datetime
    eind: datetime
    uiterlijk: datetime
    regels: tuple[Regel, ...]
    bezwaren: tuple[Bezwaar, ...]
    zinnen: tuple[str, ...]
    voorstel: Voorstel
    delen: tuple[Part, ...] = field(repr=False)

    @property
    def kan(self) -> bool:
        return self.voorstel.kan


def propose(draaiboek: Draaiboek, uitloop: Uitloop, *, now: datetime | None = None) -> Nieuwplan:
    now = now or timezone.now()
    return plan_from(draaiboek, stand_of(draaiboek, now=now), uitloop, now)


def plan_from(draaiboek: Draaiboek, stand: Dagstand, uitloop: Uitloop, now: datetime) -> Nieuwplan:
    meeting = draaiboek.bijeenkomst
    parts = [left for part in still_to_come(stand.parts) if (left := _without(part, uitloop))]
    begin = begin_of_rest(stand, uitloop.minuten, now)
    latest = moment_of(meeting.datum, minutes_of(uitloop.eind or meeting.eind))
    days = [_as_deel(part, begin) for part in parts]
    plan = replan(days, begin=0, eind=(latest - begin) // MINUTE)
    return Nieuwplan(
        uitloop=uitloop,
        begin=begin,
        eind=begin + plan.eind * MINUTE,
        uiterlijk=latest,
        regels=tuple(_lines(parts, stand, plan, begin)),
        bezwaren=tuple(_objection(point, uitloop, begin) for point in plan.knelpunten),
        zinnen=tuple(_sentences(plan)),
        voorstel=plan,
        delen=tuple(parts),
    )


def begin_of_rest(stand: Dagstand, later: int, now: datetime) -> datetime:
    """When what comes next can begin, on a whole minute: so much later than it would, and never before now."""
    busy = stand.nu.eindigt if stand.nu else None
    at = max(now, (busy or stand.straks_om or now) + later * MINUTE)
    whole = at.replace(second=0, microsecond=0)
    return whole if whole == at else whole + MINUTE


def _without(part: Part, uitloop: Uitloop) -> Part | None:
    left = tuple(one for one in part.blokken if one.is_straks and one.nr not in uitloop.weg)
    loose = any(one.nr in uitloop.los for one in part.blokken)
    return replace(part, blokken=left, vast=None if loose else part.vast) if left else None


def _as_deel(part: Part, begin: datetime) -> Deel:
    blocks = tuple(
        Blok(nr=one.nr, titel=one.titel, minuten=one.minuten, minstens=one.minstens, is_pauze=one.is_pauze)
        for one in part.blokken
    )
    return Deel(blokken=blocks, vast=(part.vast - begin) // MINUTE if part.vast else None)


def _lines(parts: Iterable[Part], stand: Dagstand, plan: Voorstel, begin: datetime) -> Iterable[Regel]:
    at = begin
    for part in parts:
        at = max(at, part.vast or at)
        length = max(plan.minuten[one.nr] for one in part.blokken)
        yield Regel(
            nr=part.blokken[0].nr,
            titel=part.titel,
            begint=at,
            was=stand.begin_of(part),
            minuten=length,
            eerst=max(one.minuten for one in part.blokken),
            is_vast=part.vast is not None,
            is_pauze=part.is_pauze,
        )
        at += length * MINUTE


def _sentences(plan: Voorstel) -> Iterable[str]:
    """What the plan does, for who has no time to compare tables."""
    if not plan.inkortingen:
        yield "Er is genoeg speling. Geen blok wordt korter."
        return
    yield f"Samen worden de blokken {minutes(plan.gewonnen)} korter, elk naar wat het missen kan."
    if plan.pauzes_korter:
        yield "Ook een pauze wordt korter: de andere blokken kunnen niets meer missen."
    else:
        yield "De pauzes blijven even lang."


def _objection(point: Knelpunt, uitloop: Uitloop, begin: datetime) -> Bezwaar:
    om = dates.clock(begin + point.minuut * MINUTE)
    what = f"De bijeenkomst eindigt om {om}" if point.is_eind else f"‘{point.titel}’ staat vast om {om}"
    return Bezwaar(
        zin=f"{what}. Ook als alle blokken ervoor zo kort mogelijk zijn, komt u {minutes(point.tekort)} tekort.",
        hulp=tuple(_helps(point, uitloop, begin)),
    )


def _helps(point: Knelpunt, uitloop: Uitloop, begin: datetime) -> Iterable[Hulp]:
    for part in point.weglaten[:3]:
        yield Hulp(
            tekst=f"Sla ‘{part.titel}’ over. Dat scheelt minstens {minutes(part.kortste)}.",
            uitloop=_skipping(uitloop, [part]),
        )
    if point.samen:
        names = " en ".join(f"‘{part.titel}’" for part in point.samen)
        yield Hulp(tekst=f"Sla {names} over. Eén blok alleen is niet genoeg.", uitloop=_skipping(uitloop, point.samen))
    new = begin + (point.minuut + point.tekort) * MINUTE
    if point.is_eind:
        local = dates.local(new).time()
        yield Hulp(tekst=f"Ga door tot {dates.clock(new)}.", uitloop=replace(uitloop, eind=local))
    elif point.nr is not None:
        yield Hulp(
            tekst=f"Laat de vaste tijd van ‘{point.titel}’ los. Het kan dan om {dates.clock(new)} beginnen.",
            uitloop=replace(uitloop, los=uitloop.los | {point.nr}),
        )


def _skipping(uitloop: Uitloop, parts: Iterable[Deel]) -> Uitloop:
    return replace(uitloop, weg=uitloop.weg | {block.nr for part in parts for block in part.blokken})


@transaction.atomic
def accept_plan(draaiboek: Draaiboek, uitloop: Uitloop, *, stand: int, by: User) -> Nieuwplan:
    """Let the new plan hold. Raises StandError when somebody made a step since it was shown."""
    turn = take_turn(draaiboek, stand=stand)
    if not turn.stand.is_begonnen:
        raise TransitionError("Het draaiboek loopt nog niet. Begin eerst met het eerste blok.")
    plan = plan_from(turn.draaiboek, turn.stand, uitloop, turn.now)
    if not plan.kan:
        raise TransitionError("Zo past het niet meer. Vraag het plan opnieuw: er ging intussen tijd voorbij.")
    _lengthen_current(turn, plan)
    _write(turn, plan)
    turn.note("herpland", f"paste het plan aan: {minutes(uitloop.minuten)} later", by=by)
    return plan


def _lengthen_current(turn: Beurt, plan: Nieuwplan) -> None:
    """What goes on now lasts until the rest begins."""
    for one in turn.stand.nu.blokken if turn.stand.nu else ():
        if one.is_nu and one.begon_op:
            until = whole_minutes(plan.begin - one.begon_op)
            loop = turn.loop(one.nr)
            loop.replan(max(1, min(600, until)))
            loop.save()


def _write(turn: Beurt, plan: Nieuwplan) -> None:
    for number, length in plan.voorstel.minuten.items():
        loop = turn.loop(number)
        loop.replan(length)
        loop.save()
    for part in turn.stand.parts:
        if any(one.nr in plan.uitloop.los for one in part.blokken):
            for one in part.blokken:
                Blokloop.objects.filter(pk=turn.loop(one.nr).pk).update(is_los=True)
        out = [one for one in part.blokken if one.nr in plan.uitloop.weg and one.is_straks]
        turn.end(out)
        for one in out:
            loop = turn.loop(one.nr)
            loop.replan(loop.nu_minuten)
            loop.is_weg_door_plan = True
            loop.save()


def late_by(stand: Dagstand, now: datetime) -> int:
    """How much later the page proposes by itself: what the clock says that the current block is over its time."""
    busy = stand.nu.eindigt if stand.nu else stand.straks_om
    over = (now - busy) if busy else timedelta(0)
    return max(5, whole_minutes(over))
