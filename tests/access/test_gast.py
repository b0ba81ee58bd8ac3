"""Somebody with a personal link: gets at the own page and at what is public, and at nothing else."""

import pytest

from tests.access.adressen import adressen
from tests.access.test_matrix import IN, LOGIN, NEE, WEG, read_table, visit
from tests.access.wereld import make_wereld
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.uitnodigen.gast import browser


@pytest.fixture
def wereld(db, settings):
    settings.DEMO = False
    return make_wereld()


def test_a_guest_enters_only_the_pages_of_guests_and_what_everybody_sees(wereld):
    invitation = UitnodigingFactory(bijeenkomst=wereld.pilot.bijeenkomsten.get(pk=wereld.ids["bijeenkomst_id"]))
    client = browser(invitation.persoon)
    public = {naam for naam, row in read_table().items() if IN in row["anoniem"].split("/")}

    entered = {adres.naam for adres in adressen() if visit(client, adres, wereld.ids) & {IN, NEE}}

    beyond = entered - public
    own = {adres.naam for adres in adressen() if not adres.is_below_a_pilot and "/u/" in _path(adres, wereld.ids)}
    assert beyond <= own


def test_the_same_pages_are_closed_to_who_has_no_link(wereld):
    table = read_table()
    guests = [adres.naam for adres in adressen() if "/u/" in _path(adres, wereld.ids)]

    seen = {naam: set(table[naam].values()) for naam in guests if naam != "uitnodigen:gast_kwijt"}

    assert {naam: found for naam, found in seen.items() if found - {WEG, LOGIN}} == {}


def _path(adres, ids):
    from django.urls import reverse

    return reverse(adres.naam, kwargs={name: ids[name] for name in adres.args})
