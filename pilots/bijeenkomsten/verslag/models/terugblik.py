"""After the meeting: three questions without a name, and the one thing that somebody will do."""

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone

from datt.core.states import StatusModel
from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Bijeenkomst, Persoon, Pilot


class EvaluatieQuerySet(PilotScopedQuerySet["Evaluatie"]):
    pilot_path = "bijeenkomst__pilot"


class Evaluatie(models.Model):
    """Three answers of nobody in particular: no name, no moment, and a key that says nothing about the order."""

    class Gezichten(models.IntegerChoices):
        EEN = 1, "1: slecht"
        TWEE = 2, "2: matig"
        DRIE = 3, "3: gewoon"
        VIER = 4, "4: goed"
        VIJF = 5, "5: heel goed"

    class Bellen(models.TextChoices):
        MEER = "meer", "Ja, drie mensen of meer"
        PAAR = "paar", "Ja, een of twee mensen"
        NEE = "nee", "Nee, niet meer dan eerst"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="evaluaties")
    cijfer = models.PositiveSmallIntegerField("Hoe was de bijeenkomst?", choices=Gezichten)
    bellen = models.CharField("Kent u nu meer mensen die u kunt bellen?", max_length=8, choices=Bellen)
    zin = models.CharField("Wat wilt u nog zeggen, in één zin?", max_length=240, blank=True)
    dag = models.DateField(editable=False)

    objects = EvaluatieQuerySet.as_manager()

    class Meta:
        ordering = ["bijeenkomst", "pk"]
        verbose_name = "evaluatie"
        verbose_name_plural = "evaluaties"
        constraints = [
            models.CheckConstraint(condition=models.Q(cijfer__range=(1, 5)), name="evaluatie_een_tot_vijf"),
        ]

    def __str__(self) -> str:
        return f"een evaluatie van {self.bijeenkomst.korte_titel}"

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot


class Evaluatiebeurt(models.Model):
    """Only THAT somebody answered, so that nobody does it twice; nothing leads from here to the answers.

    The rows of everybody who was there are made at once, before the first answer: their order says nothing.
    """

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="evaluatiebeurten")
    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="evaluatiebeurten")
    is_beantwoord = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = "evaluatiebeurt"
        verbose_name_plural = "evaluatiebeurten"
        constraints = [
            models.UniqueConstraint(fields=["bijeenkomst", "persoon"], name="evaluatiebeurt_eenmaal_per_persoon"),
        ]

    def __str__(self) -> str:
        return f"de evaluatie van {self.bijeenkomst.korte_titel}"

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot


class EigenActieStatus(models.TextChoices):
    OPEN = "open", "Gekozen"
    BEZIG = "bezig", "Nog bezig"
    GELUKT = "gelukt", "Gelukt"
    NIET_MEER = "niet_meer", "Niet meer nodig"


ANTWOORDEN = (EigenActieStatus.GELUKT, EigenActieStatus.BEZIG, EigenActieStatus.NIET_MEER)


class EigenActieQuerySet(PilotScopedQuerySet["EigenActie"]):
    pilot_path = "bijeenkomst__pilot"

    def going_on(self) -> Self:
        return self.filter(status__in=[EigenActieStatus.OPEN, EigenActieStatus.BEZIG])

    def shared(self) -> Self:
        """Of who agreed that others read it."""
        return self.filter(mag_gedeeld=True)


class EigenActie(StatusModel):
    """One small thing that somebody will do, chosen at a meeting."""

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="eigen_acties")
    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="eigen_acties")
    tekst = models.CharField("uw eigen actie", max_length=200)
    mag_gedeeld = models.BooleanField("de facilitator mag mijn actie lezen", default=False)
    status = models.CharField(max_length=20, choices=EigenActieStatus, default=EigenActieStatus.OPEN, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EigenActieQuerySet.as_manager()

    transitions: ClassVar = {
        EigenActieStatus.BEZIG: {EigenActieStatus.OPEN, EigenActieStatus.GELUKT, EigenActieStatus.NIET_MEER},
        EigenActieStatus.GELUKT: {EigenActieStatus.OPEN, EigenActieStatus.BEZIG, EigenActieStatus.NIET_MEER},
        EigenActieStatus.NIET_MEER: {EigenActieStatus.OPEN, EigenActieStatus.BEZIG, EigenActieStatus.GELUKT},
    }
    log_sentences: ClassVar = {
        EigenActieStatus.BEZIG: "is nog bezig met {self}",
        EigenActieStatus.GELUKT: "deed {self}",
        EigenActieStatus.NIET_MEER: "ziet af van {self}",
    }

    class Meta:
        ordering = ["pk"]
        verbose_name = "eigen actie"
        verbose_name_plural = "eigen acties"
        constraints = [
            models.UniqueConstraint(fields=["bijeenkomst", "persoon"], name="eigen_actie_eenmaal_per_persoon"),
        ]

    def __str__(self) -> str:
        """Without the text: that is theirs."""
        return f"de eigen actie van {self.bijeenkomst.korte_titel}"

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot

    def answer(self, status: EigenActieStatus, *, by: Any, wie: str) -> None:
        """How it went; one may change one's mind."""
        self._move_to(status, by=by, wie=wie)
