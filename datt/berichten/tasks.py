"""Sending what is in the outbox."""

import time

from celery import shared_task
from django.utils import timezone

from datt.berichten import storing
from datt.berichten.bezorgen import deliver
from datt.berichten.mobiel import first_allowed
from datt.berichten.models import Bericht, Kanaal
from datt.berichten.vergeten import wipe_last_messages

MOST_AT_ONCE = 500
# Then the worker does something else; the scheduler rings again.
LONGEST_SWEEP = 60


@shared_task
def deliver_bericht(pk: int) -> bool:
    """Send one message, if it still waits and nobody else has it; False when it waits for a service that is away."""
    bericht = Bericht.objects.filter(pk=pk).first()
    if bericht is None or storing.is_away(bericht.kanaal):
        return bericht is None
    return _try(bericht)


@shared_task
def sweep_berichten() -> int:
    """Send what is due, and flag what stopped in the middle; answers how many were looked at.

    It stops with mail, or with text messages, when their service cannot be reached or is slow: waiting
    for it once per message would keep the worker from everything else.
    """
    if not storing.begin_sweep():
        return 0
    try:
        for bericht in Bericht.objects.stopped_in_the_middle(timezone.now()):
            bericht.mark_uncertain()
        wipe_last_messages()
        return sum(_sweep(kanaal) for kanaal in Kanaal.values)
    finally:
        storing.end_sweep()


def _sweep(kanaal: str) -> int:
    due = Bericht.objects.due(timezone.now()).filter(kanaal=kanaal).order_by("volgende_poging")
    looked_at, began = 0, time.monotonic()
    for bericht in list(due[:MOST_AT_ONCE]):
        looked_at += 1
        storing.keep_sweeping()
        reached = _try(bericht)
        if not reached or storing.is_away(kanaal) or time.monotonic() - began > LONGEST_SWEEP:
            break
    return looked_at


def _try(bericht: Bericht) -> bool:
    now = timezone.now()
    if bericht.is_sms and first_allowed(now) > now:
        # Nobody is woken up; also not by what waited too long, or was asked for again at night.
        bericht.wait_until(first_allowed(now))
        return True
    if not bericht.claim(now):
        return True
    with storing.watched(bericht.kanaal) as answers:
        answers.append(deliver(bericht))
    return answers[0]
