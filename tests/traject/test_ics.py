"""Calendar files: what a calendar program reads back, and the secret addresses."""

from datetime import UTC, date, time, timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.traject.models import Persoon
from pilots.traject.services.agendalinks import persoon_token, pilot_token
from pilots.traject.services.wijzigen import drop_bijeenkomst, restore_bijeenkomst
from tests.factories.accounts import UserFactory
from tests.factories.traject import BijeenkomstFactory, DeelnameFactory, PersoonFactory, TaakFactory


def pilot_url(pilot):
    return reverse("traject:agenda_pilot", args=[pilot_token(pilot)])


def persoon_url(persoon):
    return reverse("traject:agenda_persoon", args=[persoon_token(persoon)])


def read(response):
    return Calendar.from_ical(response.content)


def events(response):
    return read(response).walk("VEVENT")


def test_the_calendar_of_a_pilot_holds_every_meeting(pilot, client):
    meeting = BijeenkomstFactory(pilot=pilot, plaats="Het Anker", adres="Kade 3, Waterrade")
    other = BijeenkomstFactory(pilot=pilot, datum=date(2027, 3, 4))

    response = client.get(pilot_url(pilot))

    first, second = events(response)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, max-age=900"
    assert [event["UID"] for event in (first, second)] == [f"{one.uid}@datt-werkt" for one in (meeting, other)]
    assert first["SUMMARY"] == "Sleutelfunctionarissen 1: elkaar leren kennen (Eerder erbij)"
    assert first["LOCATION"] == "Het Anker, Kade 3, Waterrade"
    assert first["URL"].endswith(meeting.get_absolute_url())
    assert (first["STATUS"], first["SEQUENCE"]) == ("CONFIRMED", 0)
    assert "LOCATION" not in second
    assert [zone["TZID"] for zone in read(response).walk("VTIMEZONE")] == ["Europe/Amsterdam"]


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2027, 3, 27), time(12, 30)),
        (date(2027, 3, 28), time(11, 30)),
        (date(2027, 3, 29), time(11, 30)),
        (date(2027, 10, 30), time(11, 30)),
        (date(2027, 10, 31), time(12, 30)),
        (date(2027, 11, 1), time(12, 30)),
    ],
)
def test_a_meeting_keeps_its_time_on_the_wall_around_a_clock_change(pilot, client, day, utc):
    BijeenkomstFactory(pilot=pilot, datum=day)

    response = client.get(pilot_url(pilot))

    [event] = events(response)
    begins = event["DTSTART"].dt
    assert f"DTSTART;TZID=Europe/Amsterdam:{day:%Y%m%d}T133000" in response.text
    assert (begins.date(), begins.time()) == (day, time(13, 30))
    assert begins.astimezone(UTC).time() == utc


@pytest.mark.parametrize(
    "text",
    [
        "Café ‘Überall’, zaal 2; achter",
        "Eerste regel\nTweede regel\r\nDerde",
        "Tot snel 🐘🐊, " + "heel lang " * 30,
        "BEGIN:VEVENT\nSUMMARY:vals\nEND:VEVENT",
        "schuin \\n streepje \\, en \\;",
    ],
)
def test_whatever_people_type_comes_back_as_they_typed_it(pilot, client, text):
    BijeenkomstFactory(pilot=pilot, plaats=text[:120], doel=text[:600])

    response = client.get(pilot_url(pilot))

    [event] = events(response)
    plain = text.replace("\r\n", "\n")
    assert event["LOCATION"].replace("\r\n", "\n") == text[:120].replace("\r\n", "\n")
    assert event["DESCRIPTION"].startswith(plain[:600])
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))


def test_a_dropped_meeting_is_cancelled_and_comes_back_with_a_higher_number(pilot, client):
    meeting, user = BijeenkomstFactory(pilot=pilot), UserFactory()

    drop_bijeenkomst(meeting, by=user, reden="Ziek.")
    [cancelled] = events(client.get(pilot_url(pilot)))
    restore_bijeenkomst(meeting, by=user)
    [back] = events(client.get(pilot_url(pilot)))

    assert (cancelled["STATUS"], cancelled["SEQUENCE"]) == ("CANCELLED", 1)
    assert cancelled["DESCRIPTION"].startswith("Deze bijeenkomst gaat niet door.")
    assert (back["STATUS"], back["SEQUENCE"]) == ("CONFIRMED", 2)
    assert back["UID"] == cancelled["UID"]


def test_a_calendar_that_did_not_change_is_not_sent_again(pilot, client):
    meeting = BijeenkomstFactory(pilot=pilot)
    first = client.get(pilot_url(pilot))

    same = client.get(pilot_url(pilot), headers={"If-None-Match": first["ETag"]})
    drop_bijeenkomst(meeting, by=UserFactory(), reden="Ziek.")
    changed = client.get(pilot_url(pilot), headers={"If-None-Match": first["ETag"]})

    assert (same.status_code, same.content) == (HTTPStatus.NOT_MODIFIED, b"")
    assert changed.status_code == HTTPStatus.OK


@pytest.fixture
def eigen(pilot):
    return DeelnameFactory(persoon__pilot=pilot, persoon__naam="Anne de Wit", rol=Rol.KETENPARTNER).persoon


