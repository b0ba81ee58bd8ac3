"""Signing in for real: a code by mail, then the second step for who leads pilots."""

import re
import time
from http import HTTPStatus

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp

from tests.accounts.inloggen import APP_ON, LOGIN, app_code, mailed_code, sign_in
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _real_site(settings):
    settings.DEMO = False


@pytest.fixture
def facilitator():
    return UserFactory(email="marieke@waterrade.example", is_facilitator=True)


@pytest.fixture
def with_app(facilitator) -> str:
    """The facilitator has an app with codes; this is its secret."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(facilitator, secret)
    return secret


def test_a_ketenpartner_is_in_with_the_mailed_code(client):
    user = UserFactory(email="samira@voedselbank.example")

    response = sign_in(client, user.email)

    assert response.redirect_chain[-1][0] == "/pilots/"


def test_a_facilitator_first_sets_up_the_second_step(client, facilitator):
    response = sign_in(client, facilitator.email)

    assert response.redirect_chain[-1][0] == APP_ON
    assert client.get("/pilots/").headers["Location"] == APP_ON


@pytest.mark.django_db(transaction=True)
def test_setting_up_the_app_leads_to_the_recovery_codes_and_then_in(client, facilitator):
    page = sign_in(client, facilitator.email)
    secret = page.context["form"].secret

    response = client.post(APP_ON, {"code": app_code(secret)}, follow=True)

    assert "Uw herstelcodes" in response.text
    assert "10 van de 10 codes werken nog." in response.text
    assert client.get("/pilots/").status_code == HTTPStatus.OK


def test_a_facilitator_signs_in_with_the_code_of_the_app(client, facilitator, with_app):
    sign_in(client, facilitator.email)

    response = client.post("/account/tweede-stap/invullen/", {"code": app_code(with_app)}, follow=True)

    assert response.redirect_chain[-1][0] == "/pilots/"
    assert response.status_code == HTTPStatus.OK


def test_a_wrong_code_of_the_app_is_said_in_plain_dutch(client, facilitator, with_app):
    sign_in(client, facilitator.email)

    response = client.post("/account/tweede-stap/invullen/", {"code": "000000"})

    assert "Deze code klopt niet. Wacht op de volgende code in uw app" in response.text


def test_guessing_the_mailed_code_ends_after_five_times(client):
    user = UserFactory(email="samira@voedselbank.example")
    client.post(LOGIN, {"email": user.email})
    wrong = "000000" if mailed_code() != "000000" else "111111"

    for _ in range(5):
        response = client.post(f"{LOGIN}code/", {"code": wrong, "action": "verify"}, follow=True)

    assert response.redirect_chain[-1][0] == LOGIN
    assert "Dat was te vaak achter elkaar." in response.text


def test_an_unknown_address_gets_the_same_answer(client):
    known = UserFactory(email="samira@voedselbank.example")

    answers = [client.post(LOGIN, {"email": email}, follow=True) for email in (known.email, "niemand@elders.example")]

    pages = [answer.text.replace(known.email, "…").replace("niemand@elders.example", "…") for answer in answers]
    token = re.compile(r'value="\w{64}"|"X-CSRFToken": "\w+"')
    assert token.sub("", pages[0]) == token.sub("", pages[1])


ENGLISH = re.compile(
    r"\b(sign|log ?in to|password|authenticator|authentication|security key|recovery|account connections|"
    r"the|your|you|are|remove|add|edit|save|cancel|continue|confirm|incorrect|not used)\b",
    re.IGNORECASE,
)


def visible(response) -> str:
    """What a person reads on the page: text, and what a screen reader says."""
    page = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", response.text, flags=re.DOTALL)
    said = " ".join(re.findall(r'(?:aria-label|alt|title|placeholder)="([^"]*)"', page))
    return re.sub(r"<[^>]+>", " ", page) + said


@pytest.mark.parametrize(
    "address",
    [
        "/account/",
        "/account/uitloggen/",
        "/account/geblokkeerd/",
        "/account/opnieuw/",
        "/account/tweede-stap/",
        "/account/tweede-stap/opnieuw/",
        "/account/tweede-stap/app/aan/",
        "/account/tweede-stap/app/uit/",
        "/account/tweede-stap/herstelcodes/",
        "/account/tweede-stap/herstelcodes/nieuw/",
        "/account/tweede-stap/sleutels/",
        "/account/tweede-stap/sleutels/nieuw/",
        "/account/tweede-stap/sleutels/{key}/naam/",
        "/account/tweede-stap/sleutels/{key}/weg/",
        "/account/gemeente/afgebroken/",
        "/account/gemeente/mislukt/",
    ],
)
def test_every_page_of_signing_in_is_dutch_and_ours(client, facilitator, address):
    page = sign_in(client, facilitator.email)
    client.post(APP_ON, {"code": app_code(page.context["form"].secret)})
    session = client.session  # as if the code was just asked once more
    session["account_authentication_methods"] += [{"method": "mfa", "at": time.time(), "reauthenticated": True}]
    session.save()
    if "{key}" in address:
        key = Authenticator.objects.create(
            user=facilitator, type=Authenticator.Type.WEBAUTHN, data={"name": "Mijn telefoon", "credential": {}}
        )
        address = address.format(key=key.pk)

    response = client.get(address, follow=True)

    assert ENGLISH.findall(visible(response)) == []
    assert response.text.count("<h1") == 1


@pytest.mark.parametrize(
    "address", ["/account/aanmelden/", "/account/gemeente/aanmelden/", "/account/gemeente/koppelingen/"]
)
def test_pages_we_do_not_want_are_closed(client, address):
    client.force_login(UserFactory(), backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get(address).status_code == HTTPStatus.NOT_FOUND


def test_the_button_of_a_municipality_shows_only_when_it_is_configured(client, settings):
    without = client.get(LOGIN).text
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"APPS": [{"provider_id": "gemeente", "name": "Waterrade", "client_id": "x", "secret": "y"}]}
    }

    assert "Inloggen via Waterrade" not in without
    assert "Inloggen via Waterrade" in client.get(LOGIN).text
