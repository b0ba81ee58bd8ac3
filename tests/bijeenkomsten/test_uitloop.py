"""'We zijn 12 minuten later': the plan that is proposed, accepted, and followed."""

from datetime import time

import pytest
import time_machine

from datt.core.states import TransitionError
from pilots.bijeenkomsten.draaiboek.services import lopen
from pilots.bijeenkomsten.draaiboek.services.lopen import StandError
from pilots.bijeenkomsten.draaiboek.services.terugplan import undo_plan
from pilots.bijeenkomsten.draaiboek.services.uitloop import Uitloop, accept_plan, propose
from pilots.bijeenkomsten.draaiboek.services.verloop import stand_of
from tests.bijeenkomsten.lopend import at, block, day, go, now_titles
from tests.factories.accounts import UserFactory


@pytest.fixture
def by(db):
    return UserFactory(naam="Marieke Postma")


@pytest.fixture
def sheet(pilot, by):
    """It is 14.00 and the rooms just began: 40 minutes, then 20 minutes of break, the alderman at 15.20."""
    _, sheet = day(pilot)
    with time_machine.travel(at(13, 30), tick=False):
        lopen.begin_run(sheet, by=by)
    with time_machine.travel(at(14, 0), tick=False):
        go(sheet, by)
    sheet.refresh_from_db()
    return sheet


def test_twenty_minutes_fit_in_the_room_before_the_alderman(sheet):
    with time_machine.travel(at(14, 10), tick=False):
        plan = propose(sheet, Uitloop(minuten=20))

    assert plan.kan
    assert plan.zinnen == ("Er is genoeg speling. Geen blok wordt korter.",)
    assert [(one.titel, one.begint) for one in plan.regels[:2]] == [("Pauze", at(15, 0)), ("De wethouder", at(15, 20))]


def test_more_takes_it_from_the_break_when_there_is_nothing_else(sheet):
    with time_machine.travel(at(14, 10), tick=False):
        plan = propose(sheet, Uitloop(minuten=26))

    assert plan.kan
    assert plan.regels[0].minuten == 14
    assert "Ook een pauze wordt korter" in plan.zinnen[1]


def test_too_much_says_what_is_short_and_what_would_help(sheet):
    with time_machine.travel(at(14, 10), tick=False):
        plan = propose(sheet, Uitloop(minuten=33))
        [objection] = plan.bezwaren
        assert objection.zin == (
            "‘De wethouder’ staat vast om 15.20 uur."
            " Ook als alle blokken ervoor zo kort mogelijk zijn, komt u 3 minuten tekort."
        )
        assert [one.tekst for one in objection.hulp] == [
            "Sla ‘Pauze’ over. Dat scheelt minstens 10 minuten.",
            "Laat de vaste tijd van ‘De wethouder’ los. Het kan dan om 15.23 uur beginnen.",
        ]
        # each of them really helps
        assert all(propose(sheet, one.uitloop).kan for one in objection.hulp)


def test_the_end_may_become_later_when_that_is_what_it_takes(sheet):
    sheet.blokken.filter(titel="De wethouder").update(vast_tijdstip=None)
    sheet.blokken.filter(titel="Slot").update(minuten=60, min_minuten=60)
    with time_machine.travel(at(14, 10), tick=False):
        [objection] = propose(sheet, Uitloop(minuten=50)).bezwaren
        later = objection.hulp[-1]

    assert objection.zin.startswith("De bijeenkomst eindigt om 16.30 uur.")
    assert (later.tekst, later.uitloop.eind) == ("Ga door tot 17.10 uur.", time(17, 10))
    with time_machine.travel(at(14, 10), tick=False):
        assert propose(sheet, later.uitloop).kan


def test_an_accepted_plan_holds_for_what_goes_on_and_for_the_rest(sheet, by):
    with time_machine.travel(at(14, 10), tick=False):
        accept_plan(sheet, Uitloop(minuten=26), stand=sheet.stand, by=by)
        stand = stand_of(sheet)

    assert stand.nu.eindigt == at(15, 6)
    assert stand.straks_om == at(15, 6)
    assert stand.gevaar is None
    assert block(sheet, "Pauze").loop.nu_minuten == 14
    assert block(sheet, "Pauze").minuten == 20  # the run sheet itself stays what it was


