"""The guest on the day: the code for the door, and 'I am here'."""

from datetime import time, timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse

from pilots.bijeenkomsten.dag.services.aantallen import aantal_aanwezig, attendance_of
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from tests.factories.bijeenkomsten import UitnodigingFactory, open_as_guest
from tests.factories.traject import BijeenkomstFactory, PersoonFactory


@pytest.fixture
def guest(client, meeting, fatima):
    open_as_guest(client, fatima)
    return client


def test_a_guest_finds_the_code_and_says_i_am_here(guest, meeting, fatima):
    before = guest.get("/u/").text
    guest.post(reverse("dag:zelf", args=[meeting.pk]))

    assert "QR-code voor de ingang" in before
    assert "U bent binnen sinds" in guest.get("/u/").text
    assert meeting.aanwezigheden.get().hoe == "zelf"
    assert Uitnodiging.objects.get(persoon=fatima).status == "aanwezig"


def test_nobody_says_so_the_day_before(guest, meeting):
    meeting.datum += timedelta(days=1)
    meeting.begin, meeting.eind = time(13), time(16)
    meeting.save()

    assert guest.post(reverse("dag:zelf", args=[meeting.pk])).status_code == HTTPStatus.CONFLICT
    assert aantal_aanwezig(meeting) == 0


def test_a_guest_has_no_meeting_but_their_own(guest, pilot):
    other = BijeenkomstFactory(pilot=pilot)

    assert guest.post(reverse("dag:zelf", args=[other.pk])).status_code == HTTPStatus.NOT_FOUND


def test_without_a_link_there_is_no_guest(client, meeting):
    assert client.post(reverse("dag:zelf", args=[meeting.pk])).status_code == HTTPStatus.NOT_FOUND


def test_who_was_there_is_counted_by_person_part_and_organisation(host, url, meeting, fatima):
    host.post(url("dagdelen"), {"namen": "Ochtend\nMiddag"})
    for deel in (1, 2):
        host.post(url("binnen"), {"persoon": fatima.pk, "deel": deel})
    host.post(url("inloper"), {"naam": "Jan de Wit", "deel": 2})

    found = attendance_of(type(meeting).objects.get(pk=meeting.pk))

    assert (found.aantal, found.per_deel) == (2, [("Ochtend", 1), ("Middag", 2)])
    assert found.per_organisatie == [("Voedselbank", 1), ("zonder organisatie", 1)]
    assert aantal_aanwezig(meeting) == 2


def test_the_list_afterwards_goes_along_and_that_is_logged(host, url, meeting, fatima):
    response = host.get(url("presentie_export"), {"als": "csv"})

    assert "Fatima Lahlou" in response.content.decode("utf-8-sig")


@pytest.mark.parametrize("count", [1, 150])
def test_the_list_afterwards_asks_as_often_for_one_as_for_many(host, url, meeting, count, django_assert_num_queries):
    for nr in range(count):
        UitnodigingFactory(bijeenkomst=meeting, persoon=PersoonFactory(pilot=meeting.pilot, naam=f"G {nr}"), ja=True)

    with django_assert_num_queries(16):
        host.get(url("presentie"))
