"""Who was there: one row for a person and a part of the day, written at the door."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Bijeenkomst, Persoon, Pilot


class Binnenkomst(models.TextChoices):
    """How somebody came in."""

    QR = "qr", "QR-code"
    NAAM = "naam", "Op naam"
    INLOPER = "inloper", "Zonder uitnodiging"
    ZELF = "zelf", "Zelf gemeld"
    ACHTERAF = "achteraf", "Achteraf ingevuld"


class AanwezigheidQuerySet(PilotScopedQuerySet["Aanwezigheid"]):
    pilot_path = "bijeenkomst__pilot"

    def standing(self) -> Self:
        """Without what was undone."""
        return self.filter(ongedaan_op__isnull=True)


class Aanwezigheid(models.Model):
    """`kenmerk` is made by the phone: the same check-in that arrives twice is one row."""

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="aanwezigheden")
    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="aanwezigheden")
    # The part of the day, 1 for the first (or only) one.
    dagdeel = models.PositiveSmallIntegerField(default=1)
    kenmerk = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    binnen_op = models.DateTimeField(default=timezone.now, editable=False)
    hoe = models.CharField(max_length=10, choices=Binnenkomst, default=Binnenkomst.NAAM)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    # What the invitation said before, to go back to when this was a mistake; empty without an invitation.
    antwoord_was = models.CharField(max_length=20, blank=True, editable=False)
    # The organisation that somebody without an invitation named, as they said it.
    opgegeven_organisatie = models.CharField("organisatie", max_length=120, blank=True, editable=False)
    ongedaan_op = models.DateTimeField(null=True, editable=False)

    objects = AanwezigheidQuerySet.as_manager()

    class Meta:
        ordering = ["binnen_op", "pk"]
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheden"
        constraints = [
            models.UniqueConstraint(
                fields=["bijeenkomst", "persoon", "dagdeel"],
                condition=models.Q(ongedaan_op__isnull=True),
                name="aanwezigheid_eenmaal_per_dagdeel",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.persoon} bij {self.bijeenkomst.korte_titel}"

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot
