"""A list that was uploaded: what is in it waits here until the facilitator confirms it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from datt.core.states import StatusModel
from pilots.access import PilotScopedQuerySet
from pilots.keten.models import Organisatie, Organisatietype
from pilots.partners.models.ketenpartner import Ketenpartner
from pilots.traject.models import Persoon, Pilot

# So long a list waits for an answer, and so long reading it in can be undone.
BEWAREN = timedelta(hours=24)


class InleesStatus(models.TextChoices):
    OPEN = "open", "Wacht op uw ja"
    INGELEZEN = "ingelezen", "Ingelezen"
    TERUGGEDRAAID = "teruggedraaid", "Teruggedraaid"


class InleesvoorstelQuerySet(PilotScopedQuerySet["Inleesvoorstel"]):
    def sweep(self, now: datetime) -> int:
        """Remove the lists nobody confirmed in time, and of the others what was only kept to undo them."""
        before = now - BEWAREN
        old, _ = self.filter(status=InleesStatus.OPEN, created_at__lt=before).delete()
        done = self.exclude(status=InleesStatus.OPEN).filter(ingelezen_op__lt=before)
        Inleesregel.objects.filter(voorstel__in=done).delete()
        return old


class Inleesvoorstel(StatusModel):
    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="inleesvoorstellen")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    bestandsnaam = models.CharField(max_length=100)
    # As they stand in the file: their names are of whoever made it, so they are no fields of ours.
    koppen = models.JSONField(default=list)
    kolommen = models.JSONField(default=list)
    standaard_type = models.ForeignKey(
        Organisatietype, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(max_length=20, choices=InleesStatus, default=InleesStatus.OPEN, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    ingelezen_op = models.DateTimeField(null=True, editable=False)
    partners_erbij = models.PositiveIntegerField(default=0, editable=False)
    mensen_erbij = models.PositiveIntegerField(default=0, editable=False)
    aangevuld = models.PositiveIntegerField(default=0, editable=False)
    overgeslagen = models.PositiveIntegerField(default=0, editable=False)
    mails = models.PositiveIntegerField(default=0, editable=False)

    objects = InleesvoorstelQuerySet.as_manager()

    transitions: ClassVar = {
        InleesStatus.INGELEZEN: {InleesStatus.OPEN},
        InleesStatus.TERUGGEDRAAID: {InleesStatus.INGELEZEN},
    }
    log_sentences: ClassVar = {
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
        name = "import_preview" if self.status == InleesStatus.OPEN else "import_result"
        return reverse(f"partners:{name}", args=[self.pilot_id, self.pk])

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

    def accept(self, *, by: Any) -> None:
        """Take this list as confirmed: once, whoever presses the button twice."""
        self._move_to(InleesStatus.INGELEZEN, by=by, ingelezen_op=timezone.now())

    def take_back(self, *, by: Any) -> None:
        self._move_to(InleesStatus.TERUGGEDRAAID, by=by)


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
