"""Where it begins: what a new pilot asks first, and what an organisation sees with its link."""

import pytest
from django.urls import reverse

from pilots.access import Rol
from pilots.partners.models import KetenpartnerStatus, Linkdoel
from pilots.partners.services.links import make_link
from tests.factories.partners import KetenpartnerFactory
from tests.factories.traject import BijeenkomstFactory

VRAAG = "Breng de organisaties bij elkaar"


@pytest.mark.parametrize(("partners", "asked"), [(0, True), (1, False)])
def test_the_overview_asks_for_organisations_until_there_is_one(pilot, client_as, partners, asked):
    BijeenkomstFactory(pilot=pilot)
    KetenpartnerFactory.create_batch(partners, pilot=pilot)

    page = client_as(Rol.FACILITATOR).get(pilot.get_absolute_url()).text

    assert (VRAAG in page) == asked


def test_a_pilot_whose_meetings_are_over_asks_for_nobody(pilot, client_as):
    BijeenkomstFactory(pilot=pilot, status="gehouden")

    page = client_as(Rol.FACILITATOR).get(pilot.get_absolute_url()).text

    assert VRAAG not in page


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (KetenpartnerStatus.AANGEMELD, "Wij kijken uw aanmelding na."),
        (KetenpartnerStatus.BEVESTIGD, "Uw organisatie doet mee."),
    ],
)
def test_a_personal_link_says_how_it_stands_and_when_we_meet(pilot, client, status, said):
    BijeenkomstFactory(pilot=pilot, korte_titel="Proeverij")
    partner = KetenpartnerFactory(pilot=pilot, status=status)
    _link, token = make_link(partner, Linkdoel.AANMELDING)

    page = client.get(reverse("partners:link_open", args=[token]), follow=True).text

    assert said in page
    assert "Proeverij" in page
    assert f"/pilots/{pilot.pk}/" not in page
