"""A workshop: proposed by a partner or made by the facilitator, accepted, sent back or declined."""

from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from datt.core.states import StatusModel
from pilots.access import PilotScopedQuerySet
from pilots.keten.models import Organisatie
from pilots.traject.models import Bijeenkomst, Persoon, Pilot

MEESTE_MENSEN = 500


class WorkshopStatus(models.TextChoices):
    VOORGESTELD = "voorgesteld", "Voorgesteld"
    AANPASSEN = "aanpassen", "Aanpassing gevraagd"
    AANGENOMEN = "aangenomen", "In het programma"
    AFGEWEZEN = "afgewezen", "Past niet in het programma"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class WorkshopQuerySet(PilotScopedQuerySet["Workshop"]):
    pilot_path = "bijeenkomst__pilot"

    def accepted(self) -> Self:
        return self.filter(status=WorkshopStatus.AANGENOMEN)

    def open(self) -> Self:
        """What the facilitator still has to answer."""
        return self.filter(status=WorkshopStatus.VOORGESTELD)


class Workshop(StatusModel):
    """`plaatsen_min` is how many guests it needs to be worth holding, `plaatsen_max` how many it can take."""

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="workshops")
    titel = models.CharField("titel", max_length=80)
    omschrijving = models.TextField("waar gaat het over", max_length=600)
    opbrengst = models.CharField("wat heeft een deelnemer daarna in handen", max_length=200, blank=True)
    organisatie = models.ForeignKey(
        Organisatie, null=True, blank=True, on_delete=models.SET_NULL, related_name="workshops"
    )
    plaatsen_min = models.PositiveSmallIntegerField(
        "minstens zoveel deelnemers", validators=[MinValueValidator(1), MaxValueValidator(MEESTE_MENSEN)]
    )
    plaatsen_max = models.PositiveSmallIntegerField(
        "hooguit zoveel deelnemers", validators=[MinValueValidator(1), MaxValueValidator(MEESTE_MENSEN)]
    )
    wil_scherm = models.BooleanField("heeft een scherm nodig", default=False)
    behoeften = models.CharField("wat is er nog meer nodig", max_length=200, blank=True)
    # As who proposes it says it; the facilitator chooses the people themselves.
    ook_leiding = models.CharField("wie begeleidt er nog mee", max_length=120, blank=True)
    status = models.CharField(max_length=20, choices=WorkshopStatus, default=WorkshopStatus.VOORGESTELD, editable=False)
    # Why it was sent back or declined; the partner reads it.
    reden = models.CharField(max_length=500, blank=True, editable=False)
    # Who proposed it, and hears what becomes of it; nobody when the facilitator made it.
    indiener = models.ForeignKey(
        Persoon, null=True, editable=False, on_delete=models.SET_NULL, related_name="voorgestelde_workshops"
    )
    versie = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    begeleiders: models.ManyToManyField[Persoon, Any] = models.ManyToManyField(
        Persoon, through="Begeleiding", related_name="workshops"
    )

    objects = WorkshopQuerySet.as_manager()

    transitions: ClassVar = {
        WorkshopStatus.VOORGESTELD: {WorkshopStatus.AANPASSEN},
        WorkshopStatus.AANPASSEN: {WorkshopStatus.VOORGESTELD, WorkshopStatus.AANGENOMEN},
        WorkshopStatus.AANGENOMEN: {WorkshopStatus.VOORGESTELD, WorkshopStatus.AANPASSEN, WorkshopStatus.AFGEWEZEN},
        WorkshopStatus.AFGEWEZEN: {WorkshopStatus.VOORGESTELD, WorkshopStatus.AANPASSEN},
        WorkshopStatus.INGETROKKEN: {
            WorkshopStatus.VOORGESTELD, WorkshopStatus.AANPASSEN, WorkshopStatus.AANGENOMEN,
        },
    }  # fmt: skip
    log_sentences: ClassVar = {
        WorkshopStatus.VOORGESTELD: "stelde de workshop ‘{self}’ opnieuw voor",
        WorkshopStatus.AANPASSEN: "vroeg om de workshop ‘{self}’ aan te passen",
        WorkshopStatus.AANGENOMEN: "nam de workshop ‘{self}’ op in het programma",
        WorkshopStatus.AFGEWEZEN: "nam de workshop ‘{self}’ niet op in het programma",
        WorkshopStatus.INGETROKKEN: "trok de workshop ‘{self}’ in",
    }

    class Meta:
        ordering = ["titel", "pk"]
        verbose_name = "workshop"
        verbose_name_plural = "workshops"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(plaatsen_max__gte=models.F("plaatsen_min")), name="workshop_max_niet_kleiner"
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot

    @property
    def is_accepted(self) -> bool:
        return self.status == WorkshopStatus.AANGENOMEN

    def propose_again(self, *, by: Any, wie: str = "") -> None:
        """After a change that was asked for."""
        self._move_to(WorkshopStatus.VOORGESTELD, by=by, wie=wie, versie=models.F("versie") + 1)

    def ask_change(self, *, by: Any, reden: str) -> None:
        """Send it back to who proposed it, with what should be different."""
        self._move_to(WorkshopStatus.AANPASSEN, by=by, reden=reden, versie=models.F("versie") + 1)

    def accept(self, *, by: Any) -> None:
        self._move_to(WorkshopStatus.AANGENOMEN, by=by, versie=models.F("versie") + 1)

    def decline(self, *, by: Any, reden: str) -> None:
        self._move_to(WorkshopStatus.AFGEWEZEN, by=by, reden=reden, versie=models.F("versie") + 1)

    def withdraw(self, *, by: Any, wie: str = "", reden: str = "") -> None:
        self._move_to(WorkshopStatus.INGETROKKEN, by=by, wie=wie, reden=reden, versie=models.F("versie") + 1)


class BegeleidingQuerySet(PilotScopedQuerySet["Begeleiding"]):
    pilot_path = "workshop__bijeenkomst__pilot"


class Begeleiding(models.Model):
    """Somebody who leads a workshop, and so is in it in every round in which it is held."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="begeleidingen")
    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="begeleidingen")

    objects = BegeleidingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "begeleiding"
        verbose_name_plural = "begeleidingen"
        constraints = [
            models.UniqueConstraint(fields=["workshop", "persoon"], name="begeleiding_eenmaal_per_persoon"),
        ]

    def __str__(self) -> str:
        return f"{self.persoon} bij {self.workshop}"

    def kring(self) -> Pilot:
        return self.workshop.bijeenkomst.pilot
