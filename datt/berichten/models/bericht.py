"""The outbox: a message to one person, when it is due and how it went."""

import secrets
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
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class Kanaal(models.TextChoices):
    MAIL = "mail", "Mail"
    SMS = "sms", "Sms"


# What only a person can settle.
ATTENTION = (BerichtStatus.MISLUKT, BerichtStatus.ONZEKER, BerichtStatus.TERUGGEKOMEN)


# Why a message is not sent at all, for who looks at it.
RETURNS = (
    "Dit adres gaf drie keer mail terug. Daarom gaat er niets meer heen."
    " Verbeter het adres bij de persoon, of probeer dit adres opnieuw."
)


def blocked(reden: str, *, by_reader: bool = False) -> dict[str, str]:
    """The fields of a message that is written down and never goes out: its reader left, or it cannot get there."""
    return {"status": BerichtStatus.INGETROKKEN if by_reader else BerichtStatus.MISLUKT, "fout": reden[:300]}


def new_message_id() -> str:
    """A name for one message in the post of the world; its first part is ours, and cannot be guessed."""
    return f"<{secrets.token_hex(12)}@{settings.SITE_URL.split('://')[-1].split(':')[0].split('/')[0]}>"


class BerichtQuerySet(models.QuerySet["Bericht"]):
    def due(self, now: datetime) -> Self:
        return self.filter(status=BerichtStatus.WACHTRIJ, volgende_poging__lte=now)

    def stopped_in_the_middle(self, now: datetime) -> Self:
        return self.filter(status=BerichtStatus.BEZIG, bezig_sinds__lt=now - LEASE)

    def waiting(self) -> Self:
        return self.filter(status__in=(BerichtStatus.WACHTRIJ, BerichtStatus.BEZIG))

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

    def withdraw_waiting(self, reden: str) -> int:
        """Stop those that still wait, in one statement; answers how many. Whoever calls this logs it."""
        return self.filter(status=BerichtStatus.WACHTRIJ).update(status=BerichtStatus.INGETROKKEN, fout=reden[:300])

    def known_by(self, kenmerk: str) -> "Bericht | None":
        """The message with this mark in its name."""
        return self.filter(message_id__startswith=f"<{kenmerk}@").first() if kenmerk else None

    def texts_of_month(self, kring: models.Model | None, since: datetime) -> Self:
        """The text messages of one pilot that left, or may have left, since then."""
        rows = self.within(kring) if kring is not None else self.filter(kring_soort__isnull=True)
        left = (BerichtStatus.BEZIG, BerichtStatus.VERSTUURD, BerichtStatus.ONZEKER, BerichtStatus.TERUGGEKOMEN)
        return rows.filter(kanaal=Kanaal.SMS, binnengebleven=False, status__in=left, volgende_poging__gte=since)

    def within(self, kring: models.Model) -> Self:
        """The messages of one pilot."""
        soort = ContentType.objects.get_for_model(kring)
        return self.filter(kring_soort=soort, kring_nr=kring.pk)

    def about(self, onderwerp: models.Model) -> Self:
        """The messages about one thing, such as an invitation."""
        return self.filter(over_soort=ContentType.objects.get_for_model(onderwerp), over_nr=onderwerp.pk)


