"""The addresses of partners, for the tests."""

from django.urls import reverse


def url(name, partner, *args):
    return reverse(f"partners:{name}", args=[partner.pilot_id, partner.pk, *args])
