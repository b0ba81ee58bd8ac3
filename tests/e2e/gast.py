"""Guests of the demo, and the personal links they come in by."""

from tests.e2e.site import Site

# Of the next meeting: they have an organisation and a mail address, and gave no answer yet.
GEVRAAGD = """Uitnodiging.objects.filter(status="verstuurd", bijeenkomst__status="uitgenodigd").exclude(
    persoon__organisatie=None).exclude(persoon__email="").exclude(bijeenkomst__datum__lte=timezone.localdate())"""
# The same, and they speak for their organisation.
CONTACT = f"{GEVRAAGD}.filter(persoon__in=Ketenpartner.objects.values('contactpersoon'))"
# They were at a meeting whose verslag is fixed, and at the last one, about which the questions are still open.
GEWEEST = """Uitnodiging.objects.filter(status="aanwezig", bijeenkomst__status="gehouden",
    persoon__uitnodigingen__in=Uitnodiging.objects.filter(status="aanwezig", bijeenkomst__status="verslagen"))"""
ASK = """
from django.utils import timezone
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.bijeenkomsten.uitnodigen.services.links import link_for, url_of
from pilots.partners.models import Ketenpartner
print(url_of(link_for({guests}.order_by("pk")[{nr}].persoon)))
"""


def personal_link(site: Site, guests: str, nr: int = 0) -> str:
    """The link in the mail of one of these guests."""
    return site.manage("shell", "--no-imports", "-c", ASK.format(guests=guests, nr=nr)).strip()
