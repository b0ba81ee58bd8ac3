"""The page of the day for who leads it, the paper of a part, and the page of a guest."""

from datetime import datetime
from http import HTTPStatus

import pytest
from django.urls import reverse

from datt.core.dates import AMSTERDAM
from datt.documenten.models import Document
from pilots.access import Rol
from pilots.traject.models import Persoon
from pilots.werkconferentie.dagprogramma.models import Drukkeuze
from tests.factories.bijeenkomsten import AanwezigheidFactory
from tests.factories.traject import BijeenkomstFactory
from tests.factories.werkconferentie import published
from tests.uitnodigen.gast import PAGE, browser
from tests.werkconferentie.dag import conference, session

HTMX = {"HX-Request": "true"}


@pytest.fixture
def host(morning, client_as):
    return client_as(Rol.FACILITATOR)


def url(name, meeting, *more):
    return reverse(f"dagprogramma:{name}", args=[meeting.pilot_id, meeting.pk, *more])


def test_the_day_says_per_room_what_is_now_and_next_and_how_full_it_is(host, dag, morning):
    for persoon in Persoon.objects.filter(naam__in=["Gast 00", "Gast 05", "Gast 01"]):
        AanwezigheidFactory(bijeenkomst=dag, persoon=persoon)
    morning.move_to(datetime(2027, 1, 28, 13, 50, tzinfo=AMSTERDAM))

    stand = host.get(url("dag_detail", dag)).context["stand"]

    room = next(one for one in stand.kamers if one.naam == "Atelier")
    assert ([one.wat for one in room.nu], [one.wat for one in room.straks]) == (["De envelop"], ["De envelop"])
    first = next(one for one in stand.rondes[0].sessies if one.regel.wat == "De envelop")
    assert (first.regel.ingedeeld, first.binnen, first.regel.vrij) == (6, 2, 2)
    assert stand.rondes[0].is_nu
    assert stand.nu.titel == "Ronde 1"


def test_nothing_changed_is_nothing_to_show(host, dag, morning):
    address = url("dag_detail", dag)
    morning.move_to(datetime(2027, 1, 28, 13, 20, tzinfo=AMSTERDAM))
    versie = host.get(address).context["stand"].versie

    same = host.get(address, {"v": versie}, headers=HTMX)
    AanwezigheidFactory(bijeenkomst=dag, persoon=Persoon.objects.get(naam="Gast 00"))
    published(dag)
    other = host.get(address, {"v": versie}, headers=HTMX)
    morning.move_to(datetime(2027, 1, 28, 13, 50, tzinfo=AMSTERDAM))
    later = host.get(address, {"v": other.context["stand"].versie}, headers=HTMX)

    assert same.status_code == HTTPStatus.NO_CONTENT
    assert other.status_code == later.status_code == HTTPStatus.OK
    assert other.text.strip().startswith('<div id="stand"')


@pytest.mark.parametrize("guests", [1, 30])
def test_the_part_that_refreshes_asks_as_much_for_one_guest_as_for_thirty(
    host, pilot, morning, guests, django_assert_num_queries
):
    address = url("dag_detail", conference(pilot, guests=guests))
    host.get(address, headers=HTMX)

    with django_assert_num_queries(20):
        host.get(address, headers=HTMX)


def test_before_the_programme_is_public_the_page_says_what_will_stand_here(host, pilot):
    page = host.get(url("dag_detail", BijeenkomstFactory(pilot=pilot)))

    assert "Het programma is nog niet openbaar" in page.text


def test_the_page_warns_when_guests_see_another_programme(host, dag):
    before = host.get(url("dag_detail", dag)).text
    dag.rondes.filter(titel="Ronde 1").update(titel="Ronde een")

    assert "is veranderd sinds" not in before
    assert "is veranderd sinds" in host.get(url("dag_detail", dag)).text


@pytest.mark.parametrize(("rol", "status"), [(Rol.AMBTENAAR, 403), (Rol.KETENPARTNER, 403), (None, 404)])
@pytest.mark.parametrize("name", ["dag_detail", "papier_kies", "wissel_list"])
def test_only_who_hosts_the_day_sees_it(client_as, dag, rol, status, name):
    assert client_as(rol).get(url(name, dag)).status_code == status


@pytest.mark.parametrize("wat", ["lijsten", "borden_dag", "borden_ronde"])
def test_only_the_paper_of_the_chosen_workshops(host, dag, wat):
    one, other = session(dag, "Ronde 1", "De envelop"), session(dag, "Ronde 1", "Rust in de kas")

    answer = host.post(url("papier_kies", dag), {"wat": wat, "sessie": [one.pk]})

    html = Document.objects.get().html
    assert answer.status_code == HTTPStatus.FOUND
    assert f'data-sessie="{one.pk}"' in html
    assert f'data-sessie="{other.pk}"' not in html
    assert Drukkeuze.objects.get().sessies.get() == one


@pytest.mark.parametrize("fields", [{"wat": "lijsten"}, {"sessie": "1"}, {"wat": "iets", "sessie": "1"}])
def test_nothing_chosen_keeps_the_page(host, dag, fields):
    answer = host.post(url("papier_kies", dag), fields)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Dit kan nog niet" in answer.text


def test_a_workshop_of_another_meeting_is_not_printed(host, dag):
    answer = host.post(url("papier_kies", dag), {"wat": "lijsten", "sessie": "999999"})

    assert answer.status_code == HTTPStatus.CONFLICT
    assert not Drukkeuze.objects.exists()


def test_the_paper_stands_with_the_other_paper_of_a_meeting_with_workshops_only(host, dag, pilot):
    elsewhere = BijeenkomstFactory(pilot=pilot)

    with_workshops, without = (
        host.get(reverse("dag:papier", args=[pilot.pk, one.pk])).text for one in (dag, elsewhere)
    )

    assert "Lijsten voor begeleiders" in with_workshops
    assert "Lijsten voor begeleiders" not in without


def test_a_guest_reads_the_own_programme_on_the_own_page_with_what_is_now(dag, morning):
    guest = Persoon.objects.get(naam="Gast 00")
    morning.move_to(datetime(2027, 1, 28, 13, 50, tzinfo=AMSTERDAM))

    page = browser(guest).get(PAGE).text

    assert "Uw programma" in page
    assert page.count('aria-current="step"') == 1
    assert "Dit is uw eerste keus." in page
    assert reverse("dagprogramma:gast_dag", args=[dag.pk]) in page


def test_who_leads_a_workshop_reads_so(dag):
    leader = Persoon.objects.get(naam="Sanne Leidt")

    page = browser(leader).get(PAGE).text

    assert "u begeleidt" in page


def test_the_page_in_large_letters_opens_without_internet(dag):
    page = browser(Persoon.objects.get(naam="Gast 00")).get(reverse("dagprogramma:gast_dag", args=[dag.pk]))

    assert "data-zonder-internet" in page.text
    assert "wachtrij.js" in page.text
