"""The mailed code: how long it works, how often, for whom, and what a stranger can learn from it."""

import re
from http import HTTPStatus

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from datt.accounts.models import User
from datt.berichten.models import Bericht
from tests.accounts.inloggen import CODE, LOGIN, ask, give, is_in, mailed_code, other_than, sign_in
from tests.factories.accounts import UserFactory

NOW = "2027-01-14 10:00:00+01:00"
NOBODY = "niemand@elders.example"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _real_site(settings):
    settings.DEMO = False


@pytest.fixture
def samira() -> User:
    return UserFactory(email="samira@voedselbank.example", naam="Samira de Vries")


@pytest.mark.parametrize(("minutes", "works"), [(9, True), (11, False)])
def test_a_code_works_for_ten_minutes(client, samira, minutes, works):
    with time_machine.travel(NOW, tick=False) as clock:
        ask(client, samira.email)
        code = mailed_code()
        clock.shift(minutes * 60)

        give(client, code)

        assert is_in(client) == works


def test_the_mail_says_until_when_the_code_works(client, samira):
    with time_machine.travel(NOW, tick=False):
        ask(client, samira.email)

    bericht = Bericht.objects.get()
    assert (bericht.aan, bericht.geheim) == (samira.email, True)
    assert "tot 10.10 uur" in bericht.tekst
    assert bericht.onderwerpregel == f"Uw code is {mailed_code()}"


@pytest.mark.parametrize(("wrong", "works"), [(4, True), (5, False)])
def test_after_five_wrong_codes_the_right_one_is_too_late(client, samira, wrong, works):
    ask(client, samira.email)
    code = mailed_code()
    for _ in range(wrong):
        give(client, other_than(code))

    give(client, code)

    assert is_in(client) == works


def test_a_code_is_used_once(client, samira):
    sign_in(client, samira.email)
    code = mailed_code()
    client.post("/account/uitloggen/")

    give(client, code)

    assert not is_in(client)


def test_a_code_works_only_in_the_browser_that_asked_for_it(client, samira):
    ask(client, samira.email)
    elsewhere = Client()
    ask(elsewhere, NOBODY)

    give(elsewhere, mailed_code())

    assert not is_in(elsewhere)


def test_a_new_code_ends_the_old_one(client, samira):
    ask(client, samira.email)
    old = mailed_code()
    client.post(CODE, {"action": "resend"})
    new = mailed_code()

    give(client, old if old != new else other_than(new))
    refused = not is_in(client)
    give(client, new)

    assert refused
    assert is_in(client)


def test_signing_in_changes_the_key_of_the_session(client, samira):
    """So nobody can hand somebody a session and use it after they signed in."""
    ask(client, samira.email)
    before = client.session.session_key

    give(client, mailed_code())

    assert client.session.session_key != before


def test_a_mailbox_gets_five_codes_in_ten_minutes(samira):
    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(5):
            ask(Client(), samira.email)
        refused = ask(Client(), samira.email)
        count = Bericht.objects.count()
        clock.shift(11 * 60)
        ask(Client(), samira.email)

    assert count == 5
    assert "Dat was te vaak achter elkaar." in refused.text
    assert Bericht.objects.count() == 6


def test_an_unknown_address_is_limited_just_the_same():
    for _ in range(5):
        ask(Client(), NOBODY)

    assert "Dat was te vaak achter elkaar." in ask(Client(), NOBODY).text


def test_capitals_do_not_make_another_mailbox(samira):
    for email in ("samira@voedselbank.example", "SAMIRA@voedselbank.example", "Samira@Voedselbank.example") * 2:
        answer = ask(Client(), email)

    assert "Dat was te vaak achter elkaar." in answer.text
    assert Bericht.objects.count() == 5


def test_a_hall_of_150_on_one_address_is_not_locked_out():
    people = [UserFactory() for _ in range(150)]

    answers = [ask(Client(), user.email) for user in people]

    assert {answer.status_code for answer in answers} == {HTTPStatus.FOUND}
    assert Bericht.objects.count() == 150


def test_inventing_addresses_before_the_proxy_gives_no_new_chances(settings, samira):
    """Only what our own proxy adds on the right counts; the wall for one address is high but real."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "request_login_code": "3/h/ip"}

    answers = [
        ask(Client(), f"iemand{nr}@elders.example", headers={"X-Forwarded-For": f"10.0.0.{nr}, 192.0.2.1"})
        for nr in range(4)
    ]

    assert [answer.status_code for answer in answers[:3]] == [HTTPStatus.FOUND] * 3
    assert answers[3].status_code != HTTPStatus.FOUND


# What a stranger can learn


def test_nobody_is_mailed_at_an_unknown_address(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as rings:
        ask(client, NOBODY)

    assert not Bericht.objects.exists()
    assert rings == []


def test_headers_and_cookies_do_not_tell_who_is_known(samira):
    known, unknown = (ask(Client(), email) for email in (samira.email, NOBODY))

    assert known.status_code == unknown.status_code
    for answer in (known, unknown):
        del answer["Expires"]  # the clock may tick between the two
    assert dict(known.headers) == dict(unknown.headers)
    assert known.cookies.keys() == unknown.cookies.keys()


@pytest.mark.parametrize("wrong", [1, 4, 5])
def test_wrong_codes_do_not_tell_who_is_known(samira, wrong):
    pages = []
    for email in (samira.email, NOBODY):
        client = Client()
        ask(client, email)
        answers = [give(client, "12345x") for _ in range(wrong)]
        plain = answers[-1].text.replace(email, "…")
        pages.append(re.sub(r'value="\w{64}"|"X-CSRFToken": "\w+"', "", plain))

    assert pages[0] == pages[1]


def test_the_work_for_an_unknown_address_is_that_for_a_known_one(samira):
    """So the time of the answer has the same shape: both write a mail, one of them takes it back."""

    def writes(email):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            ask(Client(), email)
        said = [query["sql"] for query in queries]
        return [sql.split()[:3] for sql in said if sql.startswith(("INSERT", "UPDATE"))]

    assert writes(samira.email) == writes(NOBODY)


def test_somebody_who_is_blocked_gets_no_further_than_a_stranger(client):
    user = UserFactory(is_active=False)

    ask(client, user.email)
    if Bericht.objects.exists():
        give(client, mailed_code())

    assert not is_in(client)


# Where somebody goes next


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "\x08//evil.example",
    ],
)
def test_signing_in_never_leads_elsewhere(client, samira, address):
    client.post(f"{LOGIN}", {"email": samira.email, "next": address})

    response = client.post(CODE, {"code": mailed_code(), "action": "verify", "next": address})

    assert (response.status_code, response.headers["Location"]) == (HTTPStatus.FOUND, "/")


def test_a_place_to_go_adds_no_header(client, samira):
    address = "/pilots/\r\nSet-Cookie: a=b"
    client.post(LOGIN, {"email": samira.email, "next": address})

    response = client.post(CODE, {"code": mailed_code(), "action": "verify", "next": address})

    assert response.headers["Location"].startswith("/pilots/%0D%0A")
    assert "a" not in response.cookies


def test_after_signing_in_somebody_is_where_they_wanted_to_go(client, samira):
    wanted = "/account/"
    client.post(f"{LOGIN}?next={wanted}", {"email": samira.email, "next": wanted})

    response = client.post(f"{CODE}?next={wanted}", {"code": mailed_code(), "action": "verify", "next": wanted})

    assert response.headers["Location"] == wanted
