"""What the demo says happened, happened on a moment: the log and the post carry it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone

from datt.berichten.models import Bericht
from datt.core.models import logged_at


@contextmanager
def happened_at(moment: datetime) -> Iterator[None]:
    """Log what is done inside on this moment, and count its mails as sent then; of today, they go out."""
    began = timezone.now()
    with logged_at(moment):
        yield
    if moment < began and timezone.localdate(moment) < timezone.localdate(began):
        Bericht.objects.count_as_sent(moment, since=began)
