"""Who may come to a meeting with too few seats: the mix rule in plain words, and how far it is."""

from typing import Any, ClassVar

from django.db import models

from datt.core.states import StatusModel
from pilots.access import PilotScopedQuerySet
from pilots.traject.models import Bijeenkomst, Persoon, Pilot


class SelectieStatus(models.TextChoices):
    CONCEPT = "concept", "Regel in de maak"
    VASTGEZET = "vastgezet", "Regel staat vast"
    GETROKKEN = "getrokken", "Geloot"
    OVERGENOMEN = "overgenomen", "Op de gastenlijst"


class Bron(models.TextChoices):
    VOORSTEL = "voorstel", "Wie bij deze bijeenkomst hoort, en wie al op de gastenlijst staat"
    LIJST = "lijst", "Alleen wie op de gastenlijst staat"
    IEDEREEN = "iedereen", "Iedereen van de pilot"


class Kenmerk(models.TextChoices):
    POSITIE = "positie", "Positie"
    CATEGORIE = "categorie", "Soort organisatie"
    WERKGEBIED = "werkgebied", "Werkgebied van de organisatie"
    ORGANISATIE = "organisatie", "Organisatie"


class SelectieQuerySet(PilotScopedQuerySet["Selectie"]):
    pilot_path = "bijeenkomst__pilot"


S = SelectieStatus


class Selectie(StatusModel):
    """The mix rule of one meeting; `versie` rises with every change, `loting` is the draw that counts now."""

    bijeenkomst = models.OneToOneField(Bijeenkomst, on_delete=models.CASCADE, related_name="selectie")
    status = models.CharField(max_length=20, choices=S, default=S.CONCEPT, editable=False)
    bron = models.CharField("wie doen er mee", max_length=12, choices=Bron, default=Bron.VOORSTEL)
    per_organisatie = models.PositiveSmallIntegerField("hooguit per organisatie", null=True, blank=True)
    loting = models.ForeignKey("Loting", null=True, editable=False, on_delete=models.SET_NULL, related_name="+")
    versie = models.PositiveIntegerField(default=1, editable=False)

    objects = SelectieQuerySet.as_manager()

    transitions: ClassVar = {
        S.VASTGEZET: {S.CONCEPT},
        S.GETROKKEN: {S.VASTGEZET},
        S.OVERGENOMEN: {S.GETROKKEN},
        S.CONCEPT: {S.VASTGEZET, S.GETROKKEN, S.OVERGENOMEN},
    }
    log_sentences: ClassVar = {
        S.VASTGEZET: "zette {self} vast",
        S.GETROKKEN: "lootte met {self}",
        S.OVERGENOMEN: "zette de uitslag van {self} op de gastenlijst",
        S.CONCEPT: "maakte {self} weer los",
    }

    class Meta:
        verbose_name = "selectie"
        verbose_name_plural = "selecties"

    def __str__(self) -> str:
        return f"de mengregel van {self.bijeenkomst.korte_titel}"

    def kring(self) -> Pilot:
        return self.bijeenkomst.pilot

    @property
    def is_concept(self) -> bool:
        return self.status == S.CONCEPT

    @property
    def is_drawn(self) -> bool:
        return self.status in {S.GETROKKEN, S.OVERGENOMEN}

    @property
    def is_taken_over(self) -> bool:
        return self.status == S.OVERGENOMEN

    def fix(self, loting: Any, *, by: Any, zin: str) -> None:
        """From now on the rule, the candidates and the seed stand."""
        self._move_to(S.VASTGEZET, by=by, zin=zin, loting=loting, versie=models.F("versie") + 1)

    def release(self, *, by: Any) -> None:
        """Back to writing; what was fixed or drawn stays in the history."""
        self._move_to(S.CONCEPT, by=by, versie=models.F("versie") + 1)

    def draw(self, *, by: Any, zin: str) -> None:
        self._move_to(S.GETROKKEN, by=by, zin=zin, versie=models.F("versie") + 1)

    def take_over(self, *, by: Any, zin: str) -> None:
        self._move_to(S.OVERGENOMEN, by=by, zin=zin, versie=models.F("versie") + 1)


class MengregelQuerySet(PilotScopedQuerySet["Mengregel"]):
    pilot_path = "selectie__bijeenkomst__pilot"


class Mengregel(models.Model):
    """One sentence of the rule: 'minstens 15 ervaringsdeskundigen'. `naam` is how the group was called then."""

    class Soort(models.TextChoices):
        MINSTENS = "minstens", "Minstens"
        HOOGUIT = "hooguit", "Hooguit"
        AANDEEL = "aandeel", "Ongeveer, in procenten"

    selectie = models.ForeignKey(Selectie, on_delete=models.CASCADE, related_name="regels")
    soort = models.CharField("wat", max_length=12, choices=Soort)
    getal = models.PositiveSmallIntegerField("hoeveel")
    kenmerk = models.CharField(max_length=12, choices=Kenmerk, editable=False)
    waarde = models.CharField(max_length=60, editable=False)
    naam = models.CharField(max_length=120, editable=False)

    objects = MengregelQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "mengregel"
        verbose_name_plural = "mengregels"
        constraints = [
            models.UniqueConstraint(
                fields=["selectie", "soort", "kenmerk", "waarde"], name="mengregel_eenmaal_per_groep"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display().lower()} {self.getal}: {self.naam}"

    def kring(self) -> Pilot:
        return self.selectie.bijeenkomst.pilot

    @property
    def key(self) -> str:
        return f"{self.kenmerk}:{self.waarde}"


class Keuzesoort(models.TextChoices):
    VAST = "vast", "Komt in elk geval"
    NIET = "niet", "Doet niet mee aan de loting"


class SelectiekeuzeQuerySet(PilotScopedQuerySet["Selectiekeuze"]):
    pilot_path = "selectie__bijeenkomst__pilot"

    def of_known(self) -> "SelectiekeuzeQuerySet":
        """Without those of who is not in the pilot any more."""
        return self.filter(persoon__samengevoegd_in__isnull=True, persoon__vergeten_op__isnull=True)


class Selectiekeuze(models.Model):
    """Somebody for whom no lot decides, with the reason; the facilitators see it."""

    selectie = models.ForeignKey(Selectie, on_delete=models.CASCADE, related_name="keuzes")
    persoon = models.ForeignKey(Persoon, on_delete=models.CASCADE, related_name="selectiekeuzes")
    soort = models.CharField("wat", max_length=8, choices=Keuzesoort)
    reden = models.CharField(
        "waarom", max_length=200, help_text="In één zin. De facilitators van deze pilot lezen dit."
    )

    objects = SelectiekeuzeQuerySet.as_manager()

    class Meta:
        ordering = ["soort", "persoon__naam", "pk"]
        verbose_name = "selectiekeuze"
        verbose_name_plural = "selectiekeuzes"
        constraints = [
            models.UniqueConstraint(fields=["selectie", "persoon"], name="selectiekeuze_eenmaal_per_persoon"),
        ]

    def __str__(self) -> str:
        return f"{self.persoon}: {self.get_soort_display().lower()}"

    def kring(self) -> Pilot:
        return self.selectie.bijeenkomst.pilot
