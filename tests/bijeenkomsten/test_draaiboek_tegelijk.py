"""Two people in one draaiboek at the same moment, on PostgreSQL: one step, one plan, and no text lost unseen."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from datt.accounts.models import User
from datt.core.models import Gebeurtenis
from datt.core.versions import VerouderdError
from pilots.access import Rol
from pilots.bijeenkomsten.draaiboek.models import Blokloop, Draaiboek, Draaiboekblok
from pilots.bijeenkomsten.draaiboek.services import lopen
from pilots.bijeenkomsten.draaiboek.services.blokken import add_block, change_block, remove_block, set_minutes
from pilots.bijeenkomsten.draaiboek.services.uitloop import Uitloop, accept_plan
from pilots.bijeenkomsten.draaiboek.services.volgorde import AndereVolgordeError, move_block, orde_of
from tests.bijeenkomsten.lopend import block, day, make_meeting, now_titles, numbers
from tests.factories.accounts import UserFactory
from tests.factories.traject import PilotFactory
from tests.waiting import at_once

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
# A race that goes wrong once in a while must go wrong here.
ROUNDS = range(6)


@pytest.fixture
def two() -> list[User]:
    return [UserFactory(), UserFactory()]


@pytest.fixture
def prepared():
    """A draaiboek of a meeting to come."""
    return make_meeting(PilotFactory(), ("Inloop", 30, {}), ("Welkom", 20, {}), ("Slot", 15, {}), status="gepland")[1]


@pytest.fixture
def running():
    """A draaiboek that goes on: its first block."""
    sheet = day(PilotFactory())[1]
    lopen.begin_run(sheet, by=UserFactory())
    return sheet


def sheet_of(row):
    """The draaiboek as each request reads it for itself."""
    return Draaiboek.objects.select_related("bijeenkomst__pilot__gemeente").get(pk=row.pk)


def block_of(row):
    return Draaiboekblok.objects.select_related("draaiboek__bijeenkomst__pilot__gemeente").get(pk=row.pk)


def only(answers, kind):
    """How many were told this; anything else that was raised is a fault."""
    raised = [answer for answer in answers if isinstance(answer, Exception)]
    assert all(isinstance(error, kind) for error in raised), raised
    return len(raised)


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_two_texts_for_one_block_one_is_kept_and_the_other_is_told(_round, prepared, two):
    blok = prepared.blokken.get(titel="Welkom")
    texts = ["Door de wethouder.", "Door de voedselbank."]

    answers = at_once(
        *[
            lambda text=text, by=by: change_block(block_of(blok), {"notitie": text}, versie=1, by=by)
            for text, by in zip(texts, two, strict=True)
        ]
    )

    assert only(answers, VerouderdError) == 1
    blok.refresh_from_db()
    assert blok.notitie == texts[answers.index(True)]
    assert blok.versie == 2
    assert Gebeurtenis.objects.filter(wat="draaiboek.blok.gewijzigd").count() == 1


@pytest.mark.parametrize("_round", ROUNDS)
def test_who_comes_second_sees_both_texts_and_saves_nothing_unseen(_round, client_as, pilot):
    meeting, sheet = make_meeting(pilot, ("Welkom", 20, {}), status="gepland")
    blok = sheet.blokken.get()
    address = reverse("draaiboek:blok_edit", args=[pilot.pk, meeting.pk, blok.pk])
    clients = [client_as(Rol.FACILITATOR), client_as(Rol.FACILITATOR)]
    typed = [
        {"titel": "Welkom", "minuten": "20", "min_minuten": "10", "notitie": text, "versie": "1"}
        for text in ("De wethouder opent.", "De voedselbank opent.")
    ]

    answers = at_once(
        *[lambda one=one, data=data: one.post(address, data) for one, data in zip(clients, typed, strict=True)]
    )

    assert sorted(answer.status_code for answer in answers) == [HTTPStatus.FOUND, HTTPStatus.CONFLICT]
    late = next(answer for answer in answers if answer.status_code == HTTPStatus.CONFLICT)
    assert all(data["notitie"] in late.text for data in typed)
    # Who saves that page has seen both; then it counts.
    mine = typed[answers.index(late)]
    assert clients[answers.index(late)].post(address, mine | {"versie": "2"}).status_code == HTTPStatus.FOUND
    blok.refresh_from_db()
    assert blok.notitie == mine["notitie"]


@pytest.mark.parametrize("_round", ROUNDS)
def test_another_part_of_the_same_block_is_not_overwritten_either(_round, prepared, two):
    blok = prepared.blokken.get(titel="Welkom")

    answers = at_once(
        lambda: change_block(block_of(blok), {"notitie": "Zet de stoelen klaar."}, versie=1, by=two[0]),
        lambda: set_minutes(block_of(blok), 45, versie=1, by=two[1]),
    )

    assert only(answers, VerouderdError) == 1
    blok.refresh_from_db()
    assert (blok.notitie, blok.minuten) in [("Zet de stoelen klaar.", 20), ("", 45)]


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_text_for_a_block_that_is_just_taken_out_is_kept_or_told(_round, prepared, two):
    blok = prepared.blokken.get(titel="Welkom")

    changed, removed = at_once(
        lambda: change_block(block_of(blok), {"notitie": "Niet vergeten."}, versie=1, by=two[0]),
        lambda: remove_block(block_of(blok), by=two[1]),
    )

    assert removed is True
    blok.refresh_from_db()
    assert blok.weg_op is not None
    assert (blok.notitie == "Niet vergeten.") == (only([changed], VerouderdError) == 0)


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_new_blocks_and_a_move_leave_one_order(_round, prepared, two):
    first, last = prepared.blokken.order_by("volgorde").first(), prepared.blokken.order_by("volgorde").last()
    orde = orde_of(list(prepared.blokken.all()))

    answers = at_once(
        lambda: add_block(sheet_of(prepared), {"titel": "Koffie", "minuten": 10, "min_minuten": 5}, by=two[0]),
        lambda: add_block(sheet_of(prepared), {"titel": "Thee", "minuten": 10, "min_minuten": 5}, by=two[1], na=first),
        lambda: move_block(block_of(last), "eerder", orde=orde, by=two[0]),
    )

    only(answers, AndereVolgordeError)
    places = list(prepared.blokken.order_by("volgorde").values_list("volgorde", flat=True))
    assert places == [1, 2, 3, 4, 5]
    assert set(prepared.blokken.values_list("titel", flat=True)) == {"Inloop", "Welkom", "Slot", "Koffie", "Thee"}


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_who_press_next_at_once_go_one_step(_round, running, two):
    step = numbers(running)

    answers = at_once(*[lambda by=by: lopen.go_on(sheet_of(running), **step, by=by) for by in two])

    assert only(answers, lopen.StandError) == 1
    assert sorted(now_titles(running)) == ["De balie", "De brief"]
    assert Gebeurtenis.objects.filter(wat="draaiboek.loop.verder").count() == 1


@pytest.mark.parametrize("_round", ROUNDS)
def test_on_their_pages_both_see_the_same_next_block_and_no_fault(_round, client_as, pilot):
    meeting, sheet = day(pilot)
    clients = [client_as(Rol.FACILITATOR), client_as(Rol.FACILITATOR)]
    begin, following = (reverse(f"draaiboek:loop_{name}", args=[pilot.pk, meeting.pk]) for name in ("begin", "next"))
    at_once(*[lambda one=one: one.post(begin).status_code for one in clients])
    assert now_titles(sheet) == ["Welkom"]
    assert Gebeurtenis.objects.filter(wat="draaiboek.loop.begonnen").count() == 1
    step = numbers(sheet)

    answers = at_once(*[lambda one=one: one.post(following, step).status_code for one in clients])

    assert HTTPStatus.CONFLICT in answers
    assert set(answers) <= {HTTPStatus.FOUND, HTTPStatus.CONFLICT}
    assert sorted(now_titles(sheet)) == ["De balie", "De brief"]


@pytest.mark.parametrize("_round", ROUNDS)
def test_next_and_five_minutes_more_at_once_are_both_kept_or_told(_round, running, two):
    welkom = block(running, "Welkom")

    gone_on, longer = at_once(
        lambda: lopen.go_on(sheet_of(running), **numbers(running), by=two[0]),
        lambda: lopen.give_time(sheet_of(running), blok=welkom.pk, minuten=welkom.loop.nu_minuten, by=two[1]),
    )

    assert gone_on is None
    given = block(running, "Welkom").loop.nu_minuten > welkom.loop.nu_minuten
    assert given == (only([longer], lopen.StandError) == 0)


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_new_plans_at_once_make_one_plan(_round, running, two, monkeypatch):
    stand = sheet_of(running).stand
    before = dict(Blokloop.objects.values_list("blok__titel", "nu_minuten"))

    answers = at_once(
        *[
            lambda by=by, late=late: accept_plan(sheet_of(running), Uitloop(minuten=late), stand=stand, by=by)
            for by, late in zip(two, (5, 8), strict=True)
        ]
    )

    assert only(answers, lopen.StandError) == 1
    kept = next(answer for answer in answers if not isinstance(answer, Exception))
    after = dict(Blokloop.objects.filter(begon_op__isnull=True).values_list("blok", "nu_minuten"))
    assert after == kept.voorstel.minuten
    assert before.keys() == {"Welkom"}
    said = Gebeurtenis.objects.get(wat="draaiboek.loop.herpland")
    assert f"{kept.uitloop.minuten} minuten later" in said.zin


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_new_plan_and_a_step_at_once_never_mix(_round, running, two):
    stand, step = sheet_of(running).stand, numbers(running)

    planned, stepped = at_once(
        lambda: accept_plan(sheet_of(running), Uitloop(minuten=5), stand=stand, by=two[0]),
        lambda: lopen.go_on(sheet_of(running), **step, by=two[1]),
    )

    assert stepped is None
    assert sorted(now_titles(running)) == ["De balie", "De brief"]
    only([planned], lopen.StandError)
