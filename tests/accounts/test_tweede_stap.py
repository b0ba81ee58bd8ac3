"""The second step of who leads pilots or runs the site: nothing before it, and no way round it."""

import re
import time
from http import HTTPStatus

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings as real_settings
from django.test import Client
from django.utils import timezone

from datt.accounts.services import change_user
from pilots.access import Rol
from tests.accounts.inloggen import APP_ON, FACTOR, app_code, is_in, sign_in
from tests.factories.accounts import UserFactory
from tests.factories.traject import DeelnameFactory

ASKED_AGAIN = "/account/tweede-stap/opnieuw/"
CODES = "/account/tweede-stap/herstelcodes/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _real_site(settings):
    settings.DEMO = False


@pytest.fixture
def marieke(pilot):
    """A facilitator who leads a pilot."""
    user = UserFactory(email="marieke@waterrade.example", is_facilitator=True)
    DeelnameFactory(persoon__pilot=pilot, persoon__user=user, rol=Rol.FACILITATOR)
    return user


@pytest.fixture
def secret(marieke) -> str:
    """What the app of the facilitator makes its codes from."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(marieke, secret)
    return secret


@pytest.mark.parametrize("mark", ["is_facilitator", "is_beheerder"])
def test_nothing_of_any_pilot_is_seen_before_the_second_step(client, pilot, mark):
    user = UserFactory(**{mark: True})
    DeelnameFactory(persoon__pilot=pilot, persoon__user=user, rol=Rol.FACILITATOR)
    sign_in(client, user.email)

    for address in ("/pilots/", f"/pilots/{pilot.pk}/", f"/zoeken/?q={pilot.titel}", "/account/", "/account/beheer/"):
        response = client.get(address)
        assert (response.status_code, response.headers["Location"]) == (HTTPStatus.FOUND, APP_ON), address
        assert pilot.titel not in response.text


def test_who_leads_a_pilot_without_the_mark_needs_the_second_step_too(client, pilot, marieke):
    note = change_user(
        marieke, naam="Marieke", is_beheerder=False, is_facilitator=False, is_active=True, by=UserFactory()
    )
    sign_in(client, marieke.email)

    response = client.get(f"/pilots/{pilot.pk}/")

    assert note == "Marieke begeleidt nog een pilot, en logt daarom nog steeds in twee stappen in."
    assert (response.status_code, response.headers["Location"]) == (HTTPStatus.FOUND, APP_ON)


@pytest.mark.parametrize(("rol", "withdrawn"), [(Rol.KETENPARTNER, False), (Rol.FACILITATOR, True)])
def test_who_leads_nothing_needs_no_second_step(client, pilot, rol, withdrawn):
    user = UserFactory()
    DeelnameFactory(
        persoon__pilot=pilot, persoon__user=user, rol=rol, ingetrokken_op=timezone.now() if withdrawn else None
    )
    sign_in(client, user.email)

    assert is_in(client)


def test_a_part_of_a_page_sends_the_whole_page_to_the_second_step(client, pilot, marieke):
    sign_in(client, marieke.email)

    response = client.get(f"/pilots/{pilot.pk}/", headers={"HX-Request": "true"})

    assert response.headers["HX-Redirect"] == APP_ON
    assert response.text == ""


def test_who_only_takes_part_needs_no_second_step(client, pilot):
    user = UserFactory()
    DeelnameFactory(persoon__pilot=pilot, persoon__user=user, rol=Rol.KETENPARTNER)

    sign_in(client, user.email)

    assert client.get(f"/pilots/{pilot.pk}/").status_code == HTTPStatus.OK


def test_the_demo_waives_the_second_step_and_says_so(client, pilot, marieke, settings):
    settings.DEMO = True
    sign_in(client, marieke.email)

    response = client.get(f"/pilots/{pilot.pk}/")

    assert response.status_code == HTTPStatus.OK
    assert "De tweede stap bij het inloggen staat uit." in response.text


def test_the_demo_is_off_unless_it_is_asked_for():
    assert real_settings.DEMO is False


@pytest.mark.parametrize("wrong", ["000000", "12345", "abcdef", ""])
def test_a_wrong_code_opens_nothing(client, marieke, secret, wrong):
    sign_in(client, marieke.email)

    client.post(FACTOR, {"code": wrong if wrong != app_code(secret) else "999999"})

    assert not is_in(client)


def test_a_code_of_the_app_works_once(marieke, secret):
    """Who looked over a shoulder is too late."""
    with time_machine.travel("2027-01-14 10:00:00+01:00", tick=False):
        code = app_code(secret)
        first, second = Client(), Client()
        for browser in (first, second):
            sign_in(browser, marieke.email)
            browser.post(FACTOR, {"code": code})

        assert is_in(first)
        assert not is_in(second)


def test_guessing_the_code_of_the_app_is_stopped(client, marieke, secret):
    with time_machine.travel("2027-01-14 10:00:00+01:00", tick=False):
        sign_in(client, marieke.email)
        for nr in range(15):
            client.post(FACTOR, {"code": f"{nr:06}"})

        client.post(FACTOR, {"code": app_code(secret)})

        assert not is_in(client)


def test_a_recovery_code_works_once(marieke, secret):
    codes = RecoveryCodes.activate(marieke).get_unused_codes()
    first, second = Client(), Client()
    for browser in (first, second):
        sign_in(browser, marieke.email)
        browser.post(FACTOR, {"code": codes[0]})

    assert is_in(first)
    assert not is_in(second)


@pytest.mark.django_db(transaction=True)
def test_the_recovery_codes_are_shown_when_they_are_made_and_can_be_used(client, marieke):
    page = sign_in(client, marieke.email)
    client.post(APP_ON, {"code": app_code(page.context["form"].secret)})
    shown = re.findall(r"\b[0-9a-f]{8}\b", client.get(CODES).text)

    other = Client()
    sign_in(other, marieke.email)
    other.post(FACTOR, {"code": shown[0]})

    assert len(set(shown)) >= 10
    assert is_in(other)


@pytest.mark.parametrize(
    "address",
    [CODES, f"{CODES}nieuw/", APP_ON, "/account/tweede-stap/app/uit/", "/account/tweede-stap/sleutels/nieuw/"],
)
def test_an_old_window_that_never_did_the_second_step_cannot_go_round_it(client, marieke, address):
    """It was signed in before the second step existed; now it must prove it, not make another."""
    sign_in(client, marieke.email)
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(marieke, secret)
    RecoveryCodes.activate(marieke)

    looked, posted = client.get(address), client.post(address, {"code": "000000"})

    assert looked.headers["Location"] == posted.headers["Location"] == ASKED_AGAIN
    assert marieke.authenticator_set.count() == 2


def test_an_old_window_goes_on_after_proving_the_second_step(client, marieke):
    sign_in(client, marieke.email)
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(marieke, secret)

    client.post(ASKED_AGAIN, {"code": app_code(secret)})

    assert is_in(client)


def test_the_pages_of_a_passkey_open(client, marieke):
    page = sign_in(client, marieke.email)
    client.post(APP_ON, {"code": app_code(page.context["form"].secret)})
    session = client.session
    session["account_authentication_methods"] += [{"method": "mfa", "at": time.time(), "reauthenticated": True}]
    session.save()

    response = client.get("/account/tweede-stap/sleutels/nieuw/")

    assert response.status_code == HTTPStatus.OK
    assert '"challenge"' in response.text
    assert not Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).exists()
