"""Running a meeting: every step once, whoever takes it, and what really happened is kept."""

from datetime import date, timedelta

import pytest
import time_machine

from datt.core.states import TransitionError
from pilots.bijeenkomsten.draaiboek.models import Blokloop
from pilots.bijeenkomsten.draaiboek.services import lopen
from pilots.bijeenkomsten.draaiboek.services.blokken import add_block, remove_block, restore_block
from pilots.bijeenkomsten.draaiboek.services.lopen import StandError
from pilots.bijeenkomsten.draaiboek.services.nubeeld import beeld_of
from pilots.bijeenkomsten.draaiboek.services.verloop import stand_of
from pilots.traject.services.verloop import begin_bijeenkomst, close_bijeenkomst
from tests.bijeenkomsten.lopend import DAG, at, block, day, go, make_meeting, now_titles, numbers
from tests.factories.accounts import UserFactory


@pytest.fixture
def by(db):
    return UserFactory(naam="Marieke Postma")


def test_the_run_begins_with_the_meeting(pilot, by):
    meeting, sheet = day(pilot, status="gepland")
    pilot.begin(by=by)
    with time_machine.travel(at(13, 31), tick=False):
        begin_bijeenkomst(meeting, by=by)

    assert now_titles(sheet) == ["Welkom"]
    assert block(sheet, "Welkom").loop.begon_op == at(13, 31)


def test_a_meeting_without_blocks_begins_too(pilot, by):
    meeting, _ = make_meeting(pilot, status="gepland")
    pilot.begin(by=by)
    with time_machine.travel(at(13, 31)):
        begin_bijeenkomst(meeting, by=by)

    assert meeting.status == "bezig"


def test_who_opens_the_doors_early_lets_the_first_block_last_until_its_own_end(pilot, by):
    _, sheet = day(pilot)
    with time_machine.travel(at(13, 10), tick=False):
        lopen.begin_run(sheet, by=by)

    assert block(sheet, "Welkom").loop.nu_minuten == 50
    assert block(sheet, "Welkom").loop.gepland_minuten == 30


def test_the_next_step_ends_one_block_and_begins_the_rooms_beside_each_other(pilot, by):
    _, sheet = day(pilot)
    with time_machine.travel(at(13, 30), tick=False):
        lopen.begin_run(sheet, by=by)
    with time_machine.travel(at(14, 3), tick=False):
        go(sheet, by)

    assert block(sheet, "Welkom").loop.eindigde_op == at(14, 3)
    assert now_titles(sheet) == ["De brief", "De balie"]


def test_two_who_go_on_at_once_make_one_step(pilot, by):
    _, sheet = day(pilot)
    lopen.begin_run(sheet, by=by)
    shown = numbers(sheet)
    lopen.go_on(sheet, **shown, by=by)

    with pytest.raises(StandError, match="Hier ziet u waar het nu staat"):
        lopen.go_on(sheet, **shown, by=UserFactory())
    assert now_titles(sheet) == ["De brief", "De balie"]


def test_a_room_is_done_by_itself_and_a_second_time_changes_nothing(pilot, by):
    _, sheet = day(pilot)
    lopen.begin_run(sheet, by=by)
    go(sheet, by)
    shown, kelder = numbers(sheet), block(sheet, "De balie").pk
    lopen.finish_room(sheet, blok=kelder, by=None, wie="de begeleider van Kelder (link)")
    ended = block(sheet, "De balie").loop.eindigde_op
    lopen.finish_room(sheet, blok=kelder, by=None)

    assert now_titles(sheet) == ["De brief"]
    assert block(sheet, "De balie").loop.eindigde_op == ended
    lopen.go_on(sheet, **shown, by=by)  # what a room did does not spoil the step of the facilitator
    assert now_titles(sheet) == ["Pauze"]


def test_when_all_rooms_are_done_the_page_waits_for_the_facilitator(pilot, by):
    _, sheet = day(pilot)
    lopen.begin_run(sheet, by=by)
    go(sheet, by)
    for titel in ("De brief", "De balie"):
        lopen.finish_room(sheet, blok=block(sheet, titel).pk, by=None)
    assert stand_of(sheet).wacht
    go(sheet, by)

    assert now_titles(sheet) == ["Pauze"]


def test_a_block_for_everybody_is_not_ended_by_a_room(pilot, by):
    _, sheet = day(pilot)
    lopen.begin_run(sheet, by=by)

    with pytest.raises(StandError):
        lopen.finish_room(sheet, blok=block(sheet, "Welkom").pk, by=None)


def test_five_minutes_more_count_from_now_when_the_time_is_over(pilot, by):
    _, sheet = day(pilot)
    with time_machine.travel(at(13, 30), tick=False):
        lopen.begin_run(sheet, by=by)
    welkom = block(sheet, "Welkom").pk
    with time_machine.travel(at(13, 40), tick=False):
        lopen.give_time(sheet, blok=welkom, minuten=30, by=by)
        with pytest.raises(StandError):  # the second click
            lopen.give_time(sheet, blok=welkom, minuten=30, by=by)
    assert block(sheet, "Welkom").loop.nu_minuten == 35
    with time_machine.travel(at(14, 13), tick=False):
        lopen.give_time(sheet, blok=welkom, minuten=35, by=by)

    assert block(sheet, "Welkom").loop.nu_minuten == 48


def test_a_skipped_block_is_passed_over_and_can_come_back(pilot, by):
    _, sheet = day(pilot)
    lopen.begin_run(sheet, by=by)
    pauze = block(sheet, "Pauze").pk
    go(sheet, by)
    lopen.skip_block(sheet, blok=pauze, by=by)
    assert stand_of(sheet).straks.titel == "De wethouder"

    sheet.refresh_from_db()
    lopen.step_back(sheet, stand=sheet.stand, by=by)
    assert stand_of(sheet).straks.titel == "Pauze"


def test_what_has_begun_is_not_skipped(pilot, by):
    _, sheet = day(pilot)
    lopen.begin_run(sheet, by=by)

    with pytest.raises(StandError):
        lopen.skip_block(sheet, blok=block(sheet, "Welkom").pk, by=by)


def test_a_step_back_undoes_the_last_step_and_not_the_one_before(pilot, by):
    _, sheet = day(pilot)
    lopen.begin_run(sheet, by=by)
    go(sheet, by)
    go(sheet, by)
    assert now_titles(sheet) == ["Pauze"]
    sheet.refresh_from_db()
    lopen.step_back(sheet, stand=sheet.stand, by=by)

    assert now_titles(sheet) == ["De brief", "De balie"]
    assert not Blokloop.objects.filter(blok__titel="Pauze", begon_op__isnull=False).exists()
    with pytest.raises(StandError):
        lopen.step_back(sheet, stand=sheet.stand, by=by)


def test_steps_in_the_same_instant_are_undone_one_by_one(pilot, by):
    _, sheet = day(pilot)
    with time_machine.travel(at(13, 30), tick=False):
        lopen.begin_run(sheet, by=by)
        go(sheet, by)
        go(sheet, by)
        sheet.refresh_from_db()
        lopen.step_back(sheet, stand=sheet.stand, by=by)

    assert now_titles(sheet) == ["De brief", "De balie"]


def test_before_the_beginning_there_is_nothing(pilot, by):
    _, sheet = day(pilot)
    lopen.begin_run(sheet, by=by)
    sheet.refresh_from_db()

    with pytest.raises(TransitionError, match="Verder terug kan niet"):
        lopen.step_back(sheet, stand=sheet.stand, by=by)


def test_after_the_last_block_nothing_is_left(pilot, by):
    _, sheet = day(pilot)
    lopen.begin_run(sheet, by=by)
    for _ in range(5):
        go(sheet, by)

    assert stand_of(sheet).is_klaar
    with pytest.raises(StandError):
        go(sheet, by)


@pytest.mark.parametrize("status", ["gepland", "uitgenodigd", "gehouden", "geannuleerd"])
def test_a_meeting_that_does_not_go_on_takes_no_step(pilot, by, status):
    _, sheet = day(pilot, status=status)

    with pytest.raises(TransitionError, match="alleen"):
        lopen.begin_run(sheet, by=by)
    sheet.refresh_from_db()
    assert sheet.stand == 1


def test_closing_the_meeting_ends_the_block_that_goes_on(pilot, by):
    meeting, sheet = day(pilot, status="gepland")
    pilot.begin(by=by)
    with time_machine.travel(at(13, 30), tick=False):
        begin_bijeenkomst(meeting, by=by)
    with time_machine.travel(at(14, 5), tick=False):
        close_bijeenkomst(meeting, by=by)

    assert block(sheet, "Welkom").loop.eindigde_op == at(14, 5)


def test_closing_it_the_next_day_does_not_make_a_block_of_a_night(pilot, by):
    meeting, sheet = day(pilot, status="gepland")
    pilot.begin(by=by)
    with time_machine.travel(at(13, 30), tick=False):
        begin_bijeenkomst(meeting, by=by)
    with time_machine.travel(at(9, 0, day=DAG + timedelta(days=1)), tick=False):
        close_bijeenkomst(meeting, by=by)

    assert block(sheet, "Welkom").loop.minutes(at(9)) == 30


def test_ahead_or_behind_is_said_against_the_paper(pilot, by):
    _, sheet = day(pilot)
    with time_machine.travel(at(13, 35), tick=False):
        lopen.begin_run(sheet, by=by)
        beeld = beeld_of(sheet)
    assert (beeld.op_schema, beeld.nog) == ("U loopt 5 minuten achter op het draaiboek.", "nog 30 minuten")
    with time_machine.travel(at(14, 20), tick=False):
        late = beeld_of(sheet)

    assert (late.nog, late.op_schema) == ("15 minuten over tijd", "U loopt 20 minuten achter op het draaiboek.")
    assert late.gevaar == ""  # 14.20 + 40 + 20 is exactly the alderman at 15.20
    with time_machine.travel(at(14, 28), tick=False):
        assert beeld_of(sheet).gevaar == "‘De wethouder’ staat vast om 15.20 uur. Zo begint u 8 minuten te laat."


@pytest.mark.parametrize(("night", "real"), [(date(2027, 3, 28), 60), (date(2027, 10, 31), 180)])
def test_the_night_on_which_the_clock_changes_adds_no_hour(pilot, by, night, real):
    """From 1.30 to 3.30 on the clock takes one hour in spring and three in autumn."""
    meeting, sheet = make_meeting(pilot, ("Nachtdienst", 30, {}), day=night)
    type(meeting).objects.filter(pk=meeting.pk).update(begin="01:30", eind="03:30")
    sheet.bijeenkomst.refresh_from_db()
    with time_machine.travel(at(1, 30, day=night), tick=False):
        lopen.begin_run(sheet, by=by)
        stand = stand_of(sheet)

    assert (stand.verschil, stand.gevaar) == (0, None)
    with time_machine.travel(
        at(1, 30, day=night).astimezone(stand.eind.tzinfo) + timedelta(minutes=real + 7), tick=False
    ):
        assert stand_of(sheet).gevaar.minuten == 7


def test_a_block_that_is_changed_while_the_day_goes_on_follows_the_change(pilot, by):
    _, sheet = day(pilot)
    lopen.begin_run(sheet, by=by)
    sheet.blokken.filter(titel="Slot").update(minuten=45)

    assert stand_of(sheet).parts[-1].blokken[0].minuten == 45


def test_a_block_that_is_put_in_while_the_day_goes_on_runs_along(pilot, by):
    _, sheet = day(pilot)
    lopen.begin_run(sheet, by=by)
    added = add_block(sheet, {"titel": "Stilte", "minuten": 12, "min_minuten": 5}, by=by, na=block(sheet, "Welkom"))

    assert (added.loop.gepland_minuten, added.loop.nu_minuten, added.loop.begon_op) == (12, 12, None)
    go(sheet, by)
    assert now_titles(sheet) == ["Stilte"]
    remove_block(added, by=by)
    restore_block(added, by=by)
    assert now_titles(sheet) == ["Stilte"]


def test_a_block_that_is_put_in_before_the_day_has_not_run(pilot, by):
    _, sheet = day(pilot, status="gepland")
    added = add_block(sheet, {"titel": "Stilte", "minuten": 12, "min_minuten": 5}, by=by)

    assert not Blokloop.objects.filter(blok=added).exists()


def test_a_block_put_in_before_what_goes_on_is_history(pilot, by):
    _, sheet = day(pilot)
    lopen.begin_run(sheet, by=by)
    go(sheet, by)
    sheet.blokken.filter(titel="Slot").update(volgorde=1)
    sheet.blokken.filter(titel="Welkom").update(volgorde=0)

    assert [part.titel for part in (stand_of(sheet).straks,)] == ["Pauze"]
