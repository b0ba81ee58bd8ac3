"""The doors: until they close who said yes may still come, after that the guests are who is inside."""

from datetime import timedelta
from http import HTTPStatus

import pytest

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.bijeenkomsten.draaiboek.models import Draaiboekblok
from pilots.bijeenkomsten.draaiboek.services.lopen import go_on, number_of, step_back
from pilots.bijeenkomsten.draaiboek.services.verloop import stand_of as run_of
from pilots.bijeenkomsten.draaiboek.services.vullen import draaiboek_of
from pilots.tafels.gasten import guests_of
from pilots.traject.models import BijeenkomstStatus
from pilots.traject.services.verloop import begin_bijeenkomst, close_bijeenkomst
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.traject import BijeenkomstFactory
from tests.tafels.zaal import seated
from tests.tafels.zaal import url as table_url


@pytest.fixture
def late(meeting):
    """Somebody else who said yes."""
    return UitnodigingFactory(bijeenkomst=meeting, persoon__naam="Jan Smit", ja=True).persoon


def guests(meeting) -> list[str]:
    return sorted(one.naam for one in guests_of(type(meeting).objects.get(pk=meeting.pk)))


@pytest.fixture
def programme(meeting):
    """A run sheet: arrival, then the first talk."""
    draaiboek = draaiboek_of(meeting)
    draaiboek.blokken.all().delete()
    rows = [("Inloop", True), ("Opening", False)]
    Draaiboekblok.objects.bulk_create(
        Draaiboekblok(draaiboek=draaiboek, volgorde=nr, titel=titel, minuten=20, min_minuten=5, is_pauze=pauze)
        for nr, (titel, pauze) in enumerate(rows)
    )
    return draaiboek


def next_block(programme, by) -> None:
    run = run_of(programme)
    go_on(programme, van=number_of(run.nu), naar=number_of(run.straks), by=by)


def test_one_check_in_does_not_send_the_others_away(host, url, meeting, fatima, late):
    host.post(url("binnen"), {"persoon": fatima.pk})
    host.post(url("inloper"), {"naam": "Ans Bos"})

    assert guests(meeting) == ["Ans Bos", "Fatima Lahlou", "Jan Smit"]


def test_once_the_doors_are_closed_the_guests_are_who_is_inside(host, url, meeting, fatima, late):
    host.post(url("binnen"), {"persoon": fatima.pk})

    answer = host.post(url("deuren_close"), follow=True)

    assert guests(meeting) == ["Fatima Lahlou"]
    assert "De deuren zijn dicht sinds" in answer.text
    assert Gebeurtenis.objects.filter(zin__startswith="deed de deuren van").count() == 1


def test_who_comes_after_the_doors_closed_is_a_guest_too(host, url, meeting, fatima, late):
    host.post(url("binnen"), {"persoon": fatima.pk})
    host.post(url("deuren_close"))

    host.post(url("binnen"), {"persoon": late.pk})

    assert guests(meeting) == ["Fatima Lahlou", "Jan Smit"]


def test_closing_is_undone(host, url, meeting, fatima, late):
    host.post(url("binnen"), {"persoon": fatima.pk})
    host.post(url("deuren_close"))

    page = host.post(url("deuren_reopen"), follow=True)

    assert guests(meeting) == ["Fatima Lahlou", "Jan Smit"]
    assert "Deuren dicht" in page.text
    assert Gebeurtenis.objects.filter(zin__contains="weer open").count() == 1


def test_arrival_keeps_the_doors_open_and_the_first_talk_closes_them(host, url, meeting, programme, fatima, late):
    host.post(url("binnen"), {"persoon": fatima.pk})
    begin_bijeenkomst(meeting, by=host.user)
    during_arrival = guests(meeting)

    next_block(programme, host.user)

    assert during_arrival == ["Fatima Lahlou", "Jan Smit"]
    assert guests(meeting) == ["Fatima Lahlou"]
    assert "De deuren zijn dicht sinds" in host.get(url("incheck")).text


def test_a_step_back_in_the_programme_opens_the_doors_too(host, url, meeting, programme, fatima, late):
    host.post(url("binnen"), {"persoon": fatima.pk})
    begin_bijeenkomst(meeting, by=host.user)
    next_block(programme, host.user)
    programme.refresh_from_db()

    step_back(programme, stand=programme.stand, by=host.user)

    assert guests(meeting) == ["Fatima Lahlou", "Jan Smit"]


def test_doors_that_the_programme_closed_are_opened_by_hand(host, url, meeting, programme, fatima, late):
    host.post(url("binnen"), {"persoon": fatima.pk})
    begin_bijeenkomst(meeting, by=host.user)
    next_block(programme, host.user)

    opened = host.post(url("deuren_reopen"))

    assert opened.status_code == HTTPStatus.FOUND
    assert guests(meeting) == ["Fatima Lahlou", "Jan Smit"]


