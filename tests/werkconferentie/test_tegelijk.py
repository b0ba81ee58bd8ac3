"""Two facilitators at the same moment: one wins, nobody has two places, and nothing is overwritten unseen."""

import pytest

from datt.core.states import TransitionError
from datt.core.versions import VerouderdError
from pilots.werkconferentie.plaatsing.models import Verdeelbeurt, Verdeelstap, Verdeling
from pilots.werkconferentie.plaatsing.services import beurten, zetten
from tests.factories.accounts import UserFactory
from tests.factories.traject import BijeenkomstFactory
from tests.waiting import at_once
from tests.werkconferentie.zalen import a_conference, divided, proposed

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
ROUNDS = range(4)


@pytest.fixture
def meeting():
    meeting = BijeenkomstFactory()
    a_conference(meeting)
    return meeting


def again(row, meeting):
    fresh = type(row).objects.get(pk=row.pk)
    fresh.bijeenkomst = meeting
    return fresh


def refused(answers):
    return [type(one) for one in answers if isinstance(one, Exception)]


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_who_ask_for_a_proposal_at_once_get_one(_round, meeting):
    by = UserFactory()

    answers = at_once(*[lambda: beurten.order(meeting, by=by)] * 2)

    assert refused(answers) == [TransitionError]
    assert Verdeelbeurt.objects.count() == 1


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_who_take_over_at_once_do_it_once(_round, meeting):
    by, beurt = UserFactory(), proposed(meeting)

    answers = at_once(*[lambda: beurten.take_over(again(beurt, meeting), by=by)] * 2)

    assert refused(answers) == [TransitionError]
    assert Verdeelstap.objects.count() == 1
    assert Verdeling.objects.get().plaatsingen.count() == 6


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_who_change_places_at_once_are_one_change(_round, meeting):
    by, verdeling = UserFactory(), divided(meeting)
    verdeling.refresh_from_db()
    places = list(verdeling.plaatsingen.select_related("ronde")[:2])

    answers = at_once(
        *(
            lambda one=one: zetten.take_out(
                again(verdeling, meeting), one.persoon_id, one.ronde, naam="Iemand", versie=verdeling.versie, by=by
            )
            for one in places
        )
    )

    assert refused(answers) == [VerouderdError]
    assert verdeling.plaatsingen.count() == 5
