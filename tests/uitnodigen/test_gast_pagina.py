"""The personal page: what comes next, one open question, and the same number of queries however much there is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pilots.access import Rol
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.traject import BijeenkomstFactory, DeelnameFactory
from tests.uitnodigen.gast import PAGE, address, answer, browser, invited


def later(pilot, days, **fields):
    return BijeenkomstFactory(pilot=pilot, datum=timezone.localdate() + timedelta(days=days), **fields)


def test_the_next_meeting_stands_on_top_with_the_one_question_that_is_open(pilot):
    first = later(pilot, 10, titel="Kennismaken", plaats="De Brug", adres="Dorpsstraat 1")
    second = later(pilot, 20, titel="Verdiepen")
    guest = invited(first, naam="Samira de Wit")
    UitnodigingFactory(bijeenkomst=second, persoon=guest.persoon)
    DeelnameFactory(pilot=pilot, persoon__pilot=pilot, persoon__naam="Marieke Postma", rol=Rol.FACILITATOR)

    page = browser(guest.persoon).get(PAGE).text

    assert "Dag Samira de Wit" in page
    assert page.count("Verstuur mijn antwoord") == 1
    assert "Uw volgende bijeenkomst" in page
    assert page.index("Kennismaken") < page.index("Komt u op") < page.index("Wanneer komen we bij elkaar?")
    assert "openstreetmap.org/search?query=Dorpsstraat+1" in page
    assert "Marieke Postma" in page


def test_when_one_question_is_answered_the_next_one_comes(pilot):
    first, second = later(pilot, 10, titel="Kennismaken"), later(pilot, 20, titel="Verdiepen")
    guest = invited(first)
    UitnodigingFactory(bijeenkomst=second, persoon=guest.persoon)
    client = browser(guest.persoon)

    answer(client, first, "ja")

    page = client.get(PAGE).text
    assert address("gast_bijeenkomst", second.pk) in page.split("Verstuur mijn antwoord")[0].split("<form")[-1]
    assert "Uw plaats staat vast" in page


def test_a_guest_without_an_invitation_reads_what_will_stand_here(pilot):
    guest = UitnodigingFactory(bijeenkomst=later(pilot, 5), status="klaar")

    page = browser(guest.persoon).get(PAGE).text

    assert "Er staat niets voor u klaar" in page


@pytest.mark.parametrize("count", [3, 150])
def test_the_page_asks_the_database_as_often_in_a_full_hall(pilot, count, django_assert_num_queries):
    meeting = later(pilot, 10)
    guest = invited(meeting)
    UitnodigingFactory.create_batch(count, bijeenkomst=meeting, ja=True)
    client = browser(guest.persoon)
    client.get(PAGE)

    with django_assert_num_queries(23):
        client.get(PAGE)


def test_the_page_asks_the_database_as_often_for_one_meeting_as_for_more(pilot, django_assert_max_num_queries):
    """Other apps add their own parts, so the number is a limit; that it does not grow is what counts."""
    guest = invited(later(pilot, 10))
    client = browser(guest.persoon)
    client.get(PAGE)
    with django_assert_max_num_queries(24) as one:
        client.get(PAGE)
    for nr in range(3):
        UitnodigingFactory(bijeenkomst=later(pilot, 20 + nr), persoon=guest.persoon, ja=True)

    with django_assert_max_num_queries(24) as four:
        client.get(PAGE)

    assert len(four) == len(one)


@pytest.mark.parametrize(
    "naam",
    ["Zoë 'O''Brien' \"de\" <b>Vries</b>", "x" * 120, "عائشة بنت محمد", "Sam 🎉 Jansen", "Jan\nde\tBoer"],
)
def test_any_name_is_only_words_on_the_page_and_in_the_mail(naam, meeting):
    guest = invited(meeting, naam=naam)
    client = browser(guest.persoon)

    page = client.get(PAGE)
    answered = answer(client, meeting, "ja")

    assert page.status_code == 200
    assert "<b>Vries" not in page.text
    assert answered.status_code == 302


def test_the_file_for_the_calendar_is_for_a_guest_who_cannot_enter_our_pages(meeting):
    guest = invited(meeting)

    response = browser(guest.persoon).get(address("gast_ics", meeting.pk))

    assert response["Content-Type"].startswith("text/calendar")
    assert f"UID:{meeting.uid}" in response.text
    assert "/pilots/" not in response.text


def test_the_feed_follows_the_answers_and_stops_with_the_link(pilot, client):
    from pilots.bijeenkomsten.uitnodigen.services.feed import feed_addresses
    from pilots.bijeenkomsten.uitnodigen.services.kwijt import replace_link

    first, second, third = (later(pilot, days, titel=f"Bijeenkomst {days}") for days in (10, 20, 30))
    guest = invited(first)
    UitnodigingFactory(bijeenkomst=second, persoon=guest.persoon, ja=True)
    UitnodigingFactory(bijeenkomst=third, persoon=guest.persoon, status="nee")
    browser(guest.persoon)
    where = feed_addresses(guest.persoon)

    text = client.get("/" + where["url"].split("/", 3)[3]).text

    assert where["webcal"].startswith("webcal://")
    assert "Bijeenkomst 10" in text
    assert "STATUS:TENTATIVE" in text
    assert "STATUS:CONFIRMED" in text
    assert "Bijeenkomst 30" not in text
    replace_link(guest.persoon, by=None)
    assert client.get("/" + where["url"].split("/", 3)[3]).status_code == 404
    assert client.get("/agenda/gast/1-1.verzonnen-handtekening/").status_code == 404


def test_who_counted_on_a_meeting_reads_that_it_is_off_until_that_day_is_over(pilot):
    off = later(pilot, 10, titel="Samen plannen", status="geannuleerd")
    guest = invited(off)
    UitnodigingFactory(bijeenkomst=later(pilot, -10, titel="Lang geleden", status="geannuleerd"), persoon=guest.persoon)

    page = browser(guest.persoon).get(PAGE).text
    assert "Samen plannen op" in page
    assert page.count("gaat niet door") == 1

    UitnodigingFactory(bijeenkomst=later(pilot, 20, titel="Verdiepen"), persoon=guest.persoon)
    page = browser(guest.persoon).get(PAGE).text
    assert page.index("gaat niet door") < page.index("Verdiepen") < page.index("Komt u op")


def test_who_does_not_come_is_not_told_to_put_it_in_a_calendar(pilot):
    meeting = later(pilot, 10, titel="Kennismaken")
    guest = invited(meeting)
    client = browser(guest.persoon)
    assert "Zet in mijn agenda" in client.get(PAGE).text

    answer(client, meeting, "nee")

    for shown in (client.get(PAGE).text, client.get(address("gast_bijeenkomst", meeting.pk)).text):
        assert "Kennismaken" in shown
        assert "Zet in mijn agenda" not in shown
        assert "Uw volgende bijeenkomst" not in shown
