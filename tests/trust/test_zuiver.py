"""Looking changes nothing: whoever looks, wherever, and also the scanner that opens every link in a mail."""

import pytest

from tests.access.wereld import make_wereld
from tests.trust.doorzoeken import addresses_of, prints, walk

# Sessions say when somebody was last seen; a download of people is written in the log.
MAY_CHANGE = ("sessions.Session", "core.Gebeurtenis")
ROLLEN = ("anoniem", "facilitator", "ambtenaar", "ketenpartner", "beheerder")


@pytest.fixture
def wereld(db, settings):
    settings.DEMO = False
    return make_wereld()


@pytest.mark.parametrize("rol", ROLLEN)
def test_getting_every_page_changes_no_row(rol, wereld):
    before = prints(without=MAY_CHANGE)

    visited = list(walk(wereld.clients[rol], addresses_of(wereld.ids)))

    assert len(visited) > 50
    assert prints(without=MAY_CHANGE) == before


@pytest.mark.parametrize("rol", ["anoniem", "facilitator"])
def test_asking_only_for_the_head_changes_no_row(rol, wereld):
    before = prints(without=MAY_CHANGE)

    answers = {wereld.clients[rol].head(url).status_code for url in addresses_of(wereld.ids)}

    assert max(answers) < 500
    assert prints(without=MAY_CHANGE) == before