def test_an_early_mistake_leaves_the_programme_to_close_the_doors(host, url, meeting, programme, fatima, late):
    host.post(url("binnen"), {"persoon": fatima.pk})
    host.post(url("deuren_close"))
    host.post(url("deuren_reopen"))
    begin_bijeenkomst(meeting, by=host.user)

    next_block(programme, host.user)

    assert guests(meeting) == ["Fatima Lahlou"]


def test_without_check_in_who_said_yes_stays_a_guest(meeting, programme, host, fatima, late):
    begin_bijeenkomst(meeting, by=host.user)

    next_block(programme, host.user)

    assert guests(meeting) == ["Fatima Lahlou", "Jan Smit"]


def test_the_tables_are_repaired_in_one_click(host, url, meeting, fatima, late):
    indeling = seated(meeting, 1, maximum=6)
    host.post(url("binnen"), {"persoon": fatima.pk})
    closed = host.post(url("deuren_close"), follow=True)

    host.post(table_url("indeling_repair", meeting), {"ronde": 1, "versie": indeling.versie})

    assert "1 gast met een plaats is er niet" in closed.text
    assert "Herstel de tafels" in closed.text
    assert list(indeling.plaatsen.values_list("persoon", flat=True)) == [fatima.pk]
    assert "Herstel de tafels" not in host.get(url("incheck")).text


def test_doors_do_not_close_before_anybody_is_inside(host, url, meeting, late):
    answer = host.post(url("deuren_close"))

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "nog niemand ingecheckt" in answer.text
    assert guests(meeting) == ["Jan Smit"]


@pytest.mark.parametrize(("twice", "said"), [("deuren_close", "al dicht"), ("deuren_reopen", "al open")])
def test_the_same_step_twice_is_refused_in_words(host, url, fatima, twice, said):
    host.post(url("binnen"), {"persoon": fatima.pk})
    host.post(url("deuren_close"))
    host.post(url(twice))

    answer = host.post(url(twice))

    assert answer.status_code == HTTPStatus.CONFLICT
    assert said in answer.text


@pytest.mark.parametrize("name", ["deuren_close", "deuren_reopen"])
def test_the_doors_of_another_day_a_cancelled_or_a_held_meeting_stay_as_they_are(host, url, meeting, fatima, name):
    host.post(url("binnen"), {"persoon": fatima.pk})
    rows = type(meeting).objects.filter(pk=meeting.pk)
    rows.update(status=BijeenkomstStatus.GEANNULEERD)
    cancelled = host.post(url(name)).status_code
    rows.update(status=BijeenkomstStatus.UITGENODIGD, datum=meeting.datum + timedelta(days=2))
    too_early = host.post(url(name)).status_code
    rows.update(datum=meeting.datum)
    meeting.refresh_from_db()
    close_bijeenkomst(meeting, by=host.user)

    assert [cancelled, too_early, host.post(url(name)).status_code] == [HTTPStatus.CONFLICT] * 3


@pytest.mark.parametrize("name", ["deuren_close", "deuren_reopen"])
def test_only_a_host_of_this_pilot_closes_doors(client_as, host, url, meeting, fatima, late, name):
    host.post(url("binnen"), {"persoon": fatima.pk})

    assert client_as(Rol.AMBTENAAR).post(url(name)).status_code == HTTPStatus.FORBIDDEN
    assert client_as(Rol.KETENPARTNER).post(url(name)).status_code == HTTPStatus.FORBIDDEN
    assert client_as(None).post(url(name)).status_code == HTTPStatus.NOT_FOUND
    assert guests(meeting) == ["Fatima Lahlou", "Jan Smit"]


def test_the_doors_of_a_meeting_of_another_pilot_are_not_found(host, pilot):
    other = BijeenkomstFactory()

    answer = host.post(f"/pilots/{pilot.pk}/bijeenkomsten/{other.pk}/dag/deuren-dicht/")

    assert answer.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("count", [1, 30])
def test_closed_doors_ask_the_database_as_often_for_one_guest_as_for_many(
    host, url, meeting, fatima, count, django_assert_num_queries
):
    for nr in range(count):
        UitnodigingFactory(bijeenkomst=meeting, persoon__naam=f"Gast {nr}", ja=True)
    seated(meeting, 8, maximum=8)
    host.post(url("binnen"), {"persoon": fatima.pk})
    host.post(url("deuren_close"))
    host.get(url("incheck"))

    with django_assert_num_queries(20):
        host.get(url("incheck"))
