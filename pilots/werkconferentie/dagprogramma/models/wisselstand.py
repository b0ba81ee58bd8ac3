"""Whether guests may change workshop on the day: closed until the facilitator opens it."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from datt.core.states import StatusModel
from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Bijeenkomst, Pilot


class WisselstandStatus(models.TextChoices):
    OPEN = "open", "Open"
    DICHT = "dicht", "Dicht"


class WisselstandQuerySet(PilotScopedQuerySet["Wisselstand"]):
    pilot_path = "bijeenkomst__pilot"


class Wisselstand(StatusModel):
    """Without a row it is closed."""

    bijeenkomst = models.OneToOneField(Bijeenkomst, on_delete=models.CASCADE, related_name="wisselstand")
    status = models.CharField(max_length=20, choices=WisselstandStatus, default=WisselstandStatus.DICHT, editable=False)
    sinds = models.DateTimeField(null=True, editable=False)

    objects = WisselstandQuerySet.as_manager()

    transitions: ClassVar = {
        WisselstandStatus.OPEN: {WisselstandStatus.DICHT},
        WisselstandStatus.DICHT: {WisselstandStatus.OPEN},
    }
    log_sentences: ClassVar = {
        WisselstandStatus.OPEN: "liet gasten wisselen van workshop bij {self}",
        WisselstandStatus.DICHT: "liet gasten niet meer wisselen van workshop bij {self}",
    }

    class Meta:
        verbose_name = "wisselstand"
        verbose_name_plural = "wisselstanden"

    def __str__(self) -> str:
        return str(self.bijeenkomst)

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot

    @property
    def is_open(self) -> bool:
        return self.status == WisselstandStatus.OPEN

    def open(self, now: datetime, *, by: Any) -> None:
        self._move_to(WisselstandStatus.OPEN, by=by, sinds=now)

    def close(self, now: datetime, *, by: Any) -> None:
        self._move_to(WisselstandStatus.DICHT, by=by, sinds=now)
