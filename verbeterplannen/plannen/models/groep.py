"""A group of people from different organisations that writes one plan."""

from typing import ClassVar, Self

from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils import timezone

from datt.accounts.models import User
from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Persoon, Pilot


class Functie(models.TextChoices):
    TREKKER = "trekker", "Trekker"
    VERVANGER = "vervanger", "Vervanger van de trekker"
    LID = "lid", "Lid"


class PlangroepQuerySet(PilotScopedQuerySet["Plangroep"]):
    def with_member(self, user: User) -> Self:
        """The groups this user is in; one row each."""
        return self.filter(pk__in=Plangroeplid.objects.filter(persoon__user=user).values("groep_id"))

    def visible_to(self, user: User, rights: frozenset[str]) -> Self:
        """Who may read the plan sees its group."""
        plans = apps.get_model("plannen", "Verbeterplan").objects.visible_to(user, rights)
        return self.filter(pk__in=plans.values("groep_id"))


class Plangroep(models.Model):
    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="plangroepen")
    naam = models.CharField("naam van de groep", max_length=80)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PlangroepQuerySet.as_manager()

    class Meta:
        ordering = ["naam", "pk"]
        verbose_name = "plangroep"
        verbose_name_plural = "plangroepen"

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return reverse("plannen:groep_detail", args=[self.pilot_id, self.pk])

    def has_member(self, user: User) -> bool:
        return self.leden.filter(persoon__user=user).exists()


class Plangroeplid(models.Model):
    groep = models.ForeignKey(Plangroep, on_delete=models.CASCADE, related_name="leden")
    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="plangroepen")
    functie = models.CharField("functie", max_length=10, choices=Functie, default=Functie.LID)

    class Meta:
        ordering = [models.Case(models.When(functie=Functie.TREKKER, then=0), default=1), "persoon__naam"]
        verbose_name = "lid van een plangroep"
        verbose_name_plural = "leden van plangroepen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["groep", "persoon"], name="plangroeplid_eenmalig"),
            models.UniqueConstraint(
                fields=["groep"], condition=models.Q(functie=Functie.TREKKER), name="plangroep_een_trekker"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.persoon}, {self.get_functie_display()}"
