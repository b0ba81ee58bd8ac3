"""Who signed up for an open meeting, as little as that can be; and how many came in, without names."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Bijeenkomst, Pilot
from pilots.werkconferentie.proeverij.models.openstelling import Openstelling

MEESTE_SAMEN = 10


class BezoekaanmeldingQuerySet(PilotScopedQuerySet["Bezoekaanmelding"]):
    pilot_path = "openstelling__bijeenkomst__pilot"

    def people(self) -> int:
        """How many people these are together."""
        return int(self.aggregate(mensen=models.Sum("aantal"))["mensen"] or 0)


class Bezoekaanmelding(models.Model):
    """One sign-up of one to ten residents. It is no Persoon: nobody enters the list of people by it.

    Who cancels is removed, not marked; what is left two weeks after the meeting is removed by itself.
    """

    openstelling = models.ForeignKey(Openstelling, on_delete=models.CASCADE, related_name="aanmeldingen")
    # Stood in the form: the same form that arrives twice is one sign-up.
    sleutel = models.UUIDField(editable=False)
    aantal = models.PositiveSmallIntegerField(
        "met hoeveel mensen", default=1, validators=[MinValueValidator(1), MaxValueValidator(MEESTE_SAMEN)]
    )
    naam = models.CharField("naam", max_length=80, blank=True)
    email = models.EmailField("mailadres", max_length=254, blank=True)
    telefoon = models.CharField("mobiel nummer", max_length=20, blank=True)
    vegetarisch = models.PositiveSmallIntegerField("eten zonder vlees en vis", default=0)
    halal = models.PositiveSmallIntegerField("halal", default=0)
    rolstoel = models.PositiveSmallIntegerField("rolstoel of rollator", default=0)
    behoefte = models.CharField("iets anders", max_length=150, blank=True)
    # When they said that we may keep this; empty for who gave only a number.
    akkoord_op = models.DateTimeField(null=True, editable=False)
    # The code is derived from this and the secret key; only its hash is looked for.
    zaad = models.CharField(max_length=32, editable=False)
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)

    objects = BezoekaanmeldingQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = "aanmelding van een bezoeker"
        verbose_name_plural = "aanmeldingen van bezoekers"
        constraints = [
            models.UniqueConstraint(fields=["openstelling", "sleutel"], name="bezoekaanmelding_een_keer"),
            models.CheckConstraint(
                condition=models.Q(aantal__gte=1, aantal__lte=MEESTE_SAMEN), name="bezoekaanmelding_een_tot_tien"
            ),
        ]

    def __str__(self) -> str:
        """Without a name: this stands in logs."""
        return f"een aanmelding voor {self.openstelling}"

    def kring(self) -> Pilot:
        return self.openstelling.bijeenkomst.pilot

    @property
    def bereik(self) -> bool:
        """Whether we can send them anything."""
        return bool(self.email or self.telefoon)

    @property
    def telefoon_leesbaar(self) -> str:
        """The number as people write it: '06 12345678'."""
        return f"06 {self.telefoon.removeprefix('00316')}" if self.telefoon else ""


class AanmelddagQuerySet(PilotScopedQuerySet["Aanmelddag"]):
    pilot_path = "openstelling__bijeenkomst__pilot"


class Aanmelddag(models.Model):
    """What stays of the sign-ups of one day once they were removed: how many."""

    openstelling = models.ForeignKey(Openstelling, on_delete=models.CASCADE, related_name="dagen")
    dag = models.DateField()
    aanmeldingen = models.PositiveIntegerField()
    mensen = models.PositiveIntegerField()

    objects = AanmelddagQuerySet.as_manager()

    class Meta:
        ordering = ["dag"]
        verbose_name = "aanmelddag"
        verbose_name_plural = "aanmelddagen"
        constraints = [models.UniqueConstraint(fields=["openstelling", "dag"], name="aanmelddag_een_keer")]

    def __str__(self) -> str:
        return f"{self.mensen} mensen op {self.dag}"

    def kring(self) -> Pilot:
        return self.openstelling.bijeenkomst.pilot


class DeurtellingQuerySet(PilotScopedQuerySet["Deurtelling"]):
    pilot_path = "bijeenkomst__pilot"


class Deurtelling(models.Model):
    """How many people came in at a meeting, counted by hand at the door; nobody is asked for a name."""

    bijeenkomst = models.OneToOneField(Bijeenkomst, on_delete=models.CASCADE, related_name="deurtelling")
    volwassenen = models.PositiveIntegerField(default=0, editable=False)
    kinderen = models.PositiveIntegerField(default=0, editable=False)
    bijgewerkt_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = DeurtellingQuerySet.as_manager()

    class Meta:
        verbose_name = "deurtelling"
        verbose_name_plural = "deurtellingen"

    def __str__(self) -> str:
        return f"de telling aan de deur van {self.bijeenkomst.korte_titel}"

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot

    @property
    def samen(self) -> Any:
        return self.volwassenen + self.kinderen
