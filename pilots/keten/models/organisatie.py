"""An organisation: recorded once, taking part in many pilots."""

from typing import Self

from django.db import models
from django.utils import timezone

from pilots.keten.models.taxonomie import Categorie, Fase, Organisatietype, Soort


class OrganisatieQuerySet(models.QuerySet["Organisatie"]):
    def live(self) -> Self:
        """Without the records that were merged into another, and those somebody only practises with."""
        return self.filter(samengevoegd_in__isnull=True, is_oefening=False)

    def with_kind(self) -> Self:
        return self.select_related("type__categorie")


class Organisatie(models.Model):
    """Its fields are those of the sociale kaart (FIELD 2.4); texts are B1 and name no residents."""

    naam = models.CharField("naam", max_length=120, help_text="Zoals inwoners uw organisatie kennen.")
    type = models.ForeignKey(
        Organisatietype,
        verbose_name="soort organisatie",
        on_delete=models.PROTECT,
        related_name="organisaties",
    )
    soort = models.CharField("wie werken er", max_length=10, choices=Soort, default=Soort.FORMEEL)
    werkgebied = models.CharField("werkgebied", max_length=200, blank=True, help_text="Welke wijken of gemeenten?")
    voor_wie = models.CharField("voor wie", max_length=200, blank=True)
    wat_doen_we = models.TextField(
        "dit doen we wel",
        max_length=400,
        blank=True,
        help_text="Hooguit twee korte zinnen, zonder afkortingen.",
    )
    wat_doen_we_niet = models.TextField(
        "dit doen we niet",
        max_length=400,
        blank=True,
        help_text="Wat denken anderen vaak dat u doet, maar doet u niet?",
    )
    hoe_verwijst_u = models.TextField("zo verwijst u iemand naar ons", max_length=600, blank=True)
    wie_mag_verwijzen = models.CharField("wie mag verwijzen", max_length=200, blank=True)
    kosten = models.CharField("kosten voor de inwoner", max_length=120, blank=True)
    wachttijd = models.CharField("wachttijd", max_length=120, blank=True)
    wachttijd_op = models.DateField("stand van de wachttijd", null=True, blank=True)
    talen = models.CharField("talen", max_length=120, blank=True)
    toegankelijkheid = models.CharField("toegankelijkheid", max_length=200, blank=True)
    wij_bieden = models.TextField("wij bieden", max_length=400, blank=True, help_text="Wat kunnen anderen u vragen?")
    wij_zoeken = models.TextField("wij zoeken", max_length=400, blank=True, help_text="Wat heeft u van anderen nodig?")
    telefoon = models.CharField("algemeen telefoonnummer", max_length=20, blank=True)
    email = models.EmailField("algemeen mailadres", blank=True)
    website = models.URLField("website", max_length=200, blank=True)
    adres = models.CharField("adres", max_length=200, blank=True)
    fasen = models.ManyToManyField(Fase, verbose_name="fasen", blank=True, related_name="organisaties")
    gecontroleerd_op = models.DateField("laatst nagekeken op", null=True, blank=True, editable=False)
    gecontroleerd_door = models.CharField(max_length=120, blank=True, editable=False)
    samengevoegd_in = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="samengevoegd"
    )
    # Invented, for practising: seen only in the practice pilot it was made for.
    is_oefening = models.BooleanField(default=False, editable=False)
    # Counts every change: a form that was opened at an older version does not overwrite a newer one.
    versie = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OrganisatieQuerySet.as_manager()

    class Meta:
        ordering = ["naam", "pk"]
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"

    def __str__(self) -> str:
        return self.naam

    @property
    def categorie(self) -> Categorie:
        return self.type.categorie
