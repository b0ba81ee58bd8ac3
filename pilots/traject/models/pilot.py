"""The pilot itself: its goal, its measures of success and its life."""

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils import timezone

from datt.accounts.models import User
from datt.core.states import StatusModel
from datt.core.vast import VasteVraag
from pilots.access import RIGHTS, PilotScopedQuerySet, Right, Rol
from pilots.keten.models import Ambtenaar, Gemeente
from pilots.traject.models.sjabloon import Sjabloon


class Regio(models.TextChoices):
    """The region of the school holidays."""

    NOORD = "noord", "Noord"
    MIDDEN = "midden", "Midden"
    ZUID = "zuid", "Zuid"


class PilotStatus(models.TextChoices):
    CONCEPT = "concept", "Concept"
    GEPLAND = "gepland", "Gepland"
    LOPEND = "lopend", "Lopend"
    AFGEROND = "afgerond", "Afgerond"
    NAZORG = "nazorg", "Nazorg"
    GEARCHIVEERD = "gearchiveerd", "Gearchiveerd"
    AFGEBROKEN = "afgebroken", "Afgebroken"


# A pilot that is over: one may read everything, and change nothing.
READ_ONLY = (PilotStatus.GEARCHIVEERD, PilotStatus.AFGEBROKEN)


class PilotQuerySet(PilotScopedQuerySet["Pilot"]):
    pilot_path = "pk"

    def real(self) -> Self:
        """Without those for practising: they count nowhere."""
        return self.filter(is_oefening=False)

    def with_gemeente(self) -> Self:
        return self.select_related("gemeente")


class Pilot(StatusModel):
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="pilots")
    titel = models.CharField("titel", max_length=80)
    doelstelling = models.TextField("doelstelling", max_length=600, blank=True)
    regio = models.CharField("regio van de schoolvakanties", max_length=6, choices=Regio)
    start_datum = models.DateField("startdatum")
    sjabloon = models.ForeignKey(Sjabloon, on_delete=models.PROTECT, related_name="pilots", editable=False)
    status = models.CharField(max_length=20, choices=PilotStatus, default=PilotStatus.CONCEPT, editable=False)
    # The public registration page: its address, and until when it is open.
    slug = models.SlugField(max_length=60, unique=True, editable=False)
    aanmelden_open = models.BooleanField("aanmelden is open", default=True)
    aanmelden_tot = models.DateField("aanmelden kan tot en met", null=True, blank=True)
    # To practise with invented people: everything works and nothing leaves the building.
    is_oefening = models.BooleanField("oefenpilot", default=False, editable=False)
    # Raising it makes every calendar link of this pilot worthless.
    agenda_versie = models.PositiveIntegerField(default=1, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PilotQuerySet.as_manager()

    transitions: ClassVar = {
        PilotStatus.GEPLAND: {PilotStatus.CONCEPT},
        PilotStatus.LOPEND: {PilotStatus.GEPLAND},
        PilotStatus.AFGEROND: {PilotStatus.LOPEND},
        PilotStatus.NAZORG: {PilotStatus.AFGEROND},
        PilotStatus.GEARCHIVEERD: {PilotStatus.NAZORG, PilotStatus.AFGEROND, PilotStatus.AFGEBROKEN},
        PilotStatus.AFGEBROKEN: {
            PilotStatus.CONCEPT,
            PilotStatus.GEPLAND,
            PilotStatus.LOPEND,
            PilotStatus.AFGEROND,
            PilotStatus.NAZORG,
        },
    }
    log_sentences: ClassVar = {
        PilotStatus.GEPLAND: "plande de pilot {self}",
        PilotStatus.LOPEND: "startte de pilot {self}",
        PilotStatus.AFGEROND: "rondde de pilot {self} af",
        PilotStatus.NAZORG: "begon de nazorg van {self}",
        PilotStatus.GEARCHIVEERD: "archiveerde de pilot {self}",
        PilotStatus.AFGEBROKEN: "brak de pilot {self} af",
    }

    class Meta:
        ordering = ["-start_datum", "titel"]
        verbose_name = "pilot"
        verbose_name_plural = "pilots"

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("traject:pilot_detail", args=[self.pk])

    def kring(self) -> "Pilot":
        return self

    def blijft_binnen(self) -> bool:
        """What is sent in this pilot reaches nobody."""
        return self.is_oefening

    def is_closed(self) -> bool:
        """Rounded off: its meetings stand as they were."""
        return self.status in {PilotStatus.AFGEROND, PilotStatus.NAZORG, *READ_ONLY}

    def is_read_only(self) -> bool:
        return self.status in READ_ONLY

    def rights_of(self, user: User) -> frozenset[Right]:
        """What this user may do in this pilot; empty for a stranger."""
        found = {rol for (rol,) in _roles.rows(self.pk, self.gemeente_id, user.pk)} if user.pk else set()
        return frozenset[Right]().union(*(RIGHTS[rol] for rol in found))

    def plan(self, *, by: Any) -> None:
        """Say that the dates stand; from now on partners may register."""
        self._move_to(PilotStatus.GEPLAND, by=by)

    def begin(self, *, by: Any) -> None:
        self._move_to(PilotStatus.LOPEND, by=by)

    def finish(self, *, by: Any) -> None:
        self._move_to(PilotStatus.AFGEROND, by=by)

    def begin_nazorg(self, *, by: Any) -> None:
        self._move_to(PilotStatus.NAZORG, by=by)

    def archive(self, *, by: Any) -> None:
        self._move_to(PilotStatus.GEARCHIVEERD, by=by)

    def break_off(self, *, by: Any, reden: str) -> None:
        self._move_to(PilotStatus.AFGEBROKEN, by=by, reden=reden)


def _roles_asked(pilot: int, gemeente: int, user: int) -> models.QuerySet[Any, Any]:
    """The roles of this user in this pilot, and that of its gemeente."""
    deelname = Pilot._meta.apps.get_model("traject", "Deelname")
    roles = deelname.objects.current().filter(pilot=pilot, persoon__user=user).order_by().values_list("rol")
    official = Ambtenaar.objects.current().filter(gemeente=gemeente, user=user).order_by()
    return roles.union(official.values_list(models.Value(str(Rol.AMBTENAAR)))).order_by()


_roles = VasteVraag(_roles_asked)


class Maatstaf(models.Model):
    """A measure of success: how the pilot sees whether it helped. At most five."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="maatstaven")
    volgorde = models.PositiveSmallIntegerField()
    tekst = models.CharField("maatstaf", max_length=200)

    class Meta:
        ordering = ["volgorde"]
        verbose_name = "maatstaf"
        verbose_name_plural = "maatstaven"
        constraints = [
            models.UniqueConstraint(fields=["pilot", "volgorde"], name="maatstaf_volgorde_eenmalig"),
            models.CheckConstraint(condition=models.Q(volgorde__range=(1, 5)), name="maatstaf_hooguit_vijf"),
        ]

    def __str__(self) -> str:
        return self.tekst
