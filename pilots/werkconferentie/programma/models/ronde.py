"""The grid: rounds in time, rooms beside each other, and which workshop is where."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.werkconferentie.programma.models.workshop import Workshop


class RuimteQuerySet(PilotScopedQuerySet["Ruimte"]):
    pilot_path = "bijeenkomst__pilot"


class Ruimte(models.Model):
    """A room of the building; `tegelijk` workshops fit beside each other in it (a yard, a large hall)."""

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="ruimten")
    naam = models.CharField("naam", max_length=80)
    plaatsen = models.PositiveSmallIntegerField("plaatsen")
    is_toegankelijk = models.BooleanField("te bereiken zonder drempels of trap", default=True)
    heeft_scherm = models.BooleanField("heeft een scherm", default=False)
    tegelijk = models.PositiveSmallIntegerField("workshops tegelijk", default=1)
    weg_naar = models.CharField("hoe u er komt", max_length=200, blank=True)
    volgorde = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = RuimteQuerySet.as_manager()

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name = "ruimte"
        verbose_name_plural = "ruimten"
        constraints = [
            models.UniqueConstraint(fields=["bijeenkomst", "naam"], name="ruimte_naam_eenmalig"),
            models.CheckConstraint(condition=models.Q(tegelijk__gte=1), name="ruimte_minstens_een_tegelijk"),
        ]

    def __str__(self) -> str:
        return self.naam

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot


class Rondesoort(models.TextChoices):
    KEUZE = "keuze", "Workshops naast elkaar"
    PLENAIR = "plenair", "Met zijn allen"
    WERELDCAFE = "wereldcafe", "Wereldcafé aan tafels"
    PAUZE = "pauze", "Pauze"


class RondeQuerySet(PilotScopedQuerySet["Ronde"]):
    pilot_path = "bijeenkomst__pilot"


class Ronde(models.Model):
    """A part of the day; only of the kind `keuze` has workshops to choose from."""

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="rondes")
    soort = models.CharField("soort", max_length=12, choices=Rondesoort, default=Rondesoort.KEUZE)
    titel = models.CharField("titel", max_length=80)
    begint_om = models.TimeField("begint om")
    minuten = models.PositiveSmallIntegerField("minuten")
    # Where everybody is together.
    ruimte = models.ForeignKey(Ruimte, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    toelichting = models.CharField("toelichting", max_length=300, blank=True)

    objects = RondeQuerySet.as_manager()

    class Meta:
        ordering = ["begint_om", "pk"]
        verbose_name = "ronde"
        verbose_name_plural = "rondes"
        constraints = [
            models.CheckConstraint(condition=models.Q(minuten__gte=5), name="ronde_minstens_vijf_minuten"),
        ]

    def __str__(self) -> str:
        return self.titel

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot

    @property
    def begint(self) -> datetime:
        """The moment on the day of the meeting, local time."""
        day = timezone.localdate(self.bijeenkomst.begint_op)
        return timezone.make_aware(datetime.combine(day, self.begint_om))

    @property
    def eindigt(self) -> datetime:
        return self.begint + timedelta(minutes=self.minuten)

    @property
    def is_keuze(self) -> bool:
        return self.soort == Rondesoort.KEUZE


class SessieQuerySet(PilotScopedQuerySet["Sessie"]):
    pilot_path = "ronde__bijeenkomst__pilot"


class Sessie(models.Model):
    """A workshop in one round, in a room; without a room it still waits for one."""

    ronde = models.ForeignKey(Ronde, on_delete=models.CASCADE, related_name="sessies")
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="sessies")
    ruimte = models.ForeignKey(Ruimte, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessies")
    # Closed by the facilitator, with the reason: nobody is placed here any more.
    gesloten_op = models.DateTimeField(null=True, editable=False)
    gesloten_omdat = models.CharField(max_length=200, blank=True, editable=False)

    objects = SessieQuerySet.as_manager()

    class Meta:
        ordering = ["ronde__begint_om", "workshop__titel", "pk"]
        verbose_name = "sessie"
        verbose_name_plural = "sessies"
        constraints = [
            models.UniqueConstraint(fields=["ronde", "workshop"], name="sessie_workshop_eenmaal_per_ronde"),
        ]

    def __str__(self) -> str:
        return f"{self.workshop} ({self.ronde})"

    def kring(self) -> Pilot:
        return self.ronde.bijeenkomst.pilot

    @property
    def is_open(self) -> bool:
        return self.gesloten_op is None

    @property
    def plaatsen(self) -> int:
        """At most so many guests: what the workshop takes, and what fits in the room."""
        return min(self.workshop.plaatsen_max, self.ruimte.plaatsen) if self.ruimte else self.workshop.plaatsen_max
