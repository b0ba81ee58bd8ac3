"""The lists that wait to be looked at or read in."""

from celery import shared_task
from django.utils import timezone

from pilots.partners.models import Inleesvoorstel
from pilots.partners.services.inlezen.werk import give_up, process

MOST_AT_ONCE = 5


@shared_task
def process_lijst(pk: int) -> None:
    """Do what one list waits for, if nobody else does."""
    process(pk)


@shared_task
def sweep_lijsten() -> int:
    """Do what waits or stopped in the middle, and clear what nobody confirmed; answers how many lists waited."""
    give_up()
    waiting = list(Inleesvoorstel.objects.due(timezone.now()).order_by("nagekeken_op").values_list("pk", flat=True))
    for pk in waiting[:MOST_AT_ONCE]:
        process_lijst(pk)
    Inleesvoorstel.objects.sweep(timezone.now())
    return len(waiting)
