"""What others see of a meeting that runs: links without an account, and the message on the screen in the hall."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from pilots.access import PilotScopedQuerySet
from pilots.bijeenkomsten.draaiboek.models.draaiboek import Draaiboek
from pilots.traject.models import BijeenkomstStatus, Pilot

# A screen that was left on shows the end of the day, and nothing a week later.
WERKT_NA = timedelta(days=1)


class Schermsoort(models.TextChoices):
    ZAAL = "zaal", "Zaalscherm"
    RUIMTE = "ruimte", "Begeleider van een ruimte"


class SchermlinkQuerySet(PilotScopedQuerySet["Schermlink"]):
    pilot_path = "draaiboek__bijeenkomst__pilot"

    def valid(self) -> Self:
        """Not taken back, of a meeting that goes on and is not over."""
        return self.filter(
            ingetrokken_op__isnull=True, draaiboek__bijeenkomst__datum__gte=timezone.localdate() - WERKT_NA
        ).exclude(draaiboek__bijeenkomst__status=BijeenkomstStatus.GEANNULEERD)


class Schermlink(models.Model):
    """Only the hash of the token is kept; the token is derived from `zaad` with the secret key, to show it again."""

    draaiboek = models.ForeignKey(Draaiboek, on_delete=models.CASCADE, related_name="schermlinks")
    soort = models.CharField(max_length=8, choices=Schermsoort, editable=False)
    # The name of the room as the blocks spell it; empty for the screen in the hall.
    ruimte = models.CharField(max_length=80, blank=True, editable=False)
    zaad = models.CharField(max_length=32, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    gemaakt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    ingetrokken_op = models.DateTimeField(null=True, editable=False)

    objects = SchermlinkQuerySet.as_manager()

    class Meta:
        ordering = ["soort", "ruimte", "pk"]
        verbose_name = "schermlink"
        verbose_name_plural = "schermlinks"
        constraints = [
            models.UniqueConstraint(
                fields=["draaiboek", "soort", "ruimte"],
                condition=models.Q(ingetrokken_op__isnull=True),
                name="schermlink_een_geldige_per_ruimte",
            ),
        ]

    def __str__(self) -> str:
        return f"de link van {self.ruimte}" if self.ruimte else "de link van het zaalscherm"

    def kring(self) -> Pilot:
        return self.draaiboek.bijeenkomst.pilot


class Zaalmelding(models.Model):
    """One sentence for everybody, such as 'Terug om 14.30 uur'; a new one takes the place of the old one."""

    draaiboek = models.OneToOneField(Draaiboek, on_delete=models.CASCADE, related_name="melding")
    tekst = models.CharField("melding", max_length=80)
    sinds = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "melding op het zaalscherm"
        verbose_name_plural = "meldingen op het zaalscherm"

    def __str__(self) -> str:
        return self.tekst
