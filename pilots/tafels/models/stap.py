"""What was done last at the tables, so that it can be undone."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from pilots.tafels.models.indeling import Indeling
from pilots.tafels.models.tafel import Tafel
from pilots.traject.models import Persoon, Pilot


class Tafelstap(models.Model):
    """One step; its sentence is Dutch, without the actor: 'zette Samira de Vries aan tafel 4'."""

    indeling = models.ForeignKey(Indeling, on_delete=models.CASCADE, related_name="stappen")
    zin = models.CharField(max_length=200, editable=False)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "tafelstap"
        verbose_name_plural = "tafelstappen"

    def __str__(self) -> str:
        return self.zin

    def kring(self) -> Pilot:
        return self.indeling.bijeenkomst.pilot


class Tafelwissel(models.Model):
    """Where somebody sat before the step: at a table, or nowhere."""

    stap = models.ForeignKey(Tafelstap, on_delete=models.CASCADE, related_name="wissels")
    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="+")
    tafel = models.ForeignKey(Tafel, null=True, on_delete=models.CASCADE, related_name="+")
    was_vast = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = "tafelwissel"
        verbose_name_plural = "tafelwissels"

    def __str__(self) -> str:
        return f"{self.persoon} zat aan {self.tafel or 'geen tafel'}"
