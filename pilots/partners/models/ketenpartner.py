"""An organisation's part in a pilot."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from datt.core.states import StatusModel
from pilots.access import PilotScopedQuerySet, Right
from pilots.keten.models import Organisatie
from pilots.traject.models import Persoon, Pilot
from pilots.traject.models.mensen import PersoonQuerySet


class KetenpartnerStatus(models.TextChoices):
    UITGENODIGD = "uitgenodigd", "Uitgenodigd"
    AANGEMELD = "aangemeld", "Aangemeld"
    BEVESTIGD = "bevestigd", "Bevestigd"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    TERUGGETROKKEN = "teruggetrokken", "Teruggetrokken"


# Without a check for this long, the sociale kaart says so.
NAKIJKEN_NA = timedelta(days=365)


class KetenpartnerQuerySet(PilotScopedQuerySet["Ketenpartner"]):
    def confirmed(self) -> Self:
        return self.filter(status=KetenpartnerStatus.BEVESTIGD)

    def waiting(self) -> Self:
        """Registered, and not yet answered by the facilitator."""
        return self.filter(status=KetenpartnerStatus.AANGEMELD)

    def with_organisatie(self) -> Self:
        return self.select_related("organisatie__type__categorie", "contactpersoon")

    def seen_by(self, user: Any, rights: Collection[str]) -> Self:
        """Waiting, declined and withdrawn ones are only seen by who works with them, and their own contact."""
        if Right.PARTNERS in rights or Right.VIEW_LOG in rights:
            return self
        return self.filter(models.Q(status=KetenpartnerStatus.BEVESTIGD) | models.Q(contactpersoon__user=user))

    def with_counts(self) -> Self:
        """How many people of the organisation take part in this pilot."""
        people = (
            Persoon.objects.live()
            .filter(pilot=models.OuterRef("pilot"), organisatie=models.OuterRef("organisatie"))
            .order_by()
            .values("organisatie")
            .annotate(aantal=models.Count("pk"))
            .values("aantal")
        )
        return self.annotate(
            mensen=Coalesce(models.Subquery(people), 0),
            sleutels=Coalesce(models.Subquery(people.filter(is_sleutelfunctionaris=True)), 0),
        )

    def unchecked(self, today: date) -> Self:
        """Nobody said within a year that what is written still holds."""
        checked = models.Q(organisatie__gecontroleerd_op__gt=today - NAKIJKEN_NA)
        return self.exclude(checked)


class Ketenpartner(StatusModel):
    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="ketenpartners")
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="ketenpartners")
    contactpersoon = models.ForeignKey(
        Persoon, null=True, blank=True, on_delete=models.SET_NULL, related_name="contact_voor"
    )
    status = models.CharField(
        max_length=20, choices=KetenpartnerStatus, default=KetenpartnerStatus.UITGENODIGD, editable=False
    )
    reden = models.CharField("reden", max_length=300, blank=True, editable=False)
    sinds = models.DateTimeField(default=timezone.now, editable=False)

    # How many people, and how many of them sleutelfunctionaris; only there after `with_counts`.
    mensen: int
    sleutels: int

    objects = KetenpartnerQuerySet.as_manager()

    transitions: ClassVar = {
        KetenpartnerStatus.AANGEMELD: {
            KetenpartnerStatus.UITGENODIGD,
            KetenpartnerStatus.AFGEWEZEN,
            KetenpartnerStatus.TERUGGETROKKEN,
        },
        KetenpartnerStatus.BEVESTIGD: {KetenpartnerStatus.AANGEMELD, KetenpartnerStatus.UITGENODIGD},
        KetenpartnerStatus.AFGEWEZEN: {KetenpartnerStatus.AANGEMELD},
        KetenpartnerStatus.TERUGGETROKKEN: {KetenpartnerStatus.BEVESTIGD},
    }
    log_sentences: ClassVar = {
        KetenpartnerStatus.AANGEMELD: "meldde {self} aan",
        KetenpartnerStatus.BEVESTIGD: "bevestigde {self} als ketenpartner",
        KetenpartnerStatus.AFGEWEZEN: "wees de aanmelding van {self} af",
        KetenpartnerStatus.TERUGGETROKKEN: "trok {self} terug",
    }

    class Meta:
        ordering = ["organisatie__naam", "pk"]
        verbose_name = "ketenpartner"
        verbose_name_plural = "ketenpartners"
        constraints = [
            models.UniqueConstraint(fields=["pilot", "organisatie"], name="ketenpartner_een_keer_per_pilot"),
        ]

    def __str__(self) -> str:
        return str(self.organisatie)

    def get_absolute_url(self) -> str:
        return reverse("partners:partner_detail", args=[self.pilot_id, self.pk])

    def people(self) -> PersoonQuerySet:
        """Who takes part in this pilot for this organisation."""
        return self.pilot.personen.known().filter(organisatie=self.organisatie)

    def is_contact(self, user: Any) -> bool:
        """Whether this user speaks for the organisation in this pilot."""
        contact = self.contactpersoon
        return contact is not None and contact.user_id is not None and contact.user_id == user.pk

    def apply(self, *, by: Any, wie: str = "") -> None:
        """Register (again)."""
        self._move_to(KetenpartnerStatus.AANGEMELD, by=by, wie=wie, sinds=timezone.now())

    def confirm(self, *, by: Any) -> None:
        self._move_to(KetenpartnerStatus.BEVESTIGD, by=by, sinds=timezone.now())

    def decline(self, *, by: Any, reden: str) -> None:
        self._move_to(KetenpartnerStatus.AFGEWEZEN, by=by, reden=reden, sinds=timezone.now())

    def withdraw(self, *, by: Any, reden: str) -> None:
        self._move_to(KetenpartnerStatus.TERUGGETROKKEN, by=by, reden=reden, sinds=timezone.now())
