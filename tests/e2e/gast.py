"""Guests of the demo, and the personal links they come in by."""

from tests.e2e.site import Site

# Of the next meeting: they have an organisation and a mail address, and gave no answer yet.
GEVRAAGD = """Uitnodiging.objects.filter(status="verstuurd", bijeenkomst__status="uitgenodigd").exclude(
    persoon__organisatie=None).exclude(persoon__email="")"""
CONTACT = """Ketenpartner.objects.exclude(contactpersoon=None).values("contactpersoon")"""
# The same, and they speak for their organisation; or they do not, and there is a seat for them.
SPREEKT_VOOR_ANDEREN = f"{GEVRAAGD}.filter(persoon__in={CONTACT})"
KAN_KOMEN = f"""[one for one in {GEVRAAGD}.exclude(persoon__in={CONTACT})
    if not count_seats(one.bijeenkomst).obstacles(one.persoon)]"""
# They were at a meeting whose verslag is fixed, and at the last one, about which the questions are still open.
GEWEEST = """Uitnodiging.objects.filter(status="aanwezig", bijeenkomst__status="gehouden",
    persoon__uitnodigingen__in=Uitnodiging.objects.filter(status="aanwezig", bijeenkomst__status="verslagen"))"""
ASK = """
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.bijeenkomsten.uitnodigen.services.grenzen import count_seats
from pilots.bijeenkomsten.uitnodigen.services.links import link_for, url_of
from pilots.partners.models import Ketenpartner
print(url_of(link_for({guests}[0].persoon)))
"""


def personal_link(site: Site, guests: str) -> str:
    """The link in the mail of the first of these guests."""
    return site.manage("shell", "--no-imports", "-c", ASK.format(guests=guests)).strip()
