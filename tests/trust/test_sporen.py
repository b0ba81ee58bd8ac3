"""What the site leaves behind: no secret address in a log line, a new session at every step up, headers everywhere."""

import io
import logging

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from datt.core.log import WEG
from pilots.access import Rol
from pilots.traject.services import agendalinks
from tests.accounts.inloggen import APP_ON, app_code, sign_in
from tests.factories.accounts import UserFactory
from tests.factories.partners import PersoonlijkeLinkFactory

GEHEIM = "Zx9-geheim_woord-dat-niemand-mag-lezen-0123456"


@pytest.fixture
def lines(monkeypatch):
    """What the handler of the settings writes."""
    written = io.StringIO()
    handler = next(one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler)
    monkeypatch.setattr(handler, "stream", written)
    return written


@pytest.mark.parametrize("method", ["get", "post", "head", "put"])
def test_the_key_of_a_personal_link_is_in_no_log_line(method, lines, db, client):
    PersoonlijkeLinkFactory(token=GEHEIM)

    getattr(client, method)(f"/organisatie/{GEHEIM}/")
    getattr(client, method)(f"/organisatie/{GEHEIM}-oud/")

    assert GEHEIM not in lines.getvalue()
    assert method in {"get", "head"} or WEG in lines.getvalue()


@pytest.mark.parametrize("address", ["/u/{}/", "/k/{}/", "/zaal/{}/", "/agenda/gast/{}/", "/post/afmelden/{}/"])
def test_no_key_of_a_guest_is_in_a_log_line(address, lines, db, client):
    client.get(address.format(GEHEIM))
    client.put(address.format(GEHEIM))

    assert GEHEIM not in lines.getvalue()
    assert WEG in lines.getvalue()


@pytest.mark.parametrize("naam", ["traject:agenda_pilot", "traject:agenda_persoon"])
def test_the_address_of_a_calendar_is_in_no_log_line(naam, lines, pilot, client):
    token = agendalinks.pilot_token(pilot)

    client.post(reverse(naam, args=[token]))
    client.get(reverse(naam, args=[f"{token}x"]))

    assert token not in lines.getvalue()
    assert WEG in lines.getvalue()


def test_other_addresses_stay_readable_in_the_log(lines, db, client):
    client.get("/bestaat-niet/")

    assert "/bestaat-niet/" in lines.getvalue()


@pytest.mark.django_db(transaction=True)
def test_the_second_step_gives_a_session_with_another_key(settings):
    settings.DEMO = False
    user = UserFactory(is_facilitator=True)
    client = Client()
    sign_in(client, user.email)
    before = client.session.session_key
    client.get(APP_ON)

    client.post(APP_ON, {"code": app_code(client.session["mfa.totp.secret"])})

    assert client.session.get("tweede_stap") == user.pk
    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_downloads_and_what_did_not_change_carry_the_same_protection(client_as, pilot):
    client = client_as(Rol.FACILITATOR)
    feed = reverse("traject:agenda_pilot", args=[agendalinks.pilot_token(pilot)])
    first = client.get(feed)
    export = client.get(reverse("partners:export_mensen", args=[pilot.pk]), {"als": "csv"})
    answers = [first, client.get(feed, headers={"If-None-Match": first["ETag"]}), export]

    assert [answer.status_code for answer in answers] == [200, 304, 200]
    assert "no-store" in export["Cache-Control"]
    for answer in answers:
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
