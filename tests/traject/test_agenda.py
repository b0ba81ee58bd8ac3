"""Which days suit a meeting: the rules, and properties that hold for every start date."""

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilots.traject import agenda
from pilots.traject.agenda import Ander, Kalender, Stap, Vakantie

SPACING = (0, 14, 28, 49, 63, 84)
STAPPEN = [Stap(f"soort_{nr}", f"Bijeenkomst {nr}", days, 120) for nr, days in enumerate(SPACING, start=1)]
VOORJAAR = Vakantie("2026-2027", "Voorjaarsvakantie", date(2027, 2, 20), date(2027, 2, 28))

starts = st.dates(date(2025, 1, 1), date(2035, 12, 31))


@st.composite
def calendars(draw):
    """Up to six holidays of at most seven weeks, anywhere in the years of `starts`."""
    spans = draw(st.lists(st.tuples(starts, st.integers(0, 48)), max_size=6))
    return Kalender(
        "noord", [Vakantie("2030-2031", "Vakantie", first, first + timedelta(days)) for first, days in spans]
    )


@given(start=starts, kalender=calendars())
@settings(max_examples=150, deadline=None)
def test_proposed_days_are_allowed_in_order_and_a_week_apart(start, kalender):
    days = [voorstel.datum for voorstel in agenda.propose(start, STAPPEN, kalender)]

    assert len(days) == len(STAPPEN)
    assert days[0] >= start
    assert all(kalender.objections(day) == [] for day in days)
    assert all((later - earlier).days >= 7 for earlier, later in pairwise(days))


@given(start=starts)
@settings(max_examples=150, deadline=None)
def test_without_school_holidays_six_meetings_always_fit_in_three_months(start):
    days = [voorstel.datum for voorstel in agenda.propose(start, STAPPEN, Kalender("noord"))]

    assert (days[-1] - days[0]).days <= 92


@given(start=starts, kalender=calendars())
@settings(max_examples=100, deadline=None)
def test_three_months_are_only_left_when_there_is_no_way_within_them(start, kalender):
    days = [voorstel.datum for voorstel in agenda.propose(start, STAPPEN, kalender)]
    limit = days[0] + timedelta(92)

    earliest = days[0]
    for _ in STAPPEN[1:]:
        earliest = _first_allowed(kalender, earliest + timedelta(7))
    assert days[-1] <= limit or earliest > limit


def _first_allowed(kalender, day):
    while kalender.objections(day):
        day += timedelta(1)
    return day


@given(start=starts, kalender=calendars())
@settings(max_examples=50, deadline=None)
def test_what_is_proposed_meets_no_conflict_but_the_three_months(start, kalender):
    voorstellen = agenda.propose(start, STAPPEN, kalender)
    others = [Ander(f"bijeenkomst {nr}", voorstel.datum) for nr, voorstel in enumerate(voorstellen, start=1)]

    for nr, voorstel in enumerate(voorstellen):
        found = agenda.conflicts(
            voorstel.datum, kalender, eerder=others[:nr], later=others[nr + 1 :], start=voorstellen[0].datum
        )
        assert found in ([], ["valt buiten de drie maanden"])


def test_a_quiet_winter_keeps_the_template_to_the_day():
    start = date(2027, 1, 7)

    days = [voorstel.datum for voorstel in agenda.propose(start, STAPPEN, Kalender("noord"))]

    assert days == [start + timedelta(days) for days in SPACING]


def test_a_holiday_shifts_one_meeting_to_another_day_of_that_week():
    start = date(2027, 4, 13)  # the second would be on Koningsdag, di 27 april

    days = [voorstel.datum for voorstel in agenda.propose(start, STAPPEN, Kalender("noord"))]

    assert days[1] == date(2027, 4, 26)
    assert days[2:] == [start + timedelta(days) for days in SPACING[2:]]


def test_a_school_holiday_shifts_a_meeting_a_week_on_the_same_weekday():
    start = date(2027, 1, 28)  # the third would be in the voorjaarsvakantie

    days = [voorstel.datum for voorstel in agenda.propose(start, STAPPEN, Kalender("noord", [VOORJAAR]))]

    assert days[2] == date(2027, 3, 4)
    assert {day.weekday() for day in days} == {3}


def test_a_start_in_the_summer_holiday_begins_after_it():
    zomer = Vakantie("2026-2027", "Zomervakantie", date(2027, 7, 10), date(2027, 8, 22))

    days = agenda.propose(date(2027, 7, 12), STAPPEN, Kalender("noord", [zomer]))

    assert days[0].datum == date(2027, 8, 23)


def test_when_everything_is_holiday_the_days_come_anyway_and_say_so():
    altijd = Vakantie("2026-2027", "Vakantie", date(2027, 1, 1), date(2030, 1, 1))
    kalender = Kalender("noord", [altijd])

    voorstellen = agenda.propose(date(2027, 1, 7), STAPPEN, kalender)

    assert len(voorstellen) == 6
    assert agenda.conflicts(voorstellen[0].datum, kalender) == ["valt in de vakantie (noord)"]


def test_times_come_from_the_template():
    step = Stap("werkconferentie", "Werkconferentie", 0, 435, begin=time(9))

    assert agenda.propose(date(2027, 1, 7), [step], Kalender("noord"))[0].eind == time(16, 15)


def test_nothing_asked_is_nothing_proposed():
    assert agenda.propose(date(2027, 1, 7), [], Kalender("noord")) == []


@pytest.mark.parametrize(
    ("begin", "minutes", "end"),
    [(time(13, 30), 180, time(16, 30)), (time(22), 180, time(23, 59)), (time(9), 435, time(16, 15))],
)
def test_a_meeting_never_ends_past_midnight(begin, minutes, end):
    assert agenda.ends_at(begin, minutes) == end


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2027, 4, 27), "valt op Koningsdag"),
        (date(2027, 3, 26), "valt op Goede Vrijdag"),
        (date(2026, 5, 5), "valt op Bevrijdingsdag"),
        (date(2027, 5, 6), "valt op Hemelvaartsdag"),
        (date(2027, 2, 24), "valt in de voorjaarsvakantie (noord)"),
        (date(2027, 3, 13), "valt in het weekend"),
    ],
)
def test_each_objection_has_its_own_words(day, sentence):
    assert agenda.conflicts(day, Kalender("noord", [VOORJAAR])) == [sentence]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2027, 1, 19), ["ligt minder dan een week na bijeenkomst 2"]),
        (date(2027, 1, 14), ["valt op dezelfde dag als bijeenkomst 2"]),
        (date(2027, 1, 13), ["ligt vóór bijeenkomst 2"]),
        (date(2027, 2, 2), ["ligt minder dan een week voor bijeenkomst 4"]),
        (date(2027, 2, 5), ["ligt ná bijeenkomst 4"]),
        (date(2027, 1, 21), []),
    ],
)
def test_order_and_distance_to_the_neighbours(day, expected):
    found = agenda.conflicts(
        day,
        Kalender("noord"),
        eerder=[Ander("bijeenkomst 2", date(2027, 1, 14))],
        later=[Ander("bijeenkomst 4", date(2027, 2, 4))],
    )

    assert found == expected


def test_outside_three_months_and_in_the_past():
    day = date(2027, 6, 3)

    found = agenda.conflicts(day, Kalender("noord"), start=date(2027, 1, 7), vandaag=date(2027, 6, 4))

    assert found == ["is al voorbij", "valt buiten de drie maanden"]
