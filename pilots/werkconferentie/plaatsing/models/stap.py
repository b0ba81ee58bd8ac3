"""What was done last to the division, so that it can be undone."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from pilots.traject.models import Persoon, Pilot
from pilots.werkconferentie.keuzes.models import Keus
from pilots.werkconferentie.plaatsing.models.verdeling import Verdeling
from pilots.werkconferentie.programma.models import Ronde, Sessie


class Verdeelstap(models.Model):
    """One step; its sentence is Dutch, without the actor: 'zette Samira de Vries bij ‘Budget’'."""

    verdeling = models.ForeignKey(Verdeling, on_delete=models.CASCADE, related_name="stappen")
    zin = models.CharField(max_length=300, editable=False)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "verdeelstap"
        verbose_name_plural = "verdeelstappen"

    def __str__(self) -> str:
        return self.zin

    def kring(self) -> Pilot:
        return self.verdeling.bijeenkomst.pilot


class Verdeelwissel(models.Model):
    """Where somebody was in a round before the step: at a session, or nowhere."""

    stap = models.ForeignKey(Verdeelstap, on_delete=models.CASCADE, related_name="wissels")
    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="+")
    ronde = models.ForeignKey(Ronde, on_delete=models.CASCADE, related_name="+")
    sessie = models.ForeignKey(Sessie, null=True, on_delete=models.CASCADE, related_name="+")
    was_vast = models.BooleanField(default=False, editable=False)
    was_begeleider = models.BooleanField(default=False, editable=False)
    keus = models.PositiveSmallIntegerField(choices=Keus, null=True, editable=False)
    reden = models.CharField(max_length=400, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = "verdeelwissel"
        verbose_name_plural = "verdeelwissels"

    def __str__(self) -> str:
        return f"{self.persoon} was bij {self.sessie or 'geen workshop'}"
