"""Making the documents that were ordered."""

from celery import shared_task
from django.utils import timezone

from datt.documenten.maken import STOPPED, make
from datt.documenten.models import Document

MOST_AT_ONCE = 20


@shared_task
def make_document(pk: int) -> None:
    """Make one document, if it still waits and nobody else has it."""
    document = Document.objects.filter(pk=pk).first()
    if document is not None and document.claim(timezone.now()):
        make(document)


@shared_task
def sweep_documenten() -> int:
    """Take back what stopped in the middle and make what waits; answers how many waited."""
    for document in Document.objects.stopped_in_the_middle(timezone.now()).defer("html"):
        document.try_later(STOPPED)
    waiting = list(Document.objects.due(timezone.now()).order_by("besteld_op").values_list("pk", flat=True))
    for pk in waiting[:MOST_AT_ONCE]:
        make_document(pk)
    return len(waiting)
