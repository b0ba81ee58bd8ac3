"""What goes by itself once a meeting is some time ago."""

from celery import shared_task

from pilots.bijeenkomsten.dag.models import Materiaalafdruk
from pilots.bijeenkomsten.uitnodigen.services.bewaren import last_day_kept, wipe_old_needs


@shared_task
def wipe_needs() -> int:
    """Wipe what guests told about food and access, also from the material list as it was printed."""
    Materiaalafdruk.objects.filter(bijeenkomst__datum__lt=last_day_kept()).delete()
    return wipe_old_needs()
