"""What somebody was told last about their places, so that only who has another place now hears of it."""

from django.db import models
from django.utils import timezone

from pilots.traject.models import Persoon, Pilot
from pilots.werkconferentie.plaatsing.models.verdeling import Verdeling


class Verteld(models.Model):
    """`plekken` is `[[ronde, sessie], …]` in the order of the day; it stays as it was told until told anew."""

    verdeling = models.ForeignKey(Verdeling, on_delete=models.CASCADE, related_name="verteld")
    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="+")
    plekken = models.JSONField(default=list, editable=False)
    op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = "vertelde plaats"
        verbose_name_plural = "vertelde plaatsen"
        constraints = [
            models.UniqueConstraint(fields=["verdeling", "persoon"], name="verteld_eenmaal_per_persoon"),
        ]

    def __str__(self) -> str:
        return f"wat {self.persoon} weet van {self.verdeling}"

    def kring(self) -> Pilot:
        return self.verdeling.bijeenkomst.pilot
