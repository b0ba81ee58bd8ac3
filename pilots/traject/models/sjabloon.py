"""The template of a trajectory: content with versions; a pilot keeps the version it began with."""

from datetime import time
from typing import Self

from django.db import models
from django.utils import timezone


class SjabloonQuerySet(models.QuerySet["Sjabloon"]):
    def newest(self) -> "Sjabloon":
        return self.latest("versie")


class Sjabloon(models.Model):
    versie = models.PositiveIntegerField(unique=True)
    # Not unique: content that goes back to what it was is a new version again.
    vingerafdruk = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SjabloonQuerySet.as_manager()

    class Meta:
        ordering = ["versie"]
        verbose_name = "sjabloon"
        verbose_name_plural = "sjablonen"

    def __str__(self) -> str:
        return f"versie {self.versie}"


class SjabloonbijeenkomstQuerySet(models.QuerySet["Sjabloonbijeenkomst"]):
    def standard(self) -> Self:
        """The six; the others are extra."""
        return self.filter(volgorde__gt=0)

    def extras(self) -> Self:
        return self.filter(volgorde=0)


class Sjabloonbijeenkomst(models.Model):
    """One kind of meeting; `volgorde` is 1 to 6, or 0 for an extra one."""

    sjabloon = models.ForeignKey(Sjabloon, on_delete=models.CASCADE, related_name="bijeenkomsten")
    soort = models.SlugField(max_length=40)
    volgorde = models.PositiveSmallIntegerField()
    titel = models.CharField(max_length=80)
    korte_titel = models.CharField(max_length=40)
    doel = models.TextField()
    opbrengst = models.JSONField(default=list, blank=True)
    doelgroep = models.JSONField(default=list, blank=True)
    zaal = models.JSONField(default=list, blank=True)
    capaciteit = models.PositiveSmallIntegerField()
    min_groep = models.PositiveSmallIntegerField()
    duur_minuten = models.PositiveSmallIntegerField()
    begin = models.TimeField(default=time(13, 30))
    dagen_na_start = models.PositiveSmallIntegerField()
    handleiding = models.TextField()
    openingswoord = models.TextField(blank=True)
    afsluiting = models.TextField(blank=True)
    hand_out = models.TextField(blank=True)
    formulieren = models.JSONField(default=list, blank=True)

    objects = SjabloonbijeenkomstQuerySet.as_manager()

    class Meta:
        ordering = ["volgorde", "dagen_na_start"]
        verbose_name = "bijeenkomst van het sjabloon"
        verbose_name_plural = "bijeenkomsten van het sjabloon"
        constraints = [models.UniqueConstraint(fields=["sjabloon", "soort"], name="sjabloonbijeenkomst_soort_eenmalig")]

    def __str__(self) -> str:
        return self.titel


class Sjabloontaak(models.Model):
    """A task of the checklist; a negative `dagen_ervoor` is after the meeting."""

    bijeenkomst = models.ForeignKey(Sjabloonbijeenkomst, on_delete=models.CASCADE, related_name="taken")
    volgorde = models.PositiveSmallIntegerField()
    titel = models.CharField(max_length=120)
    uitleg = models.TextField(blank=True)
    wie = models.CharField(max_length=40)
    dagen_ervoor = models.SmallIntegerField()

    class Meta:
        ordering = ["volgorde"]
        verbose_name = "taak van het sjabloon"
        verbose_name_plural = "taken van het sjabloon"

    def __str__(self) -> str:
        return self.titel


class Sjabloonblok(models.Model):
    """One block of the run sheet."""

    bijeenkomst = models.ForeignKey(Sjabloonbijeenkomst, on_delete=models.CASCADE, related_name="blokken")
    volgorde = models.PositiveSmallIntegerField()
    titel = models.CharField(max_length=120)
    minuten = models.PositiveSmallIntegerField()
    min_minuten = models.PositiveSmallIntegerField()
    vast_tijdstip = models.CharField(max_length=5, blank=True)
    doel = models.TextField(blank=True)
    werkvorm = models.SlugField(max_length=40, blank=True)
    leiding = models.CharField(max_length=40, blank=True)
    ruimte = models.CharField(max_length=80, blank=True)
    opstelling = models.CharField(max_length=200, blank=True)
    materiaal = models.JSONField(default=list)
    instructie = models.TextField(blank=True)
    opbrengst_naar = models.CharField(max_length=40, blank=True)
    plan_b = models.TextField(blank=True)

    class Meta:
        ordering = ["volgorde"]
        verbose_name = "blok van het sjabloon"
        verbose_name_plural = "blokken van het sjabloon"

    def __str__(self) -> str:
        return self.titel
