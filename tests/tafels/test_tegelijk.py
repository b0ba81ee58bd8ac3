"""Two facilitators at the same moment: one wins, nobody sits twice, and nothing is overwritten unseen."""

import pytest

from datt.core.versions import VerouderdError
from pilots.tafels.models import Indeling, Tafelstap
from pilots.tafels.services.indelen import Zaal, propose, set_up
from pilots.tafels.services.plaatsen import take_away
from tests.factories.accounts import UserFactory
from tests.factories.traject import BijeenkomstFactory
from tests.tafels.zaal import Gastenlijst, seated
from tests.waiting import at_once

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
ROUNDS = range(4)


@pytest.fixture
def hall(monkeypatch):
    meeting = BijeenkomstFactory()
    return meeting, Gastenlijst(monkeypatch).invite(meeting.pilot, 12, organisaties=4)


def again(indeling, meeting):
    row = Indeling.objects.get(pk=indeling.pk)
    row.bijeenkomst = meeting
    return row


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_who_change_the_same_tables_at_once_are_one_change(_round, hall):
    meeting, people = hall
    indeling = seated(meeting, 3)
    by = UserFactory()

    answers = at_once(
        lambda: take_away(again(indeling, meeting), people[0], versie=indeling.versie, by=by),
        lambda: propose(again(indeling, meeting), versie=indeling.versie, by=by),
    )

    assert [type(one) for one in answers if isinstance(one, Exception)] == [VerouderdError]
    assert Tafelstap.objects.count() == 2
    assert indeling.plaatsen.count() in {11, 12}


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_who_set_up_the_room_at_once_get_one_room(_round, hall):
    meeting, _ = hall
    by = UserFactory()
    zaal = Zaal(aantal=3, plaatsen_min=3, plaatsen_max=5)

    answers = at_once(*[lambda: set_up(meeting, zaal, by=by)] * 2)

    assert answers == [None, None]
    assert meeting.tafels.count() == 3
    assert meeting.indelingen.get().plaatsen.count() == 12
