"""What somebody would like to go to, and what rather not."""

from django.db import models
from django.utils import timezone

from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Persoon, Pilot
from pilots.werkconferentie.programma.models import Sessie


class Keus(models.IntegerChoices):
    EERSTE = 1, "Eerste keus"
    TWEEDE = 2, "Tweede keus"
    DERDE = 3, "Derde keus"
    LIEVER_NIET = 9, "Liever niet"


class Voorkeurbron(models.TextChoices):
    GAST = "gast", "zelf gekozen"
    PAPIER = "papier", "van papier overgenomen"
    FACILITATOR = "facilitator", "door de facilitator ingevuld"


class VoorkeurQuerySet(PilotScopedQuerySet["Voorkeur"]):
    pilot_path = "sessie__ronde__bijeenkomst__pilot"


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
