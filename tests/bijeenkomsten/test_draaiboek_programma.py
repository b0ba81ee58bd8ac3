"""What other pages show of a run sheet."""

from datetime import date, time
from http import HTTPStatus

import pytest
from django.urls import reverse

from pilots.access import Rol
from pilots.bijeenkomsten.draaiboek.services.vullen import draaiboek_of
from pilots.traject.onderdelen import programmes_of
from pilots.traject.services.sjabloon import load_sjabloon
from tests.factories.bijeenkomsten import DraaiboekblokFactory, DraaiboekFactory
from tests.factories.traject import BijeenkomstFactory

pytestmark = pytest.mark.django_db
DAG = date(2027, 1, 28)


@pytest.fixture
def meeting(pilot):
    """From 13.30 to 16.30, on the run sheet of the template that somebody changed."""
    template = load_sjabloon().bijeenkomsten.get(soort="sleutel_1")
    meeting = BijeenkomstFactory(pilot=pilot, sjabloon=template, datum=DAG)
    first = draaiboek_of(meeting).blokken.first()
    first.titel, first.minuten = "Soep vooraf", 25
    first.save()
    return meeting


def test_the_page_of_a_meeting_shows_its_own_run_sheet(meeting, client_as):
    page = client_as(Rol.FACILITATOR).get(meeting.get_absolute_url())

    assert "Soep vooraf" in page.text
    assert "Inloop met naamkaart" not in page.text
    assert reverse("draaiboek:draaiboek_detail", args=[meeting.pilot_id, meeting.pk]) in page.text
    assert [line.begint for line in page.context["programma"].regels[:2]] == [time(13, 30), time(13, 55)]
    assert page.context["programma"].uitkomst in page.text


@pytest.mark.parametrize(("rol", "sees"), [(Rol.AMBTENAAR, True), (Rol.KETENPARTNER, False), (Rol.BESTUURDER, False)])
def test_who_does_not_prepare_a_meeting_sees_no_run_sheet_on_its_page(rol, sees, meeting, client_as):
    page = client_as(rol).get(meeting.get_absolute_url())

    assert page.status_code == HTTPStatus.OK
    assert ("Soep vooraf" in page.text) == sees


def test_blocks_at_the_same_time_have_one_time_and_each_a_room(pilot, client_as):
    sheet = DraaiboekFactory(bijeenkomst=BijeenkomstFactory(pilot=pilot))
    for nr, ruimte in enumerate(["Leeszaal", "Atelier"], start=1):
        DraaiboekblokFactory(draaiboek=sheet, volgorde=nr, parallel=1, ruimte=ruimte)

    lines = programmes_of([sheet.bijeenkomst])[sheet.bijeenkomst_id].regels

    assert [(line.begint, line.is_naast, line.is_tegelijk) for line in lines] == [
        (time(13, 30), False, True),
        (time(13, 30), True, True),
    ]
    assert "Atelier" in client_as(Rol.FACILITATOR).get(sheet.bijeenkomst.get_absolute_url()).text


def test_the_programmes_of_all_meetings_take_one_query(pilot, django_assert_num_queries):
    sheets = [DraaiboekFactory(bijeenkomst=BijeenkomstFactory(pilot=pilot, volgorde=nr)) for nr in range(4)]
    for sheet in sheets[:3]:
        DraaiboekblokFactory(draaiboek=sheet, volgorde=1)

    with django_assert_num_queries(1):
        found = programmes_of([sheet.bijeenkomst for sheet in sheets])

    assert set(found) == {sheet.bijeenkomst_id for sheet in sheets[:3]}
