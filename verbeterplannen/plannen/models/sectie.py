"""The answers of a plan, one row a question, each with a version of its own; and what was there before."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from pilots.access import PilotScopedQuerySet
from verbeterplannen.plannen.models.plan import Verbeterplan


class SectieQuerySet(PilotScopedQuerySet["Sectie"]):
    pilot_path = "plan__pilot"


class Sectie(models.Model):
    """One answer. Two people may write in different sections at once; in one, the version decides."""

    plan = models.ForeignKey(Verbeterplan, on_delete=models.CASCADE, related_name="secties")
    veld = models.SlugField(max_length=40)
    inhoud = models.TextField(blank=True)
    versie = models.PositiveIntegerField(default=0)
    gewijzigd_door = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    gewijzigd_op = models.DateTimeField(null=True)

    objects = SectieQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "pk"]
        verbose_name = "sectie"
        verbose_name_plural = "secties"
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "veld"], name="sectie_eenmalig")]

    def __str__(self) -> str:
        return f"{self.veld} van {self.plan}"


class Sectieversie(models.Model):
    """What an answer was: every saved text stays, with who and when."""

    sectie = models.ForeignKey(Sectie, on_delete=models.CASCADE, related_name="versies")
    nummer = models.PositiveIntegerField()
    inhoud = models.TextField(blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-nummer"]
        verbose_name = "versie van een sectie"
        verbose_name_plural = "versies van secties"
        constraints: ClassVar = [models.UniqueConstraint(fields=["sectie", "nummer"], name="sectieversie_eenmalig")]

    def __str__(self) -> str:
        return f"versie {self.nummer}"


class Actie(models.Model):
    """A step of the plan: who does it, who takes over, and when it is ready."""

    plan = models.ForeignKey(Verbeterplan, on_delete=models.CASCADE, related_name="acties")
    volgorde = models.PositiveSmallIntegerField()
    stap = models.CharField("stap", max_length=200)
    wie = models.CharField("wie", max_length=120)
    vervanger = models.CharField("wie neemt het over", max_length=120, blank=True)
    klaar_op = models.DateField("klaar op", null=True, blank=True)

    class Meta:
        ordering = ["volgorde"]
        verbose_name = "actie"
        verbose_name_plural = "acties"

    def __str__(self) -> str:
        return self.stap


class Indicator(models.Model):
    """A figure: what it is now, and what it should become."""

    plan = models.ForeignKey(Verbeterplan, on_delete=models.CASCADE, related_name="indicatoren")
    volgorde = models.PositiveSmallIntegerField()
    wat = models.CharField("wat telt u", max_length=200)
    nu = models.CharField("nu", max_length=80, blank=True)
    doel = models.CharField("doel", max_length=80, blank=True)
    datum = models.DateField("datum", null=True, blank=True)
    wie_telt = models.CharField("wie telt", max_length=120, blank=True)

    class Meta:
        ordering = ["volgorde"]
        verbose_name = "indicator"
        verbose_name_plural = "indicatoren"

    def __str__(self) -> str:
        return self.wat
