"""The page of who leads a running meeting: looking, every button, and what it says when a step is refused."""

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.bijeenkomsten.draaiboek.models import Zaalmelding
from pilots.bijeenkomsten.draaiboek.services import lopen
from tests.bijeenkomsten.lopend import at, block, day, go, make_meeting, now_titles, numbers
from tests.factories.accounts import UserFactory

HTMX = {"HX-Request": "true"}
STEPS = (
    "loop_begin", "loop_next", "loop_room", "loop_longer", "loop_skip", "loop_back", "loop_message", "loop_accept",
    "loop_unplan",
)  # fmt: skip


def address(name, meeting, *more):
    return reverse(f"draaiboek:{name}", args=[meeting.pilot_id, meeting.pk, *more])


@pytest.fixture
def running(pilot):
    """It is 13.40 and the welcome goes on since 13.30."""
    meeting, sheet = day(pilot)
    with time_machine.travel(at(13, 30), tick=False):
        lopen.begin_run(sheet, by=UserFactory())
    with time_machine.travel(at(13, 40), tick=False):
        yield meeting, sheet


def test_the_page_says_what_is_now_what_is_next_and_how_it_goes(running, client_as):
    meeting, _ = running
    page = client_as(Rol.FACILITATOR).get(address("loop_nu", meeting)).text

    assert "nog 20 minuten" in page
    assert "tot 14.00 uur" in page
    assert "Volgende: 2 ruimtes tegelijk" in page
    assert "U loopt op schema." in page
    assert "Kelder: De balie" in page


def test_the_button_goes_on(running, client_as):
    meeting, sheet = running
    answer = client_as(Rol.FACILITATOR).post(address("loop_next", meeting), numbers(sheet))

    assert answer.headers["Location"] == address("loop_nu", meeting)
    assert now_titles(sheet) == ["De brief", "De balie"]


def test_a_second_click_shows_where_it_stands(running, client_as):
    meeting, sheet = running
    client, shown = client_as(Rol.FACILITATOR), numbers(sheet)
    client.post(address("loop_next", meeting), shown)
    answer = client.post(address("loop_next", meeting), shown, headers=HTMX)

    assert answer.status_code == 409
    assert "Iemand anders deed net al een stap" in answer.text
    assert "2 ruimtes tegelijk" in answer.text
    assert "<html" not in answer.text
    assert now_titles(sheet) == ["De brief", "De balie"]


def test_a_room_is_done_gets_more_time_and_a_block_is_left_out(running, client_as):
    meeting, sheet = running
    client = client_as(Rol.FACILITATOR)
    client.post(address("loop_next", meeting), numbers(sheet))
    client.post(address("loop_room", meeting), {"blok": block(sheet, "De balie").pk})
    client.post(address("loop_longer", meeting), {"blok": block(sheet, "De brief").pk, "minuten": 40})
    client.post(address("loop_skip", meeting), {"blok": block(sheet, "Pauze").pk})

    assert now_titles(sheet) == ["De brief"]
    assert block(sheet, "De brief").loop.nu_minuten == 45
    assert block(sheet, "Pauze").loop.is_overgeslagen


def test_a_step_back(running, client_as):
    meeting, sheet = running
    client = client_as(Rol.FACILITATOR)
    client.post(address("loop_next", meeting), numbers(sheet))
    sheet.refresh_from_db()
    client.post(address("loop_back", meeting), {"stand": sheet.stand})

    assert now_titles(sheet) == ["Welkom"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    ("rol", "status"), [(Rol.AMBTENAAR, 403), (Rol.KETENPARTNER, 403), (Rol.BESTUURDER, 403), (None, 404)]
)
def test_only_who_leads_the_pilot_takes_a_step(step, rol, status, running, client_as):
    meeting, sheet = running
    answer = client_as(rol).post(address(step, meeting), {**numbers(sheet), "minuten": 5, "stand": 2})

    assert answer.status_code == status
    assert now_titles(sheet) == ["Welkom"]


@pytest.mark.parametrize("step", [step for step in STEPS if step != "loop_message"])
@pytest.mark.parametrize("sent", [{}, {"blok": "x", "van": "-1", "naar": "x" * 99, "stand": "", "minuten": "5"}])
def test_a_step_without_sense_changes_nothing(step, sent, running, client_as):
    meeting, sheet = running
    answer = client_as(Rol.FACILITATOR).post(address(step, meeting), sent)

    assert answer.status_code in {302, 409, 422}
    assert now_titles(sheet) == ["Welkom"]


@pytest.mark.parametrize("status", ["gepland", "gehouden", "geannuleerd"])
@pytest.mark.parametrize("step", [step for step in STEPS if step != "loop_message"])
def test_a_meeting_that_does_not_go_on_refuses_every_step(step, status, pilot, client_as):
    meeting, _ = day(pilot, status=status)
    answer = client_as(Rol.FACILITATOR).post(address(step, meeting), {"van": 0, "naar": 0, "stand": 1, "minuten": 5})

    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("gepland", "Beginnen kan vanaf"),
        ("bezig", "Begin met het eerste blok"),
        ("gehouden", "Bekijk gepland en echt"),
        ("geannuleerd", "gaat niet door"),
    ],
)
def test_a_meeting_that_does_not_run_says_what_to_do(status, words, pilot, client_as):
    meeting, _ = day(pilot, status=status)
    with time_machine.travel(at(9, 0, day=meeting.datum.replace(day=20))):
        assert words in client_as(Rol.FACILITATOR).get(address("loop_nu", meeting)).text


