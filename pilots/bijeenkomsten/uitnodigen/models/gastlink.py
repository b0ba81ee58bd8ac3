"""The one personal link of a guest, for the whole trajectory."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone

from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Persoon, Pilot


class GastlinkQuerySet(PilotScopedQuerySet["Gastlink"]):
    pilot_path = "persoon__pilot"

    def valid(self, now: datetime | None = None) -> Self:
        """Not taken back, not expired, and of somebody who still is a person of the pilot."""
        return self.filter(
            ingetrokken_op__isnull=True,
            verloopt_op__gt=now or timezone.now(),
            persoon__samengevoegd_in__isnull=True,
        )


class Gastlink(models.Model):
    """Only hashes are kept: the token in a mail and the code on paper are derived with the secret key."""

    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="gastlinks")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    # What the token is derived from, together with the secret key.
    zaad = models.CharField(max_length=32, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    verloopt_op = models.DateTimeField(editable=False)
    ingetrokken_op = models.DateTimeField(null=True, editable=False)

    objects = GastlinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "gastlink"
        verbose_name_plural = "gastlinks"
        constraints = [
            models.UniqueConstraint(
                fields=["persoon"],
                condition=models.Q(ingetrokken_op__isnull=True),
                name="gastlink_een_geldige_per_persoon",
            ),
        ]

    def __str__(self) -> str:
        return f"de persoonlijke link van {self.persoon}"

    def kring(self) -> Pilot:
        return self.persoon.pilot
