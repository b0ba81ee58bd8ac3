"""What is known of an address: whether mail comes back from it, and whether its owner wants no more."""

from collections.abc import Iterable
from typing import Any, Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

# So often mail may come back for good before we stop sending to an address.
BOUNCES_BEFORE_STOP = 3


class MailadresQuerySet(models.QuerySet["Mailadres"]):
    def undeliverable(self, adressen: Iterable[str]) -> set[str]:
        """Which of these addresses gave mail back too often; lowercased."""
        asked = {adres.lower() for adres in adressen}
        rows = self.filter(adres__in=asked, onbestelbaar_op__isnull=False)
        return set(rows.values_list("adres", flat=True))


class Mailadres(models.Model):
    """An address that gave mail back: how often, and since when we no longer send to it."""

    adres = models.CharField(max_length=254, unique=True, editable=False)
    keer_terug = models.PositiveSmallIntegerField(default=0, editable=False)
    laatste_reden = models.CharField(max_length=300, blank=True, editable=False)
    onbestelbaar_op = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = MailadresQuerySet.as_manager()

    class Meta:
        ordering = ["adres"]
        verbose_name = "mailadres"
        verbose_name_plural = "mailadressen"

    def __str__(self) -> str:
        """As the log says it; an address does not stand there."""
        return "een mailadres"

    def count_bounce(self, reden: str) -> bool:
        """Mail came back for good once more; answers whether this was once too often."""
        rows = Mailadres.objects.filter(pk=self.pk)
        rows.update(keer_terug=models.F("keer_terug") + 1, laatste_reden=reden[:300])
        often = rows.filter(keer_terug__gte=BOUNCES_BEFORE_STOP, onbestelbaar_op__isnull=True)
        stopped = often.update(onbestelbaar_op=timezone.now()) == 1
        self.refresh_from_db()
        return stopped

    def clear(self) -> bool:
        """Begin again with this address; answers False when there was nothing to clear."""
        rows = Mailadres.objects.filter(pk=self.pk, onbestelbaar_op__isnull=False)
        cleared = rows.update(onbestelbaar_op=None, keer_terug=0, laatste_reden="") == 1
        self.refresh_from_db()
        return cleared


class AfmeldingQuerySet(models.QuerySet["Afmelding"]):
    def within(self, kring: models.Model) -> Self:
        soort = ContentType.objects.get_for_model(kring)
        return self.filter(kring_soort=soort, kring_nr=kring.pk)

    def opted_out(self, kring: models.Model, adressen: Iterable[str]) -> set[str]:
        """Which of these addresses want no more of this pilot; lowercased."""
        rows = self.within(kring).filter(adres__in={adres.lower() for adres in adressen})
        return set(rows.values_list("adres", flat=True))


class Afmelding(models.Model):
    """Somebody wants no more mail of one pilot at one address, but for what they ask for."""

    adres = models.CharField(max_length=254, editable=False)
    kring_soort = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+", editable=False)
    kring_nr = models.PositiveBigIntegerField(editable=False)
    pilot = GenericForeignKey("kring_soort", "kring_nr")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AfmeldingQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = "afmelding"
        verbose_name_plural = "afmeldingen"
        constraints = [
            models.UniqueConstraint(fields=["adres", "kring_soort", "kring_nr"], name="afmelding_eenmaal"),
        ]

    def __str__(self) -> str:
        return "een afmelding"

    def kring(self) -> Any:
        return self.pilot
