"""School holidays per region; where nothing is loaded, the site says 'niet bekend'."""

from datetime import date
from typing import Self

from django.db import models


class SchoolvakantieQuerySet(models.QuerySet["Schoolvakantie"]):
    def in_region(self, regio: str) -> Self:
        return self.filter(regio=regio)

    def on(self, dag: date) -> Self:
        return self.filter(van__lte=dag, tot_en_met__gte=dag)


class Schoolvakantie(models.Model):
    schooljaar = models.CharField(max_length=9)
    naam = models.CharField(max_length=40)
    regio = models.CharField(max_length=6)
    van = models.DateField()
    tot_en_met = models.DateField()
    bron = models.CharField(max_length=200)

    objects = SchoolvakantieQuerySet.as_manager()

    class Meta:
        ordering = ["van", "regio"]
        verbose_name = "schoolvakantie"
        verbose_name_plural = "schoolvakanties"
        constraints = [
            models.UniqueConstraint(fields=["schooljaar", "naam", "regio"], name="schoolvakantie_eenmalig"),
            models.CheckConstraint(
                condition=models.Q(tot_en_met__gte=models.F("van")), name="schoolvakantie_eindigt_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam} {self.schooljaar}, regio {self.regio}"
