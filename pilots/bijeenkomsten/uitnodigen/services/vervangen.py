"""Send a colleague in one's place: the seat stays with the organisation, and it can be undone until it starts."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from datt.core.models import record
from datt.core.states import TransitionError
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services import antwoordpost
from pilots.bijeenkomsten.uitnodigen.services.collegas import Collega, find_or_keep
from pilots.bijeenkomsten.uitnodigen.services.grenzen import count_seats
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import lock_invitation, promote, say_yes
from pilots.bijeenkomsten.uitnodigen.services.post import stop_waiting
from pilots.traject.models import Bijeenkomst

S = UitnodigingStatus


@transaction.atomic
def send_colleague(uitnodiging: Uitnodiging, collega: Collega, *, wie: str) -> Uitnodiging:
    """Let a colleague of the same organisation come instead; answers their invitation.

    A seat, or the place on the waiting list, goes along; without one the colleague is asked. Raises
    TransitionError with what to do.
    """
    mine = lock_invitation(uitnodiging)
    meeting = mine.bijeenkomst
    _refuse_alone(mine)
    persoon = find_or_keep(mine.persoon, collega, wie=wie)
    theirs, _ = Uitnodiging.objects.get_or_create(bijeenkomst=meeting, persoon=persoon)
    theirs.bijeenkomst = meeting
    if theirs.in_plaats_van_id == mine.pk and theirs.status != S.AFGEMELD:
        return theirs
    _refuse_second(mine)
    theirs.refresh_from_db(fields=["in_plaats_van"])
    _refuse_busy(theirs)
    _refuse_full(meeting, mine, theirs)
    _hand_over(mine, theirs, wie=wie)
    return theirs


def _refuse_alone(mine: Uitnodiging) -> None:
    if mine.persoon.organisatie_id is None:
        raise TransitionError(
            "U staat hier zonder organisatie. Daarom kan er niemand in uw plaats komen. Bel ons gerust."
        )


def _refuse_second(mine: Uitnodiging) -> None:
    other = Uitnodiging.objects.with_persoon().filter(in_plaats_van=mine).first()
    if other is not None and other.status != S.AFGEMELD:
        raise TransitionError(f"{other.persoon} komt al in uw plaats. Draai dat eerst terug.")
    if other is not None:  # cancelled meanwhile: make room for another
        Uitnodiging.objects.filter(pk=other.pk).update(in_plaats_van=None)


def _refuse_busy(theirs: Uitnodiging) -> None:
    if theirs.has_seat or theirs.status == S.WACHTLIJST:
        raise TransitionError(f"{theirs.persoon} komt al of staat al op de wachtlijst. Kies een andere collega.")
    if theirs.in_plaats_van_id is not None and theirs.status != S.AFGEMELD:
        raise TransitionError(f"{theirs.persoon} is al gevraagd door een ander. Kies een andere collega.")


def _refuse_full(meeting: Bijeenkomst, mine: Uitnodiging, theirs: Uitnodiging) -> None:
    """The seat stays in the organisation, so only the limit of another position can stand in the way."""
    if not mine.has_seat:
        return
    zaal = count_seats(meeting)
    zaal.leave(mine.persoon)
    if zaal.is_full_for(theirs.persoon.positie):
        raise TransitionError(
            f"Voor de functie ‘{theirs.persoon.get_positie_display().lower()}’ zijn alle plaatsen bezet. Kies een"
            " collega met een andere functie."
        )


def _hand_over(mine: Uitnodiging, theirs: Uitnodiging, *, wie: str) -> None:
    now, door = timezone.now(), str(mine.persoon)
    had_seat, waited_since = mine.has_seat, mine.wacht_sinds
    uitleg = mine.uitleg
    reden = f"{theirs.persoon} komt in de plaats"
    leave = mine.withdraw if had_seat else mine.decline
    if mine.status not in {S.NEE, S.AFGEMELD}:
        stop_waiting(mine, by=None, reden=f"{reden}.")
        leave(now, by=None, wie=wie, reden=reden)
    if had_seat:
        theirs.accept(now, by=None, wie=wie, door=door)
    elif waited_since is not None:
        theirs.wait(now, by=None, wie=wie, door=door, uitleg=uitleg, sinds=waited_since)
    elif theirs.status == S.KLAAR:
        theirs.mark_sent(now, by=None, wie=wie)
    Uitnodiging.objects.filter(pk=theirs.pk).update(in_plaats_van=mine)
    theirs.in_plaats_van = mine
    zin = f"stuurt {theirs.persoon} naar {mine.bijeenkomst.korte_titel} in de plaats van {mine.persoon}"
    record(theirs, "uitnodigen.vervanger", zin, by=None, wie=wie)
    antwoordpost.tell_colleague(mine, theirs, had_seat=had_seat)


@transaction.atomic
def take_back(uitnodiging: Uitnodiging, *, wie: str) -> Uitnodiging:
    """Come oneself after all: the colleague's seat comes back, or else one asks for a seat anew.

    Raises TransitionError when the meeting began.
    """
    mine = lock_invitation(uitnodiging)
    meeting = mine.bijeenkomst
    theirs = Uitnodiging.objects.with_persoon().filter(in_plaats_van=mine).first()
    if theirs is None:
        return mine
    theirs.bijeenkomst = meeting
    Uitnodiging.objects.filter(pk=theirs.pk).update(in_plaats_van=None)
    who: dict[str, Any] = {"by": None, "wie": wie}
    now, had_seat = timezone.now(), theirs.has_seat
    if theirs.status not in {S.NEE, S.AFGEMELD}:
        stop_waiting(theirs, by=None, reden="De ander komt toch zelf.")
        leave = theirs.withdraw if had_seat else theirs.decline
        leave(now, reden=f"{mine.persoon} komt toch zelf", door=str(mine.persoon), **who)
    record(mine, "uitnodigen.vervanger.terug", f"komt toch zelf in plaats van {theirs.persoon} ({mine})", **who)
    antwoordpost.tell_not_needed(mine, theirs, had_seat=had_seat)
    if not had_seat or count_seats(meeting).is_full_for(mine.persoon.positie):
        mine = say_yes(mine, **who)
    else:
        mine.accept(now, **who)
        antwoordpost.confirm(mine, antwoordpost.prepare(mine))
    promote(meeting, by=None, waardoor=f"omdat {mine.persoon} toch zelf komt")
    return mine
