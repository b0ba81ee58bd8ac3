"""One round of one meeting: who sits at which table, first as a draft and then fixed."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from datt.core.states import StatusModel
from pilots.access import PilotScopedQuerySet
from pilots.tafels.models.tafel import Tafel
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, Persoon, Pilot


class IndelingStatus(models.TextChoices):
    CONCEPT = "concept", "Concept"
    VASTGESTELD = "vastgesteld", "Vastgesteld"


class IndelingQuerySet(PilotScopedQuerySet["Indeling"]):
    pilot_path = "bijeenkomst__pilot"

    def fixed(self) -> Self:
        return self.filter(status=IndelingStatus.VASTGESTELD)

    def drafts(self) -> Self:
        return self.filter(status=IndelingStatus.CONCEPT)


class Indeling(StatusModel):
    """`zaad` makes the same proposal again; `versie` rises with every change of a seat."""

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="indelingen")
    ronde = models.PositiveSmallIntegerField(default=1, editable=False)
    status = models.CharField(max_length=20, choices=IndelingStatus, default=IndelingStatus.CONCEPT, editable=False)
    zaad = models.PositiveIntegerField(default=0, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)
    vastgesteld_op = models.DateTimeField(null=True, editable=False)
    vastgesteld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = IndelingQuerySet.as_manager()

    transitions: ClassVar = {
        IndelingStatus.VASTGESTELD: {IndelingStatus.CONCEPT},
        IndelingStatus.CONCEPT: {IndelingStatus.VASTGESTELD},
    }
    log_sentences: ClassVar = {
        IndelingStatus.VASTGESTELD: "zette {self} vast",
        IndelingStatus.CONCEPT: "maakte {self} weer open",
    }

    class Meta:
        ordering = ["ronde"]
        verbose_name = "indeling"
        verbose_name_plural = "indelingen"
        constraints = [
            models.UniqueConstraint(fields=["bijeenkomst", "ronde"], name="indeling_eenmaal_per_ronde"),
        ]

    def __str__(self) -> str:
        return f"de tafels van {self.bijeenkomst.korte_titel}" + (f", ronde {self.ronde}" if self.ronde > 1 else "")

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot

    @property
    def is_fixed(self) -> bool:
        return self.status == IndelingStatus.VASTGESTELD

    def fix(self, now: datetime, *, by: Any) -> None:
        """From now on guests see where they sit."""
        self._move_to(
            IndelingStatus.VASTGESTELD,
            by=by,
            vastgesteld_op=now,
            vastgesteld_door=by,
            versie=models.F("versie") + 1,
        )

    def reopen(self, *, by: Any) -> None:
        self._move_to(
            IndelingStatus.CONCEPT, by=by, vastgesteld_op=None, vastgesteld_door=None, versie=models.F("versie") + 1
        )


class TafelplaatsQuerySet(PilotScopedQuerySet["Tafelplaats"]):
    pilot_path = "indeling__bijeenkomst__pilot"

    def fixed(self) -> Self:
        """Of tables that were fixed, of meetings that were not cancelled."""
        return self.filter(indeling__status=IndelingStatus.VASTGESTELD).exclude(
            indeling__bijeenkomst__status=BijeenkomstStatus.GEANNULEERD
        )

    def with_everything(self) -> Self:
        return self.select_related("persoon__organisatie", "tafel")


class Tafelplaats(models.Model):
    """Somebody's seat in one round; `is_vast` is pinned: a new proposal leaves it."""

    indeling = models.ForeignKey(Indeling, on_delete=models.CASCADE, related_name="plaatsen")
    tafel = models.ForeignKey(Tafel, on_delete=models.CASCADE, related_name="plaatsen")
    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="tafelplaatsen")
    is_vast = models.BooleanField(default=False, editable=False)

    objects = TafelplaatsQuerySet.as_manager()

    class Meta:
        ordering = ["tafel__nummer", "persoon__naam", "pk"]
        verbose_name = "tafelplaats"
        verbose_name_plural = "tafelplaatsen"
        constraints = [
            models.UniqueConstraint(fields=["indeling", "persoon"], name="tafelplaats_eenmaal_per_persoon"),
        ]

    def __str__(self) -> str:
        return f"{self.persoon} aan {self.tafel}"

    def kring(self) -> Pilot:
        return self.indeling.bijeenkomst.pilot
