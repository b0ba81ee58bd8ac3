"""A query that is worked out once answers as the query itself does."""

import pytest

from datt.berichten.models import Bericht
from datt.core.vast import VasteVraag
from pilots.traject.models import Bijeenkomst
from tests.factories.berichten import BerichtFactory
from tests.factories.traject import BijeenkomstFactory, PilotFactory

pytestmark = pytest.mark.django_db


def dates_of(pilot):
    return Bijeenkomst.objects.filter(pilot=pilot).values_list("pk", "datum", "begin")


def test_each_number_gets_its_own_rows_as_the_query_gives_them(django_assert_num_queries):
    one, other = PilotFactory(), PilotFactory()
    for pilot in (one, one, other):
        BijeenkomstFactory(pilot=pilot)
    vraag = VasteVraag(dates_of)

    for pilot in (one, other, one):
        expected = list(dates_of(pilot))
        assert expected
        with django_assert_num_queries(1):
            assert vraag.rows(pilot.pk) == expected


def test_a_number_of_another_kind_is_put_in_too():
    bericht = BerichtFactory(kring_nr=7)
    BerichtFactory(kring_nr=8)
    vraag = VasteVraag(lambda nr: Bericht.objects.filter(kring_nr=nr).values_list("pk", "created_at"))

    assert vraag.rows(7) == [(bericht.pk, bericht.created_at)]


def test_a_number_that_does_nothing_is_refused():
    """So that a query can never forget whose rows it asks."""
    with pytest.raises(ValueError, match="numbers do not stand"):
        VasteVraag(lambda pilot: Bijeenkomst.objects.values_list("pk")).rows(1)
