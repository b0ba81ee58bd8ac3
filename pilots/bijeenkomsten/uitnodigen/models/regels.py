"""The rules of inviting for one meeting: until when, how many per organisation and per position."""

from django.db import models

from pilots.traject.models import Bijeenkomst, Pilot, Positie


class Plaatsregels(models.Model):
    """The total is `Bijeenkomst.capaciteit`; these narrow it down."""

    bijeenkomst = models.OneToOneField(Bijeenkomst, on_delete=models.CASCADE, related_name="plaatsregels")
    per_organisatie = models.PositiveSmallIntegerField("hoogstens per organisatie", null=True, blank=True)
    antwoord_voor = models.DateField("antwoorden kan tot en met", null=True, blank=True)
    versie = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "plaatsregels"
        verbose_name_plural = "plaatsregels"

    def __str__(self) -> str:
        return f"de plaatsregels van {self.bijeenkomst}"

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot


class Positiegrens(models.Model):
    """At most so many people of one position."""

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="positiegrenzen")
    positie = models.CharField("positie", max_length=24, choices=Positie)
    hoogstens = models.PositiveSmallIntegerField("hoogstens")

    class Meta:
        ordering = ["positie"]
        verbose_name = "positiegrens"
        verbose_name_plural = "positiegrenzen"
        constraints = [
            models.UniqueConstraint(fields=["bijeenkomst", "positie"], name="positiegrens_eenmaal_per_positie"),
        ]

    def __str__(self) -> str:
        return f"hoogstens {self.hoogstens}: {self.get_positie_display()}"
