"""Give seats and take them back, one at a time under the lock of the meeting.

Whoever answers waits for the lock, counts, and gets a seat or a place on the waiting list; a seat that comes free goes
to who waits longest and fits every limit (or to who goes first by another order, see `volgorde`), in the same
transaction. So the eleventh never gets the tenth seat, and nobody waits while there is a seat for them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from datt.core import dates
from datt.core.states import TransitionError
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services import antwoordpost
from pilots.bijeenkomsten.uitnodigen.services.grenzen import Zaal, count_seats, why_waiting
from pilots.bijeenkomsten.uitnodigen.services.post import stop_waiting
from pilots.bijeenkomsten.uitnodigen.volgorde import Beurt, in_order
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, Persoon

type Post = dict[str, str]

S = UitnodigingStatus
DOOR_NAAR_PLAATS = "U schuift door van de wachtlijst, omdat er een plaats vrijkwam"
WEG = "Deze uitnodiging is er niet meer: zij is net ingetrokken of samengevoegd. Bel ons als dat niet klopt."
KOMT_NIET = "Deze gast komt niet."
MEESTE_UITLEG, MEESTE_ZIN = 300, 500  # as much as the columns hold
DOOR_VOORBIJ = ", en wie langer wachtte, past niet binnen de grenzen voor organisatie of functie"


@dataclass(frozen=True)
class Antwoord:
    """An answer under the lock: the invitation as it stands now, and the moment."""

    uitnodiging: Uitnodiging
    nu: datetime

    @property
    def meeting(self) -> Bijeenkomst:
        return self.uitnodiging.bijeenkomst


def say_yes(
    uitnodiging: Uitnodiging, *, by: Any, wie: str = "", door: str = "", post: Post | None = None
) -> Uitnodiging:
    """Give a seat, or a place on the waiting list with the reason; who has one of the two keeps it.

    `wie` is how the log names who answered without an account, `door` who that was when it was not the guest,
    `post` what `antwoordpost.prepare` found. Raises TransitionError when the meeting began, was cancelled, or
    (for who has no account) the last day to answer has passed.
    """
    velden = antwoordpost.prepare(uitnodiging) if post is None else post
    with transaction.atomic():
        antwoord = _lock(uitnodiging)
        mine = antwoord.uitnodiging
        if mine.has_seat or mine.status == S.WACHTLIJST:
            return mine
        zaal = count_seats(antwoord.meeting)
        if by is None:
            _refuse_late(antwoord.meeting, zaal)
        who: dict[str, Any] = {"by": by, "wie": wie, "door": _door(by, door)}
        obstacles = zaal.obstacles(mine.persoon)
        if obstacles:
            mine.wait(antwoord.nu, uitleg=why_waiting(obstacles), **who)
        else:
            mine.accept(antwoord.nu, **who)
        antwoordpost.confirm(mine, velden)
    return mine


def say_no(
    uitnodiging: Uitnodiging, *, by: Any, wie: str = "", door: str = "", reden: str = "", post: Post | None = None
) -> Uitnodiging:
    """Decline, or give a seat back; always possible until the meeting begins. A seat goes to who waits for it."""
    velden = antwoordpost.prepare(uitnodiging) if post is None else post
    with transaction.atomic():
        antwoord = _lock(uitnodiging)
        mine = antwoord.uitnodiging
        who: dict[str, Any] = {"by": by, "wie": wie, "door": _door(by, door), "reden": reden}
        if mine.status not in {S.NEE, S.AFGEMELD}:
            stop_waiting(mine, by=by, reden=KOMT_NIET)
        if mine.has_seat:
            mine.withdraw(antwoord.nu, **who)
            antwoordpost.confirm(mine, velden, had_seat=True)
            waardoor = f"omdat {mine.persoon} zich afmeldde"
            promote(antwoord.meeting, by=None, waardoor=waardoor, vrijgekomen=mine.persoon)
        elif mine.status not in {S.NEE, S.AFGEMELD}:
            mine.decline(antwoord.nu, **who)
            antwoordpost.confirm(mine, velden)
    return mine


withdraw = say_no  # who had a seat becomes `afgemeld`, all others `nee`


def say_maybe(
    uitnodiging: Uitnodiging, *, by: Any, wie: str = "", door: str = "", post: Post | None = None
) -> Uitnodiging:
    """Not sure yet: no seat is kept, so one that was given goes to who waits for it."""
    velden = antwoordpost.prepare(uitnodiging) if post is None else post
    with transaction.atomic():
        antwoord = _lock(uitnodiging)
        mine = antwoord.uitnodiging
        had_seat = mine.has_seat
        if mine.status != S.MISSCHIEN:
            mine.doubt(antwoord.nu, by=by, wie=wie, door=_door(by, door))
            antwoordpost.confirm(mine, velden, had_seat=had_seat)
        if had_seat:
            waardoor = f"omdat {mine.persoon} het nog niet zeker weet"
            promote(antwoord.meeting, by=None, waardoor=waardoor, vrijgekomen=mine.persoon)
    return mine


@transaction.atomic
def promote(
    bijeenkomst: Bijeenkomst, *, by: Any, waardoor: str = "", vrijgekomen: Persoon | None = None
) -> list[Uitnodiging]:
    """Give every seat that is free to who goes first and fits; call it after each change of a limit.

    Who waits longest goes first, unless the meeting has an order of its own (`volgorde`); `vrijgekomen` is who gave
    the seat back. `waardoor` is why, for the log ("omdat ..."); the guest never reads it. Answers who moved up.
    """
    meeting = lock_meeting(bijeenkomst.pk)
    if not is_open(meeting):
        return []
    zaal = count_seats(meeting)
    waiting = list(meeting.uitnodigingen.waiting().with_persoon())
    for one in waiting:
        one.bijeenkomst = meeting
    moved: list[Uitnodiging] = []
    while (found := _next(meeting, zaal, waiting, vrijgekomen)) is not None:
        beurt, passed = found
        zaal.take(beurt.uitnodiging.persoon)
        _move_up(beurt, passed=passed, by=by, waardoor=waardoor)
        waiting.remove(beurt.uitnodiging)
        moved.append(beurt.uitnodiging)
        vrijgekomen = None  # that one seat has been given on
    _explain_again(zaal, waiting)
    return moved


def _next(
    meeting: Bijeenkomst, zaal: Zaal, waiting: list[Uitnodiging], vrijgekomen: Persoon | None
) -> tuple[Beurt, bool] | None:
    """Who gets the next seat, and whether somebody was passed over who does not fit; None when nobody does."""
    if not any(zaal.fits(one.persoon) for one in waiting):
        return None
    order = in_order(meeting, vrijgekomen, waiting)
    nr = next(nr for nr, beurt in enumerate(order) if zaal.fits(beurt.uitnodiging.persoon))
    return order[nr], nr > 0


def _move_up(beurt: Beurt, *, passed: bool, by: Any, waardoor: str) -> None:
    one = beurt.uitnodiging
    zin = f"schoof {one} door van de wachtlijst naar een plaats {waardoor}".rstrip() + beurt.zin
    voorbij = DOOR_VOORBIJ if passed else ""
    one.move_up(by=by, uitleg=f"{DOOR_NAAR_PLAATS}{beurt.uitleg}{voorbij}."[:MEESTE_UITLEG], zin=zin[:MEESTE_ZIN])
    antwoordpost.tell_moved_up(one)


def _explain_again(zaal: Zaal, waiting: Iterable[Uitnodiging]) -> None:
    """Let who still waits read why that is now: the limit of yesterday may be gone."""
    changed = []
    for one in waiting:
        uitleg = why_waiting(zaal.obstacles(one.persoon))
        if one.uitleg != uitleg:
            one.uitleg = uitleg
            changed.append(one)
    Uitnodiging.objects.bulk_update(changed, ["uitleg"])


def lock_meeting(pk: int) -> Bijeenkomst:
    """Let nobody else give or take a seat of this meeting until this transaction ends."""
    locked: Bijeenkomst = (
        Bijeenkomst.objects.select_for_update(of=("self",)).select_related("pilot__gemeente").get(pk=pk)
    )
    return locked


def _lock(uitnodiging: Uitnodiging) -> Antwoord:
    """The invitation as it stands now, under the lock. Raises TransitionError when answering is over."""
    mine = lock_invitation(uitnodiging)
    return Antwoord(mine, timezone.now())


def lock_invitation(uitnodiging: Uitnodiging) -> Uitnodiging:
    """The invitation as it stands now, with its meeting locked. Raises TransitionError when answering is over."""
    meeting = lock_meeting(uitnodiging.bijeenkomst_id)
    mine: Uitnodiging | None = Uitnodiging.objects.of_live().with_persoon().filter(pk=uitnodiging.pk).first()
    if mine is None:
        raise TransitionError(WEG)
    mine.bijeenkomst = meeting
    refuse_closed(meeting)
    return mine


def refuse_closed(meeting: Bijeenkomst) -> None:
    """Raises TransitionError, with what to do, when no answer can be given or changed any more."""
    if meeting.status == BijeenkomstStatus.GEANNULEERD:
        raise TransitionError(f"‘{meeting}’ gaat niet door. U hoeft niets meer te doen.")
    if meeting.is_held():
        raise TransitionError(f"‘{meeting}’ is al geweest. Uw antwoord kan niet meer veranderen.")
    if not is_open(meeting):
        raise TransitionError(f"‘{meeting}’ is al begonnen. Bel ons als er iets verandert.")


def is_open(meeting: Bijeenkomst) -> bool:
    """Answers can change until it begins."""
    return meeting.is_open() and meeting.status != BijeenkomstStatus.BEZIG and timezone.now() < meeting.begint_op


def _refuse_late(meeting: Bijeenkomst, zaal: Zaal) -> None:
    last = zaal.regels.antwoord_voor
    if last is not None and timezone.localdate() > last:
        raise TransitionError(
            f"Ja zeggen op ‘{meeting}’ kon tot en met {dates.day(last)}. Wilt u toch komen? Bel ons, dan kijken wij"
            " wat er kan."
        )


def _door(by: Any, door: str) -> str:
    """Who answered for the guest: an account always does."""
    return door or (str(by) if by is not None else "")
