"""Who is in which workshop: a draft until it is fixed, and the runs of the worker that propose it."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from datt.core.states import StatusModel
from pilots.access import PilotScopedQuerySet
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, Persoon, Pilot
from pilots.werkconferentie.keuzes.models import Keus
from pilots.werkconferentie.programma.models import Begeleiding, Ronde, Sessie


class VerdelingStatus(models.TextChoices):
    CONCEPT = "concept", "Concept"
    VASTGESTELD = "vastgesteld", "Vastgesteld"


class VerdelingQuerySet(PilotScopedQuerySet["Verdeling"]):
    pilot_path = "bijeenkomst__pilot"


class Verdeling(StatusModel):
    """The division over the workshops of one meeting; `versie` rises with every change of a place."""

    bijeenkomst = models.OneToOneField(Bijeenkomst, on_delete=models.CASCADE, related_name="verdeling")
    status = models.CharField(max_length=20, choices=VerdelingStatus, default=VerdelingStatus.CONCEPT, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)
    vastgesteld_op = models.DateTimeField(null=True, editable=False)
    vastgesteld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = VerdelingQuerySet.as_manager()

    transitions: ClassVar = {
        VerdelingStatus.VASTGESTELD: {VerdelingStatus.CONCEPT},
        VerdelingStatus.CONCEPT: {VerdelingStatus.VASTGESTELD},
    }
    log_sentences: ClassVar = {
        VerdelingStatus.VASTGESTELD: "zette {self} vast",
        VerdelingStatus.CONCEPT: "maakte {self} weer open",
    }

    class Meta:
        verbose_name = "verdeling"
        verbose_name_plural = "verdelingen"

    def __str__(self) -> str:
        return f"de verdeling over de workshops van {self.bijeenkomst.korte_titel}"

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot

    @property
    def is_fixed(self) -> bool:
        return self.status == VerdelingStatus.VASTGESTELD

    def fix(self, now: datetime, *, by: Any) -> None:
        """From now on guests see where they are."""
        self._move_to(
            VerdelingStatus.VASTGESTELD, by=by, vastgesteld_op=now, vastgesteld_door=by, versie=models.F("versie") + 1
        )

    def reopen(self, *, by: Any) -> None:
        self._move_to(
            VerdelingStatus.CONCEPT, by=by, vastgesteld_op=None, vastgesteld_door=None, versie=models.F("versie") + 1
        )


class PlaatsingQuerySet(PilotScopedQuerySet["Plaatsing"]):
    pilot_path = "verdeling__bijeenkomst__pilot"

    def standing(self) -> Self:
        """The places of who comes or leads: who withdraws is on no list from that moment, however they did it."""
        comes = Uitnodiging.objects.coming().filter(
            bijeenkomst=models.OuterRef("ronde__bijeenkomst"), persoon=models.OuterRef("persoon")
        )
        leads = Begeleiding.objects.filter(
            workshop=models.OuterRef("sessie__workshop"), persoon=models.OuterRef("persoon")
        )
        return self.filter(models.Exists(comes) | models.Exists(leads))

    def fixed(self) -> Self:
        """What guests may see: of a division that was fixed, of a meeting that was not cancelled, of who comes."""
        return (
            self.standing()
            .filter(verdeling__status=VerdelingStatus.VASTGESTELD)
            .exclude(verdeling__bijeenkomst__status=BijeenkomstStatus.GEANNULEERD)
        )

    def with_everything(self) -> Self:
        return self.select_related("persoon__organisatie", "sessie__workshop", "sessie__ruimte", "ronde")


class Plaatsing(models.Model):
    """Somebody's place in one round. `is_vast` is pinned: a new proposal leaves it; `reden` is the one sentence why."""

    verdeling = models.ForeignKey(Verdeling, on_delete=models.CASCADE, related_name="plaatsingen")
    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="plaatsingen")
    # The round of the session stands here too, so that the database allows one place a round.
    ronde = models.ForeignKey(Ronde, on_delete=models.CASCADE, related_name="+")
    sessie = models.ForeignKey(Sessie, on_delete=models.CASCADE, related_name="plaatsingen")
    is_vast = models.BooleanField(default=False, editable=False)
    is_begeleider = models.BooleanField(default=False, editable=False)
    # Which wish this fulfils; None: somebody who did not choose, or none of their wishes could be met.
    keus = models.PositiveSmallIntegerField(choices=Keus, null=True, editable=False)
    reden = models.CharField(max_length=400, editable=False)

    objects = PlaatsingQuerySet.as_manager()

    class Meta:
        ordering = ["ronde__begint_om", "pk"]
        verbose_name = "plaatsing"
        verbose_name_plural = "plaatsingen"
        constraints = [
            models.UniqueConstraint(fields=["verdeling", "persoon", "ronde"], name="plaatsing_eenmaal_per_ronde"),
        ]

    def __str__(self) -> str:
        return f"{self.persoon} bij {self.sessie}"

    def kring(self) -> Pilot:
        return self.verdeling.bijeenkomst.pilot
