"""A draw: the rule and the candidates as they were fixed, the seed that follows from them, and what came of it."""

from typing import Self

from django.conf import settings
from django.db import models

from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Persoon, Pilot
from pilots.werkconferentie.selectie.models.selectie import Selectie


class LotingQuerySet(PilotScopedQuerySet["Loting"]):
    pilot_path = "selectie__bijeenkomst__pilot"


class Loting(models.Model):
    """Made when the rule is fixed and never changed, but for the result: `zaad` is sha256 of `invoer`.

    `invoer` names nobody: people have the number of their lot, organisations a number that means nothing elsewhere.
    """

    selectie = models.ForeignKey(Selectie, on_delete=models.CASCADE, related_name="lotingen")
    nummer = models.PositiveSmallIntegerField(editable=False)
    invoer = models.JSONField(editable=False)
    zaad = models.CharField(max_length=64, editable=False)
    # The same for the same rule and the same candidates, whenever they are fixed.
    inhoud_hash = models.CharField(max_length=64, editable=False)
    vastgezet_op = models.DateTimeField(editable=False)
    vastgezet_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    getrokken_op = models.DateTimeField(null=True, editable=False)
    overgenomen_op = models.DateTimeField(null=True, editable=False)

    objects = LotingQuerySet.as_manager()

    class Meta:
        ordering = ["-nummer"]
        verbose_name = "loting"
        verbose_name_plural = "lotingen"
        constraints = [
            models.UniqueConstraint(fields=["selectie", "nummer"], name="loting_genummerd"),
            models.UniqueConstraint(fields=["selectie", "inhoud_hash"], name="loting_eenmaal_per_regel_en_lijst"),
        ]

    def __str__(self) -> str:
        return f"loting {self.nummer} voor {self.selectie.bijeenkomst.korte_titel}"

    def kring(self) -> Pilot:
        return self.selectie.bijeenkomst.pilot


class LotQuerySet(PilotScopedQuerySet["Lot"]):
    pilot_path = "loting__selectie__bijeenkomst__pilot"

    def of_known(self) -> Self:
        """Without those of who has no name any more, or whose record was merged into another."""
        return self.filter(persoon__samengevoegd_in__isnull=True, persoon__vergeten_op__isnull=True)

    def with_persoon(self) -> Self:
        return self.select_related("persoon__organisatie")


class Lot(models.Model):
    """Somebody in one draw: the number that stands for their name, and after the draw the place and the reason."""

    loting = models.ForeignKey(Loting, on_delete=models.CASCADE, related_name="loten")
    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="loten")
    nummer = models.PositiveSmallIntegerField(editable=False)
    # The place on the list of the draw; None for who was pinned or does not take part.
    plek = models.PositiveSmallIntegerField(null=True, editable=False)
    is_gekozen = models.BooleanField(default=False, editable=False)
    reden = models.CharField(max_length=400, blank=True, editable=False)
    # From the reserve list to the guest list, with the sentence why just they.
    opgeroepen_op = models.DateTimeField(null=True, editable=False)
    opgeroepen_om = models.CharField(max_length=300, blank=True, editable=False)
    in_plaats_van = models.OneToOneField(
        "self", null=True, editable=False, on_delete=models.SET_NULL, related_name="vervangen_door"
    )

    objects = LotQuerySet.as_manager()

    class Meta:
        ordering = ["-is_gekozen", "plek", "nummer"]
        verbose_name = "lot"
        verbose_name_plural = "loten"
        constraints = [
            models.UniqueConstraint(fields=["loting", "nummer"], name="lot_genummerd"),
            models.UniqueConstraint(fields=["loting", "persoon"], name="lot_eenmaal_per_persoon"),
        ]

    def __str__(self) -> str:
        return f"lot {self.nummer} van {self.loting}"

    def kring(self) -> Pilot:
        return self.loting.selectie.bijeenkomst.pilot
