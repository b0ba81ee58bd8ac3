"""Ordering a document, and asking to make it again."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone

from datt.accounts.models import User
from datt.core.queue import ring_on_commit
from datt.documenten.kinds import Colofon, DocumentKind
from datt.documenten.models import Document
from datt.documenten.tasks import make_document


@transaction.atomic
def order_document(kind: DocumentKind[Any], subject: models.Model, *, by: User) -> Document:
    """Write down what the document says now; a worker makes the PDF once this is committed.

    The same order while the first still waits (a double click, or two people at once) gives that first one:
    the same means that it would say the same. Raises PermissionDenied when `by` may not order it.
    """
    if not kind.may_order(by, subject):
        raise PermissionDenied
    # One order at a time about this thing, so that two get two versions; readers are not held up.
    type(subject)._base_manager.select_for_update(no_key=True).get(pk=subject.pk)
    subject = kind.source().get(pk=subject.pk)
    earlier = Document.objects.about(subject, kind).select_related("besteld_door").order_by("-versie").first()
    if earlier is not None and earlier.is_waiting() and earlier.html == kind.html(subject, _colofon(earlier)):
        return earlier
    return _write(kind, subject, by=by, versie=earlier.versie + 1 if earlier else 1)


def _write(kind: DocumentKind[Any], subject: models.Model, *, by: User, versie: int) -> Document:
    kring = kind.kring(subject)
    document = Document(
        soort=kind.key,
        titel=kind.title_for(subject),
        over_soort=ContentType.objects.get_for_model(subject),
        over_nr=subject.pk,
        kring_soort=ContentType.objects.get_for_model(kring),
        kring_nr=kring.pk,
        versie=versie,
        besteld_door=by,
        besteld_op=timezone.now(),
    )
    document.html = kind.html(subject, _colofon(document))
    document.save()
    document.log_order()
    ring_on_commit(make_document, document.pk)
    return document


@transaction.atomic
def retry_document(document: Document, *, by: User) -> None:
    """Make a document that failed again, with what it said when it was ordered."""
    document.retry(by=by)
    ring_on_commit(make_document, document.pk)


def _colofon(document: Document) -> Colofon:
    return Colofon(versie=document.versie, besteld_op=document.besteld_op, besteld_door=str(document.besteld_door))
