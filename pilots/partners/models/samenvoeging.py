"""Two records of one thing made one, and every step of it, so that it can be undone."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Pilot


class Precies(DjangoJSONEncoder):
    """Keeps the microseconds of a moment: what is put back must be what it was."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


class Samenvoegsoort(models.TextChoices):
    ORGANISATIE = "organisatie", "Organisatie"
    PERSOON = "persoon", "Persoon"


class SamenvoegingQuerySet(PilotScopedQuerySet["Samenvoeging"]):
    def current(self) -> Self:
        return self.filter(ongedaan_op__isnull=True)

    def of_organisatie(self, pk: int) -> Self:
        return self.current().filter(soort=Samenvoegsoort.ORGANISATIE, behouden_nr=pk)


class Samenvoeging(models.Model):
    """`pilot` is where a facilitator did it; a beheerder does it outside any pilot."""

    pilot = models.ForeignKey(Pilot, null=True, on_delete=models.CASCADE, related_name="samenvoegingen")
    soort = models.CharField(max_length=12, choices=Samenvoegsoort, editable=False)
    behouden_nr = models.PositiveBigIntegerField(editable=False)
    vervallen_nr = models.PositiveBigIntegerField(editable=False)
    behouden_naam = models.CharField(max_length=120, editable=False)
    vervallen_naam = models.CharField(max_length=120, editable=False)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    ongedaan_op = models.DateTimeField(null=True, editable=False)

    objects = SamenvoegingQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "samenvoeging"
        verbose_name_plural = "samenvoegingen"
        indexes = [models.Index(fields=["soort", "behouden_nr"], name="samenvoeging_behouden")]

    def __str__(self) -> str:
        return f"{self.vervallen_naam} in {self.behouden_naam}"

    def kring(self) -> Any:
        return self.pilot


class Samenvoegstap(models.Model):
    """One change to one row. `stond` rows leaned on the kept record already, or do since."""

    class Wat(models.TextChoices):
        VELD = "veld", "Een veld werd anders"
        WEG = "weg", "Een rij ging weg"
        STOND = "stond", "Een rij hoort bij wat bleef"

    samenvoeging = models.ForeignKey(Samenvoeging, on_delete=models.CASCADE, related_name="stappen")
    volgorde = models.PositiveIntegerField()
    wat = models.CharField(max_length=5, choices=Wat)
    model = models.CharField(max_length=80)
    nr = models.PositiveBigIntegerField()
    veld = models.CharField(max_length=60, blank=True)
    was = models.JSONField(null=True, encoder=Precies)
    werd = models.JSONField(null=True, encoder=Precies)

    class Meta:
        ordering = ["volgorde"]
        verbose_name = "stap van een samenvoeging"
        verbose_name_plural = "stappen van samenvoegingen"
        constraints = [
            models.UniqueConstraint(fields=["samenvoeging", "volgorde"], name="samenvoegstap_volgorde_eenmalig"),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.nr}: {self.veld or self.get_wat_display()}"
