"""A task on the checklist of a meeting."""

from collections.abc import Collection
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse

from datt.core.states import StatusModel
from pilots.access import PilotScopedQuerySet, Right
from pilots.traject.models.bijeenkomst import HELD, Bijeenkomst, BijeenkomstStatus
from pilots.traject.models.mensen import Persoon
from pilots.traject.models.pilot import Pilot


class TaakStatus(models.TextChoices):
    OPEN = "open", "Nog te doen"
    BEZIG = "bezig", "Bezig"
    GEDAAN = "gedaan", "Gedaan"
    VERVALLEN = "vervallen", "Niet nodig"


OPEN = (TaakStatus.OPEN, TaakStatus.BEZIG)


class TaakQuerySet(PilotScopedQuerySet["Taak"]):
    pilot_path = "bijeenkomst__pilot"

    def open(self) -> Self:
        return self.filter(status__in=OPEN)

    def late(self, today: date) -> Self:
        return self.open().filter(uiterlijk__lt=today)

    def owned_by(self, user: Any) -> Self:
        return self.filter(eigenaar__user=user)

    def relevant(self) -> Self:
        """Without what was to be done before a meeting that is held, or for one that was cancelled."""
        return self.exclude(bijeenkomst__status=BijeenkomstStatus.GEANNULEERD).exclude(
            bijeenkomst__status__in=HELD, dagen_ervoor__gte=0
        )

    def seen_by(self, user: Any, rights: Collection[str]) -> Self:
        """The whole checklist for who runs or follows the pilot, for others what they do themselves."""
        if Right.EDIT in rights or Right.VIEW_LOG in rights:
            return self
        return self.owned_by(user)

    def with_people(self) -> Self:
        return self.select_related("eigenaar__organisatie", "bijeenkomst")


class Taak(StatusModel):
    """`dagen_ervoor` counts back from the meeting (negative: after it); `uiterlijk` follows from it.

    `uiterlijk` is stored so that the database can sort on it; only moving the meeting and changing
    the task write it.
    """

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="taken")
    volgorde = models.PositiveSmallIntegerField(editable=False)
    titel = models.CharField("wat moet er gebeuren", max_length=120)
    uitleg = models.TextField("uitleg", max_length=600, blank=True)
    wie = models.CharField("voor wie", max_length=40, blank=True)
    eigenaar = models.ForeignKey(
        Persoon,
        verbose_name="wie doet het",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="taken",
    )
    dagen_ervoor = models.SmallIntegerField("dagen voor de bijeenkomst")
    uiterlijk = models.DateField("klaar op", editable=False)
    status = models.CharField(max_length=20, choices=TaakStatus, default=TaakStatus.OPEN, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)

    objects = TaakQuerySet.as_manager()

    transitions: ClassVar = {
        TaakStatus.OPEN: {TaakStatus.BEZIG, TaakStatus.GEDAAN, TaakStatus.VERVALLEN},
        TaakStatus.BEZIG: {TaakStatus.OPEN},
        TaakStatus.GEDAAN: {TaakStatus.OPEN, TaakStatus.BEZIG},
        TaakStatus.VERVALLEN: {TaakStatus.OPEN, TaakStatus.BEZIG},
    }
    log_sentences: ClassVar = {
        TaakStatus.OPEN: "zette de taak ‘{self}’ weer open",
        TaakStatus.BEZIG: "begon aan de taak ‘{self}’",
        TaakStatus.GEDAAN: "vinkte de taak ‘{self}’ af",
        TaakStatus.VERVALLEN: "zette de taak ‘{self}’ op niet nodig",
    }

    class Meta:
        ordering = ["uiterlijk", "volgorde", "pk"]
        verbose_name = "taak"
        verbose_name_plural = "taken"

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("traject:taak_detail", args=[self.bijeenkomst.pilot_id, self.pk])

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot

    def is_open(self) -> bool:
        return self.status in OPEN

    def is_late(self, today: date) -> bool:
        return self.is_open() and self.uiterlijk < today

    def may_be_done_by(self, user: Any, rights: Collection[str]) -> bool:
        """A facilitator does any task, others the tasks that are theirs."""
        return Right.EDIT in rights or (self.eigenaar is not None and self.eigenaar.user_id == user.pk)

    def begin(self, *, by: Any) -> None:
        self._move_to(TaakStatus.BEZIG, by=by)

    def finish(self, *, by: Any) -> None:
        self._move_to(TaakStatus.GEDAAN, by=by)

    def drop(self, *, by: Any, reden: str) -> None:
        self._move_to(TaakStatus.VERVALLEN, by=by, reden=reden)

    def reopen(self, *, by: Any) -> None:
        self._move_to(TaakStatus.OPEN, by=by)
