"""The outbox: a message to one person, when it is due and how it went."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from datt.core.states import StatusModel

# How long a worker may be busy with one message before it counts as stopped in the middle.
LEASE = timedelta(minutes=10)
# The pause after each try that failed for now; after the last one the message failed.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440)]


class BerichtStatus(models.TextChoices):
    WACHTRIJ = "wachtrij", "In de wachtrij"
    BEZIG = "bezig", "Bezig"
    VERSTUURD = "verstuurd", "Verstuurd"
    TERUGGEKOMEN = "teruggekomen", "Teruggekomen"
    MISLUKT = "mislukt", "Mislukt"
    ONZEKER = "onzeker", "Onzeker"


# What only a person can settle.
ATTENTION = (BerichtStatus.MISLUKT, BerichtStatus.ONZEKER, BerichtStatus.TERUGGEKOMEN)


class BerichtQuerySet(models.QuerySet["Bericht"]):
    def due(self, now: datetime) -> Self:
        return self.filter(status=BerichtStatus.WACHTRIJ, volgende_poging__lte=now)

    def stopped_in_the_middle(self, now: datetime) -> Self:
        return self.filter(status=BerichtStatus.BEZIG, bezig_sinds__lt=now - LEASE)

    def needing_attention(self) -> Self:
        return self.filter(status__in=ATTENTION)

    def found(self, words: str) -> Self:
        """By a part of the name, the address or the subject."""
        where = models.Q(aan_naam__icontains=words) | models.Q(aan__icontains=words)
        return self.filter(where | models.Q(geheim=False, onderwerpregel__icontains=words))

    def count_as_sent(self, moment: datetime, *, since: datetime) -> None:
        """Say of what was written since then that it went out on this moment: for a story about the past."""
        waiting = self.filter(status=BerichtStatus.WACHTRIJ, created_at__gte=since)
        waiting.update(status=BerichtStatus.VERSTUURD, pogingen=1, created_at=moment, verstuurd_op=moment)

    def within(self, kring: models.Model) -> Self:
        """The messages of one pilot."""
        soort = ContentType.objects.get_for_model(kring)
        return self.filter(kring_soort=soort, kring_nr=kring.pk)


class Bericht(StatusModel):
    """Written in the transaction of what causes it; a worker sends it, once."""

    soort = models.SlugField(max_length=60, editable=False)
    aan = models.EmailField(max_length=254, editable=False)
    aan_naam = models.CharField(max_length=120, blank=True, editable=False)
    onderwerpregel = models.CharField(max_length=200, editable=False)
    tekst = models.TextField(editable=False)
    html = models.TextField(blank=True, editable=False)
    # Holds a code or a key: its text is wiped once it was sent.
    geheim = models.BooleanField(default=False, editable=False)
    # The same key is the same message: it is never written twice.
    sleutel = models.CharField(max_length=120, unique=True, null=True, editable=False)  # noqa: DJ001  # unique
    message_id = models.CharField(max_length=120, unique=True, editable=False)
    status = models.CharField(
        max_length=20, choices=BerichtStatus, default=BerichtStatus.WACHTRIJ, editable=False, db_index=True
    )
    pogingen = models.PositiveSmallIntegerField(default=0, editable=False)
    volgende_poging = models.DateTimeField(default=timezone.now, editable=False)
    bezig_sinds = models.DateTimeField(null=True, editable=False)
    verstuurd_op = models.DateTimeField(null=True, editable=False)
    fout = models.CharField(max_length=300, blank=True, editable=False)
    over_soort = models.ForeignKey(ContentType, null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    over_nr = models.PositiveBigIntegerField(null=True, editable=False)
    over = GenericForeignKey("over_soort", "over_nr")
    kring_soort = models.ForeignKey(ContentType, null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    kring_nr = models.PositiveBigIntegerField(null=True, editable=False)
    pilot = GenericForeignKey("kring_soort", "kring_nr")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = BerichtQuerySet.as_manager()

    transitions: ClassVar = {
        BerichtStatus.WACHTRIJ: set(ATTENTION),
    }
    log_sentences: ClassVar = {BerichtStatus.WACHTRIJ: "stuurde de mail {self} opnieuw"}

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        indexes = [models.Index(fields=["kring_soort", "kring_nr", "status"], name="bericht_kring")]

    def __str__(self) -> str:
        """As the log and an error say it; a subject with a code in it is not for them."""
        return "met een code of een persoonlijke link" if self.geheim else f"‘{self.onderwerpregel}’"

    @property
    def needs_attention(self) -> bool:
        return self.status in ATTENTION

    @property
    def is_on_its_way(self) -> bool:
        return self.status in {BerichtStatus.WACHTRIJ, BerichtStatus.BEZIG}

    def claim(self, now: datetime) -> bool:
        """Take this message to send it; answers False when another worker has it or it is not due."""
        taken = Bericht.objects.due(now).filter(pk=self.pk)
        changed = taken.update(status=BerichtStatus.BEZIG, bezig_sinds=now, pogingen=models.F("pogingen") + 1, fout="")
        if changed:
            self.refresh_from_db()
        return bool(changed)

    def mark_sent(self, now: datetime) -> None:
        wiped = {"tekst": "", "html": ""} if self.geheim and not settings.DEMO else {}
        if wiped:
            wiped["onderwerpregel"] = "(gewist)"
        self._settle(BerichtStatus.VERSTUURD, verstuurd_op=now, **wiped)

    def mark_failed(self, fout: str) -> None:
        """The server refused for good."""
        self._settle(BerichtStatus.MISLUKT, fout=fout[:300])

    def retry_later(self, now: datetime, fout: str) -> None:
        """The server could not for now: try again after a pause that grows, or give up."""
        if self.pogingen > len(PAUSES):
            self.mark_failed(fout)
            return
        pause = PAUSES[self.pogingen - 1]
        self._settle(BerichtStatus.WACHTRIJ, volgende_poging=now + pause, fout=fout[:300])

    def mark_uncertain(self) -> None:
        """Stopped in the middle of sending: perhaps it went out. Never sent again by itself."""
        self._settle(
            BerichtStatus.ONZEKER, fout="Het versturen stopte halverwege. Misschien is de mail wel aangekomen."
        )

    def resend(self, *, by: Any, aan: str) -> None:
        """A person asks to send it (again), perhaps to another address."""
        reden = "" if aan == self.aan else "Naar een ander adres."
        self._move_to(
            BerichtStatus.WACHTRIJ, by=by, reden=reden, aan=aan, pogingen=0, volgende_poging=timezone.now(), fout=""
        )

    def _settle(self, status: str, **fields: Any) -> None:
        """Only the worker that holds the message ends its try; this is no act of a person, so no log."""
        Bericht.objects.filter(pk=self.pk, status=BerichtStatus.BEZIG).update(status=status, bezig_sinds=None, **fields)
        self.refresh_from_db()
