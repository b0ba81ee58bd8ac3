"""What is printed apart from the meeting itself: some badges again, and the material list as it was at a moment."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Bijeenkomst, Persoon, Pilot


class BadgekeuzeQuerySet(PilotScopedQuerySet["Badgekeuze"]):
    pilot_path = "bijeenkomst__pilot"


class Badgekeuze(models.Model):
    """Only these badges: one was lost, a name was wrong, somebody came in somebody's place."""

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="badgekeuzes")
    personen = models.ManyToManyField(Persoon, related_name="+")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = BadgekeuzeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "badgekeuze"
        verbose_name_plural = "badgekeuzes"

    def __str__(self) -> str:
        return f"{self.bijeenkomst.korte_titel} (een deel)"

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot


class Materiaalafdruk(models.Model):
    """The material list as it was when somebody printed it: what changed since then is marked."""

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="materiaalafdrukken")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-op", "-pk"]
        verbose_name = "materiaalafdruk"
        verbose_name_plural = "materiaalafdrukken"

    def __str__(self) -> str:
        return f"de materiaallijst van {self.bijeenkomst.korte_titel}"

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot


class Materiaalregel(models.Model):
    """One line of it; `aantal` is None where a number says nothing."""

    afdruk = models.ForeignKey(Materiaalafdruk, on_delete=models.CASCADE, related_name="regels")
    groep = models.CharField(max_length=40, editable=False)
    wat = models.CharField(max_length=200, editable=False)
    aantal = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = "materiaalregel"
        verbose_name_plural = "materiaalregels"

    def __str__(self) -> str:
        return self.wat
