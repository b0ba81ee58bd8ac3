"""Factories for the keten."""

import factory
from factory.django import DjangoModelFactory

from pilots.keten.models import Ambtenaar, Categorie, Fase, Gemeente, Organisatie, Organisatietype
from tests.factories.accounts import UserFactory


class GemeenteFactory(DjangoModelFactory):
    class Meta:
        model = Gemeente
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda nr: f"XX{nr:04d}")
    naam = factory.Sequence(lambda nr: f"Gemeente {nr}")
    provincie = "Overijssel"


class AmbtenaarFactory(DjangoModelFactory):
    class Meta:
        model = Ambtenaar

    gemeente = factory.SubFactory(GemeenteFactory)
    user = factory.SubFactory(UserFactory)


class CategorieFactory(DjangoModelFactory):
    class Meta:
        model = Categorie
        django_get_or_create = ("slug",)

    slug = "noodhulp"
    naam = "Hulp in natura en noodfonds"
    kern = "Eten, kleding, acuut geld."
    volgorde = 4


class FaseFactory(DjangoModelFactory):
    class Meta:
        model = Fase
        django_get_or_create = ("slug",)

    slug = "preventie"
    nr = 1
    naam = "Preventie"
    uitleg = "Voorkomen dat geldzorgen groter worden."


class OrganisatietypeFactory(DjangoModelFactory):
    class Meta:
        model = Organisatietype
        django_get_or_create = ("slug",)

    slug = "voedselbank"
    naam = "Voedselbank"
    categorie = factory.SubFactory(CategorieFactory)
    soort = "informeel"
    vraag = "Wie mag iemand doorverwijzen?"


class OrganisatieFactory(DjangoModelFactory):
    class Meta:
        model = Organisatie

    naam = factory.Sequence(lambda nr: f"Organisatie {nr}")
    type = factory.SubFactory(OrganisatietypeFactory)
    soort = "informeel"
