"""A guest chooses workshops on an old phone, without script: reads, chooses, changes it, and loses nothing."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from datt.core import dates
from pilots.bijeenkomsten.uitnodigen.gastdelen import Gast
from pilots.bijeenkomsten.uitnodigen.gastpagina import overview_of
from pilots.bijeenkomsten.uitnodigen.services.links import link_for
from pilots.werkconferentie.keuzes.gastdeel import GEKOZEN, VRAAG
from pilots.werkconferentie.keuzes.models import Keuzebeurt, Voorkeurbron
from pilots.werkconferentie.keuzes.services.bewaren import keep_choices
from pilots.werkconferentie.keuzes.services.tellen import choices_of
from pilots.werkconferentie.programma.models import Begeleiding
from tests.uitnodigen.gast import PAGE, browser
from tests.werkconferentie.kiezen import a_meeting, coming, open_until, publish, session

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(pilot):
    return a_meeting(pilot)


@pytest.fixture
def uitnodiging(meeting):
    return coming(meeting, naam="Samira")


@pytest.fixture
def url(meeting):
    return reverse("keuzes:gast_kiezen", args=[meeting.pk])


@pytest.fixture
def client(uitnodiging):
    return browser(uitnodiging.persoon)


def field(meeting, titel, ronde="Ronde 1"):
    return f"s{session(meeting, titel, ronde).pk}"


def test_the_page_asks_to_choose_and_afterwards_shows_what_was_chosen(client, meeting, url):
    day = dates.day(timezone.localdate() + timedelta(days=10))
    page = client.get(PAGE).text
    assert "Naar welke workshops wilt u?" in page
    assert f"Kiezen kan tot en met {day}" in page

    sent = client.post(url, {field(meeting, "Geldrust"): "1", field(meeting, "Zolder"): "9"}, follow=True)

    assert "Bewaard. Wij houden zo veel mogelijk rekening met wat u koos." in sent.text
    assert "Naar welke workshops wilt u?" not in sent.text
    assert "Eerste keus: Geldrust" in sent.text
    assert "Liever niet: Zolder" in sent.text
    assert url in sent.text


def test_what_was_chosen_stands_in_the_form(client, meeting, url):
    client.post(url, {field(meeting, "Geldrust"): "2"})

    page = client.get(url).text

    checked = re.findall(r'<input type="radio" name="(s\d+)" value="(\d?)"[^>]* checked', page)
    assert len(checked) == 5
    assert {(name, value) for name, value in checked if value} == {(field(meeting, "Geldrust"), "2")}


def test_nothing_chosen_is_an_answer(client, url):
    page = client.post(url, {}, follow=True).text

    assert "U heeft geen voorkeur" in page


def test_twice_a_first_choice_comes_back_with_what_was_chosen(client, meeting, url):
    page = client.post(url, {field(meeting, "Brieven"): "1", field(meeting, "Geldrust"): "1"})

    assert page.status_code == 422
    assert "In ‘Ronde 1’ koos u ‘Brieven’ en ‘Geldrust’ als eerste keus. Kies er één." in page.text
    assert len(re.findall(r'value="1"[^>]* checked', page.text)) == 2
    assert not Keuzebeurt.objects.exists()


def test_a_workshop_that_went_while_the_page_was_open(client, meeting, url):
    sessie = session(meeting, "Geldrust")
    sessie.gesloten_op = timezone.now()
    sessie.save()

    page = client.post(url, {f"s{sessie.pk}": "1"})

    assert page.status_code == 422
    assert "staat niet meer in het programma" in page.text


def test_the_queue_of_a_phone_gets_its_answer_once(client, meeting, url):
    sent = {field(meeting, "Brieven"): "1", "kenmerk": str(uuid4()), "gemaakt_op": timezone.now().isoformat()}
    phone = {"HTTP_X_WACHTRIJ": "1", "HTTP_HX_REQUEST": "true"}

    answers = [client.post(url, sent, **phone).status_code for _ in range(2)]

    assert answers == [204, 204]
    assert Keuzebeurt.objects.get().versie == 1
    assert "Bewaard" in client.get(PAGE).text


def test_the_queue_reads_in_one_sentence_why_not(client, meeting, url):
    sent = {field(meeting, "Brieven"): "1", field(meeting, "Zolder"): "1"}

    answer = client.post(url, sent, HTTP_X_WACHTRIJ="1", HTTP_HX_REQUEST="true")

    assert (answer.status_code, answer["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert answer.text == "In ‘Ronde 1’ koos u ‘Brieven’ en ‘Zolder’ als eerste keus. Kies er één."


def test_after_the_last_day_the_page_says_so_and_nothing_changes(client, meeting, url):
    client.post(url, {field(meeting, "Brieven"): "1"})
    open_until(meeting, -1)

    late = client.post(url, {field(meeting, "Geldrust"): "1"})

    assert late.status_code == 409
    assert "Kiezen kon tot en met" in late.text
    page = client.get(url, follow=True).text
    assert "Eerste keus: Brieven" in page
    assert "Wijzig" not in page


def test_before_it_is_open_there_is_nothing_to_choose(pilot):
    meeting = a_meeting(pilot, open_for=None)
    client = browser(coming(meeting).persoon)

    assert "workshops" not in client.get(PAGE).text
    assert "Kiezen kan nog niet" in client.get(reverse("keuzes:gast_kiezen", args=[meeting.pk]), follow=True).text


def test_who_does_not_come_is_sent_back_and_cannot_choose(client, uitnodiging, meeting, url):
    uitnodiging.status = "nee"
    uitnodiging.save()

    assert "Zeg hieronder eerst ja" in client.get(url, follow=True).text
    assert client.post(url, {field(meeting, "Brieven"): "1"}).status_code == 409


def test_a_meeting_one_was_not_invited_to_does_not_exist(client, pilot):
    assert client.get(reverse("keuzes:gast_kiezen", args=[a_meeting(pilot).pk])).status_code == 404


def test_without_a_link_there_is_nothing(url):
    assert Client().get(url).status_code == 404


def test_a_room_with_a_threshold_is_marked_and_not_hidden(client, uitnodiging, meeting, url):
    ruimte = session(meeting, "Zolder").ruimte
    ruimte.is_toegankelijk = False
    ruimte.save()
    assert "Deze ruimte heeft een drempel of trap." in client.get(url).text

    uitnodiging.toegang = "Rolstoel"
    uitnodiging.save()
    page = client.get(url).text

    assert "Daarom krijgt u hier niet vanzelf een plaats" in page
    assert "Rolstoel" not in page
    assert client.post(url, {field(meeting, "Zolder"): "1"}).status_code == 302


def test_who_leads_a_workshop_reads_that_in_that_round(client, uitnodiging, meeting, url):
    Begeleiding.objects.create(workshop=session(meeting, "Geldrust").workshop, persoon=uitnodiging.persoon)

    page = client.get(url).text

    assert "U begeleidt hier ‘Geldrust’" in page
    assert field(meeting, "Brieven") not in page
    assert field(meeting, "Speeddate", "Ronde 2") in page


def test_who_leads_is_read_from_the_programme_that_was_shown(meeting, url, client):
    leader = coming(meeting, naam="Sanne Vos").persoon
    Begeleiding.objects.create(workshop=session(meeting, "Geldrust").workshop, persoon=leader)
    assert "Sanne Vos" not in client.get(url).text

    publish(meeting)

    assert "Met Sanne Vos" in client.get(url).text


def test_what_somebody_else_filled_in_is_said(client, uitnodiging, meeting):
    sessie = session(meeting, "Brieven")
    keep_choices(meeting, uitnodiging.persoon, {sessie.pk: 1}, bron=Voorkeurbron.FACILITATOR)

    assert "Dit is door de facilitator ingevuld" in client.get(PAGE).text


def test_the_guest_reads_and_wipes_what_is_kept(client, uitnodiging, meeting, url):
    client.post(url, {field(meeting, "Brieven"): "1"})

    assert "Eerste keus: Brieven" in client.get(reverse("uitnodigen:gast_gegevens")).text


@pytest.mark.parametrize("count", [1, 30])
def test_the_pages_ask_as_often_in_a_full_hall(meeting, uitnodiging, client, url, count, django_assert_num_queries):
    for _ in range(count):
        keep_choices(meeting, coming(meeting).persoon, {session(meeting, "Brieven").pk: 1}, bron=Voorkeurbron.GAST)
    gast = Gast(link_for(uitnodiging.persoon))
    overview_of(gast)
    client.get(url)

    with django_assert_num_queries(5):
        assert VRAAG.context(gast)
        assert GEKOZEN.context(gast) is None
    with django_assert_num_queries(8):
        client.get(url)


def test_choices_of_others_are_not_mine(meeting, client, url):
    other = coming(meeting).persoon
    keep_choices(meeting, other, {session(meeting, "Brieven").pk: 1}, bron=Voorkeurbron.GAST)

    client.post(url, {field(meeting, "Geldrust"): "1"})

    assert choices_of(meeting)[other.pk] == {session(meeting, "Brieven").pk: 1}
