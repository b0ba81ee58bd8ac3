"""The list of partners: who sees what, searching and paging."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from pilots.access import Rol
from pilots.keten.models import Organisatie
from pilots.partners.models import Ketenpartner
from tests.factories.keten import CategorieFactory, OrganisatietypeFactory
from tests.factories.partners import AanmeldingFactory, KetenpartnerFactory
from tests.factories.traject import PersoonFactory


def list_url(pilot):
    return reverse("partners:partner_list", args=[pilot.pk])


def test_waiting_ones_stand_on_top_and_the_counts_are_right(pilot, client_as):
    KetenpartnerFactory(pilot=pilot, organisatie__naam="Aardig", confirmed=True)
    KetenpartnerFactory(pilot=pilot, organisatie__naam="Zuiver")
    KetenpartnerFactory(organisatie__naam="Van een ander")

    response = client_as(Rol.FACILITATOR).get(list_url(pilot))

    assert [str(rij.partner) for rij in response.context["rijen"]] == ["Zuiver", "Aardig"]
    assert "1 organisatie doet mee, 1 wacht op antwoord." in response.text
    assert "Van een ander" not in response.text


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "cafe"}, ["Café De Brug"]),
        ({"q": "BRUG café"}, ["Café De Brug"]),
        ({"status": "aangemeld"}, ["Café De Brug"]),
        ({"status": "onzin"}, ["Café De Brug", "Woonstichting"]),
        ({"categorie": "wonen-energie"}, ["Woonstichting"]),
        ({"soort": "formeel"}, ["Woonstichting"]),
        ({"nagekeken": "nee"}, ["Woonstichting"]),
        ({"sorteer": "-naam"}, ["Woonstichting", "Café De Brug"]),
        ({"sorteer": "; drop table"}, ["Café De Brug", "Woonstichting"]),
        ({"q": "bestaat niet"}, []),
    ],
)
def test_searching_and_filtering(pilot, client_as, query, names):
    wonen = OrganisatietypeFactory(slug="corporatie", categorie=CategorieFactory(slug="wonen-energie", naam="Wonen"))
    today = timezone.localdate()
    KetenpartnerFactory(pilot=pilot, organisatie__naam="Café De Brug", organisatie__gecontroleerd_op=today)
    KetenpartnerFactory(
        pilot=pilot,
        confirmed=True,
        organisatie__naam="Woonstichting",
        organisatie__type=wonen,
        organisatie__soort="formeel",
        organisatie__gecontroleerd_op=today - timedelta(days=400),
    )

    response = client_as(Rol.FACILITATOR).get(list_url(pilot), query)

    assert [str(rij.partner) for rij in response.context["rijen"]] == names


def test_htmx_gets_only_the_table(pilot, client_as):
    KetenpartnerFactory(pilot=pilot)

    response = client_as(Rol.FACILITATOR).get(list_url(pilot), headers={"HX-Request": "true"})

    assert response.text.strip().startswith('<section id="partners"')


def test_an_empty_list_teaches(pilot, client_as):
    response = client_as(Rol.FACILITATOR).get(list_url(pilot))

    assert "Hier komen de organisaties te staan" in response.text
    assert f"/meedoen/{pilot.slug}/" in response.text


@pytest.mark.parametrize("rol", [Rol.KETENPARTNER, Rol.BESTUURDER])
def test_members_see_confirmed_partners_and_no_people(pilot, client_as, rol):
    confirmed = KetenpartnerFactory(pilot=pilot, confirmed=True)
    waiting = KetenpartnerFactory(pilot=pilot)
    client = client_as(rol)

    shown = client.get(list_url(pilot))
    page = client.get(confirmed.get_absolute_url())

    assert [rij.partner for rij in shown.context["rijen"]] == [confirmed]
    assert confirmed.contactpersoon.email not in page.text
    assert confirmed.contactpersoon.naam not in page.text
    assert client.get(waiting.get_absolute_url()).status_code == HTTPStatus.NOT_FOUND


def test_the_ambtenaar_sees_every_status_and_no_people(pilot, client_as):
    partner = KetenpartnerFactory(pilot=pilot)

    page = client_as(Rol.AMBTENAAR).get(partner.get_absolute_url())

    assert page.status_code == HTTPStatus.OK
    assert partner.contactpersoon.email not in page.text


@pytest.mark.parametrize("count", [3, 300])
def test_the_list_asks_the_same_number_of_queries(pilot, client_as, django_assert_num_queries, count):
    for _ in range(count):
        partner = KetenpartnerFactory(pilot=pilot)
        PersoonFactory(pilot=pilot, organisatie=partner.organisatie, is_sleutelfunctionaris=True)
    client = client_as(Rol.FACILITATOR)
    client.get(list_url(pilot))

    with django_assert_num_queries(10):
        client.get(list_url(pilot))


@pytest.mark.parametrize("count", [3, 300])
def test_the_sociale_kaart_asks_the_same_number_of_queries(pilot, client_as, django_assert_num_queries, count):
    for _ in range(count):
        KetenpartnerFactory(pilot=pilot, confirmed=True)
    client = client_as(Rol.FACILITATOR)
    url = reverse("partners:sociale_kaart", args=[pilot.pk])
    client.get(url)

    with django_assert_num_queries(11):
        client.get(url)


@pytest.mark.parametrize("count", [3, 30])
def test_one_partner_asks_the_same_number_of_queries(pilot, client_as, django_assert_num_queries, count):
    partner = KetenpartnerFactory(pilot=pilot)
    for _ in range(count):
        PersoonFactory(pilot=pilot, organisatie=partner.organisatie)
        AanmeldingFactory(ketenpartner=partner, opmerking="Let op.")
    client = client_as(Rol.FACILITATOR)
    client.get(partner.get_absolute_url())

    with django_assert_num_queries(16):
        client.get(partner.get_absolute_url())


def test_the_list_is_paged_over_250(pilot, client_as):
    kind = OrganisatietypeFactory()
    rows = Organisatie.objects.bulk_create(
        Organisatie(naam=f"Organisatie {nr:03}", type=kind, soort="formeel") for nr in range(260)
    )
    Ketenpartner.objects.bulk_create(Ketenpartner(pilot=pilot, organisatie=row, status="bevestigd") for row in rows)
    client = client_as(Rol.FACILITATOR)

    first, second = client.get(list_url(pilot)), client.get(list_url(pilot), {"p": 2})

    assert (len(first.context["rijen"]), len(second.context["rijen"])) == (250, 10)
    assert 'aria-label="Bladzijden"' in first.text
