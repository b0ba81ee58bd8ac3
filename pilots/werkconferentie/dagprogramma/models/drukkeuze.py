"""Some workshops of which the list or the sign is printed again."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.werkconferentie.programma.models import Sessie


class DrukkeuzeQuerySet(PilotScopedQuerySet["Drukkeuze"]):
    pilot_path = "bijeenkomst__pilot"


class Drukkeuze(models.Model):
    """Only these: people changed workshop, or a sheet was lost."""

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="drukkeuzes")
    sessies: models.ManyToManyField[Sessie, Any] = models.ManyToManyField(Sessie, related_name="+")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DrukkeuzeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "drukkeuze"
        verbose_name_plural = "drukkeuzes"

    def __str__(self) -> str:
        return f"{self.bijeenkomst.korte_titel} (een deel)"

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot
