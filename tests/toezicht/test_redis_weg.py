"""Redis away, for real: the counters at an address where nobody answers."""

import logging
import time

import pytest
from django.core.cache import cache
from django.test import Client

from datt.berichten.models import Bericht
from datt.core import cache as steady
from datt.core.limits import allow
from tests.accounts.inloggen import ask, is_in, sign_in
from tests.factories.accounts import UserFactory

CODES_IN_TEN_MINUTES = 5
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_away")]


def test_signing_in_goes_on(client, settings):
    settings.DEMO = False
    user = UserFactory()

    sign_in(client, user.email)

    assert is_in(client)


def test_the_limit_on_codes_goes_on(settings):
    settings.DEMO = False
    user = UserFactory()

    for _ in range(8):
        ask(Client(), user.email)

    assert Bericht.objects.filter(aan=user.email).count() == CODES_IN_TEN_MINUTES


def test_counting_goes_on():
    assert [allow("proef", "iemand", most=2, seconds=60) for _ in range(4)] == [True, True, False, False]


def test_the_log_says_it_once_a_minute_without_the_password(caplog):
    with caplog.at_level(logging.WARNING, logger=steady.logger.name):
        steady._log_again_at.clear()
        steady._ask_again_at.clear()
        for _ in range(3):
            cache.get("iets")
            steady._ask_again_at.clear()

    assert [record.message for record in caplog.records] == [
        "cache not reached, this process counts by itself: ConnectionError"
    ]


def test_nobody_waits_for_a_redis_that_is_away():
    steady._ask_again_at.clear()
    start = time.monotonic()

    cache.get("iets")

    assert time.monotonic() - start < 1


def test_the_health_page_says_it(client):
    response = client.get("/gezond/klaar/")

    assert response.json()["onderdelen"]["tellers"].startswith("De cache antwoordt niet.")
    assert "geheim" not in response.text
