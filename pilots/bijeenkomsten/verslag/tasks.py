"""What goes out by itself after a meeting."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from pilots.bijeenkomsten.verslag.post import ask_about_actions, thank_who_was_there


@shared_task
def sweep_naberichten() -> int:
    """Thank who was there, and ask how the own actions go; each of them once, and only by day."""
    now = timezone.localtime()
    if not 9 <= now.hour < 18:
        return 0
    with transaction.atomic():
        return thank_who_was_there(now.date()) + ask_about_actions(now.date())
