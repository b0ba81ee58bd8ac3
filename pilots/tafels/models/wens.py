"""Who would rather not, or rather does, sit at one table with whom."""

from typing import Self

from django.db import models

from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Bijeenkomst, Persoon, Pilot


class Wenssoort(models.TextChoices):
    NIET_SAMEN = "niet_samen", "Niet aan één tafel"
    SAMEN = "samen", "Graag aan één tafel"


class TafelwensQuerySet(PilotScopedQuerySet["Tafelwens"]):
    def for_meeting(self, meeting: Bijeenkomst) -> Self:
        """What holds for this meeting: its own wishes and those of the whole pilot."""
        return self.filter(models.Q(bijeenkomst=meeting) | models.Q(bijeenkomst__isnull=True, pilot=meeting.pilot_id))

    def with_people(self) -> Self:
        return self.select_related("een", "ander", "bijeenkomst")


class Tafelwens(models.Model):
    """Of two people, the one with the lowest key first. Only the facilitator sees the reason."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="tafelwensen")
    # For this meeting only; without one it holds for the whole pilot.
    bijeenkomst = models.ForeignKey(Bijeenkomst, null=True, on_delete=models.CASCADE, related_name="tafelwensen")
    soort = models.CharField("wat is de wens", max_length=12, choices=Wenssoort)
    een = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="+")
    ander = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="+")
    moet = models.BooleanField("dit moet, ook als het ten koste gaat van het mengen", default=False)
    reden = models.CharField("reden", max_length=200, blank=True, help_text="Alleen facilitators zien dit.")

    objects = TafelwensQuerySet.as_manager()

    class Meta:
        ordering = ["een__naam", "ander__naam", "pk"]
        verbose_name = "tafelwens"
        verbose_name_plural = "tafelwensen"
        constraints = [
            models.CheckConstraint(condition=models.Q(een__lt=models.F("ander")), name="tafelwens_twee_mensen"),
            models.UniqueConstraint(
                fields=["bijeenkomst", "een", "ander"],
                condition=models.Q(bijeenkomst__isnull=False),
                name="tafelwens_eenmaal_per_bijeenkomst",
            ),
            models.UniqueConstraint(
                fields=["een", "ander"],
                condition=models.Q(bijeenkomst__isnull=True),
                name="tafelwens_eenmaal_per_pilot",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.een} en {self.ander}: {self.get_soort_display().lower()}"

    def kring(self) -> Pilot:
        return self.pilot
