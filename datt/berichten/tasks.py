"""Sending what is in the outbox."""

from celery import shared_task
from django.utils import timezone

from datt.berichten.bezorgen import deliver
from datt.berichten.mobiel import first_allowed
from datt.berichten.models import Bericht

MOST_AT_ONCE = 500


@shared_task
def deliver_bericht(pk: int) -> bool:
    """Send one message, if it still waits and nobody else has it; False when there is no server to be reached."""
    bericht = Bericht.objects.filter(pk=pk).first()
    now = timezone.now()
    if bericht is None:
        return True
    if bericht.is_sms and first_allowed(now) > now:
        # Nobody is woken up; also not by what waited too long, or was asked for again at night.
        bericht.wait_until(first_allowed(now))
        return True
    return deliver(bericht) if bericht.claim(now) else True


@shared_task
def sweep_berichten() -> int:
    """Send what is due, and flag what stopped in the middle; answers how many were looked at.

    It stops when the mail server cannot be reached: waiting for it once per message would keep the worker
    from everything else.
    """
    now = timezone.now()
    for bericht in Bericht.objects.stopped_in_the_middle(now):
        bericht.mark_uncertain()
    due = Bericht.objects.due(now).order_by("volgende_poging").values_list("pk", flat=True)
    looked_at = 0
    for pk in list(due[:MOST_AT_ONCE]):
        looked_at += 1
        if not deliver_bericht(pk):
            break
    return looked_at
