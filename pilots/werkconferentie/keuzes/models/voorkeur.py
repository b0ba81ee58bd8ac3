"""What somebody would like to go to, and what rather not; and that they chose, also without any wish."""

from typing import Self

from django.db import models
from django.utils import timezone

from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Bijeenkomst, Persoon, Pilot
from pilots.werkconferentie.programma.models import Sessie


class Keus(models.IntegerChoices):
    EERSTE = 1, "Eerste keus"
    TWEEDE = 2, "Tweede keus"
    DERDE = 3, "Derde keus"
    LIEVER_NIET = 9, "Liever niet"


# In each round one session at most is each of these.
EENMALIG = (Keus.EERSTE, Keus.TWEEDE, Keus.DERDE)


class Voorkeurbron(models.TextChoices):
    GAST = "gast", "zelf gekozen"
    PAPIER = "papier", "van papier overgenomen"
    FACILITATOR = "facilitator", "door de facilitator ingevuld"


class VoorkeurQuerySet(PilotScopedQuerySet["Voorkeur"]):
    pilot_path = "sessie__ronde__bijeenkomst__pilot"

    def at(self, meeting: Bijeenkomst) -> Self:
        return self.filter(sessie__ronde__bijeenkomst=meeting)


class Voorkeur(models.Model):
    """One wish about one session; the service that keeps them allows one first choice a round."""

    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="voorkeuren")
    sessie = models.ForeignKey(Sessie, on_delete=models.CASCADE, related_name="voorkeuren")
    keus = models.PositiveSmallIntegerField(choices=Keus)
    bron = models.CharField(max_length=12, choices=Voorkeurbron, default=Voorkeurbron.GAST, editable=False)
    op = models.DateTimeField(default=timezone.now, editable=False)

    objects = VoorkeurQuerySet.as_manager()

    class Meta:
        ordering = ["keus", "pk"]
        verbose_name = "voorkeur"
        verbose_name_plural = "voorkeuren"
        constraints = [
            models.UniqueConstraint(fields=["persoon", "sessie"], name="voorkeur_eenmaal_per_sessie"),
        ]

    def __str__(self) -> str:
        return f"{self.get_keus_display()} van {self.persoon}: {self.sessie}"

    def kring(self) -> Pilot:
        return self.sessie.ronde.bijeenkomst.pilot


class KeuzebeurtQuerySet(PilotScopedQuerySet["Keuzebeurt"]):
    pilot_path = "bijeenkomst__pilot"


class Keuzebeurt(models.Model):
    """That somebody chose for a meeting, in which way and when; without wishes: everything is fine with them."""

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="keuzebeurten")
    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="keuzebeurten")
    bron = models.CharField(max_length=12, choices=Voorkeurbron, editable=False)
    op = models.DateTimeField(default=timezone.now, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)

    objects = KeuzebeurtQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "keuzebeurt"
        verbose_name_plural = "keuzebeurten"
        constraints = [
            models.UniqueConstraint(fields=["bijeenkomst", "persoon"], name="keuzebeurt_eenmaal_per_persoon"),
        ]

    def __str__(self) -> str:
        return f"wat {self.persoon} koos voor {self.bijeenkomst.korte_titel}"

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot
