"""The taxonomy of the sociale kaart: categories, phases and types of organisations. Content, not code."""

from django.db import models


class Soort(models.TextChoices):
    FORMEEL = "formeel", "Beroepskrachten"
    INFORMEEL = "informeel", "Vrijwilligers"


class Categorie(models.Model):
    slug = models.SlugField(primary_key=True)
    naam = models.CharField(max_length=80)
    kern = models.CharField(max_length=120)
    volgorde = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["volgorde"]
        verbose_name = "categorie"
        verbose_name_plural = "categorieen"

    def __str__(self) -> str:
        return self.naam


class Fase(models.Model):
    slug = models.SlugField(primary_key=True)
    nr = models.PositiveSmallIntegerField()
    naam = models.CharField(max_length=60)
    uitleg = models.CharField(max_length=200)

    class Meta:
        ordering = ["nr"]
        verbose_name = "fase"
        verbose_name_plural = "fasen"

    def __str__(self) -> str:
        return self.naam


class Organisatietype(models.Model):
    slug = models.SlugField(primary_key=True)
    naam = models.CharField(max_length=120)
    categorie = models.ForeignKey(Categorie, on_delete=models.PROTECT, related_name="typen")
    soort = models.CharField(max_length=10, choices=Soort)
    signaalpartner = models.BooleanField(default=False)
    schuldeiser = models.BooleanField(default=False)
    fasen = models.ManyToManyField(Fase, related_name="typen")
    vraag = models.CharField(max_length=200)

    class Meta:
        ordering = ["categorie__volgorde", "naam"]
        verbose_name = "soort organisatie"
        verbose_name_plural = "soorten organisaties"

    def __str__(self) -> str:
        return self.naam
