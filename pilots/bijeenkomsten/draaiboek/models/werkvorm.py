"""A way of working with a group: ours from the library, or one that a facilitator of a gemeente added."""

from typing import Self

from django.db import models
from django.utils import timezone

from pilots.keten.models import Gemeente


class WerkvormQuerySet(models.QuerySet["Werkvorm"]):
    def usable_in(self, gemeente: Gemeente) -> Self:
        """The library, and what this gemeente added to it."""
        return self.filter(models.Q(gemeente__isnull=True) | models.Q(gemeente=gemeente), is_weg=False)


class Werkvorm(models.Model):
    """The library is content with a slug for ever; an own one belongs to a gemeente."""

    gemeente = models.ForeignKey(
        Gemeente, null=True, editable=False, on_delete=models.CASCADE, related_name="werkvormen"
    )
    slug = models.SlugField(max_length=60, editable=False)
    naam = models.CharField("naam", max_length=80)
    doel = models.TextField("doel", max_length=400)
    waarvoor = models.TextField("waarvoor", max_length=400, blank=True)
    groep_min = models.PositiveSmallIntegerField("kleinste groep", default=4)
    groep_max = models.PositiveSmallIntegerField("grootste groep", default=150)
    minuten = models.PositiveSmallIntegerField("minuten")
    min_minuten = models.PositiveSmallIntegerField("minuten, minstens")
    opstelling = models.CharField("opstelling", max_length=300, blank=True)
    # Lists of lines, shown and edited one a line; they have no name of their own.
    materiaal = models.JSONField("materiaal", default=list, blank=True)
    voorbereiding = models.JSONField("voorbereiding", default=list, blank=True)
    tips = models.JSONField("tips", default=list, blank=True)
    valkuilen = models.JSONField("valkuilen", default=list, blank=True)
    tags = models.JSONField(default=list, blank=True)
    zonder_scherm = models.TextField("zonder scherm", blank=True)
    toegankelijk = models.TextField("toegankelijk", blank=True)
    opbrengst = models.TextField("opbrengst", blank=True)
    herkomst = models.TextField("herkomst", blank=True)
    # Content that went from the library stays, for the run sheets that use it.
    is_weg = models.BooleanField(default=False, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = WerkvormQuerySet.as_manager()

    class Meta:
        ordering = ["naam", "pk"]
        verbose_name = "werkvorm"
        verbose_name_plural = "werkvormen"
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "slug"], name="werkvorm_slug_eenmalig"),
            models.UniqueConstraint(
                fields=["slug"],
                condition=models.Q(gemeente__isnull=True),
                name="werkvorm_slug_in_bibliotheek_eenmalig",
            ),
        ]

    def __str__(self) -> str:
        return self.naam


class Werkvormstap(models.Model):
    """One step: how long, what happens, and the words to say."""

    werkvorm = models.ForeignKey(Werkvorm, on_delete=models.CASCADE, related_name="stappen")
    volgorde = models.PositiveSmallIntegerField()
    minuten = models.PositiveSmallIntegerField()
    wat = models.TextField(max_length=600)
    zeg = models.TextField(max_length=1500, blank=True)

    class Meta:
        ordering = ["volgorde"]
        verbose_name = "stap van een werkvorm"
        verbose_name_plural = "stappen van een werkvorm"
        constraints = [
            models.UniqueConstraint(fields=["werkvorm", "volgorde"], name="werkvormstap_volgorde_eenmalig"),
        ]

    def __str__(self) -> str:
        return f"stap {self.volgorde} van {self.werkvorm}"
