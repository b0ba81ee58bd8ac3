"""What the platform clears up by itself."""

from celery import shared_task
from django.utils import timezone

from datt.core.wachtrij import forget_received


@shared_task
def sweep_ontvangsten() -> int:
    """Forget what devices sent long ago."""
    return forget_received(timezone.now())
