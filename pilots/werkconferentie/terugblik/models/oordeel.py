"""Two answers about a workshop, of nobody in particular, and a mark that somebody gave them."""

import uuid

from django.db import models

from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Pilot
from pilots.werkconferentie.programma.models import Workshop


class WorkshopoordeelQuerySet(PilotScopedQuerySet["Workshopoordeel"]):
    pilot_path = "workshop__bijeenkomst__pilot"


class Workshopoordeel(models.Model):
    """Two answers: no name, no moment, and a key that says nothing about the order."""

    class Nut(models.IntegerChoices):
        EEN = 1, "Niet nuttig"
        TWEE = 2, "Een beetje nuttig"
        DRIE = 3, "Redelijk nuttig"
        VIER = 4, "Nuttig"
        VIJF = 5, "Heel nuttig"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="oordelen")
    nut = models.PositiveSmallIntegerField("Hoe nuttig was deze workshop voor u?", choices=Nut)
    zin = models.CharField("Wat neemt u mee, of wat moet anders?", max_length=240, blank=True)
    dag = models.DateField(editable=False)

    objects = WorkshopoordeelQuerySet.as_manager()

    class Meta:
        ordering = ["workshop", "pk"]
        verbose_name = "oordeel over een workshop"
        verbose_name_plural = "oordelen over workshops"
        constraints = [
            models.CheckConstraint(condition=models.Q(nut__range=(1, 5)), name="workshopoordeel_een_tot_vijf"),
        ]

    def __str__(self) -> str:
        return f"een oordeel over ‘{self.workshop}’"

    def kring(self) -> Pilot:
        return self.workshop.bijeenkomst.pilot


class TerugblikcodeQuerySet(PilotScopedQuerySet["Terugblikcode"]):
    pilot_path = "workshop__bijeenkomst__pilot"


class Terugblikcode(models.Model):
    """Only THAT a guest or a phone answered: `code` is made from both in one direction, and leads to no answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="terugblikcodes")
    code = models.CharField(max_length=64, editable=False)

    objects = TerugblikcodeQuerySet.as_manager()

    class Meta:
        verbose_name = "teken dat iemand antwoordde"
        verbose_name_plural = "tekens dat iemand antwoordde"
        constraints = [
            models.UniqueConstraint(fields=["workshop", "code"], name="terugblikcode_eenmaal_per_workshop"),
        ]

    def __str__(self) -> str:
        return f"een antwoord over ‘{self.workshop}’"

    def kring(self) -> Pilot:
        return self.workshop.bijeenkomst.pilot
