"""Factories for accounts."""

import factory
from factory.django import DjangoModelFactory

from datt.accounts.models import User


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    naam = factory.Sequence(lambda nr: f"Gebruiker Nummer{nr}")
    email = factory.Sequence(lambda nr: f"gebruiker{nr}@voorbeeld.example")
