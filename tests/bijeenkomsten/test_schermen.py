"""Who follows without an account: links that are made and taken back, and a change that is seen within two seconds."""

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from pilots.access import Rol
from pilots.bijeenkomsten.draaiboek.models import Draaiboek, Schermlink
from pilots.bijeenkomsten.draaiboek.services import lopen
from pilots.bijeenkomsten.draaiboek.services.schermen import make_links, revoke_link, token_of
from pilots.bijeenkomsten.draaiboek.services.stand import SECONDS, key_of, version_for, version_of
from tests.bijeenkomsten.lopend import at, block, day, go, now_titles
from tests.factories.accounts import UserFactory
from tests.factories.bijeenkomsten import SchermlinkFactory, UitnodigingFactory, open_as_guest
from tests.factories.traject import PilotFactory


@pytest.fixture
def running(pilot):
    meeting, sheet = day(pilot)
    with time_machine.travel(at(13, 30), tick=False):
        lopen.begin_run(sheet, by=UserFactory())
    with time_machine.travel(at(13, 40), tick=False):
        yield meeting, sheet


@pytest.fixture
def kelder(running):
    return SchermlinkFactory(draaiboek=running[1], kelder=True)


def enter(link):
    """A phone that opened the link."""
    client = Client()
    client.get(reverse("draaiboek:scherm_open", args=[token_of(link)]))
    return client


def page_of(link):
    return reverse("draaiboek:scherm_page", args=[link.pk])


# ---- links ----------------------------------------------------------------------------------------------------


def test_a_link_becomes_a_clean_address_that_tells_nobody_where_it_came_from(kelder):
    client = Client()
    answer = client.get(reverse("draaiboek:scherm_open", args=[token_of(kelder)]))

    assert (answer.status_code, answer.headers["Location"]) == (303, page_of(kelder))
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert token_of(kelder) not in client.get(page_of(kelder)).text


def test_a_wrong_token_says_whom_to_ask(kelder):
    answer = Client().get(reverse("draaiboek:scherm_open", args=["x" * 43]))

    assert answer.status_code == 404
    assert "Vraag de facilitator om een nieuwe link" in answer.text


def test_guessing_is_limited_and_a_right_link_works_on(kelder):
    for _ in range(201):
        answer = Client().get(reverse("draaiboek:scherm_open", args=["y" * 43]))

    assert answer.status_code == 429
    assert enter(kelder).get(page_of(kelder)).status_code == 200


def test_the_number_of_a_link_opens_nothing(kelder):
    other = SchermlinkFactory(draaiboek=kelder.draaiboek)

    assert Client().get(page_of(kelder)).status_code == 404
    assert enter(other).get(page_of(kelder)).status_code == 404


def test_a_link_that_was_taken_back_is_worthless_at_once(kelder):
    client = enter(kelder)
    revoke_link(kelder, by=UserFactory())

    assert client.get(page_of(kelder)).status_code == 404
    assert client.post(reverse("draaiboek:scherm_done", args=[kelder.pk])).status_code == 404
    assert Client().get(reverse("draaiboek:scherm_open", args=[token_of(kelder)])).status_code == 404


@pytest.mark.parametrize(("datum", "status"), [("2027-01-26", "bezig"), ("2027-01-28", "geannuleerd")])
def test_a_link_stops_after_the_day_and_with_a_cancelled_meeting(datum, status, kelder):
    meeting = kelder.draaiboek.bijeenkomst
    type(meeting).objects.filter(pk=meeting.pk).update(datum=datum, status=status)

    assert Client().get(reverse("draaiboek:scherm_open", args=[token_of(kelder)])).status_code == 404


