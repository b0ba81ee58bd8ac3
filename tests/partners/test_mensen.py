"""The people of a partner."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from datt.berichten.models import Bericht
from datt.core.models import Gebeurtenis
from datt.core.states import TransitionError
from pilots.access import Rol
from pilots.partners.services import mensen as services
from pilots.partners.services.partners import confirm_partner
from pilots.traject.models import Persoon
from tests.factories.accounts import UserFactory
from tests.factories.partners import KetenpartnerFactory
from tests.factories.traject import DeelnameFactory, PersoonFactory


@pytest.fixture
def partner(pilot):
    return KetenpartnerFactory(pilot=pilot, confirmed=True)


@pytest.fixture
def own_client(partner, client):
    """The contact person of the partner, signed in."""
    contact = partner.contactpersoon
    contact.user = UserFactory(email=contact.email)
    contact.save()
    DeelnameFactory(persoon=contact, rol=Rol.KETENPARTNER)
    client.force_login(contact.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def url(name, partner, *persons):
    return reverse(f"partners:{name}", args=[partner.pilot_id, partner.pk, *(one.pk for one in persons)])


def colleague(partner, **fields):
    return PersoonFactory(pilot=partner.pilot, organisatie=partner.organisatie, **fields)


NIEUW = {"naam": "Lucas Kok", "email": "lucas@huis.example", "is_sleutelfunctionaris": "on"}


def test_the_facilitator_adds_somebody(partner, client_as):
    response = client_as(Rol.FACILITATOR).post(url("persoon_add", partner), NIEUW)

    assert response.url == partner.get_absolute_url()
    persoon = Persoon.objects.get(naam="Lucas Kok")
    assert (persoon.organisatie, persoon.pilot, persoon.is_sleutelfunctionaris) == (
        partner.organisatie,
        partner.pilot,
        True,
    )


def test_the_own_contact_adds_a_colleague_without_mail(partner, own_client):
    response = own_client.post(url("persoon_add", partner), {"naam": "Trudy", "telefoon": "06 12345678"})

    assert response.status_code == HTTPStatus.FOUND
    assert Persoon.objects.get(naam="Trudy").organisatie == partner.organisatie


def test_a_contact_touches_no_other_organisation(partner, own_client):
    other = KetenpartnerFactory(pilot=partner.pilot, confirmed=True)
    person = colleague(other)

    answers = [
        own_client.post(url("persoon_add", other), NIEUW),
        own_client.post(url("persoon_edit", other, person), NIEUW),
        own_client.post(url("persoon_sleutel", other, person), {"aan": "ja"}),
        own_client.post(url("persoon_remove", other, person)),
        own_client.post(url("organisatie_edit", other), {}),
        own_client.post(url("persoon_contact", partner, colleague(partner))),
    ]

    assert [answer.status_code for answer in answers] == [HTTPStatus.FORBIDDEN] * 6
    assert own_client.post(url("persoon_edit", partner, person), NIEUW).status_code == HTTPStatus.NOT_FOUND


def test_an_address_in_use_is_refused_and_only_the_facilitator_hears_whose(partner, own_client, client_as):
    other = KetenpartnerFactory(pilot=partner.pilot, confirmed=True, organisatie__naam="Diaconie").contactpersoon
    form = NIEUW | {"email": other.email.upper()}

    own = own_client.post(url("persoon_add", partner), form)
    facilitator = client_as(Rol.FACILITATOR).post(url("persoon_add", partner), form)

    assert own.status_code == facilitator.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert other.naam not in own.text
    assert f"van {other}, van Diaconie." in facilitator.text
    assert "Lucas Kok" in own.text


def test_an_address_of_another_pilot_may_be_used(partner, client_as):
    elders = PersoonFactory()

    response = client_as(Rol.FACILITATOR).post(url("persoon_add", partner), NIEUW | {"email": elders.email})

    assert response.status_code == HTTPStatus.FOUND


def test_changing_keeps_what_the_form_does_not_have(partner, client_as):
    persoon = colleague(partner, naam="Oud")

    client_as(Rol.FACILITATOR).post(url("persoon_edit", partner, persoon), NIEUW | {"user": 1, "pilot": 9})

    persoon.refresh_from_db()
    assert (persoon.naam, persoon.pilot, persoon.user) == ("Lucas Kok", partner.pilot, None)
    assert Gebeurtenis.objects.about(persoon).get().zin == "paste de gegevens van Lucas Kok aan"


def test_the_address_somebody_signs_in_with_does_not_change_here(partner, client_as):
    persoon = colleague(partner, user=UserFactory(), email="vast@huis.example")

    client_as(Rol.FACILITATOR).post(url("persoon_edit", partner, persoon), NIEUW)

    persoon.refresh_from_db()
    assert (persoon.naam, persoon.email) == ("Lucas Kok", "vast@huis.example")


def test_a_name_is_needed(partner, client_as):
    response = client_as(Rol.FACILITATOR).post(url("persoon_add", partner), {"naam": "", "telefoon": "geen"})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert set(response.context["form"].errors) == {"naam", "telefoon"}


def test_marking_twice_is_marked_once(partner, client_as):
    persoon = colleague(partner)
    client = client_as(Rol.FACILITATOR)

    for _ in range(2):
        client.post(url("persoon_sleutel", partner, persoon), {"aan": "ja"})

    persoon.refresh_from_db()
    assert persoon.is_sleutelfunctionaris
    assert Gebeurtenis.objects.about(persoon).count() == 1
    client.post(url("persoon_sleutel", partner, persoon), {"aan": "nee"})
    persoon.refresh_from_db()
    assert not persoon.is_sleutelfunctionaris


def test_another_contact_person_takes_over_account_and_role(partner, client_as):
    first = partner.contactpersoon
    services.give_access(first, by=UserFactory())
    new = colleague(partner)

    client_as(Rol.FACILITATOR).post(url("persoon_contact", partner, new))

    partner.refresh_from_db()
    new.refresh_from_db()
    assert partner.contactpersoon == new
    assert new.user is not None
    assert new.deelnames.current().count() == 1
    assert not first.deelnames.current().exists()
    assert set(Bericht.objects.filter(aan=new.email).values_list("soort", flat=True)) == {
        "account_gemaakt",
        "organisatie_bevestigd",
    }


def test_the_first_person_becomes_the_contact(pilot, client_as):
    partner = KetenpartnerFactory(pilot=pilot, status="uitgenodigd", contactpersoon=None)

    client_as(Rol.FACILITATOR).post(url("persoon_add", partner), NIEUW)

    partner.refresh_from_db()
    assert partner.contactpersoon.naam == "Lucas Kok"
    assert not Bericht.objects.exists()
    assert confirm_partner(partner, by=UserFactory())


def test_a_contact_who_gets_an_address_later_can_sign_in(pilot, client_as):
    partner = KetenpartnerFactory(pilot=pilot, confirmed=True, contactpersoon__email="")

    client_as(Rol.FACILITATOR).post(url("persoon_edit", partner, partner.contactpersoon), NIEUW)

    partner.contactpersoon.refresh_from_db()
    assert partner.contactpersoon.user.email == "lucas@huis.example"


def test_removing_asks_first_and_can_be_undone(partner, client_as):
    persoon = colleague(partner, is_sleutelfunctionaris=True)
    client = client_as(Rol.FACILITATOR)

    asked = client.get(url("persoon_remove", partner, persoon))
    client.post(url("persoon_remove", partner, persoon))
    gone = Persoon.objects.get(pk=persoon.pk)
    page = client.get(partner.get_absolute_url())
    client.post(url("persoon_restore", partner, persoon))

    assert asked.status_code == HTTPStatus.OK
    assert (gone.organisatie, gone.is_sleutelfunctionaris) == (None, False)
    assert "Maak ongedaan" in page.text
    persoon.refresh_from_db()
    assert (persoon.organisatie, persoon.is_sleutelfunctionaris) == (partner.organisatie, True)


def test_only_who_removed_somebody_can_undo_it(partner, own_client, pilot):
    loose = PersoonFactory(pilot=pilot, organisatie=None)

    response = own_client.post(url("persoon_restore", partner, loose))

    assert response.status_code == HTTPStatus.NOT_FOUND


def test_the_contact_person_is_not_removed(partner, client_as):
    response = client_as(Rol.FACILITATOR).post(url("persoon_remove", partner, partner.contactpersoon))

    assert response.status_code == HTTPStatus.CONFLICT
    assert "Kies eerst een andere contactpersoon" in response.text


def test_two_who_choose_a_contact_at_once_have_one_winner(partner):
    first, second = colleague(partner), colleague(partner)
    stale = type(partner).objects.get(pk=partner.pk)
    services.set_contact(partner, first, by=UserFactory())

    with pytest.raises(TransitionError):
        services.set_contact(stale, second, by=UserFactory())


def test_everybody_in_one_list(partner, client_as, pilot):
    PersoonFactory(pilot=pilot, naam="Zoë van Dam", organisatie=None)
    PersoonFactory(naam="Zoë van Elders")
    address = reverse("partners:persoon_list", args=[pilot.pk])
    client = client_as(Rol.FACILITATOR)

    found = client.get(address, {"q": "zoe"})
    loose = client.get(address, {"wie": "zonder", "q": "dam"})

    assert [str(persoon) for persoon, _ in found.context["rijen"]] == ["Zoë van Dam"]
    assert "Verwijder" in loose.text
    assert client_as(Rol.AMBTENAAR).get(address).status_code == HTTPStatus.FORBIDDEN
    assert client_as(None).get(address).status_code == HTTPStatus.NOT_FOUND


def test_somebody_without_an_organisation_can_be_removed_for_good(client_as, pilot):
    loose = PersoonFactory(pilot=pilot, organisatie=None)
    member = DeelnameFactory(persoon=PersoonFactory(pilot=pilot, organisatie=None)).persoon
    client = client_as(Rol.FACILITATOR)

    def address(persoon):
        return reverse("partners:persoon_forget", args=[pilot.pk, persoon.pk])

    assert client.get(address(loose)).status_code == HTTPStatus.OK
    assert client.post(address(loose)).status_code == HTTPStatus.FOUND
    assert client.post(address(member)).status_code == HTTPStatus.CONFLICT
    assert list(Persoon.objects.filter(pk__in=[loose.pk, member.pk])) == [member]


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_of_people_asks_the_same_number_of_queries(partner, client_as, django_assert_num_queries, count):
    for _ in range(count):
        colleague(partner)
    client = client_as(Rol.FACILITATOR)
    address = reverse("partners:persoon_list", args=[partner.pilot_id])
    client.get(address)

    with django_assert_num_queries(11):
        client.get(address)
