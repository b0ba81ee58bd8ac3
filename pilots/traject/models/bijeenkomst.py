"""A meeting of the pilot, and the deviations from the template with their reason."""

import uuid
from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from datt.core.dates import AMSTERDAM
from datt.core.states import StatusModel
from pilots.access import PilotScopedQuerySet
from pilots.traject.haken import Aanleiding
from pilots.traject.models.pilot import Pilot
from pilots.traject.models.sjabloon import Sjabloonbijeenkomst


class BijeenkomstStatus(models.TextChoices):
    CONCEPT = "concept", "Concept"
    GEPLAND = "gepland", "Gepland"
    UITGENODIGD = "uitgenodigd", "Uitgenodigd"
    BEZIG = "bezig", "Bezig"
    GEHOUDEN = "gehouden", "Gehouden"
    VERSLAGEN = "verslagen", "Verslag klaar"
    GEANNULEERD = "geannuleerd", "Geannuleerd"


HELD = (BijeenkomstStatus.GEHOUDEN, BijeenkomstStatus.VERSLAGEN)


class BijeenkomstQuerySet(PilotScopedQuerySet["Bijeenkomst"]):
    def planned(self) -> Self:
        """What still is to come or going on."""
        return self.exclude(status__in=[*HELD, BijeenkomstStatus.GEANNULEERD])

    def held(self) -> Self:
        return self.filter(status__in=HELD)