class Bericht(StatusModel):
    """Written in the transaction of what causes it; a worker sends it, once."""

    soort = models.SlugField(max_length=60, editable=False)
    kanaal = models.CharField(max_length=4, choices=Kanaal, default=Kanaal.MAIL, editable=False)
    # A mail address, or a mobile number as 0031612345678.
    aan = models.CharField(max_length=254, editable=False)
    aan_naam = models.CharField(max_length=120, blank=True, editable=False)
    onderwerpregel = models.CharField(max_length=200, editable=False)
    tekst = models.TextField(editable=False)
    html = models.TextField(blank=True, editable=False)
    # The meeting as a calendar file, with what it asks of a calendar (METHOD).
    agenda = models.TextField(blank=True, editable=False)
    # Who it is from, in words, and where an answer goes.
    afzender = models.CharField(max_length=120, blank=True, editable=False)
    antwoord_aan = models.CharField(max_length=254, blank=True, editable=False)
    # Nobody asked for it, so it carries a link to have no more.
    afmeldbaar = models.BooleanField(default=False, editable=False)
    # A rehearsal: it is never handed to a mail server or an SMS service.
    binnengebleven = models.BooleanField(default=False, editable=False)
    # Holds a code or a key: its text is wiped once it was sent.
    geheim = models.BooleanField(default=False, editable=False)
    # The same key is the same message: it is never written twice.
    sleutel = models.CharField(max_length=120, unique=True, null=True, editable=False)  # noqa: DJ001  # unique
    message_id = models.CharField(max_length=120, unique=True, default=new_message_id, editable=False)
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
        BerichtStatus.INGETROKKEN: {BerichtStatus.WACHTRIJ},
        BerichtStatus.TERUGGEKOMEN: {BerichtStatus.BEZIG, BerichtStatus.VERSTUURD, BerichtStatus.ONZEKER},
    }
    log_sentences: ClassVar = {
        BerichtStatus.WACHTRIJ: "stuurde {self} opnieuw",
        BerichtStatus.INGETROKKEN: "trok {self} in",
        BerichtStatus.TERUGGEKOMEN: "gaf {self} terug",
    }

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        indexes = [models.Index(fields=["kring_soort", "kring_nr", "status"], name="bericht_kring")]

    def __str__(self) -> str:
        """As the log and an error say it; a subject with a code in it is not for them."""
        word = "de sms" if self.kanaal == Kanaal.SMS else "de mail"
        return f"{word} met een code of een persoonlijke link" if self.geheim else f"{word} ‘{self.onderwerpregel}’"

    @property
    def is_sms(self) -> bool:
        return self.kanaal == Kanaal.SMS

    @property
    def kenmerk(self) -> str:
        """What stands for this message in an address of the site or of the return post."""
        return self.message_id.removeprefix("<").partition("@")[0]

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
        wiped = (
            {"tekst": "", "html": "", "agenda": "", "onderwerpregel": "(gewist)"}
            if self.geheim and not settings.DEMO
            else {}
        )
        self._settle(BerichtStatus.VERSTUURD, verstuurd_op=now, **wiped)

    def keep_inside(self, now: datetime) -> None:
        """It would have gone out now; its text stays, so that it can be read in the rehearsal."""
        self._settle(BerichtStatus.VERSTUURD, verstuurd_op=now, binnengebleven=True)

    def stop(self, reden: str) -> None:
        """Its reader wants no more, found out at the last moment."""
        self._settle(BerichtStatus.INGETROKKEN, fout=reden[:300])

    def wait_until(self, moment: datetime) -> None:
        """Leave it in the queue, for a better moment."""
        Bericht.objects.filter(pk=self.pk, status=BerichtStatus.WACHTRIJ).update(volgende_poging=moment)

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
        word = "de sms" if self.is_sms else "de mail"
        self._settle(
            BerichtStatus.ONZEKER,
            fout=f"Het versturen stopte halverwege. Misschien is {word} wel aangekomen.",
        )

    def give_back(self, reden: str) -> None:
        """The mail came back: the address does not work, or not now."""
        self._move_to(BerichtStatus.TERUGGEKOMEN, by=None, wie="De mailserver", fout=reden[:300])

    def withdraw(self, *, by: Any, reden: str) -> None:
        """It still waits, and is not to go out any more."""
        self._move_to(BerichtStatus.INGETROKKEN, by=by, reden=reden, fout=reden[:300])

    @property
    def soort_in_woorden(self) -> str:
        return self.soort.replace("_", " ").capitalize()

    def resend(self, *, by: Any, aan: str, **text: str) -> None:
        """A person asks to send it (again), perhaps to another address; `text` when it had to be written again."""
        reden = "" if aan == self.aan else f"Naar een ander {'nummer' if self.is_sms else 'adres'}."
        self._move_to(
            BerichtStatus.WACHTRIJ,
            by=by,
            reden=reden,
            aan=aan,
            pogingen=0,
            volgende_poging=timezone.now(),
            fout="",
            **text,
        )

    def _settle(self, status: str, **fields: Any) -> None:
        """Only the worker that holds the message ends its try; this is no act of a person, so no log."""
        Bericht.objects.filter(pk=self.pk, status=BerichtStatus.BEZIG).update(status=status, bezig_sinds=None, **fields)
        self.refresh_from_db()
