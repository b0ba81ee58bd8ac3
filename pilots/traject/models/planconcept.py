"""A pilot that somebody is still planning: what was filled in so far, kept between the steps."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from pilots.keten.models import Gemeente
from pilots.traject.models.pilot import Pilot, Regio


class PlanconceptQuerySet(models.QuerySet["Planconcept"]):
    def of(self, user: Any) -> Self:
        """A draft belongs to who began it."""
        return self.filter(maker=user)

    def unfinished(self) -> Self:
        return self.filter(pilot__isnull=True)


class Planconcept(models.Model):
    """Everything may still be empty. `maatstaven` and `datums` are lists as typed, not yet rows with a life."""

    maker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="planconcepten", editable=False
    )
    gemeente = models.ForeignKey(Gemeente, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    titel = models.CharField("titel", max_length=80, blank=True)
    doelstelling = models.TextField("doelstelling", max_length=600, blank=True)
    maatstaven = models.JSONField(default=list, blank=True)
    facilitators = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    regio = models.CharField("regio van de schoolvakanties", max_length=6, choices=Regio, blank=True)
    start_datum = models.DateField("startdatum", null=True, blank=True)
    datums = models.JSONField(default=list, blank=True)
    # What it became; a second click on the last button ends here.
    pilot = models.ForeignKey(Pilot, null=True, editable=False, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PlanconceptQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at"]
        verbose_name = "plan in de maak"
        verbose_name_plural = "plannen in de maak"

    def __str__(self) -> str:
        if self.titel and self.gemeente:
            return f"{self.titel} in {self.gemeente}"
        return self.titel or (f"Pilot in {self.gemeente}" if self.gemeente else "Nieuwe pilot")

    def get_absolute_url(self) -> str:
        """The page where one goes on: the first step that is not complete."""
        return reverse(f"traject:plan_{self.first_open_step()}", args=[self.pk])

    def first_open_step(self) -> str:
        complete = self.complete_steps()
        return next((step for step in ("gemeente", "doel", "mensen", "datums") if step not in complete), "controle")

    def complete_steps(self) -> set[str]:
        """The steps in which everything that a pilot needs is filled in."""
        complete = set()
        if self.gemeente is not None and self.gemeente.opgeheven_op is None:
            complete.add("gemeente")
        if self.titel and self.doelstelling:
            complete.add("doel")
        if self.regio:
            complete.add("mensen")
        if self.start_datum and self.datums:
            complete.add("datums")
        return complete
