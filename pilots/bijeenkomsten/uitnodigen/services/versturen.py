"""Send the invitations: look at them first, to whom they go, and each of them once."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.berichten.kinds import kinds
from datt.berichten.models import Kanaal
from datt.berichten.opmaak import Voorbeeld, length_of_sms, letter, preview, preview_sms
from datt.berichten.services import Ontvanger, queue_mail, queue_many
from datt.core.models import record
from datt.core.states import TransitionError
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.publieken import own_words
from pilots.bijeenkomsten.uitnodigen.services.agenda import CANCEL, REQUEST, Gastagenda
from pilots.bijeenkomsten.uitnodigen.services.berichtvelden import (
    contact_of,
    fields_for,
    fields_for_all,
    sentence,
)
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import lock_invitation, lock_meeting, promote, refuse_closed
from pilots.bijeenkomsten.uitnodigen.services.post import Bereik, reach_of, stop_waiting
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus

ALGEMEEN = "uitnodiging_bijeenkomst"
INGETROKKEN = "intrekking_uitnodiging"
PROEF = "Dit is een proef. De knop in deze mail werkt niet: alleen een gast heeft een eigen link."


def kind_for(meeting: Bijeenkomst) -> str:
    """The invitation of this kind of meeting, or the one that fits every meeting."""
    own = f"uitnodiging_{meeting.soort}"
    return own if own in kinds() else ALGEMEEN


@dataclass(frozen=True)
class Verzendlijst:
    """Who gets the invitation in which way. `op_papier` can only get a letter, or a call."""

    mail: Sequence[Uitnodiging]
    sms: Sequence[Uitnodiging]
    op_papier: Sequence[tuple[Uitnodiging, str]]

    @property
    def digitaal(self) -> int:
        return len(self.mail) + len(self.sms)

    @property
    def knop(self) -> str:
        """'Verstuur 41 uitnodigingen'."""
        return "Verstuur 1 uitnodiging" if self.digitaal == 1 else f"Verstuur {self.digitaal} uitnodigingen"


def sort_out(meeting: Bijeenkomst, uitnodigingen: Iterable[Uitnodiging]) -> Verzendlijst:
    """By what reaches each: mail, else a text message, else paper."""
    rows = list(uitnodigingen)
    reach: Bereik = reach_of(meeting.pilot, [one.persoon for one in rows])
    mail, sms, paper = [], [], []
    for one in rows:
        obstacle = reach.obstacle(one.persoon)
        if not obstacle:
            mail.append(one)
        elif reach.gets_sms(one.persoon):
            sms.append(one)
        else:
            paper.append((one, obstacle))
    return Verzendlijst(mail, sms, paper)


def ready_to_send(meeting: Bijeenkomst) -> list[Uitnodiging]:
    """On the list, and not invited yet."""
    rows = list(meeting.uitnodigingen.of_live().filter(status=UitnodigingStatus.KLAAR).with_persoon())
    return _with_meeting(rows, meeting)


def _with_meeting(rows: list[Uitnodiging], meeting: Bijeenkomst) -> list[Uitnodiging]:
    for one in rows:
        one.bijeenkomst = meeting
    return rows


def by_words(uitnodigingen: Sequence[Uitnodiging], toevoeging: str) -> dict[str, list[Uitnodiging]]:
    """These invitations by what stands in them besides: the words of their own audience, then those for everybody."""
    own = own_words(uitnodigingen)
    found: dict[str, list[Uitnodiging]] = {}
    for one in uitnodigingen:
        words = "\n\n".join(part for part in (own.get(one.pk, ""), toevoeging) if part)
        found.setdefault(words, []).append(one)
    return found


@transaction.atomic
def send_invitations(bijeenkomst: Bijeenkomst, *, by: User, toevoeging: str = "") -> int:
    """Invite everybody on the list who can be reached by mail or SMS; answers how many that were.

    Under the lock of the meeting, so two people who press the button at once send it once. Raises
    TransitionError when the meeting began or is off.
    """
    meeting = lock_meeting(bijeenkomst.pk)
    refuse_unplanned(meeting)
    who = sort_out(meeting, ready_to_send(meeting))
    if not who.digitaal:
        return 0
    everybody = [*who.mail, *who.sms]
    velden = fields_for_all(everybody)
    agenda = Gastagenda(meeting)
    soort = kind_for(meeting)
    for words, rows in by_words(who.mail, toevoeging).items():
        queue_many(
            soort, [_to(one, velden, meeting, agenda) for one in rows],
            velden={}, kring=meeting.pilot, geheim=True, toevoeging=words,
        )  # fmt: skip
    if who.sms:
        texts = [_sms_to(one, velden, meeting) for one in who.sms]
        queue_many(soort, texts, velden={}, kring=meeting.pilot, kanaal=Kanaal.SMS, geheim=True)
    _mark_sent(meeting, everybody, by=by)
    return len(everybody)


def _to(one: Uitnodiging, velden: dict[int, dict[str, str]], meeting: Bijeenkomst, agenda: Gastagenda) -> Ontvanger:
    persoon = one.persoon
    return Ontvanger(
        aan=persoon.email, naam=persoon.naam, sleutel=f"uitnodiging:{one.pk}:{meeting.ics_nummer}",
        velden=velden[one.pk], onderwerp=one, agenda=agenda.of(one),
    )  # fmt: skip


def _sms_to(one: Uitnodiging, velden: dict[int, dict[str, str]], meeting: Bijeenkomst) -> Ontvanger:
    persoon = one.persoon
    return Ontvanger(
        aan=persoon.telefoon, naam=persoon.naam, sleutel=f"uitnodiging:{one.pk}:{meeting.ics_nummer}:sms",
        velden=velden[one.pk], onderwerp=one,
    )  # fmt: skip


@transaction.atomic
def mark_posted(bijeenkomst: Bijeenkomst, *, by: User) -> int:
    """Say that the letters are in the post: whoever only gets a letter is invited now."""
    meeting = lock_meeting(bijeenkomst.pk)
    refuse_unplanned(meeting)
    paper = [one for one, _ in sort_out(meeting, ready_to_send(meeting)).op_papier]
    if paper:
        _mark_sent(meeting, paper, by=by)
    return len(paper)


def refuse_unplanned(meeting: Bijeenkomst) -> None:
    """Raises TransitionError when nobody can be invited (yet)."""
    refuse_closed(meeting)
    if meeting.status == BijeenkomstStatus.CONCEPT:
        raise TransitionError(f"‘{meeting}’ is nog een concept. Plan de bijeenkomst eerst, dan kunt u uitnodigen.")


def _mark_sent(meeting: Bijeenkomst, uitnodigingen: Iterable[Uitnodiging], *, by: User) -> None:
    now = timezone.now()
    for one in uitnodigingen:
        one.mark_sent(now, by=by)
    if meeting.status == BijeenkomstStatus.GEPLAND:
        meeting.invite(by=by)


@transaction.atomic
def send_again(uitnodiging: Uitnodiging, *, eenmalig: uuid.UUID, by: User) -> bool:
    """Mail one invitation again; `eenmalig` makes a second click nothing. False when no mail can go there."""
    uitnodiging = lock_invitation(uitnodiging)
    meeting, persoon = uitnodiging.bijeenkomst, uitnodiging.persoon
    refuse_unplanned(meeting)
    if reach_of(meeting.pilot, [persoon]).obstacle(persoon):
        return False
    queue_mail(
        kind_for(meeting), aan=persoon.email, naam=persoon.naam, velden=fields_for(uitnodiging),
        onderwerp=uitnodiging, kring=meeting.pilot, geheim=True,
        sleutel=f"uitnodiging:{uitnodiging.pk}:opnieuw:{eenmalig}", agenda=Gastagenda(meeting).of(uitnodiging),
    )  # fmt: skip
    if uitnodiging.status == UitnodigingStatus.KLAAR:
        _mark_sent(meeting, [uitnodiging], by=by)
    else:
        record(uitnodiging, "uitnodigen.opnieuw", f"stuurde {uitnodiging} opnieuw", by=by)
    return True


@transaction.atomic
def take_back(uitnodiging: Uitnodiging, *, reden: str, by: User) -> None:
    """Withdraw an invitation that went out, and tell the guest why; a seat goes to who waits."""
    uitnodiging = lock_invitation(uitnodiging)
    meeting = uitnodiging.bijeenkomst
    persoon, had_seat = uitnodiging.persoon, uitnodiging.has_seat
    stop_waiting(uitnodiging, by=by, reden="De uitnodiging is ingetrokken.")
    if persoon.email and uitnodiging.status != UitnodigingStatus.KLAAR:
        queue_mail(
            INGETROKKEN, aan=persoon.email, naam=persoon.naam, onderwerp=persoon, kring=meeting.pilot,
            velden=fields_for(uitnodiging, reden=sentence(reden)), sleutel=f"{INGETROKKEN}:{uitnodiging.pk}",
            agenda=Gastagenda(meeting, method=CANCEL).of(uitnodiging),
        )  # fmt: skip
    record(persoon, "uitnodigen.ingetrokken", f"trok {uitnodiging} in", by=by, reden=reden)
    uitnodiging.delete()
    if had_seat:
        waardoor = f"omdat de uitnodiging van {persoon} werd ingetrokken"
        promote(meeting, by=None, waardoor=waardoor, vrijgekomen=persoon)


@dataclass(frozen=True)
class Bekeken:
    """Everything one guest gets, exactly as it goes out."""

    mail: Voorbeeld
    sms: str
    sms_lengte: str
    brief: str


def look_at(uitnodiging: Uitnodiging, toevoeging: str = "") -> Bekeken:
    """The mail, the text message and the letter of this guest, without the keys to the guest's own page."""
    meeting = uitnodiging.bijeenkomst
    mine = fields_for(uitnodiging)
    soort, velden = kind_for(meeting), without_keys(mine)
    try:
        sms = preview_sms(soort, velden)
        # The keys that a guest gets count too.
        long = length_of_sms(preview_sms(soort, mine)).zin
    except ValueError as error:
        sms, long = str(error), ""
    (words,) = by_words([uitnodiging], toevoeging)
    return Bekeken(preview(soort, velden, meeting.pilot, words), sms, long, letter(soort, velden))


