"""The people of a pilot, and the roles they have in it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from datt.core.text import initials
from pilots.access import PilotScopedQuerySet, Rol
from pilots.keten.models import Organisatie
from pilots.traject.models.pilot import Pilot


class Positie(models.TextChoices):
    """What somebody is in their own organisation; it grants nothing here."""

    BESTUURDER = "bestuurder", "Bestuurder"
    LEIDINGGEVENDE = "leidinggevende", "Leidinggevende"
    MANAGER = "manager", "Manager"
    SLEUTELFUNCTIONARIS = "sleutelfunctionaris", "Sleutelfunctionaris"
    UITVOEREND_MEDEWERKER = "uitvoerend_medewerker", "Medewerker in de uitvoering"
    VRIJWILLIGER = "vrijwilliger", "Vrijwilliger"
    ERVARINGSDESKUNDIGE = "ervaringsdeskundige", "Ervaringsdeskundige"
    INWONER = "inwoner", "Inwoner"


class PersoonQuerySet(PilotScopedQuerySet["Persoon"]):
    def live(self) -> Self:
        """Without the records that were merged into another."""
        return self.filter(samengevoegd_in__isnull=True)

    def known(self) -> Self:
        """Those who still have a name: without who had their own data removed."""
        return self.live().filter(vergeten_op__isnull=True)

    def with_organisatie(self) -> Self:
        return self.select_related("organisatie")

    def without_organisatie(self) -> Self:
        return self.filter(organisatie__isnull=True)

    def key_people(self) -> Self:
        """Sleutelfunctionarissen who speak for an organisation."""
        return self.filter(is_sleutelfunctionaris=True, organisatie__isnull=False)

    def taking_part(self) -> Self:
        """Who has a role in the pilot now."""
        return self.filter(models.Exists(Deelname.objects.current().filter(persoon=models.OuterRef("pk"))))


class Persoon(models.Model):
    """Somebody who takes part: known once per pilot, invited many times; need not have an account.

    A person belongs to one pilot, so that people of one pilot are never seen in another, and what
    is kept about them ends with that pilot. Somebody who signs in has one User for all pilots.
    """

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="personen")
    organisatie = models.ForeignKey(
        Organisatie, null=True, blank=True, on_delete=models.PROTECT, related_name="personen"
    )
    naam = models.CharField("naam", max_length=120)
    email = models.EmailField("mailadres", max_length=254, blank=True)
    telefoon = models.CharField("telefoon", max_length=20, blank=True)
    positie = models.CharField("positie", max_length=24, choices=Positie, blank=True)
    is_sleutelfunctionaris = models.BooleanField("sleutelfunctionaris", default=False)
    postadres = models.CharField("postadres", max_length=200, blank=True)
    # Only who said so gets an SMS, and only who did not say otherwise may be in a picture.
    sms_akkoord_op = models.DateTimeField(null=True, editable=False)
    geen_foto = models.BooleanField("geen foto", default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="personen"
    )
    samengevoegd_in = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="samengevoegd"
    )
    agenda_versie = models.PositiveIntegerField(default=1, editable=False)
    # Their data was removed; the row stays, so that counts of who was there stay true.
    vergeten_op = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PersoonQuerySet.as_manager()

    class Meta:
        ordering = ["naam", "pk"]
        verbose_name = "persoon"
        verbose_name_plural = "personen"
        constraints = [
            models.UniqueConstraint(
                "pilot",
                Lower("email"),
                condition=~models.Q(email="") & models.Q(samengevoegd_in__isnull=True),
                name="persoon_mailadres_eenmalig",
                violation_error_message="Er doet al iemand mee met dit mailadres.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def initialen(self) -> str:
        return initials(self.naam)

    def kring(self) -> Pilot:
        return self.pilot


class DeelnameQuerySet(PilotScopedQuerySet["Deelname"]):
    def current(self) -> Self:
        return self.filter(ingetrokken_op__isnull=True)


class Deelname(models.Model):
    """A person's role in a pilot; taken away, never deleted."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="deelnames")
    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="deelnames")
    rol = models.CharField(max_length=12, choices=Rol)
    sinds = models.DateTimeField(default=timezone.now, editable=False)
    ingetrokken_op = models.DateTimeField(null=True, editable=False)

    objects = DeelnameQuerySet.as_manager()

    class Meta:
        ordering = ["sinds"]
        verbose_name = "deelname"
        verbose_name_plural = "deelnames"
        constraints = [
            models.UniqueConstraint(
                fields=["persoon", "rol"],
                condition=models.Q(ingetrokken_op__isnull=True),
                name="deelname_rol_eenmalig",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.persoon}, {self.get_rol_display()}"

    def kring(self) -> Any:
        return self.pilot
