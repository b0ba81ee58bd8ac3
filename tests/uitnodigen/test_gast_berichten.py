"""What follows from a guest's answers elsewhere: their calendar, their mail, and two records that become one."""

from icalendar import Calendar

from datt.berichten.models import Bericht
from datt.core.templatetags.datt import staat
from pilots.partners.services.samenvoegen import merge_people
from tests.factories.accounts import UserFactory
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.uitnodigen.gast import address, answer, browser, invited, status

DATA, MESSAGES = address("gast_gegevens"), address("gast_berichten")


def numbers(persoon):
    """The number of every calendar file that was mailed, in order, with what it does."""
    files = Bericht.objects.filter(aan=persoon.email).exclude(agenda="").order_by("pk").values_list("agenda", flat=True)
    calendars = [Calendar.from_ical(file) for file in files]
    return [(str(one["METHOD"]), one.walk("VEVENT")[0]["SEQUENCE"]) for one in calendars]


def test_every_answer_that_changes_a_calendar_has_a_higher_number_than_before(meeting):
    guest = invited(meeting)
    client = browser(guest.persoon)

    for keuze in ("ja", "nee", "ja", "misschien", "ja"):
        answer(client, meeting, keuze)

    found = numbers(guest.persoon)
    assert [method for method, _ in found] == ["REQUEST", "CANCEL", "REQUEST", "CANCEL", "REQUEST"]
    assert [number for _, number in found] == sorted({number for _, number in found})
    file = client.get(address("gast_ics", meeting.pk))
    assert Calendar.from_ical(file.content).walk("VEVENT")[0]["SEQUENCE"] == found[-1][1]


def test_the_invitation_of_one_guest_rises_apart_from_that_of_another(meeting):
    one, other = invited(meeting), invited(meeting)
    for keuze in ("ja", "nee", "ja"):
        answer(browser(one.persoon), meeting, keuze)

    answer(browser(other.persoon), meeting, "ja")

    assert numbers(other.persoon) == [("REQUEST", 1)]


def test_two_records_that_become_one_free_a_seat_for_who_waits(meeting, limits):
    limits(plaatsen=2)
    first, double, waiting = invited(meeting), invited(meeting), invited(meeting)
    for one in (first, double, waiting):
        answer(browser(one.persoon), meeting, "ja")
    assert status(waiting) == "wachtlijst"

    merge_people(first.persoon, double.persoon, {}, by=UserFactory())

    assert (status(first), status(waiting)) == ("ja", "ja")


def test_an_invitation_without_an_answer_is_no_full_green_stone(meeting):
    sent, ready = invited(meeting), UitnodigingFactory(bijeenkomst=meeting, status="klaar")

    assert staat(sent) == '<span class="staat staat--half staat--brand">Nog geen antwoord</span>'
    assert staat(ready) == '<span class="staat">Nog niet verstuurd</span>'


def test_a_guest_leaves_the_mail_with_one_button_and_comes_back(meeting):
    guest = invited(meeting)
    client = browser(guest.persoon)

    page = client.post(MESSAGES, {"doe": "weg"}, follow=True).text

    assert "U krijgt alleen nog antwoord op wat u zelf doet." in page
    assert "Stuur mij weer berichten" in page
    answer(client, meeting, "ja")
    assert Bericht.objects.filter(aan=guest.persoon.email).values_list("soort", flat=True)[0] == "bevestiging_ja"
    assert "Stuur mij geen berichten meer" in client.post(MESSAGES, {"doe": "terug"}, follow=True).text


def test_a_guest_without_a_mail_address_reads_that_there_is_no_mail(meeting):
    client = browser(invited(meeting, email="", telefoon="06 12345678").persoon)

    assert "Stuur mij geen berichten meer" not in client.get(DATA).text
    assert "Wij hebben geen mailadres van u." in client.post(MESSAGES, follow=True).text
