"""A meeting today, with two people who said yes."""

from datetime import time

import pytest
from django.urls import reverse
from django.utils import timezone

from pilots.access import Rol
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.keten import OrganisatieFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory


@pytest.fixture
def meeting(pilot):
    return BijeenkomstFactory(
        pilot=pilot, datum=timezone.localdate(), begin=time(0, 1), eind=time(23, 58), status="uitgenodigd", capaciteit=3
    )


@pytest.fixture
def fatima(pilot, meeting):
    persoon = PersoonFactory(pilot=pilot, naam="Fatima Lahlou", organisatie=OrganisatieFactory(naam="Voedselbank"))
    UitnodigingFactory(bijeenkomst=meeting, persoon=persoon, ja=True)
    return persoon


@pytest.fixture
def host(client_as):
    return client_as(Rol.FACILITATOR)


@pytest.fixture
def url(pilot, meeting):
    """The address of a page of the day: url("binnen")."""
    return lambda name, *more: reverse(f"dag:{name}", args=[pilot.pk, meeting.pk, *more])
