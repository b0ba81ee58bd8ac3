"""How long somebody stays signed in, and how it ends: by itself, by hand, everywhere, and by a beheerder."""

from http import HTTPStatus

import pytest
import time_machine
from django.test import Client

from datt.accounts import services
from tests.accounts.inloggen import is_in, sign_in
from tests.factories.accounts import UserFactory

ACCOUNT = "/account/"
HOUR = 3600
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel("2027-01-14 08:00:00+01:00", tick=False) as clock:
        yield clock


@pytest.fixture
def samira():
    return UserFactory(email="samira@voedselbank.example", naam="Samira de Vries")


def browser_of(user) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    client.get(ACCOUNT)
    return client


def test_an_hour_without_use_ends_it_and_says_why(clock, samira):
    client = browser_of(samira)
    clock.shift(HOUR + 1)

    response = client.get(ACCOUNT, follow=True)

    assert "U bent uitgelogd, omdat u een uur niets deed. Log opnieuw in." in response.text
    assert not is_in(client)


def test_using_it_keeps_it_going(clock, samira):
    client = browser_of(samira)
    for _ in range(4):
        clock.shift(HOUR - 360)
        client.get(ACCOUNT)

    assert is_in(client)


def test_twelve_hours_is_the_longest_also_for_who_goes_on(clock, samira):
    client = browser_of(samira)
    for _ in range(24):
        clock.shift(HOUR // 2)
        assert is_in(client)
    clock.shift(60)

    response = client.get(ACCOUNT, follow=True)

    assert not is_in(client)
    assert response.redirect_chain[-1][0].startswith("/account/login/")


def test_somebody_who_signs_in_again_gets_a_new_twelve_hours(clock, samira):
    client = browser_of(samira)
    clock.shift(13 * HOUR)
    client.get(ACCOUNT)

    sign_in(client, samira.email)

    assert is_in(client)


def test_signing_out_takes_a_click_and_not_a_link(samira):
    client = browser_of(samira)

    asked = client.get("/account/uitloggen/")
    still = is_in(client)
    client.post("/account/uitloggen/")

    assert asked.status_code == HTTPStatus.OK
    assert still
    assert not is_in(client)


def test_signing_out_everywhere_ends_the_other_browsers_too(samira):
    phone, laptop, of_somebody_else = browser_of(samira), browser_of(samira), browser_of(UserFactory())

    response = laptop.post("/account/overal-uitloggen/", follow=True)

    assert [is_in(client) for client in (phone, laptop, of_somebody_else)] == [False, False, True]
    assert "U bent overal uitgelogd." in response.text


def test_signing_out_everywhere_empties_what_the_browser_kept(samira):
    response = browser_of(samira).post("/account/overal-uitloggen/")

    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_who_is_blocked_is_out_at_the_next_click(samira):
    client = browser_of(samira)

    services.change_user(
        samira,
        naam=samira.naam,
        is_beheerder=False,
        is_facilitator=False,
        is_active=False,
        by=UserFactory(is_beheerder=True),
    )

    assert client.get(ACCOUNT).headers["Location"].startswith("/account/login/")


def test_a_blocked_account_is_out_even_when_its_session_lives_on(samira):
    client = browser_of(samira)
    samira.is_active = False
    samira.save()

    assert client.get(ACCOUNT).headers["Location"].startswith("/account/login/")


def test_a_new_secret_key_leaves_people_signed_in_until_the_old_one_is_dropped(samira, settings):
    """So that nobody is thrown out in the middle of a meeting."""
    came_along, stayed_away = browser_of(samira), browser_of(samira)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "een-nieuwe-sleutel-van-genoeg-tekens-0123456789-abcd"
    settings.SECRET_KEY_FALLBACKS = [old]
    came_along.get(ACCOUNT)

    settings.SECRET_KEY_FALLBACKS = []

    assert is_in(came_along)
    assert not is_in(stayed_away)
