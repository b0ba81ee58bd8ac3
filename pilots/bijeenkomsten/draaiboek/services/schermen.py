"""Links for the screen in the hall and for who hosts a room: made, found, taken back; and the message for everybody."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

import segno
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from datt.accounts.models import User
from datt.core.models import record
from pilots.bijeenkomsten.draaiboek.models import Draaiboek, Draaiboekblok, Schermlink, Schermsoort, Zaalmelding
from pilots.bijeenkomsten.draaiboek.services.stand import tell_screens


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def token_of(link: Schermlink) -> str:
    """The token in the address: derived, so that the page can show the same link again."""
    made = hmac.new(settings.SECRET_KEY.encode(), f"schermlink:{link.zaad}".encode(), "sha256").digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def url_of(link: Schermlink) -> str:
    return f"{settings.SITE_URL}{reverse('draaiboek:scherm_open', args=[token_of(link)])}"


@dataclass(frozen=True)
class Qr:
    """A QR code as one path: the dark squares of every row."""

    maat: int
    pad: str


def qr_of(text: str) -> Qr:
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix_iter(border=2)]
    path = "".join(f"M{x} {y}.5h1" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return Qr(len(rows), path)


def find_link(token: str) -> Schermlink | None:
    return Schermlink.objects.valid().filter(token_hash=digest(token)).first()


def rooms_of(blocks: Iterable[Draaiboekblok]) -> list[str]:
    """The rooms that stand beside another one, once each, in the order of the day."""
    return list(dict.fromkeys(one.ruimte.strip() for one in blocks if one.parallel and one.ruimte.strip()))


@transaction.atomic
def make_link(draaiboek: Draaiboek, soort: str, ruimte: str, *, by: User) -> Schermlink:
    """The link that works now, made when there is none."""
    Draaiboek.objects.select_for_update().get(pk=draaiboek.pk)  # two who ask at once get the same one
    standing = draaiboek.schermlinks.filter(soort=soort, ruimte=ruimte, ingetrokken_op__isnull=True).first()
    if standing is not None and standing.token_hash == digest(token_of(standing)):
        return standing
    draaiboek.schermlinks.filter(soort=soort, ruimte=ruimte).update(ingetrokken_op=timezone.now())
    link = Schermlink(draaiboek=draaiboek, soort=soort, ruimte=ruimte, zaad=secrets.token_hex(16), gemaakt_door=by)
    link.token_hash = digest(token_of(link))
    link.save(force_insert=True)
    record(link, "draaiboek.link.gemaakt", f"maakte {link}", by=by)
    return link


@transaction.atomic
def make_links(draaiboek: Draaiboek, ruimtes: Iterable[str], *, by: User) -> None:
    """One for the hall and one for each of these rooms."""
    make_link(draaiboek, Schermsoort.ZAAL, "", by=by)
    for ruimte in ruimtes:
        make_link(draaiboek, Schermsoort.RUIMTE, ruimte, by=by)


@transaction.atomic
def revoke_link(link: Schermlink, *, by: User) -> None:
    """Make it worthless from this moment. Done already: nothing changes."""
    mine = Schermlink.objects.filter(pk=link.pk, ingetrokken_op__isnull=True)
    if mine.update(ingetrokken_op=timezone.now()):
        record(link, "draaiboek.link.ingetrokken", f"trok {link} in", by=by)
        _changed(link.draaiboek)


@transaction.atomic
def say(draaiboek: Draaiboek, tekst: str, *, by: User) -> None:
    """Show one sentence on every screen, or none when it is empty."""
    if tekst:
        Zaalmelding.objects.update_or_create(draaiboek=draaiboek, defaults={"tekst": tekst, "sinds": timezone.now()})
        record(draaiboek, "draaiboek.melding", f"zette op het zaalscherm: ‘{tekst}’", by=by)
    elif Zaalmelding.objects.filter(draaiboek=draaiboek).delete()[0]:
        record(draaiboek, "draaiboek.melding.weg", "haalde de melding van het zaalscherm", by=by)
    _changed(draaiboek)


def _changed(draaiboek: Draaiboek) -> None:
    Draaiboek.objects.filter(pk=draaiboek.pk).update(stand=F("stand") + 1)
    tell_screens(draaiboek)
