"""The parts of a day: who counts attendance in the morning and in the afternoon names them here."""

from django.db import models

from pilots.traject.models import Bijeenkomst, Pilot


class Dagdeel(models.Model):
    """Without any, a meeting has one part: all of it, number 1."""

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="dagdelen")
    nummer = models.PositiveSmallIntegerField()
    naam = models.CharField("naam", max_length=40, editable=False)

    class Meta:
        ordering = ["nummer"]
        verbose_name = "dagdeel"
        verbose_name_plural = "dagdelen"
        constraints = [models.UniqueConstraint(fields=["bijeenkomst", "nummer"], name="dagdeel_nummer_eenmalig")]

    def __str__(self) -> str:
        return self.naam

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot
