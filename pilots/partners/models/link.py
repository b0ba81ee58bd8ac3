"""A personal link: who has it may do one thing for one organisation, without an account."""

from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from pilots.access import PilotScopedQuerySet
from pilots.partners.models.ketenpartner import Ketenpartner, KetenpartnerStatus

GELDIG = timedelta(days=60)


class Linkdoel(models.TextChoices):
    AANMELDING = "aanmelding", "De eigen aanmelding aanpassen"
    NAKIJKEN = "nakijken", "Klopt dit nog?"


class PersoonlijkeLinkQuerySet(PilotScopedQuerySet["PersoonlijkeLink"]):
    pilot_path = "ketenpartner__pilot"

    def valid(self) -> Self:
        """Not expired, not taken back, and of an organisation that (still) may take part."""
        return self.filter(
            ingetrokken_op__isnull=True,
            verloopt_op__gt=timezone.now(),
            ketenpartner__status__in=[KetenpartnerStatus.AANGEMELD, KetenpartnerStatus.BEVESTIGD],
        )

    def with_organisatie(self) -> Self:
        return self.select_related(
            "ketenpartner__organisatie__type__categorie",
            "ketenpartner__pilot__gemeente",
            "ketenpartner__contactpersoon",
        )


class PersoonlijkeLink(models.Model):
    """Only the SHA-256 of the token is kept, so nobody can use what stands in the database."""

    ketenpartner = models.ForeignKey(Ketenpartner, on_delete=models.CASCADE, related_name="links")
    doel = models.CharField(max_length=12, choices=Linkdoel)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    gevraagd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    verloopt_op = models.DateTimeField(editable=False)
    beantwoord_op = models.DateTimeField(null=True, editable=False)
    ingetrokken_op = models.DateTimeField(null=True, editable=False)

    objects = PersoonlijkeLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "persoonlijke link"
        verbose_name_plural = "persoonlijke links"

    def __str__(self) -> str:
        return f"{self.get_doel_display()}, {self.ketenpartner}"

    def kring(self) -> Any:
        return self.ketenpartner.pilot
