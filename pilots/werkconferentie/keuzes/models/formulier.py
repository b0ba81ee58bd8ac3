"""A form on paper, and what two people keyed in from it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from datt.core.states import StatusModel
from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Bijeenkomst, Persoon, Pilot


class KeuzeformulierStatus(models.TextChoices):
    LEEG = "leeg", "Nog niet overgenomen"
    EEN_KEER = "een_keer", "Eén keer overgenomen"
    VERSCHIL = "verschil", "Verschil tussen twee mensen"
    ZELF = "zelf", "Gast koos zelf iets anders"
    KLAAR = "klaar", "Overgenomen"


S = KeuzeformulierStatus


class KeuzeformulierQuerySet(PilotScopedQuerySet["Keuzeformulier"]):
    pilot_path = "bijeenkomst__pilot"


class Keuzeformulier(StatusModel):
    """The form of one guest for one meeting; its `code` stands on the paper and opens the page to key it in."""

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="keuzeformulieren")
    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="keuzeformulieren")
    code = models.CharField(max_length=12, unique=True, editable=False)
    status = models.CharField(max_length=20, choices=KeuzeformulierStatus, default=S.LEEG, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = KeuzeformulierQuerySet.as_manager()

    transitions: ClassVar = {
        S.EEN_KEER: {S.LEEG},
        S.VERSCHIL: {S.EEN_KEER},
        S.ZELF: {S.EEN_KEER, S.VERSCHIL},
        S.KLAAR: {S.EEN_KEER, S.VERSCHIL, S.ZELF},
        S.LEEG: {S.EEN_KEER, S.VERSCHIL, S.ZELF, S.KLAAR},
    }
    log_sentences: ClassVar = {
        S.EEN_KEER: "nam {self} over, als eerste",
        S.VERSCHIL: "nam {self} over, en las iets anders dan de eerste",
        S.ZELF: "nam {self} over; de gast koos zelf iets anders",
        S.KLAAR: "rondde {self} af",
        S.LEEG: "begon opnieuw met {self}",
    }

    class Meta:
        ordering = ["pk"]
        verbose_name = "keuzeformulier"
        verbose_name_plural = "keuzeformulieren"
        constraints = [
            models.UniqueConstraint(fields=["bijeenkomst", "persoon"], name="keuzeformulier_eenmaal_per_persoon"),
        ]

    def __str__(self) -> str:
        return f"het keuzeformulier van {self.persoon}"

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot

    @property
    def leesbare_code(self) -> str:
        """As it stands on paper: 'abc-def'."""
        return f"{self.code[:3]}-{self.code[3:]}"

    def key_in_first(self, *, by: Any) -> None:
        self._move_to(S.EEN_KEER, by=by)

    def differ(self, *, by: Any) -> None:
        """The second person read something else than the first."""
        self._move_to(S.VERSCHIL, by=by)

    def ask(self, *, by: Any) -> None:
        """The guest chose something else in another way: a person decides which of the two stands."""
        self._move_to(S.ZELF, by=by)

    def finish(self, *, by: Any, zin: str = "") -> None:
        self._move_to(S.KLAAR, by=by, zin=zin)

    def begin_again(self, *, by: Any) -> None:
        self._move_to(S.LEEG, by=by)


class OvernameQuerySet(PilotScopedQuerySet["Overname"]):
    pilot_path = "formulier__bijeenkomst__pilot"


class Overname(models.Model):
    """What one person read on the form: `keuzes` holds pairs of the pk of a session and what was crossed."""

    formulier = models.ForeignKey(Keuzeformulier, on_delete=models.CASCADE, related_name="overnames")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+")
    keuzes = models.JSONField(default=list, editable=False)
    op = models.DateTimeField(default=timezone.now, editable=False)

    objects = OvernameQuerySet.as_manager()

    class Meta:
        ordering = ["op", "pk"]
        verbose_name = "overname"
        verbose_name_plural = "overnames"
        constraints = [
            models.UniqueConstraint(fields=["formulier", "door"], name="overname_eenmaal_per_mens"),
        ]

    def __str__(self) -> str:
        return f"{self.formulier}, overgenomen door {self.door}"

    def kring(self) -> Pilot:
        return self.formulier.bijeenkomst.pilot

    @property
    def as_choices(self) -> dict[int, int]:
        return {int(pk): int(keus) for pk, keus in self.keuzes}
