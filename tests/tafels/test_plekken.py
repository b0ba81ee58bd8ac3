"""Where somebody sits, as badges, the door and the guest's own page ask it."""

import pytest

from pilots.tafels.plekken import seat_of, seats_of
from tests.factories.tafels import IndelingFactory, TafelFactory, TafelplaatsFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory


@pytest.fixture
def meeting(pilot):
    return BijeenkomstFactory(pilot=pilot)


def test_a_guest_sees_a_seat_only_when_the_tables_are_fixed(meeting):
    persoon = PersoonFactory(pilot=meeting.pilot)
    tafel = TafelFactory(bijeenkomst=meeting, nummer=4)
    indeling = IndelingFactory(bijeenkomst=meeting)
    TafelplaatsFactory(indeling=indeling, tafel=tafel, persoon=persoon)

    before = seat_of(persoon, meeting), seats_of(meeting)
    type(indeling).objects.update(status="vastgesteld")

    assert before == (None, {})
    assert seat_of(persoon, meeting) == "Tafel 4"
    assert seats_of(meeting) == {persoon.pk: {1: tafel}}


def test_with_more_rounds_each_is_named(meeting):
    persoon = PersoonFactory(pilot=meeting.pilot)
    for ronde, nummer in ((2, 7), (1, 4)):
        indeling = IndelingFactory(bijeenkomst=meeting, ronde=ronde, fixed=True)
        TafelplaatsFactory(indeling=indeling, persoon=persoon, tafel=TafelFactory(bijeenkomst=meeting, nummer=nummer))

    assert seat_of(persoon, meeting) == "ronde 1: tafel 4, ronde 2: tafel 7"


@pytest.mark.parametrize("count", [1, 150])
def test_all_seats_of_a_meeting_are_one_query(meeting, django_assert_num_queries, count):
    indeling = IndelingFactory(bijeenkomst=meeting, fixed=True)
    tafel = TafelFactory(bijeenkomst=meeting)
    for _ in range(count):
        TafelplaatsFactory(indeling=indeling, tafel=tafel)

    with django_assert_num_queries(1):
        assert len(seats_of(meeting)) == count
