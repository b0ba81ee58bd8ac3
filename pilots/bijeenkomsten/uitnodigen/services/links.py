"""Personal links of guests: the same token in every mail, and only its hash in the database."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from datt.core.dates import AMSTERDAM
from datt.core.models import record
from pilots.bijeenkomsten.uitnodigen.models import Gastlink
from pilots.traject.models import Persoon, Pilot

# Letters and digits that nobody mistakes for another when they type over a letter.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
CODE_LENGTH = 12
# So long a guest can look back, answer the questions of after, and remove what is kept.
GELDIG_NA_LAATSTE = timedelta(days=183)


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _derived(purpose: str, link_seed: str) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), f"gastlink:{purpose}:{link_seed}".encode(), "sha256").digest()


def token_of(link: Gastlink) -> str:
    """The token that stands in mails: 43 characters."""
    return base64.urlsafe_b64encode(_derived("token", link.zaad)).decode().rstrip("=")


def code_of(link: Gastlink) -> str:
    """The code that stands in an SMS and on paper: 12 characters that are easy to type."""
    number = int.from_bytes(_derived("code", link.zaad))
    letters = []
    for _ in range(CODE_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def link_for(persoon: Persoon) -> Gastlink:
    """The link of this person that works now; made when there is none (any more)."""
    link = persoon.gastlinks.filter(ingetrokken_op__isnull=True).first()
    if link is not None and _still_ours(link):
        return link
    try:
        with transaction.atomic():
            if link is not None:  # expired, or derived with a secret key that was replaced
                Gastlink.objects.filter(pk=link.pk).update(ingetrokken_op=timezone.now())
            return _make(persoon)
    except IntegrityError:  # somebody made it at the same moment
        return Gastlink.objects.get(persoon=persoon, ingetrokken_op__isnull=True)


def links_for(personen: Iterable[Persoon]) -> dict[int, Gastlink]:
    """The links of many people, by the pk of the person, in as many queries as for one."""
    wanted = {persoon.pk: persoon for persoon in personen}
    known = Gastlink.objects.filter(persoon__in=wanted, ingetrokken_op__isnull=True)
    found = {link.persoon_id: link for link in known if _still_ours(link)}
    missing = [persoon for pk, persoon in wanted.items() if pk not in found]
    if not missing:
        return found
    with transaction.atomic():
        known.filter(persoon__in=[persoon.pk for persoon in missing]).update(ingetrokken_op=timezone.now())
        expiry = expiry_of(missing[0].pilot)
        Gastlink.objects.bulk_create([_new(persoon, expiry) for persoon in missing], ignore_conflicts=True)
    # Somebody may have made one at the same moment: theirs is the one that stands.
    again = Gastlink.objects.filter(persoon__in=[persoon.pk for persoon in missing], ingetrokken_op__isnull=True)
    return found | {link.persoon_id: link for link in again}


def _still_ours(link: Gastlink) -> bool:
    return link.verloopt_op > timezone.now() and link.token_hash == digest(token_of(link))


def _make(persoon: Persoon) -> Gastlink:
    link = _new(persoon, expiry_of(persoon.pilot))
    link.save(force_insert=True)
    return link


def _new(persoon: Persoon, expiry: datetime) -> Gastlink:
    link = Gastlink(persoon=persoon, zaad=secrets.token_hex(16), verloopt_op=expiry)
    link.token_hash, link.code_hash = digest(token_of(link)), digest(code_of(link))
    return link


def current_link(persoon: Persoon) -> Gastlink | None:
    """The link that works now; None when nobody made one yet."""
    link = persoon.gastlinks.filter(ingetrokken_op__isnull=True).first()
    return link if link is not None and _still_ours(link) else None


def expiry_of(pilot: Pilot) -> datetime:
    """Half a year after the last meeting of the trajectory, and never within half a year from now."""
    last = pilot.bijeenkomsten.order_by("-datum").values_list("datum", flat=True).first() or timezone.localdate()
    day = max(last, timezone.localdate()) + GELDIG_NA_LAATSTE
    return datetime.combine(day, time(23, 59), tzinfo=AMSTERDAM)


@transaction.atomic
def extend_links(pilot: Pilot) -> None:
    """The last meeting moved: let no link stop before the time it was promised for."""
    working = Gastlink.objects.valid().filter(persoon__pilot=pilot)
    until = expiry_of(pilot)
    working.filter(verloopt_op__lt=until).update(verloopt_op=until)


def url_of(link: Gastlink) -> str:
    """The address in a mail."""
    return settings.SITE_URL + reverse("uitnodigen:gast_open", args=[token_of(link)])


def short_url_of(link: Gastlink) -> str:
    """The address in an SMS and on paper."""
    return settings.SITE_URL + reverse("uitnodigen:gast_code", args=[code_of(link)])


def find_by_token(token: str) -> Gastlink | None:
    return Gastlink.objects.valid().filter(token_hash=digest(token)).first()


def plain_code(code: str) -> str:
    """A code as people type it, without capitals, spaces and dashes."""
    return "".join(char for char in code.lower() if char.isalnum())


def grouped_code(link: Gastlink) -> str:
    """The code as it stands on paper: 'abcd efgh jkmn'."""
    code = code_of(link)
    return " ".join(code[nr : nr + 4] for nr in range(0, CODE_LENGTH, 4))


def find_by_code(code: str) -> Gastlink | None:
    """Also as people type it."""
    return Gastlink.objects.valid().filter(code_hash=digest(plain_code(code))).first()


@transaction.atomic
def revoke_link(link: Gastlink, *, by: object, wie: str = "") -> None:
    """Make the link worthless from this moment; a new one is made with the next message."""
    changed = Gastlink.objects.filter(pk=link.pk, ingetrokken_op__isnull=True).update(ingetrokken_op=timezone.now())
    if changed:
        # The calendar address is a link too.
        Persoon.objects.filter(pk=link.persoon_id).update(agenda_versie=F("agenda_versie") + 1)
        record(
            link.persoon,
            "uitnodigen.link.ingetrokken",
            f"trok de persoonlijke link van {link.persoon} in",
            by=by,  # type: ignore[arg-type]  # a User or nobody
            wie=wie,
        )
