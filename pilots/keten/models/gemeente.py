"""Gemeenten, with the official CBS code, and the officials who follow their pilots."""

from pathlib import PurePosixPath
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone


class GemeenteQuerySet(models.QuerySet["Gemeente"]):
    def current(self) -> Self:
        """The gemeenten that exist today."""
        return self.filter(opgeheven_op__isnull=True)

    def with_counts(self) -> Self:
        """With how many pilots they have, and how many officials follow them."""
        current = models.Q(ambtenaren__ingetrokken_op__isnull=True)
        return self.annotate(
            aantal_pilots=models.Count("pilots", distinct=True),
            aantal_ambtenaren=models.Count("ambtenaren", filter=current, distinct=True),
        )

    def of_kind(self, kind: str) -> Self:
        """Those with a pilot, with ambtenaren, or opgeheven; any other word leaves out none. Needs `with_counts`."""
        kinds = {"pilots": "aantal_pilots__gt", "ambtenaren": "aantal_ambtenaren__gt"}
        if kind == "opgeheven":
            return self.filter(opgeheven_op__isnull=False)
        return self.filter(**{kinds[kind]: 0}) if kind in kinds else self

    def named_like(self, words: str) -> Self:
        return self.filter(naam__icontains=words.strip())


class Gemeente(models.Model):
    code = models.CharField("CBS-code", max_length=6, unique=True)
    naam = models.CharField(max_length=80)
    provincie = models.CharField(max_length=40)
    verzonnen = models.BooleanField("verzonnen voorbeeld", default=False)
    opgeheven_op = models.DateField(null=True, blank=True)
    opgegaan_in = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="voorgangers")
    kleur = models.CharField("merkkleur", max_length=7, blank=True)
    logo = models.FileField(upload_to="logo", blank=True)

    objects = GemeenteQuerySet.as_manager()

    class Meta:
        ordering = ["naam"]
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return reverse("keten:gemeente_detail", args=[self.pk])

    def stylesheet_url(self) -> str:
        """Where the colours of this gemeente stand; the address changes with the colour, so it caches for long."""
        return reverse("keten:huisstijl", args=[self.code.lower(), self.kleur.removeprefix("#")]) if self.kleur else ""

    def logo_versie(self) -> str:
        return PurePosixPath(self.logo.name or "").stem

    def logo_url(self) -> str:
        return reverse("keten:logo", args=[self.code.lower(), self.logo_versie()]) if self.logo else ""


class AmbtenaarQuerySet(models.QuerySet["Ambtenaar"]):
    def current(self) -> Self:
        """Those who follow their gemeente now."""
        return self.filter(ingetrokken_op__isnull=True)


class Ambtenaar(models.Model):
    """An official: follows all pilots of the gemeente, without a role in each of them."""

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="ambtenaren")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ambtenaarschappen")
    sinds = models.DateTimeField(default=timezone.now, editable=False)
    ingetrokken_op = models.DateTimeField(null=True, editable=False)

    objects = AmbtenaarQuerySet.as_manager()

    class Meta:
        ordering = ["sinds"]
        verbose_name = "ambtenaar"
        verbose_name_plural = "ambtenaren"
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "user"],
                condition=models.Q(ingetrokken_op__isnull=True),
                name="ambtenaar_een_keer_per_gemeente",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, gemeente {self.gemeente}"
