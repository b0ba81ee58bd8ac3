"""One sent registration form: what makes a second click the same registration."""

from typing import Any

from django.db import models
from django.utils import timezone

from pilots.partners.models.ketenpartner import Ketenpartner
from pilots.traject.models import Pilot


class Aanmelding(models.Model):
    """Its key was in the form, so the same form that arrives twice makes one registration."""

    sleutel = models.UUIDField(editable=False)
    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="aanmeldingen")
    ketenpartner = models.ForeignKey(Ketenpartner, null=True, on_delete=models.CASCADE, related_name="aanmeldingen")
    # Of what was typed: a changed form with an old key is not the same form.
    vingerafdruk = models.CharField(max_length=64, editable=False)
    # For the facilitator, such as a person who already takes part for another organisation.
    opmerking = models.TextField(max_length=1000, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        constraints = [
            models.UniqueConstraint(fields=["pilot", "sleutel"], name="aanmelding_een_keer"),
        ]

    def __str__(self) -> str:
        return f"Aanmelding van {self.ketenpartner or 'een organisatie'}"

    def kring(self) -> Any:
        return self.pilot
