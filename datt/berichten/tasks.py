"""Sending what is in the outbox."""

from celery import shared_task
from django.utils import timezone

from datt.berichten.mails import send
from datt.berichten.models import Bericht


@shared_task
def deliver_bericht(pk: int) -> None:
    """Send one message, if it still waits and nobody else has it."""
    bericht = Bericht.objects.filter(pk=pk).first()
    if bericht is not None and bericht.claim(timezone.now()):
        send(bericht)


@shared_task
def sweep_berichten() -> int:
    """Ring for what is due, and flag what stopped in the middle; answers how many were rung."""
    now = timezone.now()
    for bericht in Bericht.objects.stopped_in_the_middle(now):
        bericht.mark_uncertain()
    waiting = list(Bericht.objects.due(now).order_by("volgende_poging").values_list("pk", flat=True)[:500])
    for pk in waiting:
        deliver_bericht(pk)
    return len(waiting)
