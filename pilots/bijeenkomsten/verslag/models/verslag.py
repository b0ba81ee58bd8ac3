"""The report of a meeting: written in parts, fixed in versions, and what readers say about it."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from datt.core.states import StatusModel
from pilots.access import PilotScopedQuerySet
from pilots.bijeenkomsten.verslag.delen import DELEN
from pilots.traject.models import Bijeenkomst, Persoon, Pilot


class VerslagStatus(models.TextChoices):
    CONCEPT = "concept", "Concept"
    VASTGESTELD = "vastgesteld", "Vastgesteld"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class VerslagQuerySet(PilotScopedQuerySet["Verslag"]):
    pilot_path = "bijeenkomst__pilot"


class Verslag(StatusModel):
    """One for a meeting. `nummer` is the newest version that was fixed; 0 before the first."""

    bijeenkomst = models.OneToOneField(Bijeenkomst, on_delete=models.CASCADE, related_name="verslag")
    status = models.CharField(max_length=20, choices=VerslagStatus, default=VerslagStatus.CONCEPT, editable=False)
    nummer = models.PositiveSmallIntegerField(default=0, editable=False)
    # Versions up to this one were withdrawn: no guest reads them any more.
    ingetrokken = models.PositiveSmallIntegerField("ingetrokken tot en met versie", default=0, editable=False)
    # Why it was opened again or withdrawn; the next version starts with it.
    reden = models.CharField(max_length=300, blank=True, editable=False)
    # The day after the meeting everybody who was there is thanked, unless the facilitator says no.
    geen_bedankje = models.BooleanField("geen bedankje", default=False, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = VerslagQuerySet.as_manager()

    transitions: ClassVar = {
        VerslagStatus.VASTGESTELD: {VerslagStatus.CONCEPT},
        VerslagStatus.CONCEPT: {VerslagStatus.VASTGESTELD, VerslagStatus.INGETROKKEN},
        # From a concept too: of a verslag that was opened again, guests still read the version before.
        VerslagStatus.INGETROKKEN: {VerslagStatus.VASTGESTELD, VerslagStatus.CONCEPT},
    }
    log_sentences: ClassVar = {
        VerslagStatus.VASTGESTELD: "stelde {self} vast",
        VerslagStatus.CONCEPT: "zette {self} weer open",
        VerslagStatus.INGETROKKEN: "trok {self} in",
    }

    class Meta:
        verbose_name = "verslag"
        verbose_name_plural = "verslagen"

    def __str__(self) -> str:
        return f"het verslag van {self.bijeenkomst.korte_titel}"

    def get_absolute_url(self) -> str:
        return reverse("verslag:verslag_detail", args=[self.bijeenkomst.pilot_id, self.bijeenkomst_id])

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot

    def is_fixed(self) -> bool:
        """Nobody writes in it now."""
        return self.status != VerslagStatus.CONCEPT

    def is_withdrawn(self) -> bool:
        return self.status == VerslagStatus.INGETROKKEN

    def may_be_withdrawn(self) -> bool:
        """There is a version that guests read."""
        return self.nummer > self.ingetrokken

    def fix(self, *, by: Any) -> None:
        """This is what it says from now on."""
        self._move_to(VerslagStatus.VASTGESTELD, by=by, nummer=models.F("nummer") + 1)

    def reopen(self, *, by: Any, reden: str) -> None:
        self._move_to(VerslagStatus.CONCEPT, by=by, reden=reden)

    def withdraw(self, *, by: Any, reden: str) -> None:
        """Guests read it no more, nor any version before."""
        self._move_to(VerslagStatus.INGETROKKEN, by=by, reden=reden, ingetrokken=models.F("nummer"))


class Verslagdeel(models.Model):
    """What people wrote in one part; its version decides when two write at once."""

    verslag = models.ForeignKey(Verslag, on_delete=models.CASCADE, related_name="delen")
    deel = models.SlugField(max_length=40, choices=[(deel.slug, deel.titel) for deel in DELEN])
    inhoud = models.TextField(max_length=3000, blank=True)
    versie = models.PositiveIntegerField(default=0, editable=False)
    gewijzigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    gewijzigd_op = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["verslag", "pk"]
        verbose_name = "deel van een verslag"
        verbose_name_plural = "delen van een verslag"
        constraints: ClassVar = [models.UniqueConstraint(fields=["verslag", "deel"], name="verslagdeel_eenmalig")]

    def __str__(self) -> str:
        return self.get_deel_display()

    def kring(self) -> Pilot:
        return self.verslag.kring()


class Verslagversie(models.Model):
    """What a verslag said when it was fixed, as our own templates wrote it. It never changes."""

    verslag = models.ForeignKey(Verslag, on_delete=models.CASCADE, related_name="versies")
    nummer = models.PositiveSmallIntegerField(editable=False)
    html = models.TextField(editable=False)
    wat_veranderd = models.CharField("wat is er veranderd", max_length=300, blank=True)
    # Until when readers may say that something is not right.
    reactie_tot = models.DateField("reageren kan tot en met")
    mailen = models.BooleanField("mail het verslag", default=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-nummer"]
        verbose_name = "versie van een verslag"
        verbose_name_plural = "versies van een verslag"
        constraints: ClassVar = [models.UniqueConstraint(fields=["verslag", "nummer"], name="verslagversie_eenmalig")]

    def __str__(self) -> str:
        return f"versie {self.nummer} van {self.verslag}"

    def kring(self) -> Pilot:
        return self.verslag.kring()

    def is_withdrawn(self) -> bool:
        return self.nummer <= self.verslag.ingetrokken

    def as_html(self) -> SafeString:
        """Our own template wrote it and escaped what people typed; nobody can change it afterwards."""
        return SafeString(self.html)


class VerslagopmerkingQuerySet(PilotScopedQuerySet["Verslagopmerking"]):
    pilot_path = "verslag__bijeenkomst__pilot"

    def waiting(self) -> Self:
        return self.filter(verwerkt_op__isnull=True)


class Verslagopmerking(models.Model):
    """A reader says that something in the verslag is not right."""

    verslag = models.ForeignKey(Verslag, on_delete=models.CASCADE, related_name="opmerkingen")
    nummer = models.PositiveSmallIntegerField(editable=False)
    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="verslagopmerkingen")
    tekst = models.TextField("wat klopt er niet", max_length=600)
    op = models.DateTimeField(default=timezone.now, editable=False)
    verwerkt_op = models.DateTimeField(null=True, editable=False)

    objects = VerslagopmerkingQuerySet.as_manager()

    class Meta:
        ordering = ["op", "pk"]
        verbose_name = "opmerking bij een verslag"
        verbose_name_plural = "opmerkingen bij een verslag"

    def __str__(self) -> str:
        return f"een opmerking bij {self.verslag}"

    def kring(self) -> Pilot:
        return self.verslag.kring()

    def is_done_at(self, now: datetime) -> bool:
        """Mark it as dealt with; False when somebody did already."""
        return bool(type(self).objects.waiting().filter(pk=self.pk).update(verwerkt_op=now))
