"""A hundred and fifty people who answer in the same second for the last ten seats."""

from http import HTTPStatus

import pytest

from datt.berichten.models import Bericht
from datt.core.models import Gebeurtenis
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import say_no, say_yes
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.keten import OrganisatieFactory
from tests.uitnodigen.conftest import limits, meeting  # noqa: F401  # fixtures
from tests.uitnodigen.gast import address, answer, browser
from tests.waiting import all_served, at_once

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
PEOPLE, SEATS = 150, 10
GUEST = {"by": None, "wie": "gast"}


def counts():
    return {status: Uitnodiging.objects.filter(status=status).count() for status in ("ja", "wachtlijst", "verstuurd")}


def test_the_last_ten_seats_go_to_ten_and_everybody_else_waits_in_line(meeting, limits):  # noqa: F811
    limits(plaatsen=SEATS)
    guests = UitnodigingFactory.create_batch(PEOPLE, bijeenkomst=meeting)

    answers = all_served(*[lambda guest=guest: say_yes(guest, **GUEST).status for guest in guests])

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


def test_one_answer_sent_twice_by_two_taps_is_one_answer_and_one_mail(meeting):  # noqa: F811
    guest = UitnodigingFactory(bijeenkomst=meeting)
    phones = [browser(guest.persoon), browser(guest.persoon)]

    answers = at_once(*[lambda phone=phone: answer(phone, meeting, "ja").status_code for phone in phones])

    assert answers == [HTTPStatus.FOUND] * 2
    assert Bericht.objects.count() == 1
    assert Gebeurtenis.objects.about(guest).count() == 1


def test_a_hall_full_of_phones_gets_an_answer_each_and_no_fault(meeting, limits):  # noqa: F811
    limits(plaatsen=SEATS)
    guests = UitnodigingFactory.create_batch(60, bijeenkomst=meeting)
    phones = [browser(guest.persoon) for guest in guests]

    answers = all_served(*[lambda phone=phone: answer(phone, meeting, "ja").status_code for phone in phones])

    assert answers == [HTTPStatus.FOUND] * len(guests)
    assert counts() == {"ja": SEATS, "wachtlijst": len(guests) - SEATS, "verstuurd": 0}
    assert Bericht.objects.values("aan").distinct().count() == len(guests) == Bericht.objects.count()


def test_one_colleague_sent_twice_at_once_is_one_person_with_one_seat(meeting, limits):  # noqa: F811
    limits(plaatsen=1)
    guest = UitnodigingFactory(bijeenkomst=meeting, ja=True, persoon__organisatie=OrganisatieFactory())
    phones = [browser(guest.persoon), browser(guest.persoon)]
    typed = {"naam": "Youssef Amrani", "email": "youssef@voedselbank.example"}

    answers = at_once(
        *[lambda phone=phone: phone.post(address("gast_collega", meeting.pk), typed).status_code for phone in phones]
    )

    assert answers == [HTTPStatus.FOUND] * 2
    assert Uitnodiging.objects.filter(status="ja").count() == 1
    assert Bericht.objects.filter(aan="youssef@voedselbank.example").count() == 1