def test_an_accepted_plan_leaves_out_and_lets_go_what_it_said(sheet, by):
    pauze, wethouder = block(sheet, "Pauze").pk, block(sheet, "De wethouder").pk
    with time_machine.travel(at(14, 10), tick=False):
        wish = Uitloop(minuten=50, weg=frozenset({pauze}), los=frozenset({wethouder}))
        accept_plan(sheet, wish, stand=sheet.stand, by=by)
        stand = stand_of(sheet)

    assert stand.straks.titel == "De wethouder"
    assert stand.straks_om == at(15, 30)
    assert stand.gevaar is None


def test_a_plan_that_was_shown_before_somebody_went_on_is_not_accepted(sheet, by):
    shown = sheet.stand
    with time_machine.travel(at(14, 10), tick=False):
        go(sheet, by)
        with pytest.raises(StandError):
            accept_plan(sheet, Uitloop(minuten=5), stand=shown, by=by)

    assert now_titles(sheet) == ["Pauze"]
    assert block(sheet, "Slot").minuten == 20


def test_a_plan_that_does_not_fit_is_not_accepted(sheet, by):
    with time_machine.travel(at(14, 10), tick=False), pytest.raises(TransitionError, match="past het niet meer"):
        accept_plan(sheet, Uitloop(minuten=100), stand=sheet.stand, by=by)


def test_what_comes_next_never_begins_before_now(sheet):
    with time_machine.travel(at(14, 50, 20), tick=False):
        assert propose(sheet, Uitloop(minuten=0)).begin == at(14, 51)


# ---- back to the times that were planned ------------------------------------------------------------------


def lengths(sheet):
    """How long each block takes now, as the page shows it."""
    return {one.titel: one.minuten for part in stand_of(sheet).parts for one in part.blokken}


def undo(sheet, by):
    sheet.refresh_from_db()
    undo_plan(sheet, stand=sheet.stand, by=by)


@time_machine.travel(at(14, 10), tick=False)
def test_undoing_two_new_plans_brings_back_what_was_before_the_first(sheet, by):
    lopen.give_time(sheet, blok=block(sheet, "De brief").pk, minuten=40, by=by)
    before = lengths(sheet)
    for minuten in (15, 5):
        sheet.refresh_from_db()
        accept_plan(sheet, Uitloop(minuten=minuten), stand=sheet.stand, by=by)
    assert lengths(sheet) != before

    undo(sheet, by)

    assert lengths(sheet) == before
    assert before["De brief"] == 45  # what somebody gave by hand stays


@time_machine.travel(at(14, 10), tick=False)
def test_what_the_plan_left_out_or_let_go_comes_back_and_what_somebody_skipped_does_not(sheet, by):
    lopen.skip_block(sheet, blok=block(sheet, "Slot").pk, by=by)
    pauze, wethouder = block(sheet, "Pauze").pk, block(sheet, "De wethouder").pk
    sheet.refresh_from_db()
    wish = Uitloop(minuten=50, weg=frozenset({pauze}), los=frozenset({wethouder}))
    accept_plan(sheet, wish, stand=sheet.stand, by=by)

    undo(sheet, by)

    stand = stand_of(sheet)
    assert stand.straks.titel == "Pauze"
    assert stand.parts[3].vast == at(15, 20)
    assert block(sheet, "Slot").loop.is_overgeslagen


@time_machine.travel(at(14, 10), tick=False)
def test_what_is_over_when_the_plan_is_undone_stays_as_it_was(sheet, by):
    accept_plan(sheet, Uitloop(minuten=26), stand=sheet.stand, by=by)
    go(sheet, by)

    undo(sheet, by)

    assert now_titles(sheet) == ["Pauze"]
    assert block(sheet, "Pauze").loop.nu_minuten == 20
    assert block(sheet, "De brief").loop.eindigde_op == at(14, 10)


@time_machine.travel(at(14, 10), tick=False)
def test_a_second_click_on_undo_changes_nothing(sheet, by):
    accept_plan(sheet, Uitloop(minuten=26), stand=sheet.stand, by=by)
    sheet.refresh_from_db()
    shown = sheet.stand
    undo_plan(sheet, stand=shown, by=by)
    with pytest.raises(StandError):
        undo_plan(sheet, stand=shown, by=by)
    with pytest.raises(TransitionError, match="geen nieuw plan"):
        undo(sheet, by)

    assert lengths(sheet)["Pauze"] == 20