class Bijeenkomst(StatusModel):
    """Its date and times are wall-clock times in the Netherlands: a clock change does not move them."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="bijeenkomsten")
    sjabloon = models.ForeignKey(
        Sjabloonbijeenkomst, null=True, editable=False, on_delete=models.PROTECT, related_name="gebruikt"
    )
    soort = models.SlugField(max_length=40, editable=False)
    volgorde = models.PositiveSmallIntegerField(editable=False)
    is_extra = models.BooleanField(default=False, editable=False)
    titel = models.CharField("titel", max_length=80)
    korte_titel = models.CharField("korte titel", max_length=40)
    doel = models.TextField("doel", max_length=600, blank=True)
    datum = models.DateField("datum")
    begin = models.TimeField("begint om")
    eind = models.TimeField("eindigt om")
    plaats = models.CharField("plaats", max_length=120, blank=True, help_text="De naam van het gebouw.")
    adres = models.CharField("adres", max_length=200, blank=True)
    toegankelijkheid = models.TextField(
        "toegankelijkheid",
        max_length=400,
        blank=True,
        help_text="Bijvoorbeeld: zonder drempels, lift, ringleiding, rustige ruimte.",
    )
    capaciteit = models.PositiveSmallIntegerField("aantal plaatsen")
    status = models.CharField(
        max_length=20, choices=BijeenkomstStatus, default=BijeenkomstStatus.CONCEPT, editable=False
    )
    # For calendars: the same uid for ever, and a number that rises with every change.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    ics_nummer = models.PositiveIntegerField(default=0, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)

    objects = BijeenkomstQuerySet.as_manager()
    # What the change was about that is being told now; not kept.
    aanleiding: Aanleiding | None = None

    transitions: ClassVar = {
        # back from cancelled: a drop can be undone, invitations then go out anew
        BijeenkomstStatus.GEPLAND: {BijeenkomstStatus.CONCEPT, BijeenkomstStatus.GEANNULEERD},
        BijeenkomstStatus.UITGENODIGD: {BijeenkomstStatus.GEPLAND},
        BijeenkomstStatus.BEZIG: {BijeenkomstStatus.GEPLAND, BijeenkomstStatus.UITGENODIGD},
        BijeenkomstStatus.GEHOUDEN: {
            BijeenkomstStatus.GEPLAND,
            BijeenkomstStatus.UITGENODIGD,
            BijeenkomstStatus.BEZIG,
        },
        BijeenkomstStatus.VERSLAGEN: {BijeenkomstStatus.GEHOUDEN},
        BijeenkomstStatus.GEANNULEERD: {
            BijeenkomstStatus.CONCEPT,
            BijeenkomstStatus.GEPLAND,
            BijeenkomstStatus.UITGENODIGD,
        },
    }
    log_sentences: ClassVar = {
        BijeenkomstStatus.GEPLAND: "plande de bijeenkomst {self}",
        BijeenkomstStatus.UITGENODIGD: "nodigde uit voor de bijeenkomst {self}",
        BijeenkomstStatus.BEZIG: "begon de bijeenkomst {self}",
        BijeenkomstStatus.GEHOUDEN: "sloot de bijeenkomst {self} af",
        BijeenkomstStatus.VERSLAGEN: "maakte het verslag van {self} af",
        BijeenkomstStatus.GEANNULEERD: "annuleerde de bijeenkomst {self}",
    }

    class Meta:
        ordering = ["datum", "begin", "volgorde", "pk"]
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        constraints = [
            models.CheckConstraint(condition=models.Q(eind__gt=models.F("begin")), name="bijeenkomst_eindigt_later"),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("traject:bijeenkomst_detail", args=[self.pilot_id, self.pk])

    @property
    def begint_op(self) -> datetime:
        return datetime.combine(self.datum, self.begin, tzinfo=AMSTERDAM)

    @property
    def eindigt_op(self) -> datetime:
        return datetime.combine(self.datum, self.eind, tzinfo=AMSTERDAM)

    def is_held(self) -> bool:
        return self.status in HELD

    def is_open(self) -> bool:
        return not self.is_held() and self.status != BijeenkomstStatus.GEANNULEERD

    def plan(self, *, by: Any) -> None:
        self._move_to(BijeenkomstStatus.GEPLAND, by=by)

    def replan(self, *, by: Any) -> None:
        """Undo a cancellation: the meeting stands again on the day it had."""
        self._move_to(
            BijeenkomstStatus.GEPLAND,
            by=by,
            ics_nummer=models.F("ics_nummer") + 1,
            versie=models.F("versie") + 1,
        )

    def invite(self, *, by: Any) -> None:
        """The first invitations went out."""
        self._move_to(BijeenkomstStatus.UITGENODIGD, by=by)

    def begin_now(self, *, by: Any) -> None:
        self._move_to(BijeenkomstStatus.BEZIG, by=by)

    def close(self, *, by: Any) -> None:
        """The meeting was held."""
        self._move_to(BijeenkomstStatus.GEHOUDEN, by=by)

    def report(self, *, by: Any) -> None:
        self._move_to(BijeenkomstStatus.VERSLAGEN, by=by)

    def cancel(self, *, by: Any, reden: str) -> None:
        self._move_to(
            BijeenkomstStatus.GEANNULEERD,
            by=by,
            reden=reden,
            ics_nummer=models.F("ics_nummer") + 1,
            versie=models.F("versie") + 1,
        )


class Afwijking(models.Model):
    """A deviation from the template, with its reason; it feeds the toolbox later."""

    class Soort(models.TextChoices):
        TOEGEVOEGD = "toegevoegd", "Extra bijeenkomst"
        HERNOEMD = "hernoemd", "Andere naam"
        GESPLITST = "gesplitst", "In tweeën gedeeld"
        VERVALLEN = "vervallen", "Vervallen"
        VERZET = "verzet", "Andere datum dan het sjabloon"

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="afwijkingen")
    bijeenkomst = models.ForeignKey(Bijeenkomst, null=True, on_delete=models.CASCADE, related_name="afwijkingen")
    soort = models.CharField(max_length=12, choices=Soort)
    wat = models.CharField(max_length=200)
    reden = models.CharField("reden", max_length=300)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["op"]
        verbose_name = "afwijking"
        verbose_name_plural = "afwijkingen"

    def __str__(self) -> str:
        return f"{self.get_soort_display()}: {self.wat}"
