"""The facilitator sees what guests chose, opens the choosing, fills in for who phones, and asks who did not choose."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from datt.berichten.models import Bericht
from pilots.access import Rol
from pilots.traject.onderdelen import fetch_needed, todos_for
from pilots.werkconferentie.keuzes.models import Keuzebeurt, Voorkeurbron
from pilots.werkconferentie.keuzes.onderdelen import ask_guests_to_choose
from pilots.werkconferentie.keuzes.services.bewaren import keep_choices
from pilots.werkconferentie.keuzes.services.tellen import choices_of
from pilots.werkconferentie.programma.services.rooster import programme_of
from tests.factories.traject import BijeenkomstFactory
from tests.werkconferentie.kiezen import a_meeting, coming, open_until, session

pytestmark = pytest.mark.django_db
PAGES = [("keuze_list", ()), ("keuze_export", ()), ("keuze_open", ()), ("keuze_oproep", ("herinneren",))]


@pytest.fixture
def meeting(pilot):
    return a_meeting(pilot)


@pytest.fixture
def client(client_as):
    return client_as(Rol.FACILITATOR)


def address(meeting, name, *args):
    return reverse(f"keuzes:{name}", args=[meeting.pilot_id, meeting.pk, *args])


def chose(meeting, titel="Brieven", keus=1, bron=Voorkeurbron.GAST, **fields):
    uitnodiging = coming(meeting, **fields)
    keep_choices(meeting, uitnodiging.persoon, {session(meeting, titel).pk: keus}, bron=bron)
    return uitnodiging


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_only_who_invites_sees_it(client_as, meeting, name, args):
    url = address(meeting, name, *args)

    assert client_as(Rol.FACILITATOR).get(url).status_code == 200
    assert client_as(Rol.AMBTENAAR).get(url).status_code == 403
    assert client_as(None).get(url).status_code == 404
    assert Client().get(url).status_code == 302


def test_the_page_counts_per_workshop_and_shows_who_chose_what(client, meeting):
    chose(meeting, naam="Anna")
    chose(meeting, "Geldrust", 9, naam="Bram", bron=Voorkeurbron.FACILITATOR)
    coming(meeting, naam="Carla")

    page = client.get(address(meeting, "keuze_list")).text

    assert "<b>2 van 3</b> gasten kozen al" in page
    assert '<th scope="row">Brieven</th><td class="getal" data-kop="Eerste">1</td>' in page
    assert "eerste keus Brieven" in page
    assert "Door de facilitator ingevuld" in page
    assert "koos nog niet" in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("soort=niet", {"Carla"}),
        ("soort=wel", {"Anna", "Bram"}),
        ("bron=facilitator", {"Bram"}),
        ("q=ann", {"Anna"}),
        ("q=zzz", set()),
        ("soort=onzin&bron=onzin", {"Anna", "Bram", "Carla"}),
    ],
)
def test_the_list_is_searched(client, meeting, query, names):
    chose(meeting, naam="Anna")
    chose(meeting, naam="Bram", bron=Voorkeurbron.FACILITATOR)
    coming(meeting, naam="Carla")

    page = client.get(f"{address(meeting, 'keuze_list')}?{query}", headers={"HX-Request": "true"}).text

    assert {name for name in ("Anna", "Bram", "Carla") if name in page} == names
    assert page.strip().startswith('<div id="gasten"')


@pytest.mark.parametrize("als", ["xlsx", "csv", "onzin"])
def test_the_list_is_fetched_as_a_file(client, meeting, als):
    chose(meeting, naam="Anna")

    file = client.get(f"{address(meeting, 'keuze_export')}?als={als}")

    assert file.status_code == 200
    if als == "csv":
        text = file.content.decode("utf-8-sig")
        assert "Ronde 1: eerste keus" in text
        assert "Brieven" in text.splitlines()[1]


def test_before_there_is_a_programme_the_page_says_what_comes(client, pilot):
    page = client.get(address(BijeenkomstFactory(pilot=pilot), "keuze_list")).text

    assert "Wat willen de gasten?" in page


def test_choosing_is_opened_and_nobody_is_told_by_that(client, pilot):
    meeting = a_meeting(pilot, open_for=None)
    coming(meeting)
    day = timezone.localdate() + timedelta(days=7)

    answer = client.post(
        address(meeting, "keuze_open"), {"kiezen_tot": f"{day}", "versie": programme_of(meeting).versie}
    )

    assert answer.status_code == 302
    assert programme_of(meeting).kiezen_tot == day
    assert not Bericht.objects.exists()


@pytest.mark.parametrize("days", [-1, 31])
def test_a_day_that_cannot_be(client, meeting, days):
    day = timezone.localdate() + timedelta(days=days)
    before = programme_of(meeting).kiezen_tot

    page = client.post(address(meeting, "keuze_open"), {"kiezen_tot": f"{day}", "versie": programme_of(meeting).versie})

    assert page.status_code == 422
    assert "Kies een dag vanaf vandaag, en niet na de bijeenkomst." in page.text
    assert programme_of(meeting).kiezen_tot == before


def test_two_facilitators_set_the_day(client, meeting):
    day = timezone.localdate() + timedelta(days=3)

    page = client.post(address(meeting, "keuze_open"), {"kiezen_tot": f"{day}", "versie": 0})

    assert page.status_code == 409
    assert "Iemand anders veranderde net het programma" in page.text
    assert f'value="{day}"' in page.text
    assert f'name="versie" value="{programme_of(meeting).versie}"' in page.text


def test_a_guest_who_phones(client, meeting):
    gast = coming(meeting, naam="Anna")
    url, name = address(meeting, "keuze_bellen", gast.pk), f"s{session(meeting, 'Brieven').pk}"
    assert "Wat kiest" in client.get(url).text

    assert client.post(url, {name: "1", "versie": 0}).status_code == 302

    assert Keuzebeurt.objects.get().bron == Voorkeurbron.FACILITATOR
    assert choices_of(meeting) == {gast.persoon_id: {session(meeting, "Brieven").pk: 1}}


def test_the_guest_chose_while_the_facilitator_typed(client, meeting):
    gast = chose(meeting, naam="Anna")
    url, name = address(meeting, "keuze_bellen", gast.pk), f"s{session(meeting, 'Geldrust').pk}"

    page = client.post(url, {name: "1", "versie": 0})

    assert page.status_code == 409
    assert "Deze gast koos intussen zelf" in page.text
    assert "eerste keus Brieven" in page.text
    assert client.post(url, {name: "1", "versie": 1}).status_code == 302
    assert choices_of(meeting) == {gast.persoon_id: {session(meeting, "Geldrust").pk: 1}}


def test_twice_a_first_choice_on_the_phone(client, meeting):
    url = address(meeting, "keuze_bellen", coming(meeting).pk)
    names = [f"s{session(meeting, titel).pk}" for titel in ("Brieven", "Geldrust")]

    assert client.post(url, {**dict.fromkeys(names, "1"), "versie": 0}).status_code == 422


def test_filling_in_after_the_last_day_is_refused(client, meeting):
    url = address(meeting, "keuze_bellen", coming(meeting).pk)
    open_until(meeting, -1)

    assert client.get(url).status_code == 409
    assert client.post(url, {"versie": 0}).status_code == 409


def test_a_guest_of_another_meeting_is_not_here(client, meeting, pilot):
    elsewhere = coming(a_meeting(pilot))

    assert client.get(address(meeting, "keuze_bellen", elsewhere.pk)).status_code == 404


def test_who_did_not_choose_is_asked_once(client, meeting):
    chose(meeting, naam="Anna", email="anna@voorbeeld.example")
    coming(meeting, naam="Bram", email="bram@voorbeeld.example")
    coming(meeting, naam="Carla", email="")
    url = address(meeting, "keuze_oproep", "uitnodigen")
    page = client.get(url).text
    assert "Verstuur naar 1 gast" in page
    assert "Op papier, of bellen" in page

    assert client.post(url).status_code == 302
    client.post(url)

    sent = Bericht.objects.get()
    assert (sent.soort, sent.aan) == ("workshops_kiezen", "bram@voorbeeld.example")
    assert "Er is niets te versturen" in client.get(url).text


def test_the_reminder_goes_once_a_day(client, meeting, monkeypatch):
    coming(meeting, naam="Bram", email="bram@voorbeeld.example")
    url = address(meeting, "keuze_oproep", "herinneren")

    for _ in range(2):
        client.post(url)
    assert Bericht.objects.filter(soort="workshops_kiezen_herinnering").count() == 1

    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *args: tomorrow)
    client.post(url)
    assert Bericht.objects.filter(soort="workshops_kiezen_herinnering").count() == 2


def test_the_message_says_until_when_and_shows_no_key_on_the_page(client, meeting):
    coming(meeting, naam="Bram", email="bram@voorbeeld.example")
    url = address(meeting, "keuze_oproep", "uitnodigen")

    page = client.get(url).text
    client.post(url)

    assert "tot en met" in page
    assert "/u/" in Bericht.objects.get().tekst
    key = Bericht.objects.get().tekst.split("/u/")[1].split("/")[0]
    assert key not in page


@pytest.mark.parametrize("oproep", ["uitnodigen", "herinneren"])
def test_nobody_is_asked_when_choosing_is_over(client, meeting, oproep):
    coming(meeting)
    open_until(meeting, -1)
    url = address(meeting, "keuze_oproep", oproep)

    assert client.get(url).status_code == 409
    assert client.post(url).status_code == 409
    assert not Bericht.objects.exists()


def test_an_unknown_message_does_not_exist(client, meeting):
    assert client.get(address(meeting, "keuze_oproep", "onzin")).status_code == 404


def titles(pilot):
    return [one.titel for one in ask_guests_to_choose(pilot, timezone.localdate())]


def test_what_there_is_to_do(pilot):
    meeting = a_meeting(pilot, open_for=None)
    assert titles(pilot) == []
    coming(meeting), coming(meeting)
    assert titles(pilot) == ["Nodig gasten uit om te kiezen"]

    open_until(meeting, 10)
    assert titles(pilot) == []

    open_until(meeting, 4)
    assert titles(pilot) == ["2 gasten kozen nog niet"]

    chose(meeting)
    assert titles(pilot) == ["2 gasten kozen nog niet"]


def test_the_overview_asks_no_more_for_it(pilot, django_assert_max_num_queries):
    meeting = a_meeting(pilot, open_for=2)
    coming(meeting)
    fetch_needed(pilot)
    todos_for(pilot, timezone.localdate())

    with django_assert_max_num_queries(0):
        assert titles(pilot) == ["1 gast koos nog niet"]


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_as_often_for_one_guest_as_for_many(client, meeting, count, django_assert_num_queries):
    for _ in range(count):
        chose(meeting)
    client.get(address(meeting, "keuze_list"))

    with django_assert_num_queries(13):
        client.get(address(meeting, "keuze_list"))
    with django_assert_num_queries(13):
        client.get(address(meeting, "keuze_oproep", "herinneren"))
