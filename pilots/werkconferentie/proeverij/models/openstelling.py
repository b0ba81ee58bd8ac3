"""That a meeting is open to every resident: its public page, in easy words, and whether people can sign up."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from datt.core.states import StatusModel
from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Bijeenkomst, Pilot

MEESTE_BEZOEKERS = 5000


class OpenstellingStatus(models.TextChoices):
    DICHT = "dicht", "Nog niet te zien"
    OPEN = "open", "Open voor iedereen"
    VOL = "vol", "Vol"
    GESLOTEN = "gesloten", "Aanmelden gesloten"


class TeMelden(models.TextChoices):
    """What people who signed up do not know yet."""

    VERZET = "verzet", "een andere dag of tijd"
    PLAATS = "plaats", "een andere plek"
    GEANNULEERD = "geannuleerd", "het gaat niet door"


S = OpenstellingStatus


class OpenstellingQuerySet(PilotScopedQuerySet["Openstelling"]):
    pilot_path = "bijeenkomst__pilot"

    def visible(self) -> Self:
        """What everybody may see: opened once, of a real pilot that is past its concept."""
        return self.exclude(status=S.DICHT).exclude(bijeenkomst__pilot__status="concept")

    def with_bijeenkomst(self) -> Self:
        return self.select_related("bijeenkomst__pilot__gemeente")


class Openstelling(StatusModel):
    """`slug` is the address of the public page, over all pilots; it stays the same once it was printed."""

    bijeenkomst = models.OneToOneField(Bijeenkomst, on_delete=models.CASCADE, related_name="openstelling")
    slug = models.SlugField(max_length=60, unique=True, editable=False)
    status = models.CharField(max_length=20, choices=S, default=S.DICHT, editable=False)
    welkom = models.TextField("welkom", max_length=400)
    te_doen = models.TextField("wat is er te doen", max_length=600)
    eten = models.CharField("eten", max_length=150, blank=True)
    kinderen = models.CharField("kinderen", max_length=150, blank=True)
    toegang = models.CharField("rolstoel en kinderwagen", max_length=150, blank=True)
    honden = models.CharField("honden", max_length=150, blank=True)
    bereikbaar = models.CharField("hoe komt u er", max_length=200, blank=True)
    hoogstens = models.PositiveSmallIntegerField(
        "hooguit zoveel mensen aanmelden",
        validators=[MinValueValidator(1), MaxValueValidator(MEESTE_BEZOEKERS)],
    )
    zonder_aanmelding = models.BooleanField("mensen mogen ook zonder aanmelding komen", default=True)
    toon_aantal = models.BooleanField("laat zien hoeveel mensen komen", default=False)
    te_melden = models.CharField(max_length=12, choices=TeMelden, blank=True, editable=False)
    te_melden_sinds = models.DateTimeField(null=True, editable=False)
    # When it was, before it moved; and why.
    oud_op = models.DateTimeField(null=True, editable=False)
    reden_verandering = models.CharField(max_length=300, blank=True, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OpenstellingQuerySet.as_manager()

    transitions: ClassVar = {
        S.OPEN: {S.DICHT, S.VOL, S.GESLOTEN},
        S.VOL: {S.OPEN},
        S.GESLOTEN: {S.OPEN, S.VOL},
        # Back to where nobody sees it: only as long as nobody signed up, see `services.openstellen`.
        S.DICHT: {S.OPEN, S.VOL, S.GESLOTEN},
    }
    log_sentences: ClassVar = {
        S.OPEN: "zette {self} open voor iedereen",
        S.VOL: "merkte dat {self} vol is",
        S.GESLOTEN: "sloot de aanmelding voor {self}",
        S.DICHT: "haalde de open bladzijde van {self} weg",
    }

    class Meta:
        ordering = ["pk"]
        verbose_name = "openstelling"
        verbose_name_plural = "openstellingen"
        constraints = [
            models.CheckConstraint(condition=models.Q(hoogstens__gte=1), name="openstelling_minstens_een_bezoeker"),
        ]

    def __str__(self) -> str:
        return self.bijeenkomst.titel

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot

    @property
    def is_visible(self) -> bool:
        return self.status != S.DICHT

    @property
    def activiteiten(self) -> list[str]:
        """What there is to do, a line each."""
        return [line.strip() for line in self.te_doen.splitlines() if line.strip()]

    def may_sign_up(self, now: datetime) -> bool:
        """Whether people can sign up now: it is open, and the meeting still is to come."""
        meeting = self.bijeenkomst
        is_ahead = meeting.is_open() and now < meeting.eindigt_op and not meeting.pilot.is_read_only()
        return self.status == S.OPEN and is_ahead

    def open_up(self, *, by: Any) -> None:
        self._move_to(S.OPEN, by=by, versie=models.F("versie") + 1)

    def fill(self, *, by: Any = None) -> None:
        """As many people signed up as there may be."""
        self._move_to(S.VOL, by=by)

    def free(self, *, by: Any = None) -> None:
        """There is room again: somebody cancelled, or the limit was raised."""
        self._move_to(S.OPEN, by=by, zin=f"merkte dat er weer plaats is bij {self}")

    def close(self, *, by: Any) -> None:
        """Nobody signs up any more; the page stays."""
        self._move_to(S.GESLOTEN, by=by, versie=models.F("versie") + 1)

    def hide(self, *, by: Any) -> None:
        """Take the page away."""
        self._move_to(S.DICHT, by=by, versie=models.F("versie") + 1)
