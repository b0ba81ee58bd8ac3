"""A table as it stands in the room: the same in every round, with its host."""

from django.db import models

from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Bijeenkomst, Persoon, Pilot


class TafelQuerySet(PilotScopedQuerySet["Tafel"]):
    pilot_path = "bijeenkomst__pilot"


class Tafel(models.Model):
    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="tafels")
    nummer = models.PositiveSmallIntegerField(editable=False)
    naam = models.CharField("naam", max_length=40, blank=True, help_text="Bijvoorbeeld: Bij het raam.")
    plaatsen_min = models.PositiveSmallIntegerField("minstens zoveel mensen")
    plaatsen_max = models.PositiveSmallIntegerField("hooguit zoveel mensen")
    gastheer = models.ForeignKey(
        Persoon, null=True, blank=True, on_delete=models.SET_NULL, related_name="tafels_als_gastheer"
    )
    # Who needs something to take part sits here first.
    is_bij_deur = models.BooleanField("dicht bij de deur", default=False)
    is_rustig = models.BooleanField("op een rustige plek", default=False)

    objects = TafelQuerySet.as_manager()

    class Meta:
        ordering = ["nummer"]
        verbose_name = "tafel"
        verbose_name_plural = "tafels"
        constraints = [
            models.UniqueConstraint(fields=["bijeenkomst", "nummer"], name="tafel_nummer_eenmalig"),
            models.CheckConstraint(
                condition=models.Q(plaatsen_max__gte=models.F("plaatsen_min")), name="tafel_max_niet_kleiner"
            ),
        ]

    def __str__(self) -> str:
        return f"Tafel {self.nummer}" + (f": {self.naam}" if self.naam else "")

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot

    @property
    def is_makkelijk(self) -> bool:
        """For who needs a place that is easy to reach or quiet."""
        return self.is_bij_deur or self.is_rustig
