"""Which message about a meeting goes out by itself, when the facilitator said something else than usual."""

from django.db import models

from pilots.traject.models import Bijeenkomst, Pilot


class Berichtkeuze(models.Model):
    """Without a row a message goes by itself."""

    bijeenkomst = models.ForeignKey(Bijeenkomst, on_delete=models.CASCADE, related_name="berichtkeuzes")
    soort = models.SlugField("soort bericht", max_length=60)
    gaat_vanzelf = models.BooleanField("gaat vanzelf", default=True)

    class Meta:
        ordering = ["soort"]
        verbose_name = "berichtkeuze"
        verbose_name_plural = "berichtkeuzes"
        constraints = [
            models.UniqueConstraint(fields=["bijeenkomst", "soort"], name="berichtkeuze_eenmaal_per_soort"),
        ]

    def __str__(self) -> str:
        return f"{self.soort}: {'gaat vanzelf' if self.gaat_vanzelf else 'uit'}"

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot
