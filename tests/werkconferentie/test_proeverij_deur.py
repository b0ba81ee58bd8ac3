"""Counting at the door without names: once for each tap, from several phones, also late."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pilots.access import Rol
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.proeverij.models import Deurtelling
from tests.factories.traject import BijeenkomstFactory

pytestmark = pytest.mark.django_db
QUEUED = {"X-Wachtrij": "1"}


@pytest.fixture
def meeting(pilot) -> Bijeenkomst:
    return BijeenkomstFactory(pilot=pilot, soort="proeverij", datum=timezone.localdate())


def tap(client, meeting, tik, *, kenmerk=None, headers=None):
    address = reverse("proeverij:deur_tel", args=[meeting.pilot_id, meeting.pk])
    return client.post(address, {"tik": tik, "kenmerk": str(kenmerk or uuid.uuid4())}, headers=headers or {})


def counted(meeting) -> tuple[int, int]:
    return Deurtelling.objects.values_list("volwassenen", "kinderen").get(bijeenkomst=meeting)


def test_every_tap_counts_and_one_too_many_is_taken_back(client_as, meeting):
    client = client_as(Rol.FACILITATOR)

    answers = [tap(client, meeting, tik) for tik in ("volwassenen:2", "kinderen:5", "volwassenen:1", "kinderen:-1")]

    assert [one.status_code for one in answers] == [302] * 4
    assert counted(meeting) == (3, 4)
    assert "7</b>" in client.get(reverse("proeverij:deur", args=[meeting.pilot_id, meeting.pk])).text


def test_the_same_tap_from_the_queue_counts_once(client_as, meeting):
    client, kenmerk = client_as(Rol.FACILITATOR), uuid.uuid4()

    answers = [tap(client, meeting, "volwassenen:1", kenmerk=kenmerk, headers=QUEUED) for _ in range(3)]

    assert [one.status_code for one in answers] == [204] * 3
    assert counted(meeting) == (1, 0)


@pytest.mark.parametrize("tik", ["", "honden:1", "volwassenen:0", "volwassenen:99", "volwassenen:1e3", "kinderen:-21"])
def test_a_tap_that_is_no_button_of_ours_is_refused(client_as, meeting, tik):
    assert tap(client_as(Rol.FACILITATOR), meeting, tik).status_code == 422
    assert not Deurtelling.objects.exists()


def test_never_fewer_than_nobody(client_as, meeting):
    client = client_as(Rol.FACILITATOR)
    tap(client, meeting, "volwassenen:1")

    assert tap(client, meeting, "volwassenen:-2").status_code == 409
    assert tap(client, meeting, "kinderen:-1").status_code == 409
    assert counted(meeting) == (1, 0)


def test_a_refused_tap_may_come_again_later(client_as, meeting):
    """What was refused was not received: the same mark counts once there is something to take back."""
    client, kenmerk = client_as(Rol.FACILITATOR), uuid.uuid4()
    first = tap(client, meeting, "kinderen:-1", kenmerk=kenmerk).status_code
    tap(client, meeting, "kinderen:2")

    second = tap(client, meeting, "kinderen:-1", kenmerk=kenmerk).status_code

    assert (first, second) == (409, 302)
    assert counted(meeting) == (0, 1)


def test_nobody_is_counted_before_the_day_or_when_it_is_off(client_as, pilot, meeting):
    client = client_as(Rol.FACILITATOR)
    later = BijeenkomstFactory(pilot=pilot, datum=timezone.localdate() + timedelta(days=1))
    meeting.cancel(by=None, reden="")

    assert [tap(client, one, "volwassenen:1").status_code for one in (later, meeting)] == [409, 409]
    assert "Tellen kan vanaf die dag" in client.get(reverse("proeverij:deur", args=[pilot.pk, later.pk])).text


@pytest.mark.parametrize(("rol", "status"), [(Rol.AMBTENAAR, 403), (Rol.KETENPARTNER, 403), (None, 404)])
def test_only_who_hosts_counts(client_as, meeting, rol, status):
    assert tap(client_as(rol), meeting, "volwassenen:1").status_code == status
    assert not Deurtelling.objects.exists()
