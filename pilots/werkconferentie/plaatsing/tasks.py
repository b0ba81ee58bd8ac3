"""The proposals that wait to be calculated."""

from celery import shared_task
from django.utils import timezone

from pilots.werkconferentie.plaatsing.services.beurten import process, sweep


@shared_task
def process_verdeelbeurt(pk: int) -> None:
    """Calculate one proposal, if nobody else does."""
    process(pk)


@shared_task
def sweep_verdeelbeurten() -> int:
    """Do what waits or stopped in the middle; answers how many that were."""
    waiting = sweep(timezone.now())
    for pk in waiting[:1]:
        process_verdeelbeurt(pk)
    return len(waiting)