def test_a_facilitator_makes_and_takes_back(running, client_as):
    meeting, sheet = running
    client = client_as(Rol.FACILITATOR)
    args = [meeting.pilot_id, meeting.pk]
    client.post(reverse("draaiboek:scherm_make", args=args))
    client.post(reverse("draaiboek:scherm_make", args=args))  # the second click

    assert [link.ruimte for link in sheet.schermlinks.all()] == ["Kelder", "Zaal 2", ""]
    link = sheet.schermlinks.get(ruimte="Kelder")
    assert token_of(link) in client.get(reverse("draaiboek:scherm_list", args=args)).text
    client.post(reverse("draaiboek:scherm_revoke", args=[*args, link.pk]))
    client.post(reverse("draaiboek:scherm_make", args=args))

    assert [one.ingetrokken_op is None for one in sheet.schermlinks.filter(ruimte="Kelder")] == [False, True]
    assert token_of(sheet.schermlinks.valid().get(ruimte="Kelder")) != token_of(link)


def test_a_link_of_another_meeting_is_not_taken_back_from_here(running, client_as):
    meeting, _ = running
    elsewhere = SchermlinkFactory(draaiboek__bijeenkomst__pilot=PilotFactory())
    here = SchermlinkFactory(draaiboek__bijeenkomst__pilot=meeting.pilot)
    client = client_as(Rol.FACILITATOR)
    for link in (elsewhere, here):
        answer = client.post(reverse("draaiboek:scherm_revoke", args=[meeting.pilot_id, meeting.pk, link.pk]))
        assert answer.status_code == 404

    assert Schermlink.objects.filter(ingetrokken_op=None).count() == 2


def test_no_page_of_a_link_is_kept(kelder):
    assert "no-store" in enter(kelder).get(page_of(kelder)).headers["Cache-Control"]


# ---- what they show -------------------------------------------------------------------------------------------


def test_the_host_of_a_room_sees_the_own_room(running, kelder):
    _, sheet = running
    client = enter(kelder)
    assert "Welkom" in client.get(page_of(kelder)).text
    go(sheet, UserFactory())
    page = client.get(page_of(kelder)).text

    assert "De balie" in page
    assert "De brief" not in page
    assert "Wij zijn klaar" in page


def test_the_host_ends_only_the_own_room(running, kelder):
    _, sheet = running
    go(sheet, UserFactory())
    client = enter(kelder)
    done = reverse("draaiboek:scherm_done", args=[kelder.pk])
    assert client.post(done, {"blok": block(sheet, "De brief").pk}).status_code == 409
    assert client.post(done, {"blok": block(sheet, "De balie").pk}).status_code == 302

    assert now_titles(sheet) == ["De brief"]


def test_the_host_takes_five_minutes_more(running, kelder):
    _, sheet = running
    go(sheet, UserFactory())
    longer = reverse("draaiboek:scherm_longer", args=[kelder.pk])
    client = enter(kelder)
    sent = {"blok": block(sheet, "De balie").pk, "minuten": 30}
    assert client.post(longer, sent).status_code == 302
    assert client.post(longer, sent).status_code == 409

    assert block(sheet, "De balie").loop.nu_minuten == 35


def test_a_screen_in_the_hall_has_no_buttons_and_ends_nothing(running):
    _, sheet = running
    link = SchermlinkFactory(draaiboek=sheet)
    client = enter(link)
    page = client.get(page_of(link)).text
    answer = client.post(reverse("draaiboek:scherm_done", args=[link.pk]), {"blok": block(sheet, "Welkom").pk})

    assert "Welkom" in page
    assert "<button" not in page
    assert answer.status_code == 409
    assert now_titles(sheet) == ["Welkom"]


def test_a_screen_in_the_hall_shows_no_names(running):
    _, sheet = running
    sheet.blokken.update(leiding="Samira Haddad", notitie="Let op: ruzie", instructie="Zeg niets")
    link = SchermlinkFactory(draaiboek=sheet)
    page = enter(link).get(page_of(link)).text

    assert "Samira" not in page
    assert "ruzie" not in page
    assert "Zeg niets" not in page


# ---- within two seconds ---------------------------------------------------------------------------------------


def ask(sheet, version):
    return Client().get(reverse("draaiboek:stand_ask", args=[key_of(sheet.pk)]), {"v": version})


