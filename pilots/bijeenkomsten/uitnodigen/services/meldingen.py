"""Tell everybody who was invited that the meeting moved, is somewhere else, or is off."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from datt.berichten.models import Kanaal
from datt.berichten.services import Ontvanger, queue_many, withdraw
from datt.core import dates
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services.agenda import CANCEL, REQUEST, Gastagenda
from pilots.bijeenkomsten.uitnodigen.services.berichtvelden import cancel_fields, fields_for_all, sentence
from pilots.bijeenkomsten.uitnodigen.services.post import about_invitations, reach_of
from pilots.traject.haken import Aanleiding
from pilots.traject.models import Bijeenkomst

S = UitnodigingStatus
# Who expects it to happen, or hopes so; who declined is left alone.
WIL_HET_WETEN = (S.VERSTUURD, S.JA, S.MISSCHIEN, S.WACHTLIJST)
# So shortly before, a mail alone may be read too late.
KORT_ERVOOR = timedelta(days=3)


def to_be_told(meeting: Bijeenkomst) -> list[Uitnodiging]:
    rows = list(meeting.uitnodigingen.of_live().filter(status__in=WIL_HET_WETEN).with_persoon())
    for one in rows:
        one.bijeenkomst = meeting
    return rows


def tell_moved(meeting: Bijeenkomst, *, by: Any) -> int:
    """Another day or time; what still waits about the old day does not go out."""
    rows, why = to_be_told(meeting), meeting.aanleiding or Aanleiding()
    withdraw(about_invitations(meeting), by=by, reden="De datum van de bijeenkomst veranderde.", kring=meeting.pilot)
    if not rows or meeting.begint_op < timezone.now():
        return 0
    old = why.oud_op or meeting.begint_op
    extra = {
        "oude_datum": dates.full_day(old),
        "oude_datum_kort": dates.day(old, year=False),
        "reden": sentence(why.reden),
    }
    if old.date() == meeting.datum:
        extra["oude_datum"] = f"{dates.full_day(old)}, {dates.clock(old)}"
        extra["datum"] = f"{dates.full_day(meeting.datum)}, {dates.clock(meeting.begin)}"
    return _tell("wijziging_datum", meeting, rows, extra, method=REQUEST)


def tell_place(meeting: Bijeenkomst) -> int:
    """Another place; the answer stands."""
    rows = to_be_told(meeting)
    if not rows or meeting.begint_op < timezone.now():
        return 0
    return _tell("wijziging_plaats", meeting, rows, {"reden": ""}, method=REQUEST)


def tell_cancelled(meeting: Bijeenkomst, *, by: Any) -> int:
    """It is off: what still waits is stopped, and everybody gets one message, which takes it off the calendar."""
    rows, why = to_be_told(meeting), meeting.aanleiding or Aanleiding()
    withdraw(about_invitations(meeting), by=by, reden="De bijeenkomst gaat niet door.", kring=meeting.pilot)
    if not rows or meeting.eindigt_op < timezone.now():
        return 0
    return _tell("afgelast", meeting, rows, cancel_fields(meeting, why.reden), method=CANCEL)


def ask_anew(meeting: Bijeenkomst, *, by: Any) -> None:
    """It is on again: nobody is told by itself, but everybody who wanted to come can be invited with one click."""
    for one in to_be_told(meeting):
        one.ready_again(by=by)


def _tell(soort: str, meeting: Bijeenkomst, rows: Sequence[Uitnodiging], extra: dict[str, str], *, method: str) -> int:
    velden, agenda = fields_for_all(rows, **extra), Gastagenda(meeting, method=method)
    reach = reach_of(meeting.pilot, [one.persoon for one in rows])
    mark = meeting.ics_nummer
    mails = [
        Ontvanger(
            aan=one.persoon.email, naam=one.persoon.naam, sleutel=f"{soort}:{one.pk}:{mark}",
            velden=velden[one.pk], onderwerp=one, agenda=agenda.of(one),
        )
        for one in rows if one.persoon.email
    ]  # fmt: skip
    soon = meeting.begint_op - timezone.now() < KORT_ERVOOR
    texts = [
        Ontvanger(
            aan=one.persoon.telefoon, naam=one.persoon.naam, sleutel=f"{soort}:{one.pk}:{mark}:sms",
            velden=velden[one.pk], onderwerp=one,
        )
        for one in rows if reach.gets_sms(one.persoon) and (soon or reach.obstacle(one.persoon))
    ]  # fmt: skip
    queue_many(soort, mails, velden={}, kring=meeting.pilot, geheim=True)
    if texts:
        queue_many(soort, texts, velden={}, kring=meeting.pilot, kanaal=Kanaal.SMS, geheim=True)
    return len(mails)


def how_many_are_told(meeting: Bijeenkomst) -> str:
    """What a change of day or a cancellation causes, for who is about to do it."""
    rows = to_be_told(meeting)
    if not rows:
        return ""
    unreachable = sum(bool(obstacle) for obstacle in _obstacles(meeting, rows))
    count = len(rows) - unreachable
    told = "Eén persoon krijgt" if count == 1 else f"{count} mensen krijgen"
    if not unreachable:
        return f"{told} meteen bericht van ons, met de agenda erbij."
    them = "één persoon" if unreachable == 1 else f"{unreachable} mensen"
    return f"{told} meteen bericht van ons, met de agenda erbij. Bel zelf {them}: mail komt daar niet aan."


def _obstacles(meeting: Bijeenkomst, rows: Sequence[Uitnodiging]) -> list[str]:
    reach = reach_of(meeting.pilot, [one.persoon for one in rows])
    return [reach.obstacle(one.persoon) for one in rows]
