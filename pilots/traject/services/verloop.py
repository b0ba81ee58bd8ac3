"""The day itself and after: begin a meeting, close it and finish its report. None of these goes back."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.core import dates
from datt.core.states import TransitionError
from pilots.traject.haken import Verandering, tell_change
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, Pilot, PilotStatus
from pilots.traject.services.wijzigen import MOVABLE, refuse_closed

ENDED = (PilotStatus.GEARCHIVEERD, PilotStatus.AFGEBROKEN)
STEPS_AFTER = {
    BijeenkomstStatus.GEHOUDEN: (BijeenkomstStatus.VERSLAGEN,),
    BijeenkomstStatus.BEZIG: (BijeenkomstStatus.GEHOUDEN, BijeenkomstStatus.VERSLAGEN),
}


def refuse_ended(pilot: Pilot) -> None:
    """Checklists and reports may still be finished in the nazorg, not after it."""
    if pilot.status in ENDED:
        raise TransitionError(f"De pilot is {pilot.get_status_display().lower()}. Hier verandert niets meer.")


def refuse_unmovable(meeting: Bijeenkomst) -> None:
    """Say what to do instead when this meeting does not change any more."""
    refuse_closed(meeting.pilot)
    if meeting.status == BijeenkomstStatus.GEANNULEERD:
        raise TransitionError(f"‘{meeting}’ gaat niet door. Laat de bijeenkomst eerst weer doorgaan.")
    if meeting.status not in MOVABLE:
        raise TransitionError(
            f"‘{meeting}’ staat op {meeting.get_status_display().lower()}. Datum, plaats en naam veranderen niet meer."
        )


def may_begin(meeting: Bijeenkomst, today: date) -> bool:
    return meeting.datum <= today and meeting.may_become(BijeenkomstStatus.BEZIG)


def may_close(meeting: Bijeenkomst, today: date) -> bool:
    return meeting.datum <= today and meeting.may_become(BijeenkomstStatus.GEHOUDEN)


def check_step(meeting: Bijeenkomst, target: BijeenkomstStatus) -> None:
    """Refuse the question already when its answer would be refused."""
    if target == BijeenkomstStatus.VERSLAGEN:
        refuse_ended(meeting.pilot)
    else:
        refuse_closed(meeting.pilot)
    if not meeting.may_become(target):
        raise TransitionError(
            f"‘{meeting}’ staat op {meeting.get_status_display().lower()}. Daarom kan deze stap nu niet."
        )
    if target != BijeenkomstStatus.VERSLAGEN:
        _refuse_early(meeting)


@transaction.atomic
def begin_bijeenkomst(meeting: Bijeenkomst, *, by: User) -> None:
    """The doors open; from now on the facts of the meeting stand."""
    refuse_closed(meeting.pilot)
    if _is_done(meeting, BijeenkomstStatus.BEZIG):
        return
    _refuse_early(meeting)
    meeting.begin_now(by=by)
    tell_change(meeting, Verandering.BEGONNEN, by=by)


@transaction.atomic
def close_bijeenkomst(meeting: Bijeenkomst, *, by: User) -> None:
    """The meeting was held."""
    refuse_closed(meeting.pilot)
    if _is_done(meeting, BijeenkomstStatus.GEHOUDEN):
        return
    _refuse_early(meeting)
    meeting.close(by=by)
    tell_change(meeting, Verandering.GEHOUDEN, by=by)


@transaction.atomic
def report_bijeenkomst(meeting: Bijeenkomst, *, by: User) -> None:
    """The report is ready; this may be done after the pilot ended too."""
    refuse_ended(meeting.pilot)
    if not _is_done(meeting, BijeenkomstStatus.VERSLAGEN):
        meeting.report(by=by)
        tell_change(meeting, Verandering.VERSLAGEN, by=by)


def _is_done(meeting: Bijeenkomst, target: Any) -> bool:
    """A second click on the same button changes nothing."""
    meeting.refresh_from_db(fields=["status", "datum"])
    return meeting.status == target or meeting.status in STEPS_AFTER.get(target, ())


def _refuse_early(meeting: Bijeenkomst) -> None:
    if meeting.datum > timezone.localdate():
        raise TransitionError(
            f"‘{meeting}’ is pas op {dates.day(meeting.datum)}. Beginnen en afsluiten kan vanaf die dag."
            " Was de bijeenkomst eerder? Verzet dan eerst de datum."
        )
