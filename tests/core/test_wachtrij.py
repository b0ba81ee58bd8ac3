"""The queue of a device, on our side."""

import uuid
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from datt.core.models import Ontvangst
from datt.core.tasks import sweep_ontvangsten
from datt.core.wachtrij import receive_once, sent_kenmerk
from datt.rooster import SCHEDULE
from pilots.access import Rol


def test_what_arrives_twice_arrived_once(db):
    kenmerk = uuid.uuid4()

    assert [receive_once(kenmerk, "proef") for _ in range(2)] == [True, False]
    assert Ontvangst.objects.count() == 1


@pytest.mark.parametrize("typed", ["", "geen-kenmerk", "123"])
def test_a_form_without_a_mark_gets_one(typed):
    assert isinstance(sent_kenmerk(QueryDict(f"kenmerk={typed}")), uuid.UUID)


def test_the_queue_learns_who_sends_now_and_nobody_learns_who_that_is(client, client_as):
    facilitator = client_as(Rol.FACILITATOR)

    mine, again = (facilitator.get("/wachtrij/").json()["wie"] for _ in range(2))

    assert mine == again
    assert client.get("/wachtrij/").json()["wie"] == ""
    assert client_as(Rol.KETENPARTNER).get("/wachtrij/").json()["wie"] != mine
    assert facilitator.user.email not in mine


def test_the_worker_rules_the_whole_site_and_is_asked_for_anew(client):
    response = client.get("/wachtrij-werker.js")

    assert response["Service-Worker-Allowed"] == "/"
    assert response["Cache-Control"] == "no-cache"
    assert response["Content-Type"].startswith("text/javascript")


def test_a_stale_form_key_is_refused(pilot, client_as):
    client = client_as(Rol.FACILITATOR)
    client.handler.enforce_csrf_checks = True

    assert client.post("/wachtrij/proef/").status_code == 403


def test_what_arrived_long_ago_is_forgotten_every_night_and_the_rest_still_counts_once(db):
    old, kept = uuid.uuid4(), uuid.uuid4()
    receive_once(old, "proef")
    receive_once(kept, "proef")
    Ontvangst.objects.filter(kenmerk=old).update(op=timezone.now() - timedelta(days=91))
    Ontvangst.objects.filter(kenmerk=kept).update(op=timezone.now() - timedelta(days=89))

    assert sweep_ontvangsten() == 1
    assert [receive_once(old, "proef"), receive_once(kept, "proef")] == [True, False]
    assert SCHEDULE["ontvangsten"]["task"] == sweep_ontvangsten.name
