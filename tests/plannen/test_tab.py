"""The number behind the tab never says more than the page behind it shows."""

import pytest

from pilots.access import Rol
from tests.factories.plannen import VerbeterplanFactory


@pytest.mark.parametrize(
    ("rol", "counted"),
    [(Rol.FACILITATOR, True), (Rol.KETENPARTNER, False), (Rol.BESTUURDER, False), (Rol.AMBTENAAR, False)],
)
def test_only_who_sees_the_drafts_sees_how_many_plans_there_are(pilot, client_as, rol, counted):
    VerbeterplanFactory(pilot=pilot)

    page = client_as(rol).get(pilot.get_absolute_url()).text

    assert ('Verbeterplannen <span class="tabs__aantal">1</span>' in page) == counted
