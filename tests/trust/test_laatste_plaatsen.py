"""A hundred and fifty people who answer in the same second for the last ten seats."""

import pytest

from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import say_no, say_yes
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.uitnodigen.conftest import limits, meeting  # noqa: F401  # fixtures
from tests.waiting import at_once

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
PEOPLE, SEATS = 150, 10
GUEST = {"by": None, "wie": "gast"}


def counts():
    return {status: Uitnodiging.objects.filter(status=status).count() for status in ("ja", "wachtlijst", "verstuurd")}


def test_the_last_ten_seats_go_to_ten_and_everybody_else_waits_in_line(meeting, limits):  # noqa: F811
    limits(plaatsen=SEATS)
    guests = UitnodigingFactory.create_batch(PEOPLE, bijeenkomst=meeting)

    answers = at_once(*[lambda guest=guest: say_yes(guest, **GUEST).status for guest in guests])

    assert [one for one in answers if isinstance(one, Exception)] == []
    assert counts() == {"ja": SEATS, "wachtlijst": PEOPLE - SEATS, "verstuurd": 0}
    assert sorted(answers) == sorted(Uitnodiging.objects.values_list("status", flat=True))


def test_seats_given_back_while_others_ask_for_them_are_never_given_twice_nor_left_empty(meeting, limits):  # noqa: F811
    limits(plaatsen=SEATS)
    seated = UitnodigingFactory.create_batch(SEATS, bijeenkomst=meeting, ja=True)
    others = UitnodigingFactory.create_batch(30, bijeenkomst=meeting)

    answers = at_once(
        *[lambda one=one: say_no(one, **GUEST).status for one in seated],
        *[lambda one=one: say_yes(one, **GUEST).status for one in others],
    )

    assert [one for one in answers if isinstance(one, Exception)] == []
    assert counts() == {"ja": SEATS, "wachtlijst": 30 - SEATS, "verstuurd": 0}
