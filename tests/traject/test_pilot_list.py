"""The list of pilots: what one sees of whose, what waits, and how it stays quick."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pilots.access import Rol
from pilots.traject.models import PilotStatus
from tests.factories.accounts import UserFactory
from tests.factories.keten import GemeenteFactory
from tests.factories.partners import KetenpartnerFactory
from tests.factories.plannen import VerbeterplanFactory
from tests.factories.traject import (
    BijeenkomstFactory,
    DeelnameFactory,
    PersoonFactory,
    PilotFactory,
    PlanconceptFactory,
)

LIST = reverse("traject:pilot_list")
BEGIN = reverse("traject:begin")


def join(user, pilot, rol=Rol.FACILITATOR):
    return DeelnameFactory(persoon=PersoonFactory(pilot=pilot, user=user, email=user.email), rol=rol)


def test_one_sees_the_own_pilots_and_no_other(pilot, client_as):
    PilotFactory(titel="Van de buren")

    page = client_as(Rol.KETENPARTNER).get(LIST).text

    assert "Eerder erbij" in page
    assert "Van de buren" not in page
    assert "U doet mee als contactpersoon ketenpartner" in page


def test_an_official_sees_every_pilot_of_the_gemeente(pilot, client_as):
    PilotFactory(titel="Tweede ronde", gemeente=pilot.gemeente)

    page = client_as(Rol.AMBTENAAR).get(LIST).text

    assert "Eerder erbij" in page
    assert "Tweede ronde" in page
    assert "U doet mee als gemeenteambtenaar" in page


def test_a_card_says_where_the_pilot_is_and_what_waits(pilot, client_as):
    today = timezone.localdate()
    BijeenkomstFactory(pilot=pilot, status="gehouden", datum=today - timedelta(days=20), korte_titel="Start")
    BijeenkomstFactory(pilot=pilot, datum=today + timedelta(days=1), korte_titel="Verdiepen")
    KetenpartnerFactory(pilot=pilot)
    VerbeterplanFactory(pilot=pilot, status="ingediend")

    page = client_as(Rol.FACILITATOR).get(LIST).text

    assert "Stap 2 van 2" in page
    assert "Verdiepen: " in page
    assert "morgen" in page
    assert "<b>2</b>wachten op uw antwoord</span>" in page


def test_what_waits_is_only_said_to_the_facilitator(pilot, client_as):
    KetenpartnerFactory(pilot=pilot)

    pages = [client_as(rol).get(LIST).text for rol in (Rol.AMBTENAAR, Rol.BESTUURDER, Rol.KETENPARTNER)]

    assert ["op uw antwoord</span>" in page for page in pages] == [False, False, False]


def test_drafts_are_shown_to_who_made_them(pilot, client_as):
    client = client_as(Rol.FACILITATOR)
    PlanconceptFactory(maker=client.user, titel="Bijna klaar")
    PlanconceptFactory(titel="Van een ander")

    page = client.get(LIST).text

    assert "Bijna klaar" in page
    assert "Van een ander" not in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"is_facilitator": True}, "Plan een pilot"),
        ({"is_beheerder": True}, "Als beheerder ziet u geen pilots van binnen."),
        ({}, "Zodra een facilitator u een rol geeft, ziet u de pilot hier."),
    ],
)
def test_an_empty_list_says_what_will_stand_there(db, fields, sentence):
    user = UserFactory(**fields)
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["tweede_stap"] = user.pk
    session.save()

    page = client.get(LIST).text

    assert "Hier komen uw pilots te staan" in page
    assert sentence in page


@pytest.fixture
def seven(pilot, client_as):
    """A facilitator of seven pilots, of which one is in Súdwest-Fryslân and broken off."""
    client = client_as(Rol.FACILITATOR)
    for nr in range(5):
        join(client.user, PilotFactory(titel=f"Pilot nummer {nr}"))
    frisian = PilotFactory(
        titel="Tegen de stroom", gemeente=GemeenteFactory(naam="Súdwest-Fryslân", code="GM1900"), status="afgebroken"
    )
    join(client.user, frisian)
    return client


@pytest.mark.parametrize(
    "query",
    [{"q": "sudwest"}, {"q": "TEGEN stroom"}, {"status": "afgebroken"}, {"gemeente": "GM1900"}],
)
def test_a_long_list_is_searched_without_accents_and_filtered(seven, query):
    page = seven.get(LIST, query, headers={"HX-Request": "true"}).text

    assert page.strip().startswith('<section id="pilots"')
    assert "Tegen de stroom" in page
    assert "Pilot nummer 1" not in page
    assert "1 van 7 pilots" in page


def test_what_is_going_on_comes_first(seven):
    join(seven.user, PilotFactory(titel="Loopt nu", status=PilotStatus.LOPEND))

    page = seven.get(LIST).text

    assert page.index("Loopt nu") < page.index("Pilot nummer 1") < page.index("Tegen de stroom")


def test_nothing_found_teaches(seven):
    assert "maak de filters ruimer" in seven.get(LIST, {"q": "bestaat niet"}).text


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_as_much_for_one_as_for_many(count, pilot, client_as, django_assert_num_queries):
    client = client_as(Rol.FACILITATOR)
    for _ in range(count):
        other = PilotFactory()
        join(client.user, other)
        BijeenkomstFactory(pilot=other)
        KetenpartnerFactory(pilot=other)

    with django_assert_num_queries(13):
        response = client.get(LIST)

    assert response.status_code == HTTPStatus.OK


def test_who_has_one_pilot_and_plans_none_goes_straight_on(pilot, client_as):
    assert client_as(Rol.KETENPARTNER).get(BEGIN).url == pilot.get_absolute_url()


def test_who_plans_pilots_or_has_more_of_them_gets_the_list(pilot, client_as):
    partner = client_as(Rol.KETENPARTNER)
    join(partner.user, PilotFactory(), Rol.KETENPARTNER)

    assert partner.get(BEGIN).url == LIST
    assert client_as(Rol.FACILITATOR).get(BEGIN).url == LIST
