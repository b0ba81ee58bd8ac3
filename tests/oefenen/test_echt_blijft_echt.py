"""What somebody does in a practice pilot changes nothing that others use, and none of it stays."""

import uuid
from http import HTTPStatus

import pytest
from django.urls import reverse

from pilots.access import Rol
from pilots.bijeenkomsten.draaiboek.models import Werkvorm
from pilots.keten.models import Organisatie
from pilots.oefenen.services.kopie import copy_to_practice
from pilots.oefenen.services.weggooien import throw_away
from pilots.partners.services.partners import add_new
from tests.factories.bijeenkomsten import WerkvormFactory
from tests.factories.keten import OrganisatietypeFactory
from tests.factories.partners import KetenpartnerFactory


@pytest.fixture
def kind():
    return OrganisatietypeFactory()


@pytest.fixture
def host(client_as):
    return client_as(Rol.FACILITATOR)


@pytest.fixture
def practice(pilot, kind, host):
    return copy_to_practice(pilot, by=host.user)


def test_an_organisation_made_while_practising_is_invented_and_goes_with_the_practice(host, practice, kind):
    organisatie = Organisatie(naam="Stichting Verzonnen Hulp", type=kind)

    add_new(practice, organisatie, fasen=[], sleutel=uuid.uuid4(), by=host.user)

    assert organisatie.is_oefening
    throw_away(practice, by=host.user)
    assert not Organisatie.objects.filter(pk=organisatie.pk).exists()


def test_an_organisation_that_exists_cannot_be_taken_into_a_practice(host, practice, kind):
    real = KetenpartnerFactory(confirmed=True, organisatie__naam="Kwartiermakers Zuid", organisatie__type=kind)

    page = host.get(reverse("partners:partner_add", args=[practice.pk]), {"q": "Kwartiermakers"})
    taken = host.post(reverse("partners:partner_add_known", args=[practice.pk, real.organisatie_id]))

    assert "Kwartiermakers Zuid" not in page.text
    assert taken.status_code == HTTPStatus.CONFLICT
    assert not practice.ketenpartners.filter(organisatie=real.organisatie_id).exists()


def test_the_werkvormen_of_the_gemeente_stay_as_they_are(host, practice):
    own = WerkvormFactory(gemeente=practice.gemeente, naam="Onze opening")

    answers = [
        host.post(reverse(f"draaiboek:{name}", args=[practice.pk, own.pk]))
        for name in ("werkvorm_remove", "werkvorm_restore")
    ]

    assert {one.status_code for one in answers} == {HTTPStatus.CONFLICT}
    assert list(Werkvorm.objects.values_list("naam", "is_weg")) == [("Onze opening", False)]
