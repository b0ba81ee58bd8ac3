"""Signing in with a municipality's own sign-in, against a provider that really answers."""

from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from datt.accounts.models import User
from datt.berichten.models import Bericht
from tests.accounts import aanbieder
from tests.accounts.inloggen import APP_ON, LOGIN, is_in
from tests.factories.accounts import UserFactory

START = "/account/oidc/gemeente/login/"
BACK = f"{START}callback/"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def server():
    with aanbieder.running() as provider:
        yield provider


@pytest.fixture
def provider(server, settings):
    settings.DEMO = False
    app = {
        "provider_id": "gemeente",
        "name": "Waterrade",
        **aanbieder.CLIENT,
        "settings": {"server_url": server.url},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    server.asked.clear()
    server.claims = {"sub": "p-1", "email": "Peter@Waterrade.example", "email_verified": True, "name": "Peter Kalkman"}
    return server


@pytest.fixture
def peter():
    return UserFactory(email="peter@waterrade.example", naam="Peter Kalkman")


def go_there(client: Client, **fields) -> dict[str, str]:
    """Press the button; answers what the provider was told."""
    response = client.post(START, fields)
    address = urlsplit(response.headers["Location"])
    return {name: values[0] for name, values in parse_qs(address.query).items()} | {"_to": response.headers["Location"]}


def come_back(client: Client, asked: dict[str, str], **changes):
    return client.get(BACK, {"code": "abc", "state": asked["state"], **changes}, follow=True)


def test_the_button_leads_to_the_sign_in_of_the_municipality(client, provider):
    page = client.get(LOGIN).text

    asked = go_there(client)

    assert "Inloggen via Waterrade" in page
    assert asked["_to"].startswith(f"{provider.url}/authorize?")
    assert (asked["client_id"], asked["response_type"]) == ("datt", "code")
    assert asked["redirect_uri"].endswith(BACK)
    assert "email" in asked["scope"]


def test_a_known_address_is_in(client, provider, peter):
    come_back(client, go_there(client))

    assert is_in(client)
    assert client.session["_auth_user_id"] == str(peter.pk)


def test_somebody_stays_the_same_person_when_the_address_changes_there(client, provider, peter):
    come_back(client, go_there(client))
    provider.claims["email"] = "p.kalkman@waterrade.example"

    again = Client()
    come_back(again, go_there(again))

    assert again.session["_auth_user_id"] == str(peter.pk)


def test_an_unknown_address_gets_no_account_and_a_sentence_that_helps(client, provider):
    response = come_back(client, go_there(client))

    assert not User.objects.exists()
    assert not Bericht.objects.exists()
    assert not is_in(client)
    assert "bij uw mailadres hoort hier geen account" in response.text


@pytest.mark.parametrize("claim", [{"email_verified": False}, {"email_verified": None}, {"email": ""}, {"email": None}])
def test_an_address_that_the_municipality_did_not_verify_opens_nothing(client, provider, peter, claim):
    provider.claims |= claim

    come_back(client, go_there(client))

    assert not is_in(client)


def test_a_word_that_is_not_true_does_not_verify_an_address(client, provider, peter):
    """Some providers send the word "false", which is not empty."""
    provider.claims["email_verified"] = "false"

    come_back(client, go_there(client))

    assert not is_in(client)


def test_somebody_who_is_blocked_stays_out(client, provider, peter):
    peter.is_active = False
    peter.save()

    come_back(client, go_there(client))

    assert not is_in(client)


def test_a_facilitator_still_does_the_second_step(client, provider, peter):
    peter.is_facilitator = True
    peter.save()

    come_back(client, go_there(client))

    assert client.get("/pilots/").headers["Location"] == APP_ON


def test_an_answer_that_this_browser_did_not_ask_for_is_refused(client, provider, peter):
    asked = go_there(client)

    other = Client()
    response = come_back(other, asked)

    assert not is_in(other)
    assert "/token" not in provider.asked
    assert response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR


@pytest.mark.parametrize("error", ["access_denied", "server_error"])
def test_breaking_off_or_a_fault_there_gets_a_page_in_dutch(client, provider, peter, error):
    asked = go_there(client)

    response = client.get(BACK, {"error": error, "state": asked["state"]}, follow=True)

    assert not is_in(client)
    assert "Inloggen" in response.text or "U bent niet ingelogd" in response.text
    assert '<html lang="nl"' in response.text


def test_a_wrong_secret_gets_a_page_and_no_entrance(client, provider, peter, settings):
    asked = go_there(client)
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [{**app, "secret": "verkeerd"}]}}

    response = come_back(client, asked)

    assert not is_in(client)
    assert "Inloggen via uw gemeente lukte niet" in response.text


def test_a_provider_that_is_away_gets_a_page_and_the_code_by_mail_still_works(client, provider, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    away = {**app, "settings": {"server_url": "http://127.0.0.1:1"}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [away]}}

    response = client.post(START, follow=True)

    assert "Inloggen via uw gemeente lukte niet" in response.text
    assert client.get(LOGIN).status_code == HTTPStatus.OK


def test_the_way_back_never_leads_elsewhere(client, provider, peter):
    response = come_back(client, go_there(client, next="https://evil.example/"))

    assert all("evil" not in address for address, _ in response.redirect_chain)
    assert is_in(client)
