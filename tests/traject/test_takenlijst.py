"""The list of all tasks of a pilot: filters, pages and the download."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pilots.access import Rol
from tests.factories.traject import BijeenkomstFactory, DeelnameFactory, TaakFactory
from tests.traject.taken import HTMX, list_url, owned_by, shown


def test_tasks_are_found_by_state_owner_and_meeting(pilot, bijeenkomst, client_as):
    client = client_as(Rol.FACILITATOR)
    today = timezone.localdate()
    held = BijeenkomstFactory(pilot=pilot, datum=today - timedelta(days=3), status="gehouden")
    TaakFactory(bijeenkomst=held, titel="Nooit gedaan")
    TaakFactory(bijeenkomst=held, titel="Bedanken", dagen_ervoor=-1, uiterlijk=today - timedelta(days=2))
    owned_by(client, TaakFactory(bijeenkomst=bijeenkomst, titel="Eigen"))
    TaakFactory(bijeenkomst=bijeenkomst, titel="Af", status="gedaan", volgorde=2)

    def found(**query):
        return shown(client.get(list_url(pilot), query))

    assert found() == ["Bedanken", "Eigen"]
    assert found(staat="te_laat") == ["Bedanken"]
    assert found(staat="gedaan") == ["Af"]
    assert found(wie="mijn") == ["Eigen"]
    assert found(wie="niemand", staat="alles", sorteer="titel") == ["Af", "Bedanken", "Nooit gedaan"]
    assert found(bijeenkomst=held.pk) == ["Bedanken"]
    assert found(bijeenkomst="x", staat="onzin", p="999") == ["Bedanken", "Eigen"]


def test_the_list_is_paged_and_filters_in_place(bijeenkomst, client_as):
    for nr in range(31):
        TaakFactory(bijeenkomst=bijeenkomst, volgorde=nr)
    client = client_as(Rol.FACILITATOR)

    second = client.get(list_url(bijeenkomst.pilot), {"p": 2})
    partial = client.get(list_url(bijeenkomst.pilot), {"staat": "alles"}, headers=HTMX)

    assert len(second.context["regels"]) == 1
    assert partial.text.strip().startswith('<section id="taken"')
    assert "31 taken" in partial.text


@pytest.mark.parametrize("count", [1, 150])
def test_the_list_asks_the_database_as_often_for_many_tasks(bijeenkomst, client_as, django_assert_num_queries, count):
    owner = DeelnameFactory(persoon__pilot=bijeenkomst.pilot).persoon
    for nr in range(count):
        TaakFactory(bijeenkomst=bijeenkomst, volgorde=nr, eigenaar=owner)
    client = client_as(Rol.FACILITATOR)
    client.get(list_url(bijeenkomst.pilot))

    with django_assert_num_queries(10):
        client.get(list_url(bijeenkomst.pilot))


def test_the_list_is_downloaded_with_the_filter_of_the_page(bijeenkomst, client_as):
    TaakFactory(bijeenkomst=bijeenkomst, titel="=1+1")
    TaakFactory(bijeenkomst=bijeenkomst, titel="Af", status="gedaan", volgorde=2)
    url = reverse("traject:taak_export", args=[bijeenkomst.pilot_id])

    text = client_as(Rol.FACILITATOR).get(url, {"als": "csv", "staat": "alles"}).content.decode("utf-8-sig")
    done = client_as(Rol.FACILITATOR).get(url, {"als": "csv", "staat": "gedaan"}).content.decode("utf-8-sig")
    nothing = client_as(Rol.KETENPARTNER).get(url, {"als": "csv"}).content.decode("utf-8-sig")

    assert "\n=1+1" not in text
    assert "1+1" in text
    assert "Af" in done
    assert "1+1" not in done
    assert len(nothing.strip().splitlines()) == 1
