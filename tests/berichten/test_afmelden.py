"""Having no more mail: with one click, without signing in, for everything but what was asked for."""

from http import HTTPStatus

import pytest
from django.test import Client

from datt.berichten.kenmerken import token_for
from datt.berichten.kinds import kinds
from datt.berichten.models import Afmelding, BerichtStatus
from datt.berichten.opmaak import VOORBEELD
from datt.berichten.services import queue_mail
from datt.berichten.tasks import deliver_bericht, sweep_berichten
from datt.core.models import Gebeurtenis
from tests.factories.berichten import BerichtFactory
from tests.factories.traject import PilotFactory

UNASKED, ASKED = "uitnodiging_werkconferentie", "bevestiging_ja"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
pytestmark = pytest.mark.django_db


def write(pilot, soort=UNASKED, aan="s@huis.example"):
    return queue_mail(soort, aan=aan, naam="Samira", velden=kinds()[soort].velden, kring=pilot)


def link(bericht):
    return f"/post/afmelden/{token_for(bericht.kenmerk)}/"


# The link


def test_what_nobody_asked_for_has_the_link_in_its_foot_and_its_head(server, settings, pilot):
    bericht = write(pilot)

    deliver_bericht(bericht.pk)

    (mail,) = server.mails
    address = settings.SITE_URL + link(bericht)
    assert mail["List-Unsubscribe"] == f"<{address}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    for part in ("plain", "html"):
        assert address in mail.get_body([part]).get_content()
    assert "huis.example" not in address


def test_the_address_in_the_head_stays_whole_on_a_site_with_a_long_name(server, settings, pilot):
    settings.SITE_URL = f"https://{'heel-lange-naam.' * 8}gemeente.example"
    bericht = BerichtFactory(pilot=pilot, afmeldbaar=True)

    deliver_bericht(bericht.pk)

    assert server.mails[0]["List-Unsubscribe"] == f"<{settings.SITE_URL}{link(bericht)}>"


def test_what_was_asked_for_has_none(server, pilot):
    deliver_bericht(write(pilot, ASKED).pk)

    (mail,) = server.mails
    assert mail["List-Unsubscribe"] is None
    assert "/post/afmelden/" not in mail.as_string()


@pytest.mark.parametrize("slug", sorted(kinds()))
def test_every_kind_says_whether_it_was_asked_for(slug):
    asked = kinds()[slug].gevraagd
    starts = ("uitnodiging_", "herinnering_", "ketenmeting_", "bedankt_", "save_the_date")
    confirms = ("bevestiging_", "inlogcode", "account_", "wachtlijst", "afgelast", "wijziging_")

    assert not (asked and slug.startswith(starts))
    assert asked or not slug.startswith(confirms)


# The click


def test_opening_the_link_changes_nothing(client, pilot):
    bericht = write(pilot)

    for _ in range(2):
        page = client.get(link(bericht))
        client.head(link(bericht))

    assert "Geen berichten meer" in page.text
    assert page["Cache-Control"].count("no-store") == 1
    assert "huis.example" not in page.text
    assert not Afmelding.objects.exists()


@pytest.mark.parametrize("by_mail_program", [True, False])
def test_one_click_stops_the_mail_of_this_pilot(pilot, by_mail_program):
    bericht, other = write(pilot), write(pilot, aan="b@huis.example")
    asked, elsewhere = write(pilot, ASKED), write(PilotFactory())
    client = Client(enforce_csrf_checks=by_mail_program)

    response = client.post(link(bericht), ONE_CLICK if by_mail_program else {"doe": "weg"})

    assert response.status_code == (HTTPStatus.OK if by_mail_program else HTTPStatus.FOUND)
    for row in (bericht, other, asked, elsewhere):
        row.refresh_from_db()
    assert [row.status for row in (bericht, other, asked, elsewhere)] == [
        "ingetrokken", "wachtrij", "wachtrij", "wachtrij",
    ]  # fmt: skip
    assert "wil geen berichten meer" in bericht.fout
    assert Gebeurtenis.objects.within(pilot).get(wat="berichten.afgemeld").door_wie == "De ontvanger"


def test_afterwards_only_what_is_asked_for_is_sent(server, client, pilot):
    client.post(link(write(pilot)), ONE_CLICK)

    late, asked = write(pilot, aan="S@HUIS.example"), write(pilot, ASKED)
    sweep_berichten()

    late.refresh_from_db()
    asked.refresh_from_db()
    assert (late.status, asked.status) == (BerichtStatus.INGETROKKEN, BerichtStatus.VERSTUURD)
    assert server.asked == ["s@huis.example"]


def test_what_a_worker_holds_when_its_reader_leaves_is_not_sent(server, pilot):
    bericht = write(pilot)
    Afmelding.objects.create(adres="s@huis.example", pilot=pilot)

    deliver_bericht(bericht.pk)

    bericht.refresh_from_db()
    assert (bericht.status, server.asked) == (BerichtStatus.INGETROKKEN, [])


def test_two_clicks_are_one(client, pilot):
    bericht = write(pilot)

    for _ in range(2):
        client.post(link(bericht), ONE_CLICK)

    assert Afmelding.objects.count() == 1
    assert Gebeurtenis.objects.filter(wat="berichten.afgemeld").count() == 1


def test_it_can_be_taken_back_on_the_same_page(client, pilot):
    bericht = write(pilot)
    gone = client.post(link(bericht), {"doe": "weg"}, follow=True)

    back = client.post(link(bericht), {"doe": "terug"}, follow=True)

    assert "Toch weer berichten" in gone.text
    assert "Geen berichten meer" in back.text
    assert write(pilot).status == BerichtStatus.WACHTRIJ


# Who may


def test_another_site_cannot_press_the_button(pilot):
    bericht = write(pilot)

    response = Client(enforce_csrf_checks=True).post(link(bericht), {"doe": "weg"})

    assert response.status_code == HTTPStatus.FORBIDDEN
    assert not Afmelding.objects.exists()


@pytest.mark.parametrize("body", [{**ONE_CLICK, "doe": "terug"}, {"List-Unsubscribe": "iets"}])
def test_only_the_exact_form_of_a_mail_program_comes_without_a_cookie(pilot, body):
    assert Client(enforce_csrf_checks=True).post(link(write(pilot)), body).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("token", ["x", "a-b", "0123456789abcdef01234567-000000000000", "é-é", "-", "%00"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_was_made_up_does_not_exist(client, token, method):
    response = getattr(client, method)(f"/post/afmelden/{token}/", ONE_CLICK if method == "post" else {})

    assert response.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST}


def test_a_signed_mark_of_a_mail_that_was_asked_for_opens_nothing(client, pilot):
    assert client.get(link(write(pilot, ASKED))).status_code == HTTPStatus.NOT_FOUND


def test_the_link_in_a_preview_says_that_it_is_one(client):
    address = f"/post/afmelden/{token_for(VOORBEELD)}/"

    assert "U keek naar een voorbeeld van een mail." in client.get(address).text
    client.post(address, {"doe": "weg"})
    assert client.post(address, ONE_CLICK).status_code == HTTPStatus.NOT_FOUND
    assert not Afmelding.objects.exists()


def test_a_link_signed_with_the_key_before_still_works(client, settings, pilot):
    bericht = BerichtFactory(pilot=pilot, afmeldbaar=True)
    old = link(bericht)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "een heel andere sleutel, ook lang genoeg om geheim te zijn 123"

    assert client.get(old).status_code == HTTPStatus.OK
