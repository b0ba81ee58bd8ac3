"""One run of the worker that proposes who goes where: the row says how far it is, and what came of it."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from datt.core.states import StatusModel
from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Bijeenkomst, Pilot

# So long may whoever works on it be silent, and so often it is begun.
LEASE = timedelta(seconds=60)
TRIES = 3


class VerdeelbeurtStatus(models.TextChoices):
    WACHTRIJ = "wachtrij", "Wacht"
    BEZIG = "bezig", "Rekent"
    KLAAR = "klaar", "Klaar"
    GESTOPT = "gestopt", "Gestopt"
    MISLUKT = "mislukt", "Mislukt"
    WEGGEGOOID = "weggegooid", "Weggegooid"


S = VerdeelbeurtStatus


class VerdeelbeurtQuerySet(PilotScopedQuerySet["Verdeelbeurt"]):
    pilot_path = "bijeenkomst__pilot"

    def running(self) -> Self:
        return self.filter(status__in=(S.WACHTRIJ, S.BEZIG))

    def idle(self, now: datetime) -> Self:
        """Nobody began, or whoever did is silent for too long."""
        silent = models.Q(levensteken_op=None) | models.Q(levensteken_op__lt=now - LEASE)
        return self.running().filter(silent)

    def due(self, now: datetime) -> Self:
        return self.idle(now).filter(pogingen__lt=TRIES)

    def given_up(self, now: datetime) -> Self:
        return self.idle(now).filter(pogingen__gte=TRIES)

    def claim(self, pk: int, now: datetime) -> "Verdeelbeurt | None":
        """Take this run to work on it; None when another has it or there is nothing to do."""
        mine = {"levensteken_op": now, "begonnen_op": now, "pogingen": models.F("pogingen") + 1, "status": S.BEZIG}
        if not self.due(now).filter(pk=pk).update(**mine):
            return None
        return self.select_related("bijeenkomst__pilot", "gevraagd_door").filter(pk=pk).first()


class Verdeelbeurt(StatusModel):
    """One run of the worker: from what it began with (`invoer`) to what it proposes (`voorstel`).

    Nothing changes for anybody until a facilitator takes the proposal over. `zaad` gives the same answer again.
    """

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="verdeelbeurten")
    status = models.CharField(max_length=20, choices=S, default=S.WACHTRIJ, editable=False)
    # Keep who has a place where they are, as far as can be: after people dropped out.
    is_herstel = models.BooleanField(default=False, editable=False)
    zaad = models.PositiveIntegerField(default=0, editable=False)
    invoer = models.JSONField(default=dict, editable=False)
    voorstel = models.JSONField(default=dict, editable=False)
    # The version of the division and of the programme it began with; older than now: said on screen.
    van_verdeling = models.PositiveIntegerField(default=0, editable=False)
    van_programma = models.PositiveIntegerField(default=0, editable=False)
    voortgang = models.PositiveSmallIntegerField(default=0, editable=False)  # per cent
    wat_nu = models.CharField(max_length=120, blank=True, editable=False)
    reden = models.CharField(max_length=300, blank=True, editable=False)
    gevraagd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    gevraagd_op = models.DateTimeField(default=timezone.now, editable=False)
    begonnen_op = models.DateTimeField(null=True, editable=False)
    levensteken_op = models.DateTimeField(null=True, editable=False)
    klaar_op = models.DateTimeField(null=True, editable=False)
    pogingen = models.PositiveSmallIntegerField(default=0, editable=False)
    overgenomen_op = models.DateTimeField(null=True, editable=False)

    objects = VerdeelbeurtQuerySet.as_manager()

    transitions: ClassVar = {
        S.BEZIG: {S.WACHTRIJ},
        S.WACHTRIJ: {S.BEZIG},
        S.KLAAR: {S.BEZIG},
        S.GESTOPT: {S.WACHTRIJ, S.BEZIG},
        S.MISLUKT: {S.BEZIG},
        S.WEGGEGOOID: {S.KLAAR, S.MISLUKT},
    }
    log_sentences: ClassVar = {
        S.BEZIG: "begon met {self}",
        S.WACHTRIJ: "zette {self} terug in de wachtrij",
        S.KLAAR: "maakte {self}",
        S.GESTOPT: "stopte {self}",
        S.MISLUKT: "kon {self} niet maken",
        S.WEGGEGOOID: "gooide {self} weg",
    }

    class Meta:
        ordering = ["-pk"]
        verbose_name = "verdeelbeurt"
        verbose_name_plural = "verdeelbeurten"
        constraints = [
            models.UniqueConstraint(
                fields=["bijeenkomst"],
                condition=models.Q(status__in=("wachtrij", "bezig")),
                name="verdeelbeurt_een_tegelijk",
            ),
        ]

    def __str__(self) -> str:
        return f"een voorstel voor de workshops van {self.bijeenkomst.korte_titel}"

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot

    def beat(self, now: datetime, voortgang: int, wat_nu: str) -> bool:
        """Say that it is being worked on, and how far; False when nobody wants it any more, or another took it."""
        mine = type(self)._base_manager.filter(pk=self.pk, status=S.BEZIG, pogingen=self.pogingen)
        return mine.update(levensteken_op=now, voortgang=voortgang, wat_nu=wat_nu) == 1

    def finish(self, now: datetime, voorstel: dict[str, Any]) -> None:
        self._move_to(S.KLAAR, by=None, wie="de rekenaar", voorstel=voorstel, voortgang=100, klaar_op=now)

    def stop(self, now: datetime, *, by: Any) -> None:
        self._move_to(S.GESTOPT, by=by, klaar_op=now)

    def fail(self, now: datetime, reden: str) -> None:
        self._move_to(S.MISLUKT, by=None, wie="de rekenaar", reden=reden, klaar_op=now)

    @property
    def is_running(self) -> bool:
        return self.status in (S.WACHTRIJ, S.BEZIG)

    @property
    def is_open(self) -> bool:
        """A proposal that waits for somebody to take it over or throw it away."""
        return self.status == S.KLAAR and self.overgenomen_op is None

    @property
    def has_failed(self) -> bool:
        return self.status == S.MISLUKT

    def discard(self, *, by: Any) -> None:
        """Nobody wants this proposal; places stay as they are."""
        self._move_to(S.WEGGEGOOID, by=by)

    def take_over(self, now: datetime, *, by: Any) -> None:
        """Remember that this proposal became the division."""
        self.overgenomen_op = now
        self.save(update_fields=["overgenomen_op"])