def test_nothing_changed_is_answered_without_a_body_and_without_a_query(running, django_assert_num_queries):
    """The page asks without cookies, so there is no session to look up."""
    _, sheet = running
    sheet.refresh_from_db()
    ask(sheet, "")
    with django_assert_num_queries(0):
        answer = ask(sheet, version_of(sheet))

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_step_is_seen_at_the_next_question(running, django_capture_on_commit_callbacks):
    _, sheet = running
    sheet.refresh_from_db()
    known = version_of(sheet)
    assert ask(sheet, known).status_code == 204
    with django_capture_on_commit_callbacks(execute=True):
        go(sheet, UserFactory())
    answer = ask(sheet, known)

    assert answer.status_code == 200
    assert answer.text != known
    assert ask(sheet, answer.text).status_code == 204


def test_an_edited_block_is_seen_within_two_seconds_also_when_nobody_tells(running):
    """The cache forgets by itself: that is the promise, whatever goes wrong on the way."""
    _, sheet = running
    sheet.refresh_from_db()
    known = version_for(key_of(sheet.pk))
    Draaiboek.objects.filter(pk=sheet.pk).update(versie=9)

    assert SECONDS <= 2
    assert ask(sheet, known).status_code == 204
    with time_machine.travel(at(13, 40, SECONDS), tick=False):
        assert ask(sheet, known).status_code == 200


def test_who_reads_an_old_row_does_not_hide_a_newer_change(running, django_capture_on_commit_callbacks):
    """A reader that was slow finds that the cache knows better."""
    _, sheet = running
    old = version_for(key_of(sheet.pk))
    with django_capture_on_commit_callbacks(execute=True):
        go(sheet, UserFactory())
    cache.add(f"draaiboek:stand:{sheet.pk}", old, SECONDS)

    assert version_for(key_of(sheet.pk)) != old


@pytest.mark.parametrize("key", ["1", "1:vals", "x:y", "999999999999999999999999"])
def test_a_key_that_is_not_ours_is_unknown(key, db):
    assert Client().get(reverse("draaiboek:stand_ask", args=[key])).status_code == 404


def test_all_screens_of_a_meeting_are_made_at_once(running):
    _, sheet = running
    make_links(sheet, ["Zaal 2", "Kelder"], by=UserFactory())

    assert sheet.schermlinks.valid().count() == 3


def test_the_link_of_the_hall_stands_above_those_of_the_rooms(running, client_as):
    meeting, sheet = running
    make_links(sheet, ["Atelier", "Kelder"], by=UserFactory())

    page = client_as(Rol.FACILITATOR).get(reverse("draaiboek:scherm_list", args=[meeting.pilot_id, meeting.pk]))

    assert [one["link"].ruimte for one in page.context["links"]] == ["", "Atelier", "Kelder"]


# ---- a guest ----------------------------------------------------------------------------------------------------


def test_a_guest_sees_now_and_next_on_the_own_page_and_no_names(running):
    meeting, sheet = running
    sheet.blokken.update(leiding="Samira Haddad", instructie="Zeg niets")
    guest = UitnodigingFactory(bijeenkomst=meeting, ja=True).persoon
    client = Client()
    open_as_guest(client, guest)
    page = client.get(reverse("uitnodigen:gast_page")).text

    assert "Nu: Welkom" in page
    assert key_of(sheet.pk) in page
    fragment = Client().get(reverse("draaiboek:stand_now", args=[key_of(sheet.pk)]))
    assert "Nu: Welkom" in fragment.text
    assert fragment.headers["Cache-Control"] == "no-store"
    for secret in ("Samira", "Zeg niets"):
        assert secret not in page + fragment.text


@pytest.mark.parametrize("status", ["nee", "afgemeld"])
def test_who_stays_away_sees_nothing_of_it(status, running):
    meeting, _ = running
    guest = UitnodigingFactory(bijeenkomst=meeting, status=status).persoon
    client = Client()
    open_as_guest(client, guest)

    assert "Nu: Welkom" not in client.get(reverse("uitnodigen:gast_page")).text


def test_now_and_next_needs_the_key(running):
    for key in ("1", "1:vals"):
        assert Client().get(reverse("draaiboek:stand_now", args=[key])).status_code == 404
