"""A new pilot: made once, with everything it needs."""

from datetime import date, timedelta

import pytest

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.traject.models import Pilot
from pilots.traject.services.planning import PlanningError, create_pilot, due
from tests.factories.accounts import UserFactory
from tests.traject.plannen import START


def make(sjabloon, ommen, **changes):
    user = changes.pop("by", None) or UserFactory(is_facilitator=True)
    facts = {
        "gemeente": ommen,
        "titel": "Samen sterk",
        "doelstelling": "Niemand staat er alleen voor.",
        "maatstaven": ["Dagen tot het eerste gesprek", "Brieven herschreven"],
        "regio": "noord",
        "start_datum": START,
        "datums": None,
        "facilitators": [user],
        "by": user,
        "sjabloon": sjabloon,
    }
    return create_pilot(**{**facts, **changes})


def test_a_pilot_is_made_with_everything_it_needs(sjabloon, ommen):
    first, second = UserFactory(is_facilitator=True), UserFactory(is_facilitator=True)

    pilot = make(sjabloon, ommen, by=first, facilitators=[first, second])

    meetings = list(pilot.bijeenkomsten.all())
    assert pilot.status == "gepland"
    assert pilot.slug == "ommen-samen-sterk"
    assert pilot.sjabloon == sjabloon
    assert [meeting.volgorde for meeting in meetings] == [1, 2, 3, 4, 5, 6]
    assert {meeting.status for meeting in meetings} == {"gepland"}
    assert [maatstaf.tekst for maatstaf in pilot.maatstaven.all()] == [
        "Dagen tot het eerste gesprek",
        "Brieven herschreven",
    ]
    assert {deelname.persoon.user for deelname in pilot.deelnames.all()} == {first, second}
    assert {deelname.rol for deelname in pilot.deelnames.all()} == {Rol.FACILITATOR}
    for meeting in meetings:
        assert meeting.taken.count() == meeting.sjabloon.taken.count() > 0


def test_the_log_of_a_new_pilot_reads_in_dutch(sjabloon, ommen):
    user = UserFactory(naam="Marieke Postma", is_facilitator=True)

    pilot = make(sjabloon, ommen, by=user)

    assert [str(line) for line in Gebeurtenis.objects.within(pilot).order_by("pk")] == [
        "Marieke Postma plande de pilot Samen sterk",
        "Marieke Postma maakte Marieke Postma facilitator",
        "Marieke Postma plande 6 bijeenkomsten, van do 14 januari 2027 tot en met do 8 april 2027",
    ]


def test_the_proposed_dates_avoid_the_spring_holiday(sjabloon, ommen):
    pilot = make(sjabloon, ommen, start_datum=date(2027, 1, 28))

    days = [meeting.datum for meeting in pilot.bijeenkomsten.all()]

    assert date(2027, 2, 25) not in days
    assert days[2] == date(2027, 3, 4)
    assert all(day.weekday() < 5 for day in days)


def test_a_clock_change_between_planning_and_meeting_moves_nothing(sjabloon, ommen):
    pilot = make(sjabloon, ommen, start_datum=date(2027, 3, 15))

    before, after = pilot.bijeenkomsten.all()[:2]

    assert (before.datum, after.datum) == (date(2027, 3, 15), date(2027, 3, 30))  # summer time from 28 March
    assert (before.begint_op.hour, after.begint_op.hour) == (13, 13)
    assert (before.begint_op.utcoffset(), after.begint_op.utcoffset()) == (timedelta(hours=1), timedelta(hours=2))


def test_a_task_is_never_due_in_the_past_for_a_meeting_to_come():
    today = date(2027, 1, 1)

    assert due(date(2027, 2, 1), 56, today=today) == today
    assert due(date(2027, 2, 1), 7, today=today) == date(2027, 1, 25)
    assert due(date(2026, 12, 1), 56, today=today) == date(2026, 10, 6)  # a meeting of the past tells how it was
    assert due(date(2027, 2, 1), -7, today=today) == date(2027, 2, 8)


def test_the_same_title_twice_gets_another_address(sjabloon, ommen):
    pilots = [make(sjabloon, ommen) for _ in range(3)]

    assert [pilot.slug for pilot in pilots] == ["ommen-samen-sterk", "ommen-samen-sterk-2", "ommen-samen-sterk-3"]


def test_a_title_of_sixty_signs_still_fits_its_address(sjabloon, ommen):
    pilot = make(sjabloon, ommen, titel="Samen staan we sterker tegen geldzorgen in onze hele gemeente" * 1)

    assert len(pilot.slug) <= 60


def test_a_gemeente_that_is_gone_is_refused_and_nothing_is_kept(sjabloon, ommen):
    ommen.opgeheven_op = date(2026, 1, 1)

    with pytest.raises(PlanningError, match="bestaat niet meer"):
        make(sjabloon, ommen)

    assert not Pilot.objects.filter(titel="Samen sterk").exists()


def test_a_pilot_needs_a_facilitator(sjabloon, ommen):
    with pytest.raises(PlanningError, match="minstens één facilitator"):
        make(sjabloon, ommen, facilitators=[])
