"""What a device sends from its own queue: it arrives once, however often it was sent.

A form with `data-wachtrij` is kept on the device by `static/js/wachtrij.js` and sent when there is internet. It
carries a `kenmerk` made on the device, and `gemaakt_op`, when the person pressed the button.
"""

import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from datt.core.models import Ontvangst

# So long something may wait on a device; what says it is older or of tomorrow has a clock that is wrong.
MOST_WAITING = timedelta(days=3)
AHEAD = timedelta(minutes=2)
# So long we know that something arrived: a device that was away all summer still counts once.
REMEMBERED = timedelta(days=90)

# One statement and no savepoint, as every check-in at the door begins with it.
ONCE = "INSERT INTO core_ontvangst (kenmerk, wat, op) VALUES (%s, %s, %s) ON CONFLICT (kenmerk) DO NOTHING"

type Identity = Callable[[HttpRequest], str]

_identities: list[Identity] = []


def register_identity(who: Identity) -> Identity:
    """Let `who` name visitors without an account, such as a guest with a personal link; empty when it does not know."""
    _identities.append(who)
    return who


def is_queued(request: HttpRequest) -> bool:
    """Whether the queue of a device sent this, and no person waits for a page."""
    return request.headers.get("X-Wachtrij") == "1"


def arrived(request: HttpRequest, to: str, *args: Any) -> HttpResponse:
    """The answer to what was stored: nothing for the queue, a page for a person."""
    return HttpResponse(status=HTTPStatus.NO_CONTENT) if is_queued(request) else redirect(to, *args)


def refused(request: HttpRequest, sentence: str, *, status: int = HTTPStatus.UNPROCESSABLE_ENTITY) -> HttpResponse:
    """Tell the queue in one sentence why not; it shows that to the person and keeps what was refused."""
    return HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=status)


def sent_kenmerk(form: QueryDict) -> UUID:
    """The mark that the device gave it; a new one for a form that came without script."""
    try:
        return UUID(form.get("kenmerk", ""))
    except ValueError:
        return uuid4()


def sent_moment(form: QueryDict) -> datetime:
    """When the person pressed the button, as far as that can be true; else now."""
    now = timezone.now()
    try:
        said = parse_datetime(form.get("gemaakt_op", ""))
    except ValueError:
        return now
    if said is None or timezone.is_naive(said) or not now - MOST_WAITING <= said <= now + AHEAD:
        return now
    return min(said, now)


def receive_once(kenmerk: UUID, wat: str) -> bool:
    """Note that this arrived, in the transaction of what it causes; False when it had arrived before."""
    given = {"kenmerk": kenmerk, "wat": wat, "op": timezone.now()}
    fields = {field.attname: field for field in Ontvangst._meta.concrete_fields}
    values = [fields[name].get_db_prep_save(value, connection) for name, value in given.items()]
    with connection.cursor() as cursor:
        cursor.execute(ONCE, values)
        return bool(cursor.rowcount == 1)


def forget_received(now: datetime) -> int:
    """Remove the marks of what arrived so long ago that no device will send it again; answers how many."""
    gone, _ = Ontvangst.objects.filter(op__lt=now - REMEMBERED).delete()
    return gone


def sender_of(request: HttpRequest) -> str:
    """A word for who sends now, to compare with who wrote it; it tells nobody who that is. Empty for a stranger."""
    user = getattr(request, "user", None)
    names = (
        f"account {user.pk}" if user is not None and user.is_authenticated else "",
        *(one(request) for one in _identities),
    )
    name = next(filter(None, names), "")
    return hmac.new(settings.SECRET_KEY.encode(), name.encode(), hashlib.sha256).hexdigest()[:16] if name else ""