def test_a_run_sheet_without_blocks_teaches(pilot, client_as):
    meeting, _ = make_meeting(pilot)

    assert "nog geen blokken" in client_as(Rol.FACILITATOR).get(address("loop_nu", meeting)).text


def test_a_sentence_for_everybody_is_shown_and_taken_away(running, client_as):
    meeting, _ = running
    client = client_as(Rol.FACILITATOR)
    client.post(address("loop_message", meeting), {"tekst": "Terug om 14.30 uur"})
    assert Zaalmelding.objects.get().tekst == "Terug om 14.30 uur"
    client.post(address("loop_message", meeting), {"tekst": ""})

    assert not Zaalmelding.objects.exists()


@pytest.mark.parametrize("tekst", ["x" * 81, "Bel 123456782"])
def test_a_sentence_that_may_not_stand_there_stays_in_the_form(tekst, running, client_as):
    meeting, _ = running
    answer = client_as(Rol.FACILITATOR).post(address("loop_message", meeting), {"tekst": tekst})

    assert answer.status_code == 422
    assert tekst in answer.text
    assert not Zaalmelding.objects.exists()


def test_we_are_late_asks_proposes_and_is_accepted(running, client_as):
    meeting, sheet = running
    client = client_as(Rol.FACILITATOR)
    page = client.get(address("loop_replan", meeting), {"minuten": 23})
    assert "Zo past het" in page.text
    assert "3 korter" in page.text
    sheet.refresh_from_db()
    answer = client.post(address("loop_accept", meeting), {"minuten": 23, "stand": sheet.stand})

    assert answer.status_code == 302
    assert block(sheet, "Welkom").loop.nu_minuten == 53
    assert (block(sheet, "De brief").loop.nu_minuten, block(sheet, "Pauze").loop.nu_minuten) == (37, 20)


def test_a_plan_that_cannot_be_says_why_and_offers_what_helps(running, client_as):
    meeting, _ = running
    client = client_as(Rol.FACILITATOR)
    page = client.get(address("loop_replan", meeting), {"minuten": 60}).text
    assert "Zo past het niet" in page
    assert "komt u 20 minuten tekort" in page

    assert "Laat de vaste tijd van ‘De wethouder’ los" in page


@pytest.mark.parametrize("minuten", ["", "veel", "-3", "999"])
def test_a_wrong_number_of_minutes_is_said_at_the_field(minuten, running, client_as):
    meeting, _ = running
    answer = client_as(Rol.FACILITATOR).get(address("loop_replan", meeting), {"minuten": minuten})

    assert answer.status_code == 422
    assert f'value="{minuten}"' in answer.text or not minuten


def test_a_plan_that_somebody_overtook_is_shown_again(running, client_as):
    meeting, sheet = running
    sheet.refresh_from_db()
    old = sheet.stand
    go(sheet, UserFactory())
    answer = client_as(Rol.FACILITATOR).post(address("loop_accept", meeting), {"minuten": 5, "stand": old})

    assert answer.status_code == 409
    assert "Zo past het" in answer.text


def test_a_new_plan_is_undone_with_one_button(running, client_as):
    meeting, sheet = running
    client = client_as(Rol.FACILITATOR)
    assert "Terug naar de geplande tijden" not in client.get(address("loop_nu", meeting)).text
    sheet.refresh_from_db()
    client.post(address("loop_accept", meeting), {"minuten": 23, "stand": sheet.stand})
    sheet.refresh_from_db()
    assert "Terug naar de geplande tijden" in client.get(address("loop_nu", meeting)).text

    answer = client.post(address("loop_unplan", meeting), {"stand": sheet.stand})

    assert answer.headers["Location"] == address("loop_nu", meeting)
    assert [block(sheet, titel).loop.nu_minuten for titel in ("Welkom", "De brief", "Pauze")] == [30, 40, 20]
    assert "Terug naar de geplande tijden" not in client.get(address("loop_nu", meeting)).text
    line = Gebeurtenis.objects.about(sheet).first()
    assert line.zin == "ging terug naar de geplande tijden"


def test_without_a_new_plan_there_is_nothing_to_undo(running, client_as):
    meeting, sheet = running
    sheet.refresh_from_db()
    answer = client_as(Rol.FACILITATOR).post(address("loop_unplan", meeting), {"stand": sheet.stand})

    assert answer.status_code == 409
    assert "Er geldt geen nieuw plan." in answer.text


@pytest.mark.parametrize("rooms", [1, 6])
def test_the_page_takes_as_many_queries_for_one_room_as_for_six(rooms, pilot, client_as, django_assert_num_queries):
    blocks = [(f"Workshop {nr}", 40, {"parallel": 1, "ruimte": f"Zaal {nr}"}) for nr in range(rooms)]
    meeting, sheet = make_meeting(pilot, *blocks, *[(f"Later {nr}", 10, {}) for nr in range(rooms)])
    lopen.begin_run(sheet, by=UserFactory())
    client = client_as(Rol.FACILITATOR)
    cache.clear()
    client.get(address("loop_nu", meeting))
    with django_assert_num_queries(11):
        client.get(address("loop_nu", meeting))
