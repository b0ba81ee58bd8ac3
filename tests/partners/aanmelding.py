"""The addresses of the registration, for the tests."""

from django.urls import reverse


def address(pilot):
    return reverse("partners:aanmelden", args=[pilot.slug])


def thanks(pilot):
    return reverse("partners:bedankt", args=[pilot.slug])
