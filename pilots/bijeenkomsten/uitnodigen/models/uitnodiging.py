"""An invitation: one person for one meeting, what they answered and what they need."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.utils import timezone

from datt.core.models import compose, record_many
from datt.core.states import StatusModel
from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Bijeenkomst, Persoon, Pilot


class UitnodigingStatus(models.TextChoices):
    KLAAR = "klaar", "Nog niet verstuurd"
    VERSTUURD = "verstuurd", "Nog geen antwoord"
    JA = "ja", "Komt"
    NEE = "nee", "Komt niet"
    MISSCHIEN = "misschien", "Misschien"
    WACHTLIJST = "wachtlijst", "Op de wachtlijst"
    AFGEMELD = "afgemeld", "Afgemeld"
    AANWEZIG = "aanwezig", "Was er"
    AFWEZIG = "afwezig", "Was er niet"


S = UitnodigingStatus
# Who has a seat. Waiting is not taking part, in no list, count or export.
MET_PLAATS = (S.JA, S.AANWEZIG, S.AFWEZIG)
KOMT = (S.JA, S.AANWEZIG)
ZONDER_ANTWOORD = (S.KLAAR, S.VERSTUURD)
# Before the meeting begins every answer may become every other one.
ANTWOORDEN: frozenset[str] = frozenset({S.KLAAR, S.VERSTUURD, S.JA, S.NEE, S.MISSCHIEN, S.WACHTLIJST, S.AFGEMELD})


class UitnodigingQuerySet(PilotScopedQuerySet["Uitnodiging"]):
    pilot_path = "bijeenkomst__pilot"

    def with_persoon(self) -> Self:
        return self.select_related("persoon__organisatie")

    def of_live(self) -> Self:
        """Without those of a record that was merged into another: nobody sits on that seat."""
        return self.filter(persoon__samengevoegd_in__isnull=True)

    def seated(self) -> Self:
        """Who has one of the seats."""
        return self.of_live().filter(status__in=MET_PLAATS)

    def coming(self) -> Self:
        return self.of_live().filter(status__in=KOMT)

    def waiting(self) -> Self:
        """The waiting list, who waits longest first."""
        return self.of_live().filter(status=S.WACHTLIJST).order_by("wacht_sinds", "pk")

    def unanswered(self) -> Self:
        return self.filter(status__in=ZONDER_ANTWOORD)

    @transaction.atomic
    def miss_all(self, *, by: Any) -> int:
        """The meeting was held without who of these had said yes; one UPDATE, and one batch of lines in the log."""
        rows = self.filter(status=S.JA).select_related("persoon", "bijeenkomst__pilot").select_for_update(of=("self",))
        missed = list(rows)
        type(self)(self.model).filter(pk__in=[row.pk for row in missed], status=S.JA).update(status=S.AFWEZIG)
        sentence = Uitnodiging.log_sentences[S.AFWEZIG]
        what = f"{Uitnodiging._meta.label_lower}.{S.AFWEZIG}"
        record_many(compose(row, what, sentence.format(self=row), by=by) for row in missed)
        return len(missed)


class Uitnodiging(StatusModel):
    """Its answer changes through named methods only; a seat is given by `services.plaatsen`, under a lock."""

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="uitnodigingen")
    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="uitnodigingen")
    status = models.CharField(max_length=20, choices=UitnodigingStatus, default=UitnodigingStatus.KLAAR, editable=False)
    verstuurd_op = models.DateTimeField(null=True, editable=False)
    antwoord_op = models.DateTimeField(null=True, editable=False)
    # Who gave the answer when it was not the guest: a contact person or a facilitator.
    antwoord_door = models.CharField(max_length=120, blank=True, editable=False)
    reden = models.CharField("reden", max_length=300, blank=True)
    wacht_sinds = models.DateTimeField(null=True, editable=False)
    # One sentence why this person waits, or got a seat after all.
    uitleg = models.CharField(max_length=300, blank=True, editable=False)
    # The colleague in whose place this person comes.
    in_plaats_van = models.OneToOneField(
        "self", null=True, editable=False, on_delete=models.SET_NULL, related_name="vervanger"
    )
    zonder_uitnodiging = models.BooleanField(default=False, editable=False)
    toegang = models.TextField("wat u nodig heeft om mee te doen", max_length=400, blank=True)
    dieet = models.CharField("eten", max_length=200, blank=True)
    # How often their calendar heard of an answer: it only takes in what has a higher number than before.
    agenda_nummer = models.PositiveIntegerField(default=0, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UitnodigingQuerySet.as_manager()

    transitions: ClassVar = {
        # The meeting was off and is on again: everybody is asked anew.
        S.KLAAR: {S.VERSTUURD, S.JA, S.MISSCHIEN, S.WACHTLIJST, S.AANWEZIG},
        S.VERSTUURD: {S.KLAAR, S.AANWEZIG},
        S.JA: {*ANTWOORDEN - {S.JA}, S.AANWEZIG, S.AFWEZIG},
        # From AANWEZIG only back: somebody was checked in by mistake, see `undo_arrival`.
        S.NEE: {*ANTWOORDEN - {S.NEE, S.JA}, S.AANWEZIG},
        S.MISSCHIEN: {*ANTWOORDEN - {S.MISSCHIEN}, S.AANWEZIG},
        S.WACHTLIJST: {*ANTWOORDEN - {S.WACHTLIJST, S.JA}, S.AANWEZIG},
        S.AFGEMELD: {S.JA, S.AANWEZIG},
        S.AANWEZIG: {*ANTWOORDEN, S.AFWEZIG},
        S.AFWEZIG: {S.JA, S.AANWEZIG},
    }
    reden_in_log: ClassVar = False
    log_sentences: ClassVar = {
        S.KLAAR: "zette {self} weer klaar",
        S.VERSTUURD: "stuurde {self}",
        S.JA: "zei ja op {self}",
        S.NEE: "zei nee op {self}",
        S.MISSCHIEN: "zei misschien op {self}",
        S.WACHTLIJST: "kwam op de wachtlijst met {self}",
        S.AFGEMELD: "meldde zich af voor {self}",
        S.AANWEZIG: "kwam binnen met {self}",
        S.AFWEZIG: "was er niet met {self}",
    }

    class Meta:
        ordering = ["persoon__naam", "pk"]
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        constraints = [
            models.UniqueConstraint(fields=["bijeenkomst", "persoon"], name="uitnodiging_eenmaal_per_persoon"),
        ]
        indexes = [models.Index(fields=["bijeenkomst", "status", "wacht_sinds"], name="uitnodiging_wachtlijst")]

    def __str__(self) -> str:
        return f"de uitnodiging van {self.persoon} voor {self.bijeenkomst.korte_titel}"

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot

    @property
    def has_seat(self) -> bool:
        return self.status in MET_PLAATS

    def mark_sent(self, now: datetime, *, by: Any, wie: str = "") -> None:
        """The invitation went out."""
        self._move_to(S.VERSTUURD, by=by, wie=wie, verstuurd_op=now)

    def ready_again(self, *, by: Any) -> None:
        """What they answered was about a meeting that was off."""
        self._move_to(S.KLAAR, by=by, wacht_sinds=None, uitleg="", verstuurd_op=None, antwoord_op=None)

    def accept(self, now: datetime, *, by: Any, wie: str = "", door: str = "") -> None:
        """A seat is theirs; only `services.plaatsen` calls this, it counted the seats under a lock."""
        self._answer(S.JA, now, by=by, wie=wie, door=door)

    def move_up(self, *, by: Any, uitleg: str, zin: str) -> None:
        """From the waiting list to a seat; their own answer stands, and the moment they gave it."""
        self._move_to(S.JA, by=by, zin=zin, wacht_sinds=None, uitleg=uitleg)

    def decline(self, now: datetime, *, by: Any, wie: str = "", door: str = "", reden: str = "") -> None:
        self._answer(S.NEE, now, by=by, wie=wie, door=door, reden=reden)

    def doubt(self, now: datetime, *, by: Any, wie: str = "", door: str = "") -> None:
        self._answer(S.MISSCHIEN, now, by=by, wie=wie, door=door)

    def wait(
        self,
        now: datetime,
        *,
        by: Any,
        wie: str = "",
        door: str = "",
        uitleg: str,
        sinds: datetime | None = None,
    ) -> None:
        """No seat now: wait for one; `sinds` when the place on the list is taken over from a colleague."""
        self._answer(S.WACHTLIJST, now, by=by, wie=wie, door=door, wacht_sinds=sinds or now, uitleg=uitleg)

    def withdraw(self, now: datetime, *, by: Any, wie: str = "", door: str = "", reden: str = "") -> None:
        """Somebody who had a seat does not come after all."""
        self._answer(S.AFGEMELD, now, by=by, wie=wie, door=door, reden=reden)

    def _answer(self, status: str, now: datetime, *, by: Any, wie: str, door: str, **fields: Any) -> None:
        kept = {"wacht_sinds": None, "uitleg": "", **fields}
        self._move_to(status, by=by, wie=wie, antwoord_op=now, antwoord_door=door[:120], **kept)

    def arrive(self, *, by: Any, wie: str = "") -> None:
        self._move_to(S.AANWEZIG, by=by, wie=wie)

    def miss(self, *, by: Any) -> None:
        """The meeting was held without them."""
        self._move_to(S.AFWEZIG, by=by)

    def undo_arrival(self, *, by: Any, wie: str = "", terug: str = S.JA) -> None:
        """Checked in by mistake: back to what they had answered."""
        self._move_to(terug, by=by, wie=wie, zin=f"maakte ongedaan dat {self.persoon} binnenkwam")
