"""Which pilot a practice pilot was copied from, and by whom."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Pilot


class OefeningQuerySet(PilotScopedQuerySet["Oefening"]):
    """Of the pilot it was copied from."""

    pilot_path = "bron"


class Oefening(models.Model):
    """`pilot` is the copy; `bron` the real pilot, which keeps one line in its log when the copy goes."""

    pilot = models.OneToOneField(Pilot, on_delete=models.CASCADE, related_name="oefening")
    bron = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="oefeningen")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now, editable=False)

    objects = OefeningQuerySet.as_manager()

    class Meta:
        ordering = ["-op", "-pk"]
        verbose_name = "oefening"
        verbose_name_plural = "oefeningen"

    def __str__(self) -> str:
        return str(self.pilot)

    def kring(self) -> Pilot:
        return self.bron