def test_the_calendar_of_a_person_holds_their_open_tasks_too(pilot, eigen, client):
    meeting = BijeenkomstFactory(pilot=pilot, datum=timezone.localdate() + timedelta(days=30))
    task = TaakFactory(bijeenkomst=meeting, eigenaar=eigen, uitleg="Bel drie zalen.")
    TaakFactory(bijeenkomst=meeting, eigenaar=eigen, volgorde=2, titel="Al gedaan", status="gedaan")
    TaakFactory(bijeenkomst=meeting, eigenaar=PersoonFactory(pilot=pilot), volgorde=3, titel="Van een ander")

    response = client.get(persoon_url(eigen))

    _, todo = events(response)
    assert todo["SUMMARY"] == "Klaar: Zaal reserveren (Eerder erbij)"
    assert todo["DTSTART"].dt == task.uiterlijk
    assert todo["TRANSP"] == "TRANSPARENT"
    assert "Van een ander" not in response.text


def test_no_name_or_address_of_anybody_is_in_a_calendar(pilot, eigen, client):
    TaakFactory(bijeenkomst=BijeenkomstFactory(pilot=pilot), eigenaar=eigen)

    text = client.get(pilot_url(pilot)).text + client.get(persoon_url(eigen)).text

    assert "Anne" not in text
    assert eigen.email not in text
    assert "Zaal reserveren" not in client.get(pilot_url(pilot)).text


def test_a_renewed_link_makes_the_old_one_worthless(pilot, client_as, client):
    facilitator = client_as(Rol.FACILITATOR)
    own = Persoon.objects.get(user=facilitator.user)
    old = [pilot_url(pilot), persoon_url(own)]
    for _ in range(2):
        facilitator.post(reverse("traject:agenda_renew_pilot", args=[pilot.pk]), {"versie": 1})
        facilitator.post(reverse("traject:agenda_renew_own", args=[pilot.pk]), {"versie": 1})
    pilot.refresh_from_db()
    own.refresh_from_db()

    assert [client.get(url).status_code for url in old] == [HTTPStatus.NOT_FOUND] * 2
    assert [client.get(url).status_code for url in (pilot_url(pilot), persoon_url(own))] == [HTTPStatus.OK] * 2
    assert (pilot.agenda_versie, own.agenda_versie) == (2, 2)
    assert Gebeurtenis.objects.within(pilot).count() == 2


@pytest.mark.parametrize("token", ["x", "1-1", "1-1.verzonnen", "é", "999999999999999999999999-1.x"])
@pytest.mark.parametrize("name", ["agenda_pilot", "agenda_persoon"])
def test_a_worthless_address_shows_nothing(db, client, name, token):
    assert client.get(reverse(f"traject:{name}", args=[token])).status_code == HTTPStatus.NOT_FOUND


def test_the_address_of_a_pilot_is_not_that_of_a_person(pilot, eigen, client):
    swapped = reverse("traject:agenda_persoon", args=[pilot_token(pilot)])

    assert client.get(swapped).status_code == HTTPStatus.NOT_FOUND


def test_who_no_longer_takes_part_has_no_calendar(pilot, eigen, client):
    eigen.deelnames.update(ingetrokken_op=timezone.now())

    assert client.get(persoon_url(eigen)).status_code == HTTPStatus.NOT_FOUND


def test_the_page_explains_the_links_and_only_a_facilitator_renews_that_of_the_pilot(pilot, client_as):
    partner = client_as(Rol.KETENPARTNER)
    official = client_as(Rol.AMBTENAAR)
    url = reverse("traject:agenda_detail", args=[pilot.pk])

    page = partner.get(url)

    assert pilot_url(pilot) in page.text
    assert persoon_url(Persoon.objects.get(user=partner.user)) in page.text
    assert "webcal://" in page.text
    assert "Mijn agendalink" not in official.get(url).text
    assert "Vernieuw de link van de pilot" not in page.text
    assert partner.post(reverse("traject:agenda_renew_pilot", args=[pilot.pk])).status_code == HTTPStatus.FORBIDDEN
    assert official.post(reverse("traject:agenda_renew_own", args=[pilot.pk])).status_code == HTTPStatus.NOT_FOUND
    assert client_as(None).get(url).status_code == HTTPStatus.NOT_FOUND


def test_one_meeting_is_downloaded_by_who_may_see_it(pilot, client_as):
    meeting = BijeenkomstFactory(pilot=pilot)
    url = reverse("traject:bijeenkomst_ics", args=[pilot.pk, meeting.pk])

    response = client_as(Rol.BESTUURDER).get(url)

    assert [event["UID"] for event in events(response)] == [f"{meeting.uid}@datt-werkt"]
    assert response["Content-Disposition"] == 'attachment; filename="kennismaken.ics"'
    assert client_as(None).get(url).status_code == HTTPStatus.NOT_FOUND
    assert Client().get(url).status_code == HTTPStatus.FOUND


@pytest.mark.parametrize("count", [1, 12])
def test_a_calendar_asks_the_database_as_often_for_many(pilot, eigen, client, django_assert_num_queries, count):
    for nr in range(count):
        TaakFactory(bijeenkomst=BijeenkomstFactory(pilot=pilot, volgorde=nr), eigenaar=eigen)
    client.get(persoon_url(eigen))

    with django_assert_num_queries(6):
        client.get(persoon_url(eigen))
