"""A list that was uploaded: what is in it waits here until the facilitator confirms it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from datt.core.states import StatusModel, TransitionError
from pilots.access import PilotScopedQuerySet
from pilots.keten.models import Organisatie, Organisatietype
from pilots.partners.models.inleesstatus import KLEIN, ONAF, WERK, Hoe, InleesStatus, NotOursError
from pilots.partners.models.ketenpartner import Ketenpartner
from pilots.traject.models import Persoon, Pilot

# So long a list waits for an answer, and so long reading it in can be undone.
BEWAREN = timedelta(hours=24)


class InleesvoorstelQuerySet(PilotScopedQuerySet["Inleesvoorstel"]):
    def unfinished(self) -> Self:
        return self.filter(status__in=ONAF)

    def idle(self, now: datetime) -> Self:
        """There is work to do and nobody does it: nobody began, or whoever did is silent for too long."""
        silent = models.Q(hartslag=None) | models.Q(hartslag__lt=now - timedelta(seconds=settings.LIJST_LEASE_SECONDS))
        return self.filter(silent, status__in=WERK)

    def due(self, now: datetime) -> Self:
        return self.idle(now).filter(pogingen__lt=settings.LIJST_TRIES)

    def given_up(self, now: datetime) -> Self:
        return self.idle(now).filter(pogingen__gte=settings.LIJST_TRIES)

    def claim(self, pk: int, now: datetime) -> "Inleesvoorstel | None":
        """Take this list to work on it; None when another has it or there is nothing to do."""
        one_more = {"beurt": models.F("beurt") + 1, "pogingen": models.F("pogingen") + 1}
        if not self.due(now).filter(pk=pk).update(hartslag=now, **one_more):
            return None
        return self.select_related("pilot", "standaard_type", "bevestigd_door").filter(pk=pk).first()

    def sweep(self, now: datetime) -> int:
        """Remove the lists nobody confirmed in time, and of the others what was only kept to undo them."""
        before = now - BEWAREN
        waiting = (InleesStatus.OPEN, InleesStatus.MISLUKT)
        old, _ = self.filter(status__in=waiting, nagekeken_op__lt=before).delete()
        done = self.exclude(status__in=ONAF).filter(ingelezen_op__lt=before)
        Inleesregel.objects.filter(voorstel__in=done).delete()
        return old


class Inleesvoorstel(StatusModel):
    """One uploaded list, from the file to what came of it.

    `inhoud` is the file. It stands in the row, because then the upload and the work to do are written at once, a
    worker on another machine needs nothing but the database, and nothing stays behind in a storage when the row
    goes. It is at most 5 MB and goes as soon as its lines are read: then only what may be kept is left.
    """

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="inleesvoorstellen")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    bestandsnaam = models.CharField(max_length=100)
    # As they stand in the file: their names are of whoever made it, so they are no fields of ours.
    koppen = models.JSONField(default=list)
    kolommen = models.JSONField(default=list)
    standaard_type = models.ForeignKey(
        Organisatietype, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(
        max_length=20, choices=InleesStatus, default=InleesStatus.OPEN, editable=False, db_index=True
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    nagekeken_op = models.DateTimeField(default=timezone.now, editable=False)
    ingelezen_op = models.DateTimeField(null=True, editable=False)
    # What was confirmed, and by whom.
    hoe = models.CharField(max_length=20, choices=Hoe, blank=True, editable=False)
    bevestigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    # The work of the worker. `beurt` numbers every claim, so that a try that was given up cannot write any more.
    inhoud = models.BinaryField(null=True, editable=False)
    totaal = models.PositiveIntegerField(default=0, editable=False)
    bekeken = models.PositiveIntegerField(default=0, editable=False)
    beurt = models.PositiveIntegerField(default=0, editable=False)
    pogingen = models.PositiveSmallIntegerField(default=0, editable=False)
    hartslag = models.DateTimeField(null=True, editable=False)
    fout = models.CharField(max_length=300, blank=True, editable=False)
    # What came of it.
    partners_erbij = models.PositiveIntegerField(default=0, editable=False)
    mensen_erbij = models.PositiveIntegerField(default=0, editable=False)
    aangevuld = models.PositiveIntegerField(default=0, editable=False)
    overgeslagen = models.PositiveIntegerField(default=0, editable=False)
    mails = models.PositiveIntegerField(default=0, editable=False)

    objects = InleesvoorstelQuerySet.as_manager()

    transitions: ClassVar = {
        InleesStatus.NAKIJKEN: {InleesStatus.OPEN, InleesStatus.INLEZEN, InleesStatus.MISLUKT},
        InleesStatus.OPEN: {InleesStatus.NAKIJKEN},
        InleesStatus.INLEZEN: {InleesStatus.OPEN},
        InleesStatus.INGELEZEN: {InleesStatus.INLEZEN},
        InleesStatus.TERUGGEDRAAID: {InleesStatus.INGELEZEN},
        InleesStatus.MISLUKT: set(WERK),
    }
    log_sentences: ClassVar = {
        InleesStatus.NAKIJKEN: "liet de lijst {self} opnieuw nakijken",
        InleesStatus.MISLUKT: "kon de lijst {self} niet lezen",
        InleesStatus.INGELEZEN: "las de lijst {self} in",
        InleesStatus.TERUGGEDRAAID: "draaide het inlezen van {self} terug",
    }

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "inleesvoorstel"
        verbose_name_plural = "inleesvoorstellen"

    def __str__(self) -> str:
        return f"‘{self.bestandsnaam}’"

    def get_absolute_url(self) -> str:
        return reverse(f"partners:{self._page()}", args=[self.pilot_id, self.pk])

    def _page(self) -> str:
        if self.status == InleesStatus.OPEN:
            return "import_preview"
        return "import_progress" if self.status in ONAF else "import_result"

    def is_small(self) -> bool:
        """Few enough lines to be done while somebody waits for the page."""
        return self.totaal <= KLEIN

    def is_busy(self) -> bool:
        return self.status in WERK

    def has_failed(self) -> bool:
        return self.status == InleesStatus.MISLUKT

    def examples(self, column: int, lines: Sequence["Inleesregel"]) -> list[str]:
        """The first different values of a column."""
        values = [line.cellen[column] for line in lines if line.cellen[column]]
        return list(dict.fromkeys(values))[:3]

    def undo_until(self) -> datetime | None:
        """Until when reading in can be undone; never once a mail went out."""
        if self.status != InleesStatus.INGELEZEN or self.mails or self.ingelezen_op is None:
            return None
        until = self.ingelezen_op + BEWAREN
        return until if until > timezone.now() else None

    # What people ask for. That it waits for the worker says nothing to a reader of the log; what comes of it does.

    def look_again(self) -> None:
        """Every line must be judged anew, because something was chosen."""
        self._begin(InleesStatus.NAKIJKEN)

    def confirm(self, hoe: str, *, by: Any) -> None:
        """Read it in as this person said: once, whoever presses the button twice."""
        self._begin(InleesStatus.INLEZEN, hoe=hoe, bevestigd_door=by)

    def may_retry(self) -> bool:
        """It stopped; a file that could not be read must be another file."""
        kept = Inleesvoorstel.objects.filter(pk=self.pk).exclude(inhoud=None)
        return self.has_failed() and (self.totaal > 0 or kept.exists())

    def retry(self, *, by: Any) -> None:
        if not self.may_retry():
            raise TransitionError("Opnieuw proberen kan nu niet. Kies het bestand nog een keer.")
        self._move_to(InleesStatus.NAKIJKEN, by=by, **AFRESH)

    def _begin(self, target: InleesStatus, **fields: Any) -> None:
        """From waiting for a yes to work for the worker; raises TransitionError when it does not wait for that."""
        waiting = Inleesvoorstel.objects.filter(pk=self.pk, status=InleesStatus.OPEN)
        if waiting.update(status=target, **AFRESH, **fields) != 1:
            raise TransitionError(
                f"De lijst {self} wacht nu niet op uw keuze. Ververs de pagina en kijk hoe ver wij zijn."
            )
        self.refresh_from_db(fields=["status", *AFRESH, *fields])

    # What the worker does.

    def beat(self, bekeken: int) -> None:
        """Say that the worker lives and how far it is."""
        self._write(hartslag=timezone.now(), bekeken=bekeken)

    def keep_head(self, koppen: list[str], kolommen: list[str], totaal: int) -> None:
        """The file was read: its bytes go, its headings and (in this transaction) its lines stay."""
        self._write(koppen=koppen, kolommen=kolommen, totaal=totaal, inhoud=None, hartslag=timezone.now())

    def let_go(self) -> None:
        """Leave the work to whoever comes next, without waiting for this try to be silent for long."""
        Inleesvoorstel.objects.filter(pk=self.pk, beurt=self.beurt, status__in=WERK).update(hartslag=None)

    def looked_at(self) -> None:
        """Every line was judged: now a person decides."""
        now = timezone.now()
        self._write(status=InleesStatus.OPEN, hartslag=None, bekeken=self.totaal, nagekeken_op=now)

    def turned_out_different(self, fout: str) -> None:
        """It is no longer what was confirmed: nothing was read in, and this same try looks at it anew."""
        self._write(status=InleesStatus.NAKIJKEN, hartslag=timezone.now(), bekeken=0, fout=fout)

    @transaction.atomic
    def accept(self) -> None:
        """It is read in, in this transaction, by whoever confirmed it."""
        self._hold()
        now = timezone.now()
        self._move_to(InleesStatus.INGELEZEN, by=self.bevestigd_door, ingelezen_op=now, hartslag=None, fout="")

    @transaction.atomic
    def fail(self, fout: str, **fields: Any) -> None:
        self._hold()
        gone = {"hartslag": None, "nagekeken_op": timezone.now(), **fields}
        self._move_to(InleesStatus.MISLUKT, by=None, reden=fout, fout=fout[:300], **gone)

    def _write(self, **fields: Any) -> None:
        if self._mine().update(**fields) != 1:
            raise NotOursError
        for name, value in fields.items():
            setattr(self, name, value)

    def _hold(self) -> None:
        if not self._mine().select_for_update().exists():
            raise NotOursError

    def _mine(self) -> InleesvoorstelQuerySet:
        """This row, as long as it is in the try that this worker began."""
        return Inleesvoorstel.objects.filter(pk=self.pk, status=self.status, beurt=self.beurt)

    def take_back(self, *, by: Any) -> None:
        self._move_to(InleesStatus.TERUGGEDRAAID, by=by)


# What a new round of work begins with.
AFRESH: dict[str, Any] = {"pogingen": 0, "hartslag": None, "bekeken": 0, "fout": ""}


class Oordeel(models.TextChoices):
    NIEUW = "nieuw", "Nieuw"
    AANVULLEN = "aanvullen", "Vult aan"
    BEKEND = "bekend", "Staat er al"
    KIES = "kies", "Kies wat het is"
    FOUT = "fout", "Klopt niet"
    WEG = "weg", "Doet niet mee"


class Keuze(models.TextChoices):
    GEEN = "", "Nog niet gekozen"
    ZELFDE = "zelfde", "Dezelfde organisatie"
    NIEUW = "nieuw", "Een nieuwe organisatie"
    WEG = "weg", "Lees deze regel niet in"


class Inleesregel(models.Model):
    """One line of the list, what it would do, and what the facilitator chose."""

    voorstel = models.ForeignKey(Inleesvoorstel, on_delete=models.CASCADE, related_name="regels")
    nr = models.PositiveIntegerField()
    cellen = models.JSONField(default=list)
    oordeel = models.CharField(max_length=10, choices=Oordeel, default=Oordeel.NIEUW, editable=False)
    keuze = models.CharField(max_length=8, choices=Keuze, default=Keuze.GEEN, blank=True)
    meldingen = models.JSONField(default=list)
    lijkt_op = models.ForeignKey(Organisatie, null=True, on_delete=models.SET_NULL, related_name="+")
    # What reading this line in made, so that it can be taken back.
    partner = models.ForeignKey(Ketenpartner, null=True, on_delete=models.SET_NULL, related_name="+")
    maakte_organisatie = models.BooleanField(default=False, editable=False)
    persoon = models.ForeignKey(Persoon, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["nr"]
        verbose_name = "inleesregel"
        verbose_name_plural = "inleesregels"
        constraints = [models.UniqueConstraint(fields=["voorstel", "nr"], name="inleesregel_nr_eenmalig")]

    def __str__(self) -> str:
        return f"Regel {self.nr} van {self.voorstel}"

    def kring(self) -> Any:
        return self.voorstel.pilot

    def cell(self, veld: str) -> str:
        """What stands in the column of this field."""
        kolommen: list[str] = self.voorstel.kolommen
        return str(self.cellen[kolommen.index(veld)]) if veld in kolommen and self.cellen else ""

    @property
    def naam(self) -> str:
        return self.cell("naam")

    @property
    def persoon_naam(self) -> str:
        return self.cell("persoon_naam") or self.cell("persoon_email")
