"""Whether the installation is well, with each part taken away for real."""

import json
import os
import subprocess
import sys
from http import HTTPStatus

import pytest
from django.conf import settings as real_settings

from datt.celery import app

READY = "/gezond/klaar/"
ASK = """
import django, json
django.setup()
from django.test import Client
alive, ready = Client().get("/gezond/"), Client().get("/gezond/klaar/")
print(json.dumps([alive.status_code, ready.status_code, ready.json()]))
"""


@pytest.mark.django_db
def test_all_is_well(client):
    response = client.get(READY)

    assert response.status_code == HTTPStatus.OK
    assert response.json() == {
        "gereed": True,
        "onderdelen": dict.fromkeys(["database", "migraties", "wachtrij", "tellers", "opslag"], "goed"),
    }
    assert "no-cache" in response["Cache-Control"]


@pytest.mark.django_db
def test_without_a_place_for_files_it_is_not_ready(client, settings, tmp_path):
    (tmp_path / "bestanden").write_text("a file where the folder should be")

    response = client.get(READY)

    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert response.json()["onderdelen"]["opslag"] == "De opslag van bestanden werkt niet."
    assert response.json()["onderdelen"]["database"] == "goed"


@pytest.mark.django_db
def test_without_a_queue_it_says_that_orders_are_kept(client, settings):
    settings.CELERY_BROKER_URL = "redis://:geheim@127.0.0.1:1/0"
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 1, "socket_connect_timeout": 1}

    response = client.get(READY)

    assert response.json()["onderdelen"]["wachtrij"].startswith("De wachtrij antwoordt niet.")
    assert "geheim" not in response.text


def test_without_redis_the_store_of_files_is_not_blamed(db, client, settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    }

    assert client.get(READY).json()["onderdelen"]["opslag"] == "goed"


def _in_a_process(tmp_path, database):
    known = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=real_settings.BASE_DIR,
        env={
            **known,
            "DATT_MODE": "proef",
            "DATT_DATA": str(tmp_path),
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "datt.settings",
            "ALLOWED_HOSTS": "testserver",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    "database",
    [
        "sqlite:////bestaat-niet/datt.sqlite3",
        pytest.param("postgres://datt:geheim@127.0.0.1:1/datt", marks=pytest.mark.services),
    ],
)
def test_without_a_database_it_lives_but_is_not_ready(tmp_path, database):
    alive, ready, said = _in_a_process(tmp_path, database)

    assert (alive, ready) == (HTTPStatus.OK, HTTPStatus.SERVICE_UNAVAILABLE)
    assert said["onderdelen"]["database"] == "De database antwoordt niet."
    assert "geheim" not in json.dumps(said)


def test_a_database_that_is_not_up_to_date_is_not_ready(tmp_path):
    _, ready, said = _in_a_process(tmp_path, f"sqlite:///{tmp_path / 'leeg.sqlite3'}")

    assert ready == HTTPStatus.SERVICE_UNAVAILABLE
    assert "wijzigingen van de database" in said["onderdelen"]["migraties"]


def test_the_queue_is_named_without_a_warning(caplog):
    with app.connection_for_write() as connection:
        named = connection.clone().as_uri()

    assert named == connection.as_uri()
    assert [record.message for record in caplog.records] == []
