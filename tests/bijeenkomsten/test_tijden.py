"""The times of a run sheet: computed, with fixed times kept and what does not fit said in words."""

from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from pilots.bijeenkomsten.draaiboek.tijden import Blokmaat, longest, minutes_of, rooster, together

BEGIN, EIND = time(9), time(16)
blokken = st.lists(
    st.builds(
        Blokmaat,
        minuten=st.integers(1, 180),
        vast_tijdstip=st.one_of(st.none(), st.times().map(lambda at: at.replace(second=0, microsecond=0))),
        parallel=st.integers(0, 2),
        is_pauze=st.booleans(),
        deel=st.sampled_from(["", "Ochtend", "Middag"]),
    ),
    max_size=20,
)


def plan(*blocks: Blokmaat, begin: time = BEGIN, eind: time = EIND):
    return rooster(blocks, begin=begin, eind=eind)


@given(blokken)
def test_every_block_stands_in_it_once_in_its_order_for_as_long_as_it_takes(blocks):
    placed = plan(*blocks).blokken
    assert [one.blok for one in placed] == blocks
    assert all(one.eind - one.begin == one.blok.minuten for one in placed)


@given(blokken)
def test_a_fixed_time_holds_and_blocks_beside_each_other_begin_together(blocks):
    for group in plan(*blocks).groepen:
        assert len({one.begin for one in group}) == 1
        fixed = [one.blok.vast_tijdstip for one in group if one.blok.vast_tijdstip is not None]
        if fixed:
            assert group[0].begin == minutes_of(fixed[0])


@given(blokken)
def test_without_fixed_times_there_are_no_holes_and_nothing_overlaps(blocks):
    loose = [Blokmaat(minuten=one.minuten, parallel=one.parallel) for one in blocks]
    result = plan(*loose)
    at = minutes_of(BEGIN)
    for group in result.groepen:
        assert group[0].begin == at
        at += longest([one.blok for one in group])
    assert (result.eind, result.knelt, result.verschil) == (at, 0, at - minutes_of(EIND))


@given(blokken)
def test_parts_together_take_as_long_as_the_whole(blocks):
    result = plan(*blocks)
    assert sum(part.minuten for part in result.delen) == result.minuten
    assert result.minuten == sum(longest(group) for group in together(blocks))
    assert all(part.pauze <= part.minuten for part in result.delen)


@given(blokken)
def test_what_is_too_long_before_fixed_times_is_found_at_a_block_in_words(blocks):
    result = plan(*blocks)
    found = [one.te_lang for one in result.blokken if one.te_lang]
    assert bool(found) == bool(result.knelt)
    assert all(one.bevinding for one in result.blokken if one.te_lang or one.ruimte)


def test_a_block_that_goes_on_into_the_lunch_is_named_with_how_much():
    result = plan(
        Blokmaat(titel="Stippen plakken", minuten=220),
        Blokmaat(titel="Lunch", minuten=200, vast_tijdstip=time(12, 30)),
    )
    before, lunch = result.blokken
    assert before.te_lang == 10
    assert before.bevinding == "Eindigt om 12.40 uur. ‘Lunch’ staat vast om 12.30 uur."
    assert lunch.begint == time(12, 30)
    assert result.uitkomst == "Er blijven 10 minuten over. Vóór een vaste tijd is het 10 minuten te lang."
    assert not result.past


def test_room_before_a_fixed_time_is_told():
    _, lunch = plan(Blokmaat(minuten=180), Blokmaat(vast_tijdstip=time(12, 30))).blokken
    assert (lunch.ruimte, lunch.bevinding) == (30, "Hiervoor blijft 30 minuten over.")


def test_of_rounds_beside_each_other_the_longest_counts():
    first, second, after = plan(
        Blokmaat(minuten=40, parallel=1), Blokmaat(minuten=45, parallel=1), Blokmaat(minuten=10)
    ).blokken
    assert (first.begint, second.begint, after.begint) == (time(9), time(9), time(9, 45))


def test_two_rounds_after_each_other_have_numbers_of_their_own():
    groups = plan(*[Blokmaat(parallel=nr) for nr in (1, 1, 2, 2, 1)]).groepen
    assert [len(group) for group in groups] == [2, 2, 1]


def test_a_round_with_two_fixed_times_says_which_one_holds():
    first, second = plan(
        Blokmaat(minuten=40, parallel=1, vast_tijdstip=time(9)),
        Blokmaat(minuten=40, parallel=1, vast_tijdstip=time(10)),
    ).blokken
    assert first.begint == second.begint == time(9)
    assert "vast om 09.00 uur" in second.bevinding


def test_how_it_ends_is_said_in_words():
    assert plan(Blokmaat(minuten=432)).uitkomst == "Het draaiboek loopt 12 minuten uit."
    assert plan(Blokmaat(minuten=421)).uitkomst == "Het draaiboek loopt 1 minuut uit."
    assert plan(Blokmaat(minuten=420)).uitkomst == "Het draaiboek past precies."
    assert plan(Blokmaat(minuten=419)).uitkomst == "Er blijft 1 minuut over."
    assert plan().uitkomst == "Er staan nog geen blokken in."


def test_a_block_past_midnight_says_that_it_is_a_day_later():
    before, party = plan(
        Blokmaat(minuten=150), Blokmaat(titel="Borrel", vast_tijdstip=time(23)), begin=time(22, 30), eind=time(23, 45)
    ).blokken
    assert before.bevinding == "Eindigt om 01.00 uur (een dag later). ‘Borrel’ staat vast om 23.00 uur."
    assert party.begint == time(23)


def test_a_part_lasts_until_another_is_named():
    morning, afternoon = plan(
        Blokmaat(minuten=30, deel="Ochtend", is_pauze=True),
        Blokmaat(minuten=60),
        Blokmaat(minuten=45, deel="Middag", is_pauze=True),
        Blokmaat(minuten=60),
    ).delen
    assert (morning.deel, morning.duur, morning.pauze) == ("Ochtend", "1 u 30", 30)
    assert (afternoon.deel, afternoon.minuten) == ("Middag", 105)
