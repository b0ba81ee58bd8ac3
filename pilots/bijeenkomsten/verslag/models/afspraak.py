"""What was decided or agreed on at a meeting: what, who, by when."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone

from datt.core.states import StatusModel
from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Bijeenkomst, Pilot


class AfspraakStatus(models.TextChoices):
    OPEN = "open", "Open"
    GEDAAN = "gedaan", "Gedaan"
    VERVALLEN = "vervallen", "Niet meer nodig"


class AfspraakQuerySet(PilotScopedQuerySet["Afspraak"]):
    pilot_path = "bijeenkomst__pilot"

    def standing(self) -> Self:
        return self.exclude(status=AfspraakStatus.VERVALLEN)

    def open(self) -> Self:
        """What somebody still has to do: a decision has nobody and is done by itself."""
        return self.filter(status=AfspraakStatus.OPEN, soort=Afspraak.Soort.AFSPRAAK)


class Afspraak(StatusModel):
    class Soort(models.TextChoices):
        AFSPRAAK = "afspraak", "Afspraak: iemand gaat iets doen"
        BESLUIT = "besluit", "Besluit: zo doen wij het"

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="afspraken")
    soort = models.CharField("soort", max_length=10, choices=Soort, default=Soort.AFSPRAAK)
    wat = models.CharField("wat", max_length=240)
    wie = models.CharField("wie", max_length=120, blank=True)
    uiterlijk = models.DateField("uiterlijk", null=True, blank=True)
    status = models.CharField(max_length=20, choices=AfspraakStatus, default=AfspraakStatus.OPEN, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AfspraakQuerySet.as_manager()

    transitions: ClassVar = {
        AfspraakStatus.GEDAAN: {AfspraakStatus.OPEN},
        AfspraakStatus.VERVALLEN: {AfspraakStatus.OPEN},
        AfspraakStatus.OPEN: {AfspraakStatus.GEDAAN, AfspraakStatus.VERVALLEN},
    }
    log_sentences: ClassVar = {
        AfspraakStatus.GEDAAN: "deed de afspraak ‘{self}’",
        AfspraakStatus.VERVALLEN: "haalde de afspraak ‘{self}’ weg",
        AfspraakStatus.OPEN: "zette de afspraak ‘{self}’ weer open",
    }

    class Meta:
        ordering = ["pk"]
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"

    def __str__(self) -> str:
        return self.wat

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot

    def is_besluit(self) -> bool:
        return self.soort == self.Soort.BESLUIT

    def is_late(self, today: date) -> bool:
        return self.status == AfspraakStatus.OPEN and self.uiterlijk is not None and self.uiterlijk < today

    def finish(self, *, by: Any) -> None:
        self._move_to(AfspraakStatus.GEDAAN, by=by)

    def drop(self, *, by: Any) -> None:
        self._move_to(AfspraakStatus.VERVALLEN, by=by)

    def reopen(self, *, by: Any) -> None:
        self._move_to(AfspraakStatus.OPEN, by=by)
