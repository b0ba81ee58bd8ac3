"""What the tests of the trajectory share: the template, a draft to plan with, and a meeting."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pilots.access import Rol
from pilots.traject.models import Sjabloon
from pilots.traject.services import concept as drafts
from pilots.traject.services import schoolvakanties
from pilots.traject.services.sjabloon import load_sjabloon
from tests.factories.keten import GemeenteFactory
from tests.factories.traject import BijeenkomstFactory


@pytest.fixture
def sjabloon(db) -> Sjabloon:
    """The template of six, with the school holidays."""
    schoolvakanties.load_content()
    return load_sjabloon()


@pytest.fixture
def ommen(db):
    return GemeenteFactory(code="GM0175", naam="Ommen", provincie="Overijssel")


@pytest.fixture
def planner(client_as):
    return client_as(Rol.FACILITATOR)


@pytest.fixture
def concept(planner, sjabloon):
    return drafts.begin_concept(by=planner.user)


@pytest.fixture
def bijeenkomst(pilot):
    """A meeting in a month."""
    return BijeenkomstFactory(pilot=pilot, datum=timezone.localdate() + timedelta(days=30))
