"""The audiences of one meeting: each its own invitation, programme and documents, without a copy of the meeting."""

from typing import Any, Self

from django.db import models
from django.utils import timezone

from pilots.access import PilotScopedQuerySet
from pilots.bijeenkomsten.draaiboek.models import Draaiboekblok
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.traject.models import Bijeenkomst, Pilot, Positie
from pilots.werkconferentie.programma.models import Ronde


class PubliekQuerySet(PilotScopedQuerySet["Publiek"]):
    pilot_path = "bijeenkomst__pilot"

    def with_parts(self) -> Self:
        """With what they may see, in as many queries for ten as for one."""
        return self.prefetch_related("blokken", "rondes", "regels", "stukken")


class Publiek(models.Model):
    """`ziet_alles`: the whole programme, also what is put in later. Documents are always named one by one."""

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="publieken")
    naam = models.CharField("naam", max_length=60)
    # Residents: what they see stands on the public page.
    is_openbaar = models.BooleanField("dit publiek leest de open bladzijde", default=False)
    uitnodiging = models.TextField("eigen woorden in de uitnodiging", max_length=800, blank=True)
    welkom_om = models.TimeField("welkom om", null=True, blank=True)
    ziet_alles = models.BooleanField("ziet het hele programma", default=True)
    blokken: models.ManyToManyField[Draaiboekblok, Any] = models.ManyToManyField(
        Draaiboekblok, blank=True, related_name="publieken", verbose_name="blokken van het draaiboek"
    )
    rondes: models.ManyToManyField[Ronde, Any] = models.ManyToManyField(
        Ronde, blank=True, related_name="publieken", verbose_name="rondes van het programma"
    )
    versie = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PubliekQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = "publiek"
        verbose_name_plural = "publieken"
        constraints = [
            models.UniqueConstraint(fields=["bijeenkomst", "naam"], name="publiek_naam_eenmalig"),
            models.UniqueConstraint(
                fields=["bijeenkomst"], condition=models.Q(is_openbaar=True), name="publiek_een_openbaar"
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot


class Publiekregel(models.Model):
    """Who has this position belongs to this audience, unless somebody put them in another by hand."""

    publiek = models.ForeignKey(Publiek, on_delete=models.CASCADE, related_name="regels")
    positie = models.CharField(max_length=24, choices=Positie)

    class Meta:
        ordering = ["pk"]
        verbose_name = "publiekregel"
        verbose_name_plural = "publiekregels"
        constraints = [models.UniqueConstraint(fields=["publiek", "positie"], name="publiekregel_een_keer")]

    def __str__(self) -> str:
        return self.get_positie_display()


class Publieklid(models.Model):
    """A guest who was put in an audience by hand."""

    publiek = models.ForeignKey(Publiek, on_delete=models.CASCADE, related_name="leden")
    uitnodiging = models.OneToOneField(Uitnodiging, on_delete=models.CASCADE, related_name="publieklid")

    class Meta:
        ordering = ["pk"]
        verbose_name = "publieklid"
        verbose_name_plural = "publieksleden"

    def __str__(self) -> str:
        return f"{self.uitnodiging.persoon} bij {self.publiek}"

    def kring(self) -> Pilot:
        return self.publiek.bijeenkomst.pilot


class Publiekstuk(models.Model):
    """A kind of document that this audience may fetch; they always get the newest one."""

    publiek = models.ForeignKey(Publiek, on_delete=models.CASCADE, related_name="stukken")
    soort = models.SlugField(max_length=40)

    class Meta:
        ordering = ["pk"]
        verbose_name = "publieksstuk"
        verbose_name_plural = "publieksstukken"
        constraints = [models.UniqueConstraint(fields=["publiek", "soort"], name="publiekstuk_een_keer")]

    def __str__(self) -> str:
        return self.soort
