"""The calendar of a guest at a secret address: a calendar program cannot sign in.

It stops with the personal link: revoked, expired or renewed, the address is worthless.
"""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from pilots.bijeenkomsten.uitnodigen.agendateksten import texts_for
from pilots.bijeenkomsten.uitnodigen.models import Gastlink, UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services.kijken import Kijk, invitations_of
from pilots.traject.models import Persoon
from pilots.traject.services import ics

S = UitnodigingStatus
NIET = (S.NEE, S.AFGEMELD, S.AFWEZIG)
ZEKER = (S.JA, S.AANWEZIG)


def _signer() -> signing.Signer:
    return signing.Signer(salt="uitnodigen.agenda", sep=".")


def feed_token(persoon: Persoon) -> str:
    return _signer().sign(f"{persoon.pk}-{persoon.agenda_versie}")


def feed_addresses(persoon: Persoon) -> dict[str, str]:
    """The address to copy, and the same one that opens a calendar program."""
    url = f"{settings.SITE_URL}{reverse('uitnodigen:gast_agenda', args=[feed_token(persoon)])}"
    return {"url": url, "webcal": "webcal:" + url.partition(":")[2]}


def find_by_feed(token: str) -> Persoon | None:
    """The guest of this address; None when it is worthless (by now)."""
    try:
        pk, versie = _signer().unsign(token).split("-")
    except (signing.BadSignature, ValueError):
        return None
    link = Gastlink.objects.valid().filter(persoon=int(pk), persoon__agenda_versie=int(versie))
    found = link.select_related("persoon__pilot__gemeente").first()
    return found.persoon if found else None


def feed_of(persoon: Persoon) -> bytes:
    """The meetings this guest comes to, or may come to."""
    kijken = [kijk for kijk in invitations_of(persoon) if kijk.status not in NIET]
    unsure = {kijk.meeting.pk for kijk in kijken if kijk.status not in ZEKER}
    name = f"{persoon.pilot} ({persoon.pilot.gemeente}), mijn agenda"
    return _calendar(persoon, kijken, unsure=unsure, name=name)


def file_of(kijk: Kijk) -> bytes:
    """One meeting as a file, as it stands in the feed."""
    return _calendar(kijk.uitnodiging.persoon, [kijk], unsure=set(), name="")


def _calendar(persoon: Persoon, kijken: list[Kijk], *, unsure: set[int], name: str) -> bytes:
    """The same number as in the mail: what was answered, and what changed in their own programme."""
    meetings = [kijk.meeting for kijk in kijken]
    texts = texts_for(meetings, persoon)
    answers = {kijk.meeting.pk: kijk.uitnodiging.agenda_nummer + texts[kijk.meeting.pk].nummer for kijk in kijken}
    own = {meeting: one.teksten.get(persoon.pk, "") for meeting, one in texts.items()}
    return ics.guest_calendar(persoon.pilot, meetings, unsure=unsure, answers=answers, name=name, eigen=own)
