"""The run sheet of one meeting and its blocks."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone

from pilots.access import PilotScopedQuerySet
from pilots.bijeenkomsten.draaiboek.models.werkvorm import Werkvorm, Werkvormstap
from pilots.traject.models import Bijeenkomst, Pilot


class DraaiboekQuerySet(PilotScopedQuerySet["Draaiboek"]):
    pilot_path = "bijeenkomst__pilot"


class Draaiboek(models.Model):
    """`versie` rises with every change of any block, so that an open page can ask whether it is old."""

    bijeenkomst = models.OneToOneField(Bijeenkomst, on_delete=models.CASCADE, related_name="draaiboek")
    versie = models.PositiveIntegerField(default=1, editable=False)
    # Rises with every change of the live run; screens ask with it whether something changed.
    stand = models.PositiveIntegerField(default=1, editable=False)
    begonnen_op = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DraaiboekQuerySet.as_manager()

    class Meta:
        verbose_name = "draaiboek"
        verbose_name_plural = "draaiboeken"

    def __str__(self) -> str:
        return f"het draaiboek van {self.bijeenkomst.korte_titel}"

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot


class DraaiboekblokQuerySet(PilotScopedQuerySet["Draaiboekblok"]):
    pilot_path = "draaiboek__bijeenkomst__pilot"

    def standing(self) -> Self:
        return self.filter(weg_op__isnull=True)


class Draaiboekblok(models.Model):
    """One block; blocks with the same `parallel` number stand beside each other in several rooms."""

    draaiboek = models.ForeignKey(Draaiboek, on_delete=models.CASCADE, related_name="blokken")
    volgorde = models.PositiveSmallIntegerField(editable=False)
    # 0: for everybody. Blocks that follow each other with the same number above 0 run at the same time.
    parallel = models.PositiveSmallIntegerField("tegelijk", default=0)
    deel = models.CharField("deel", max_length=60, blank=True)
    titel = models.CharField("titel", max_length=120)
    minuten = models.PositiveSmallIntegerField("minuten")
    min_minuten = models.PositiveSmallIntegerField("minuten, minstens")
    vast_tijdstip = models.TimeField("vaste tijd", null=True, blank=True)
    doel = models.TextField("doel", max_length=400, blank=True)
    werkvorm = models.ForeignKey(Werkvorm, null=True, blank=True, on_delete=models.PROTECT, related_name="gebruikt")
    leiding = models.CharField("wie leidt", max_length=80, blank=True)
    ruimte = models.CharField("ruimte", max_length=80, blank=True)
    opstelling = models.CharField("opstelling", max_length=200, blank=True)
    materiaal = models.JSONField("materiaal", default=list, blank=True)  # one a line, no name of their own
    instructie = models.TextField("instructie", max_length=3000, blank=True)
    scherm = models.CharField("op het scherm", max_length=200, blank=True)
    opbrengst_naar = models.CharField("opbrengst naar", max_length=40, blank=True)
    plan_b = models.TextField("plan B", max_length=600, blank=True)
    notitie = models.TextField("notitie", max_length=2000, blank=True)
    is_pauze = models.BooleanField("pauze of inloop", default=False)
    weg_op = models.DateTimeField(null=True, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DraaiboekblokQuerySet.as_manager()

    class Meta:
        ordering = ["volgorde", "pk"]
        verbose_name = "draaiboekblok"
        verbose_name_plural = "draaiboekblokken"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(min_minuten__lte=models.F("minuten")), name="draaiboekblok_minstens_past"
            ),
            models.CheckConstraint(condition=models.Q(minuten__range=(1, 600)), name="draaiboekblok_hooguit_tien_uur"),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def stappen(self) -> list[Werkvormstap]:
        """The steps of its werkvorm. A break later in the day has none: they are about receiving people."""
        if self.werkvorm is None or (self.is_pauze and self.volgorde > 1):
            return []
        return list(self.werkvorm.stappen.all())

    @property
    def stapminuten(self) -> int:
        """How long those steps take together; a block can be shorter than its werkvorm."""
        return sum(step.minuten for step in self.stappen)

    def kring(self) -> Pilot:
        return self.draaiboek.bijeenkomst.pilot


class BlokloopQuerySet(PilotScopedQuerySet["Blokloop"]):
    pilot_path = "blok__draaiboek__bijeenkomst__pilot"

    def really_held(self) -> Self:
        """Begun and ended, so that its minutes say something."""
        return self.filter(begon_op__isnull=False, eindigde_op__isnull=False, is_overgeslagen=False)


class Blokloop(models.Model):
    """When a block really began and ended; kept, and shown the next time its werkvorm is used."""

    blok = models.OneToOneField(Draaiboekblok, on_delete=models.CASCADE, related_name="loop")
    begon_op = models.DateTimeField(null=True, editable=False)
    eindigde_op = models.DateTimeField(null=True, editable=False)
    # What the plan said when it began, and what the re-planner made of it during the meeting.
    gepland_minuten = models.PositiveSmallIntegerField(editable=False)
    nu_minuten = models.PositiveSmallIntegerField(editable=False)
    is_overgeslagen = models.BooleanField(default=False, editable=False)
    # Its fixed time was let go during the meeting.
    is_los = models.BooleanField(default=False, editable=False)
    # Of a new plan that was accepted: how long it took before that plan, and whether the plan left it out.
    voor_plan = models.PositiveSmallIntegerField(null=True, editable=False)
    is_weg_door_plan = models.BooleanField(default=False, editable=False)

    objects = BlokloopQuerySet.as_manager()

    class Meta:
        verbose_name = "verloop van een blok"
        verbose_name_plural = "verloop van blokken"

    def __str__(self) -> str:
        return f"het verloop van {self.blok}"

    def replan(self, minuten: int) -> None:
        """Give it another length, and keep the one that it had before the first new plan."""
        if self.voor_plan is None:
            self.voor_plan = self.nu_minuten
        self.nu_minuten = minuten

    def minutes(self, now: datetime) -> int | None:
        """How many minutes it really took, so far when it still goes on; None when it has not begun."""
        if self.begon_op is None:
            return None
        return max(0, round(((self.eindigde_op or now) - self.begon_op).total_seconds() / 60))
