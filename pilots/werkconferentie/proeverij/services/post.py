"""What people who signed up hear from us: that it worked, and, once a facilitator says so, that something changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from datt.accounts.models import User
from datt.berichten import opmaak
from datt.berichten.models import Kanaal
from datt.berichten.opmaak import Voorbeeld
from datt.berichten.services import Ontvanger, queue_mail, queue_many, queue_sms
from datt.core import dates
from datt.core.limits import allow
from datt.core.models import record
from datt.core.states import TransitionError
from datt.core.text import name_for_stranger
from pilots.bijeenkomsten.uitnodigen.services.berichtvelden import meeting_fields, sentence
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.proeverij.codes import code_of, grouped
from pilots.werkconferentie.proeverij.models import Bezoekaanmelding, Openstelling, TeMelden

HOUR, DAY = 3600, 86_400
# Anybody can type the address of somebody else: so often it gets a confirmation.
PER_ADRES, SMS_PER_DAG = 2, 300
BEZOEKER = "bezoeker"


def url_of(aanmelding: Bezoekaanmelding) -> str:
    """Where this sign-up is changed or cancelled."""
    return settings.SITE_URL + reverse("proeverij:mijn", args=[code_of(aanmelding)])


def people(count: int) -> str:
    return "1 persoon" if count == 1 else f"{count} mensen"


def confirm(aanmelding: Bezoekaanmelding) -> None:
    """Say that it worked, to the address or the number that was given; without one nothing goes out.

    At most twice an hour to one address: the form cannot be used to flood a stranger.
    """
    reach = aanmelding.email or aanmelding.telefoon
    if not reach or not allow("kom-bevestiging", reach, most=PER_ADRES, seconds=HOUR):
        return
    meeting = aanmelding.openstelling.bijeenkomst
    how: dict[str, Any] = {
        "naam": _name(aanmelding),
        "velden": {**meeting_fields(meeting), **_own(aanmelding)},
        "onderwerp": aanmelding,
        "kring": meeting.pilot,
        "sleutel": f"proeverij_bevestiging:{aanmelding.pk}:{aanmelding.code_hash[:12]}",
    }
    if aanmelding.email:
        queue_mail("proeverij_bevestiging", aan=aanmelding.email, geheim=True, **how)
    elif allow("kom-sms", str(aanmelding.openstelling_id), most=SMS_PER_DAG, seconds=DAY):
        queue_sms("proeverij_bevestiging", aan=aanmelding.telefoon, **how)


@dataclass(frozen=True)
class TeVertellen:
    """Whom a change can be told, and for how many that cannot be."""

    mails: Sequence[Bezoekaanmelding]
    texts: Sequence[Bezoekaanmelding]
    zonder: int

    @property
    def aantal(self) -> int:
        return len(self.mails) + len(self.texts)


def to_be_told(openstelling: Openstelling) -> TeVertellen:
    """Everybody who signed up, by how they can be reached; one query."""
    rows = list(openstelling.aanmeldingen.all())
    mails = [one for one in rows if one.email]
    texts = [one for one in rows if one.telefoon and not one.email]
    return TeVertellen(mails, texts, len(rows) - len(mails) - len(texts))


def _kind(openstelling: Openstelling) -> str:
    return "proeverij_afgelast" if openstelling.te_melden == TeMelden.GEANNULEERD else "proeverij_veranderd"


def preview(openstelling: Openstelling) -> Voorbeeld | None:
    """The mail as it would go out now, to somebody who gave no name; None when there is nothing to tell."""
    if not openstelling.te_melden:
        return None
    example = Bezoekaanmelding(openstelling=openstelling, aantal=2, zaad="voorbeeld")
    fields = {**meeting_fields(openstelling.bijeenkomst), **_what_changed(openstelling), **_own(example)}
    return opmaak.preview(_kind(openstelling), fields, kring=openstelling.bijeenkomst.pilot)


@transaction.atomic
def tell_change(openstelling: Openstelling, *, by: User) -> int:
    """Tell everybody who left an address or number what changed; answers how many. A second click tells nobody twice.

    Raises TransitionError when there is nothing to tell (any more).
    """
    waiting = Openstelling.objects.filter(pk=openstelling.pk, te_melden=openstelling.te_melden).exclude(te_melden="")
    if not waiting.update(te_melden="", te_melden_sinds=None, oud_op=None, reden_verandering=""):
        raise TransitionError("Dit is al verteld, of er is niets meer te vertellen. Ververs de pagina.")
    who = to_be_told(openstelling)
    meeting = openstelling.bijeenkomst
    kind = _kind(openstelling)
    shared = {**meeting_fields(meeting), **_what_changed(openstelling)}
    mails = [_reader(one, kind, meeting, aan=one.email) for one in who.mails]
    texts = [_reader(one, kind, meeting, aan=one.telefoon) for one in who.texts]
    if mails:
        queue_many(kind, mails, velden=shared, kring=meeting.pilot, geheim=True)
    if texts:
        queue_many(kind, texts, velden=shared, kring=meeting.pilot, kanaal=Kanaal.SMS, geheim=True)
    record(openstelling, "proeverij.verteld", f"vertelde {who.aantal} aanmeldingen wat er veranderde", by=by)
    return who.aantal


def _reader(one: Bezoekaanmelding, kind: str, meeting: Bijeenkomst, *, aan: str) -> Ontvanger:
    return Ontvanger(
        aan=aan,
        naam=_name(one),
        sleutel=f"{kind}:{one.pk}:{one.code_hash[:12]}:{meeting.ics_nummer}",
        velden=_own(one),
        onderwerp=one,
    )


def _what_changed(openstelling: Openstelling) -> dict[str, str]:
    was = openstelling.oud_op
    earlier = f"Eerst was het op {dates.full_day(was)}, {dates.clock(was)}." if was else "De dag en tijd zijn gelijk."
    return {"wat_eerst": earlier, "reden": sentence(openstelling.reden_verandering)}


def _name(aanmelding: Bezoekaanmelding) -> str:
    """A name that anybody may have typed, and that is read by whoever has this address."""
    return name_for_stranger(aanmelding.naam, otherwise=BEZOEKER) if aanmelding.naam else BEZOEKER


def _own(aanmelding: Bezoekaanmelding) -> dict[str, str]:
    url = url_of(aanmelding)
    return {
        "naam": _name(aanmelding),
        "aantal_mensen": people(aanmelding.aantal),
        "link": url,
        "korte_link": url.partition("://")[2],
        "code": grouped(code_of(aanmelding)),
    }


def note_change(openstelling: Openstelling, wat: TeMelden | None, *, oud_op: object = None, reden: str = "") -> None:
    """Remember what people who signed up do not know yet; nothing is sent. None: it is as they knew it again."""
    fields = {
        "te_melden": wat or "",
        "te_melden_sinds": timezone.now() if wat else None,
        "oud_op": (openstelling.oud_op or oud_op) if wat else None,
        "reden_verandering": reden[:300] if wat else "",
    }
    Openstelling.objects.filter(pk=openstelling.pk).update(**fields)
