"""Putting a message in the outbox, and sending it again."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.mail import make_msgid
from django.db import models, transaction
from django.template.loader import render_to_string

from datt.berichten.kinds import kinds
from datt.berichten.models import Bericht
from datt.berichten.tasks import deliver_bericht
from datt.core.queue import ring_on_commit
from datt.core.text import one_line


@transaction.atomic
def queue_mail(
    soort: str,
    *,
    aan: str,
    naam: str,
    velden: dict[str, str],
    onderwerp: models.Model | None = None,
    kring: models.Model | None = None,
    sleutel: str = "",
    geheim: bool = False,
) -> Bericht:
    """Write a mail in the outbox, in the transaction of what causes it; a worker sends it afterwards.

    `soort` names a kind of `content/`, `velden` fills its placeholders. A `sleutel` that was used
    before gives the message that is there already. Raises KeyError for an unknown kind and
    ValueError when a placeholder is missing.
    """
    subject, text, body = kinds()[soort].fill(velden)
    html = render_to_string("berichten/mail.html", {"onderwerp": subject, "inhoud": body, "kring": kring})
    fields: dict[str, Any] = {
        "soort": soort,
        "aan": aan,
        "aan_naam": one_line(naam, most=120),
        "onderwerpregel": subject,
        "tekst": text,
        "html": html,
        "geheim": geheim,
        "message_id": make_msgid(domain=_domain()),
        "over_soort": _kind(onderwerp),
        "over_nr": onderwerp.pk if onderwerp is not None else None,
        "kring_soort": _kind(kring),
        "kring_nr": kring.pk if kring is not None else None,
    }
    if sleutel:
        bericht, is_new = Bericht.objects.get_or_create(sleutel=sleutel, defaults=fields)
    else:
        bericht, is_new = Bericht.objects.create(**fields), True
    if is_new:
        ring_on_commit(deliver_bericht, bericht.pk)
    return bericht


@transaction.atomic
def resend(bericht: Bericht, *, by: Any, aan: str = "") -> None:
    """Send a message again that failed, came back, or may not have arrived; to `aan` where its address was wrong.

    Raises TransitionError for one that was sent, or that waits already.
    """
    bericht.resend(by=by, aan=aan or bericht.aan)
    ring_on_commit(deliver_bericht, bericht.pk)


def _kind(thing: models.Model | None) -> ContentType | None:
    return ContentType.objects.get_for_model(thing) if thing is not None else None


def _domain() -> str:
    return settings.SITE_URL.split("://")[-1].split(":")[0].split("/")[0]
