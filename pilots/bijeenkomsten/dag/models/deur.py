"""The doors of a meeting: as long as they are open, who is not inside yet may still come."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from datt.core.states import StatusModel
from pilots.traject.models import Bijeenkomst, Pilot


class DeurStatus(models.TextChoices):
    OPEN = "open", "Open"
    DICHT = "dicht", "Dicht"


class Deur(StatusModel):
    """What somebody said of the doors, and when. Without a row only the programme tells (`dicht.py`)."""

    bijeenkomst = models.OneToOneField(Bijeenkomst, on_delete=models.CASCADE, related_name="deur")
    status = models.CharField(max_length=20, choices=DeurStatus, default=DeurStatus.OPEN, editable=False)
    sinds = models.DateTimeField(default=timezone.now, editable=False)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    transitions: ClassVar = {
        DeurStatus.DICHT: {DeurStatus.OPEN},
        # open may follow open: the programme closes the doors without a word, and somebody opens them again
        DeurStatus.OPEN: {DeurStatus.DICHT, DeurStatus.OPEN},
    }
    log_sentences: ClassVar = {
        DeurStatus.DICHT: "deed {self} dicht",
        DeurStatus.OPEN: "deed {self} weer open",
    }

    class Meta:
        verbose_name = "deur"
        verbose_name_plural = "deuren"

    def __str__(self) -> str:
        return f"de deuren van {self.bijeenkomst.korte_titel}"

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot

    def close(self, now: datetime, *, by: Any) -> None:
        """From now on the guests are who is inside."""
        self._move_to(DeurStatus.DICHT, by=by, sinds=now, door=by)

    def reopen(self, now: datetime, *, by: Any) -> None:
        """People are still coming after all."""
        self._move_to(DeurStatus.OPEN, by=by, sinds=now, door=by)
