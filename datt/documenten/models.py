"""A document: ordered by a person, made by a worker, then never changed."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, ClassVar, NoReturn, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from datt.core.models import AppendOnlyError, record
from datt.core.states import StatusModel
from datt.core.text import file_name
from datt.documenten.kinds import DocumentKind, kind_of

# The pause before a try that follows one that stopped in the middle.
PAUSE = timedelta(seconds=10)


class DocumentStatus(models.TextChoices):
    WACHTRIJ = "wachtrij", "In de wachtrij"
    BEZIG = "bezig", "Wordt gemaakt"
    KLAAR = "klaar", "Klaar"
    MISLUKT = "mislukt", "Mislukt"


WAITING = (DocumentStatus.WACHTRIJ, DocumentStatus.BEZIG)


def private_name(document: "Document | None" = None, name: str = "") -> str:
    """Where a file is kept: a name that nobody can guess, and that no other file has had."""
    return f"documenten/{timezone.now():%Y}/{uuid.uuid4().hex}{document.extensie if document else '.pdf'}"


class DocumentQuerySet(models.QuerySet["Document"]):
    def within(self, kring: models.Model) -> Self:
        """The documents of one pilot."""
        return self.filter(kring_soort=_type(kring), kring_nr=kring.pk)

    def about(self, subject: models.Model, kind: DocumentKind[Any]) -> Self:
        return self.filter(soort=kind.key, over_soort=_type(subject), over_nr=subject.pk)

    def about_any(self, subject: models.Model, kinds: Iterable[DocumentKind[Any]]) -> Self:
        keys = [kind.key for kind in kinds]
        return self.filter(soort__in=keys, over_soort=_type(subject), over_nr=subject.pk)

    def waiting(self) -> Self:
        return self.filter(status__in=WAITING)

    def due(self, now: datetime) -> Self:
        return self.filter(status=DocumentStatus.WACHTRIJ, volgende_poging__lte=now)

    def stopped_in_the_middle(self, now: datetime) -> Self:
        lease = timedelta(seconds=settings.DOCUMENT_LEASE_SECONDS)
        return self.filter(status=DocumentStatus.BEZIG, hartslag__lt=now - lease)

    def for_list(self) -> Self:
        """What a list shows; without the HTML, which may be large."""
        return self.select_related("besteld_door").defer("html")

    def update(self, **fields: Any) -> int:
        if self.filter(status=DocumentStatus.KLAAR).exists():
            raise AppendOnlyError("Een document dat klaar is, verandert niet.")
        return super().update(**fields)

    def delete(self) -> NoReturn:
        raise AppendOnlyError("Een document verdwijnt niet.")


class Document(StatusModel):
    """One version of a document about one thing.

    `html` is what the document says, as it was at the moment of ordering: a document may never say something
    else than the screen did. It stands in the row, because then order and content are written in one
    transaction, and a worker on another machine needs nothing but the database. It stays while the document
    waits or has failed, so that a new try says the same, and goes when the PDF is there: that is then the
    only truth. `versie` counts per kind and subject.
    """

    kenmerk = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    soort = models.SlugField(max_length=60, editable=False)
    titel = models.CharField(max_length=200, editable=False)
    over_soort = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+", editable=False)
    over_nr = models.PositiveBigIntegerField(editable=False)
    over = GenericForeignKey("over_soort", "over_nr")
    kring_soort = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+", editable=False)
    kring_nr = models.PositiveBigIntegerField(editable=False)
    pilot = GenericForeignKey("kring_soort", "kring_nr")
    versie = models.PositiveIntegerField(editable=False)
    status = models.CharField(
        max_length=20, choices=DocumentStatus, default=DocumentStatus.WACHTRIJ, editable=False, db_index=True
    )
    besteld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    besteld_op = models.DateTimeField(default=timezone.now, editable=False)
    html = models.TextField(blank=True, editable=False)
    # The work of the worker.
    pogingen = models.PositiveSmallIntegerField(default=0, editable=False)
    volgende_poging = models.DateTimeField(default=timezone.now, editable=False)
    hartslag = models.DateTimeField(null=True, editable=False)
    stap = models.CharField(max_length=20, blank=True, editable=False)
    bladzijde = models.PositiveIntegerField(default=0, editable=False)
    fout = models.CharField(max_length=300, blank=True, editable=False)
    # What came of it.
    gemaakt_op = models.DateTimeField(null=True, editable=False)
    bestand = models.FileField(upload_to=private_name, max_length=200, blank=True, editable=False)
    bladzijden = models.PositiveIntegerField(null=True, editable=False)
    grootte = models.PositiveBigIntegerField(null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    objects = DocumentQuerySet.as_manager()

    transitions: ClassVar = {
        DocumentStatus.WACHTRIJ: {DocumentStatus.MISLUKT},
        DocumentStatus.KLAAR: {DocumentStatus.BEZIG},
        DocumentStatus.MISLUKT: {DocumentStatus.BEZIG, DocumentStatus.WACHTRIJ},
    }
    log_sentences: ClassVar = {
        DocumentStatus.WACHTRIJ: "liet ‘{self}’ opnieuw maken",
        DocumentStatus.KLAAR: "maakte ‘{self}’",
        DocumentStatus.MISLUKT: "kon ‘{self}’ niet maken",
    }

    class Meta:
        ordering = ["-besteld_op", "-pk"]
        verbose_name = "document"
        verbose_name_plural = "documenten"
        indexes = [models.Index(fields=["kring_soort", "kring_nr", "soort", "-versie"], name="document_kring")]
        constraints = [
            models.UniqueConstraint(
                fields=["soort", "over_soort", "over_nr", "versie"], name="document_versie_eenmalig"
            ),
            models.CheckConstraint(
                condition=~models.Q(status="klaar") | (~models.Q(bestand="") & ~models.Q(sha256="")),
                name="document_klaar_heeft_bestand",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.titel}, versie {self.versie}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only to be written once; after that it moves through its statuses."""
        if not self._state.adding:
            raise AppendOnlyError("Een document verandert alleen van status.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("Een document verdwijnt niet.")

    @property
    def bestandsnaam(self) -> str:
        """As people save it; without what a file system cannot have in a name."""
        return file_name(str(self), self.extensie)

    @property
    def is_zip(self) -> bool:
        """A ZIP with a PDF for each part; of a file that is there, the file says it."""
        if self.bestand:
            return str(self.bestand.name).endswith(".zip")
        kind = self.kind()
        return kind is not None and kind.als_zip

    @property
    def extensie(self) -> str:
        return ".zip" if self.is_zip else ".pdf"

    def kind(self) -> DocumentKind[Any] | None:
        """Its kind, or None when the code no longer has it: then the document stays, but is not made again."""
        try:
            return kind_of(self.soort)
        except KeyError:
            return None

    def is_waiting(self) -> bool:
        return self.status in WAITING

    def is_ready(self) -> bool:
        return self.status == DocumentStatus.KLAAR

    def has_failed(self) -> bool:
        return self.status == DocumentStatus.MISLUKT

    def log_order(self) -> None:
        record(self, "documenten.document.besteld", f"bestelde ‘{self}’", by=self.besteld_door)

    def retry(self, *, by: Any) -> None:
        """A person asks to try again; it says what it would have said the first time."""
        now = timezone.now()
        self._move_to(DocumentStatus.WACHTRIJ, by=by, pogingen=0, volgende_poging=now, fout="", stap="", bladzijde=0)

    # What the worker does. Being busy and going back to the queue is no act of a person and says nothing to
    # a reader, so it leaves no line in the log; that it is ready or has failed does.

    def claim(self, now: datetime) -> bool:
        """Take this document to make it; False when another worker has it or it is not due."""
        taken = Document.objects.due(now).filter(pk=self.pk)
        busy = {"status": DocumentStatus.BEZIG, "hartslag": now, "stap": "", "bladzijde": 0, "fout": ""}
        changed = taken.update(pogingen=models.F("pogingen") + 1, **busy)
        if changed:
            self.refresh_from_db()
        return bool(changed)

    def beat(self, stap: str, bladzijde: int) -> bool:
        """Say that the worker lives and how far it is; False when somebody else has this document now."""
        mine = self._mine().update(hartslag=timezone.now(), stap=stap, bladzijde=bladzijde)
        return bool(mine)

    @transaction.atomic
    def finish(self, bestand: str, *, sha256: str, grootte: int, bladzijden: int) -> bool:
        """Say that it is ready, in the file of this name; False when this try was no longer ours."""
        if not self._mine().select_for_update().exists():
            return False
        made: dict[str, Any] = {"bestand": bestand, "sha256": sha256, "grootte": grootte, "bladzijden": bladzijden}
        self._move_to(DocumentStatus.KLAAR, by=None, gemaakt_op=timezone.now(), html="", hartslag=None, **made)
        return True

    def fail(self, fout: str) -> bool:
        """It cannot be made; False when somebody else has it now."""
        with transaction.atomic():
            if not self._mine().select_for_update().exists():
                return False
            self._move_to(DocumentStatus.MISLUKT, by=None, reden=fout, fout=fout[:300], hartslag=None)
        return True

    def try_later(self, fout: str) -> None:
        """It stopped in the middle: back to the queue, or failed when that happened too often."""
        if self.pogingen >= settings.DOCUMENT_TRIES:
            self.fail(fout)
            return
        soon = timezone.now() + PAUSE
        self._mine().update(status=DocumentStatus.WACHTRIJ, volgende_poging=soon, hartslag=None, fout=fout[:300])

    def _mine(self) -> DocumentQuerySet:
        """This row, as long as it is in the try that this worker began."""
        return Document.objects.filter(pk=self.pk, status=DocumentStatus.BEZIG, pogingen=self.pogingen)


def _type(thing: models.Model) -> ContentType:
    return ContentType.objects.get_for_model(thing)
