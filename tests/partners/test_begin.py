"""What a new pilot asks first: organisations."""

import pytest

from pilots.access import Rol
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