def without_keys(velden: dict[str, str]) -> dict[str, str]:
    """The same fields, with addresses that open nobody's page."""
    keys = ("antwoordlink", "link", "korte_link")
    ways = {name: "/k/" if "/k/" in velden[name] else "/u/" for name in keys if name in velden}
    return velden | {name: velden[name].partition(way)[0] + way for name, way in ways.items()}


@transaction.atomic
def send_proof(uitnodiging: Uitnodiging, *, by: User, toevoeging: str = "") -> None:
    """Mail the invitation of this guest to oneself, without the link of the guest in it."""
    meeting = uitnodiging.bijeenkomst
    (words,) = by_words([uitnodiging], toevoeging)
    here = fields_for(uitnodiging)["antwoordlink"].partition("/u/")[0]
    velden = fields_for(uitnodiging, antwoordlink=f"{here}/u/", link=f"{here}/u/")
    queue_mail(
        kind_for(meeting), aan=by.email, naam=str(by), velden=velden, onderwerp=meeting, kring=meeting.pilot,
        toevoeging=f"{PROEF}\n\n{words}".strip(), agenda=Gastagenda(meeting, method=REQUEST).of(uitnodiging),
    )  # fmt: skip


def lacks_phone(meeting: Bijeenkomst) -> bool:
    """Every invitation says whom to call; without a number it cannot."""
    contact = contact_of(meeting)
    return not any(char.isdigit() for char in contact.telefoon)
