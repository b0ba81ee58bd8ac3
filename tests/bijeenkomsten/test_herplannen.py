"""The rest of the day fits again, or the answer says exactly why it cannot."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from pilots.bijeenkomsten.draaiboek.herplannen import Blok, Deel, divide, length_of, replan

LUNCH = 150  # minutes after the beginning


def block(nr, minuten, minstens=None, *, pauze=False):
    return Blok(
        nr=nr,
        titel=f"Blok {nr}",
        minuten=minuten,
        minstens=minuten if minstens is None else minstens,
        is_pauze=pauze,
    )


def part(*blocks, vast=None):
    """Every block in a room of its own; one block is a part for everybody."""
    return Deel(blokken=blocks, vast=vast)


# ---- what a facilitator sees ------------------------------------------------------------------------------


def test_a_delay_that_fits_in_the_slack_shortens_nothing():
    plan = replan([part(block(1, 60, 40)), part(block(2, 30), vast=LUNCH)], begin=70, eind=200)

    assert plan.kan
    assert plan.inkortingen == ()


def test_twelve_minutes_late_are_divided_in_proportion_to_what_each_can_miss():
    # 60 can miss 20, 40 can miss 10: of 12 minutes 8 and 4
    plan = replan([part(block(1, 60, 40)), part(block(2, 40, 30)), part(block(3, 30), vast=100)], begin=12, eind=130)

    assert plan.kan
    assert plan.minuten == {1: 52, 2: 36, 3: 30}
    assert plan.gewonnen == 12


def test_a_break_becomes_shorter_only_when_the_work_can_miss_no_more():
    day = [part(block(1, 60, 50)), part(block(2, 20, 10, pauze=True)), part(block(3, 60, 55))]

    assert replan(day, begin=15, eind=140).minuten == {1: 50, 2: 20, 3: 55}
    late = replan(day, begin=19, eind=140)
    assert late.minuten == {1: 50, 2: 16, 3: 55}
    assert late.pauzes_korter


def test_what_lies_after_lunch_stays_as_it_was():
    day = [part(block(1, 60, 40)), part(block(2, 30, 20, pauze=True), vast=60), part(block(3, 60, 30))]

    assert replan(day, begin=10, eind=150).minuten == {1: 50, 2: 30, 3: 60}


def test_rooms_beside_each_other_become_as_short_as_the_longest_must():
    """A room that fits already keeps its minutes."""
    day = [part(block(1, 60, 40), block(2, 45, 45)), part(block(3, 30), vast=60)]

    assert replan(day, begin=10, eind=90).minuten == {1: 50, 2: 45, 3: 30}


def test_without_room_it_says_how_many_minutes_are_short_and_what_can_be_left_out():
    day = [part(block(1, 30, 25)), part(block(2, 20, 15)), part(block(3, 45, 40)), part(block(4, 30), vast=95)]

    plan = replan(day, begin=28, eind=125)

    assert not plan.kan
    [point] = plan.knelpunten
    assert (point.titel, point.minuut, point.tekort, point.is_eind) == ("Blok 4", 95, 13, False)
    assert [one.titel for one in point.weglaten] == ["Blok 2", "Blok 1", "Blok 3"]


def test_a_fixed_time_that_has_passed_cannot_be_helped_by_leaving_something_out():
    [point] = replan([part(block(1, 30), vast=10)], begin=22, eind=300).knelpunten

    assert (point.tekort, point.weglaten) == (12, ())


def test_the_end_is_a_fixed_time_too():
    [point] = replan([part(block(1, 30, 30))], begin=5, eind=30).knelpunten

    assert (point.is_eind, point.tekort) == (True, 5)


def test_each_fixed_time_that_cannot_be_met_is_named():
    day = [part(block(1, 30)), part(block(2, 30), vast=20), part(block(3, 30), vast=40)]

    assert [one.tekort for one in replan(day, begin=0, eind=70).knelpunten] == [10, 10]


# ---- what holds for every day -------------------------------------------------------------------------------


@st.composite
def blocks(draw, nr, *, most=40):
    minuten = draw(st.integers(1, most))
    return block(nr, minuten, draw(st.integers(1, minuten)), pauze=draw(st.booleans()))


@st.composite
def days(draw, *, parts=6, rooms=3, most=40):
    """A day with rooms beside each other and fixed times in rising order, and how late it is."""
    found, nr, at = [], 0, 0
    for _ in range(draw(st.integers(1, parts))):
        beside = []
        for _ in range(draw(st.integers(1, rooms))):
            nr += 1
            beside.append(draw(blocks(nr, most=most)))
        fixed = None
        if draw(st.integers(0, 3)) == 0:
            fixed = at = at + draw(st.integers(0, 2 * most))
        found.append(Deel(blokken=tuple(beside), vast=fixed))
        at += found[-1].minuten
    return found, draw(st.integers(0, most)), at + draw(st.integers(-most, most))


@given(days())
@settings(max_examples=400)
def test_a_plan_keeps_every_fixed_time_and_every_minimum(case):
    day, begin, eind = case
    plan = replan(day, begin=begin, eind=eind)
    for one in (block for part in day for block in part.blokken):
        assert one.minstens <= plan.minuten[one.nr] <= one.minuten
    if plan.kan:
        at = begin
        for one in day:
            assert one.vast is None or at <= one.vast
            at = max(at, one.vast or at) + length_of(one, plan.minuten)
        assert at == plan.eind <= max(eind, begin)


@given(days())
def test_it_takes_no_more_than_it_must(case):
    """Between two fixed times no minute is taken that need not be: what was shortened ends exactly on time."""
    day, begin, eind = case
    plan = replan(day, begin=begin, eind=eind)
    at, shortened = begin, False
    for one, following in zip(day, [*day[1:], None], strict=True):
        at = max(at, one.vast) if one.vast is not None else at
        at += length_of(one, plan.minuten)
        shortened |= length_of(one, plan.minuten) < one.minuten
        limit = eind if following is None else following.vast
        if limit is not None:
            assert plan.knelpunten or not shortened or at == limit
            shortened = False


@given(days())
def test_what_is_already_on_time_changes_nothing(case):
    day, begin, eind = case
    once = replan(day, begin=begin, eind=eind)
    again = [
        Deel(blokken=tuple(_as(one, once.minuten[one.nr]) for one in part.blokken), vast=part.vast) for part in day
    ]

    assert replan(again, begin=begin, eind=eind).minuten == once.minuten


def _as(one, minuten):
    return Blok(nr=one.nr, titel=one.titel, minuten=minuten, minstens=one.minstens, is_pauze=one.is_pauze)


def _fits(day, begin, eind, lengths):
    at = begin
    for part in day:
        if part.vast is not None:
            if at > part.vast:
                return False
            at = part.vast
        at += length_of(part, lengths)
    return at <= eind


@given(days(parts=3, rooms=2, most=4))
@settings(max_examples=300)
def test_what_cannot_cannot_in_any_way_and_what_can_is_the_least(case):
    """Every way to choose the lengths, tried one by one."""
    day, begin, eind = case
    all_blocks = [one for part in day for one in part.blokken]
    ways = [
        dict(zip([one.nr for one in all_blocks], way, strict=True))
        for way in product(*(range(one.minstens, one.minuten + 1) for one in all_blocks))
    ]
    possible = [way for way in ways if _fits(day, begin, eind, way)]
    plan = replan(day, begin=begin, eind=eind)

    assert plan.kan == bool(possible)
    if possible:
        least = min(sum(part.minuten - length_of(part, way) for part in day) for way in possible)
        assert sum(part.minuten - length_of(part, plan.minuten) for part in day) == least


@given(days(parts=5, rooms=1))
def test_breaks_are_last(case):
    """Between two fixed times no break is shorter while work could still miss a minute."""
    day, begin, eind = case
    plan = replan(day, begin=begin, eind=eind)
    pieces, current = [], []
    for one in day:
        if one.vast is not None:
            pieces.append(current)
            current = []
        current.append(one.blokken[0])
    for piece in [*pieces, current]:
        if any(one.is_pauze and plan.minuten[one.nr] < one.minuten for one in piece):
            assert all(plan.minuten[one.nr] == one.minstens for one in piece if not one.is_pauze)


@given(st.integers(0, 200), st.lists(st.integers(0, 50), max_size=8))
def test_minutes_are_divided_whole_and_in_proportion(total, room):
    total = min(total, sum(room))
    shares = divide(total, room)

    assert sum(shares) == total
    for share, one in zip(shares, room, strict=True):
        assert 0 <= share <= one
        assert abs(share * sum(room) - total * one) < max(sum(room), 1)
