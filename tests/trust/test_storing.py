"""What was accepted on screen is not lost when something around the site is away."""

import pytest
from django.urls import reverse
from kombu.exceptions import OperationalError

from datt import backends
from datt.berichten.models import Bericht
from datt.berichten.tasks import deliver_bericht
from datt.core.limits import allow
from tests.accounts.inloggen import ask
from tests.factories.accounts import UserFactory
from tests.trust.test_grenzen import device, form

NOBODY_LISTENS = "redis://127.0.0.1:1/0"


@pytest.fixture
def without_redis(settings, tmp_path):
    settings.CACHES = {"default": backends.cache(NOBODY_LISTENS, data_dir=tmp_path)}


@pytest.fixture
def without_broker(monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("away")

    monkeypatch.setattr(deliver_bericht, "delay", refuse)


def test_an_organisation_registers_while_the_cache_is_away(without_redis, pilot):
    address = reverse("partners:aanmelden", args=[pilot.slug])

    response = device(address).post(address, form(1))

    assert response.status_code == 302
    assert pilot.ketenpartners.count() == 1


def test_somebody_asks_for_a_code_while_the_cache_is_away(without_redis, db, client):
    user = UserFactory()

    response = ask(client, user.email)

    assert response.status_code == 302
    assert Bericht.objects.get(aan=user.email).soort == "inlogcode"


def test_limits_still_count_while_the_cache_is_away(without_redis):
    answers = [allow("proef-zonder", "iemand", most=2, seconds=3600) for _ in range(4)]

    assert answers == [True, True, False, False]


@pytest.mark.django_db(transaction=True)
def test_a_registration_and_its_mail_are_kept_while_the_broker_is_away(without_broker, pilot):
    address = reverse("partners:aanmelden", args=[pilot.slug])

    response = device(address).post(address, form(1))

    assert response.status_code == 302
    assert pilot.ketenpartners.count() == 1
    assert Bericht.objects.get(aan="iemand1@voorbeeld1.example").status == "wachtrij"
