"""The programme of one meeting as the facilitator arranges it, and each version that guests were shown."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Bijeenkomst, Pilot


class ProgrammaQuerySet(PilotScopedQuerySet["Programma"]):
    pilot_path = "bijeenkomst__pilot"


class Programma(models.Model):
    """`versie` rises with every change of a round, room, workshop or session: for two people at once."""

    bijeenkomst = models.OneToOneField(Bijeenkomst, on_delete=models.CASCADE, related_name="programma")
    versie = models.PositiveIntegerField(default=1, editable=False)
    # Until when partners may propose a workshop, and guests may choose; empty: not open.
    voorstellen_tot = models.DateField("workshops voorstellen kan tot en met", null=True, blank=True)
    kiezen_tot = models.DateField("kiezen kan tot en met", null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ProgrammaQuerySet.as_manager()

    class Meta:
        verbose_name = "programma"
        verbose_name_plural = "programma's"

    def __str__(self) -> str:
        return f"het programma van {self.bijeenkomst.korte_titel}"

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot


class ProgrammaversieQuerySet(PilotScopedQuerySet["Programmaversie"]):
    pilot_path = "programma__bijeenkomst__pilot"


class Programmaversie(models.Model):
    """What guests see: made public at one moment, never changed afterwards.

    `inhoud` is the whole programme as plain data; `verschil` the sentences that say what changed since the version
    before, with the workshops they are about.
    """

    programma = models.ForeignKey(Programma, on_delete=models.CASCADE, related_name="versies")
    nummer = models.PositiveSmallIntegerField(editable=False)
    inhoud = models.JSONField(editable=False)
    verschil = models.JSONField(default=list, editable=False)
    op = models.DateTimeField(default=timezone.now, editable=False)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+")

    objects = ProgrammaversieQuerySet.as_manager()

    class Meta:
        ordering = ["-nummer"]
        verbose_name = "versie van een programma"
        verbose_name_plural = "versies van programma's"
        constraints = [
            models.UniqueConstraint(fields=["programma", "nummer"], name="programmaversie_nummer_eenmalig"),
        ]

    def __str__(self) -> str:
        return f"versie {self.nummer} van {self.programma}"

    def kring(self) -> Pilot:
        return self.programma.bijeenkomst.pilot
