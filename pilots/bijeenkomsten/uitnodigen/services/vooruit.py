"""What goes out by itself before a meeting: planned, switched off, sent now, and sent when it is due."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from datt.accounts.models import User
from datt.berichten.models import Kanaal
from datt.berichten.services import Ontvanger, queue_many
from datt.core.models import record
from datt.core.states import TransitionError
from pilots.bijeenkomsten.uitnodigen.models import Berichtkeuze, Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services.berichtvelden import fields_for_all
from pilots.bijeenkomsten.uitnodigen.services.post import about_invitations, reach_of
from pilots.bijeenkomsten.uitnodigen.vooruit import VOORUIT, Vooruit
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, PilotStatus

OPEN = (BijeenkomstStatus.GEPLAND, BijeenkomstStatus.UITGENODIGD)
FURTHEST = timedelta(days=75)


@dataclass(frozen=True)
class Planregel:
    """One message of a meeting: when it goes, to how many it would now, and how many got it."""

    bericht: Vooruit
    moment: datetime
    gaat_vanzelf: bool
    aantal: int
    verstuurd: int
    is_voorbij: bool

    @property
    def kan_nu(self) -> bool:
        return bool(self.aantal) and not self.is_voorbij


def plan_of(meeting: Bijeenkomst, *, now: datetime | None = None) -> list[Planregel]:
    """The whole plan of a meeting, in the order in which it goes out."""
    at = now or timezone.now()
    off = _switched_off(meeting)
    statuses = list(meeting.uitnodigingen.of_live().order_by().values_list("status", flat=True))
    sent = _sent(meeting)
    rules = [
        Planregel(
            one, one.moment(meeting.datum), one.key not in off, sum(status in one.aan for status in statuses),
            sent.get(one.key, 0), at >= one.last_moment(meeting.datum) or meeting.status not in OPEN,
        )
        for one in VOORUIT
    ]  # fmt: skip
    return sorted(rules, key=lambda rule: rule.moment)


def _switched_off(meeting: Bijeenkomst) -> set[str]:
    return set(meeting.berichtkeuzes.filter(gaat_vanzelf=False).values_list("soort", flat=True))


def _sent(meeting: Bijeenkomst) -> dict[str, int]:
    """How many mails of each went out for the day that stands now."""
    found: dict[str, int] = {}
    rows = about_invitations(meeting).filter(kanaal=Kanaal.MAIL, sleutel__startswith="vooruit:")
    for sleutel, count in rows.order_by().values_list("sleutel").annotate(Count("pk")):
        _, key, _, datum = sleutel.split(":")
        if datum == meeting.datum.isoformat():
            found[key] = found.get(key, 0) + count
    return found


@transaction.atomic
def switch(meeting: Bijeenkomst, one: Vooruit, *, aan: bool, by: User) -> None:
    """Let a message go by itself, or not; twice the same changes nothing."""
    if (one.key not in _switched_off(meeting)) == aan:
        return
    Berichtkeuze.objects.update_or_create(bijeenkomst=meeting, soort=one.key, defaults={"gaat_vanzelf": aan})
    word = "liet ‘{}’ weer vanzelf uitgaan" if aan else "zette ‘{}’ uit"
    record(meeting, "uitnodigen.berichtkeuze", f"{word.format(one.titel)} voor {meeting}", by=by)


@transaction.atomic
def send_now(meeting: Bijeenkomst, one: Vooruit, *, by: User) -> int:
    """Send it today instead of on its day; who got it does not get it again."""
    if meeting.status not in OPEN or meeting.begint_op <= timezone.now():
        raise TransitionError(f"‘{meeting}’ is niet meer open. Een herinnering heeft geen zin meer.")
    count = _queue(meeting, one)
    if count:
        words = "één persoon" if count == 1 else f"{count} mensen"
        record(meeting, "uitnodigen.nu_verstuurd", f"stuurde ‘{one.titel}’ aan {words}", by=by)
    return count


def send_due(now: datetime | None = None) -> int:
    """Queue every message whose time has come, once for each guest and day of the meeting; answers how many."""
    at = now or timezone.now()
    today = timezone.localdate(at)
    meetings = (
        Bijeenkomst.objects.filter(status__in=OPEN, datum__gt=today, datum__lte=today + FURTHEST)
        .exclude(pilot__status__in=(PilotStatus.GEARCHIVEERD, PilotStatus.AFGEBROKEN, PilotStatus.CONCEPT))
        .select_related("pilot__gemeente", "sjabloon")
    )
    return sum(_send_due_of(meeting, at) for meeting in meetings)


def _send_due_of(meeting: Bijeenkomst, at: datetime) -> int:
    due = [one for one in VOORUIT if one.is_due(meeting.datum, at)]
    if not due:
        return 0
    off = _switched_off(meeting)
    return sum(_queue(meeting, one) for one in due if one.key not in off)


@transaction.atomic
def _queue(meeting: Bijeenkomst, one: Vooruit) -> int:
    rows = list(meeting.uitnodigingen.of_live().filter(status__in=one.aan).with_persoon())
    rows = [row for row in rows if not _invited_just_now(row)]
    if not rows:
        return 0
    for row in rows:
        row.bijeenkomst = meeting
    velden = fields_for_all(rows)
    mails = [_to(row, one, velden[row.pk], row.persoon.email) for row in rows if row.persoon.email]
    count = queue_many(one.soort, mails, velden={}, kring=meeting.pilot, geheim=True)
    if one.sms:
        reach = reach_of(meeting.pilot, [row.persoon for row in rows])
        texts = [
            _to(row, one, velden[row.pk], row.persoon.telefoon, ":sms") for row in rows if reach.gets_sms(row.persoon)
        ]
        queue_many(one.soort, texts, velden={}, kring=meeting.pilot, kanaal=Kanaal.SMS, geheim=True)
    return count


def _invited_just_now(row: Uitnodiging) -> bool:
    """Who got the invitation within two days is not asked again already."""
    return (
        row.status == UitnodigingStatus.VERSTUURD
        and row.verstuurd_op is not None
        and timezone.now() - row.verstuurd_op < timedelta(days=2)
    )


def _to(row: Uitnodiging, one: Vooruit, velden: dict[str, str], aan: str, mark: str = "") -> Ontvanger:
    sleutel = f"vooruit:{one.key}:{row.pk}:{row.bijeenkomst.datum.isoformat()}{mark}"
    return Ontvanger(aan=aan, naam=row.persoon.naam, sleutel=sleutel, velden=velden, onderwerp=row)
