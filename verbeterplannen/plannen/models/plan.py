"""A verbeterplan and its life."""

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils import timezone

from datt.accounts.models import User
from datt.core.states import StatusModel
from pilots.access import PilotScopedQuerySet, Right
from pilots.traject.models import Pilot
from verbeterplannen.plannen.models.groep import Plangroep


class PlanStatus(models.TextChoices):
    CONCEPT = "concept", "Concept"
    INGEDIEND = "ingediend", "Ingediend"
    GOEDGEKEURD = "goedgekeurd", "Goedgekeurd"
    GEPRESENTEERD = "gepresenteerd", "Gepresenteerd"
    BESLOTEN = "besloten", "Besloten"
    IN_UITVOERING = "in_uitvoering", "In uitvoering"
    GEBORGD = "geborgd", "Geborgd"
    GESTOPT = "gestopt", "Gestopt"


class VerbeterplanQuerySet(PilotScopedQuerySet["Verbeterplan"]):
    def handed_in(self) -> Self:
        return self.exclude(status=PlanStatus.CONCEPT)

    def waiting_for_answer(self) -> Self:
        """Handed in, and not yet read by the facilitator."""
        return self.filter(status=PlanStatus.INGEDIEND)

    def visible_to(self, user: User, rights: frozenset[str]) -> Self:
        """A facilitator sees all; who may read plans sees what was handed in; a group sees its own."""
        if Right.EDIT in rights:
            return self
        own = models.Q(groep__in=Plangroep.objects.with_member(user))
        if Right.VIEW_PLANS in rights:
            return self.filter(own | ~models.Q(status=PlanStatus.CONCEPT))
        return self.filter(own)

    def with_groep(self) -> Self:
        return self.select_related("groep", "pilot")


class Verbeterplan(StatusModel):
    """`titel` follows the section of that name, so that lists need one table."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="verbeterplannen")
    groep = models.OneToOneField(Plangroep, on_delete=models.PROTECT, related_name="plan")
    titel = models.CharField(max_length=120, blank=True, editable=False)
    status = models.CharField(max_length=20, choices=PlanStatus, default=PlanStatus.CONCEPT, editable=False)
    legitimiteit = models.PositiveSmallIntegerField(null=True, blank=True)
    betrokkenheid = models.PositiveSmallIntegerField(null=True, blank=True)
    rendement = models.PositiveSmallIntegerField(null=True, blank=True)
    ingediend_op = models.DateTimeField(null=True, editable=False)
    opmerking = models.TextField("opmerking van de facilitator", max_length=1000, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = VerbeterplanQuerySet.as_manager()

    transitions: ClassVar = {
        PlanStatus.INGEDIEND: {PlanStatus.CONCEPT},
        PlanStatus.CONCEPT: {PlanStatus.INGEDIEND},
        PlanStatus.GOEDGEKEURD: {PlanStatus.INGEDIEND},
    }
    log_sentences: ClassVar = {
        PlanStatus.INGEDIEND: "diende het verbeterplan ‘{self}’ in",
        PlanStatus.CONCEPT: "gaf het verbeterplan ‘{self}’ terug aan de groep",
        PlanStatus.GOEDGEKEURD: "keurde het verbeterplan ‘{self}’ goed",
    }

    class Meta:
        ordering = ["titel", "pk"]
        verbose_name = "verbeterplan"
        verbose_name_plural = "verbeterplannen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(**{f"{hoek}__isnull": True}) | models.Q(**{f"{hoek}__range": (1, 5)}),
                name=f"verbeterplan_{hoek}_1_tot_5",
            )
            for hoek in ("legitimiteit", "betrokkenheid", "rendement")
        ]

    def __str__(self) -> str:
        return self.titel or f"Plan van {self.groep}"

    def get_absolute_url(self) -> str:
        return reverse("plannen:plan_detail", args=[self.pilot_id, self.pk])

    def is_concept(self) -> bool:
        return self.status == PlanStatus.CONCEPT

    def may_be_written_by(self, user: User, rights: frozenset[str]) -> bool:
        """Only the group and the facilitator write; `is_concept` says whether it may still change."""
        return Right.EDIT in rights or (Right.WRITE_PLAN in rights and self.groep.has_member(user))

    def submit(self, *, by: Any) -> None:
        """Hand in; `services.submit_plan` checks first what is missing."""
        self._move_to(PlanStatus.INGEDIEND, by=by, ingediend_op=timezone.now())

    def return_to_group(self, *, by: Any, opmerking: str) -> None:
        self._move_to(PlanStatus.CONCEPT, by=by, reden=opmerking, opmerking=opmerking)

    def approve(self, *, by: Any) -> None:
        self._move_to(PlanStatus.GOEDGEKEURD, by=by, opmerking="")
