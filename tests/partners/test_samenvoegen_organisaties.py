"""Two records of one organisation become one, and come apart again."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.keten.models import Organisatie
from pilots.partners.models import Ketenpartner, KetenpartnerStatus, Samenvoeging
from pilots.partners.services.keuzes import fingerprint
from tests.factories.accounts import UserFactory
from tests.factories.keten import FaseFactory, OrganisatieFactory
from tests.factories.partners import AanmeldingFactory, KetenpartnerFactory, PersoonlijkeLinkFactory
from tests.factories.traject import PersoonFactory
from tests.partners.samenvoegen import picture, undo


def organisation_url(partner, other):
    return reverse("partners:samenvoegen", args=[partner.pilot_id, partner.pk, other.pk])


def merge_organisations(client, partner, other, *, keep, **chosen):
    kept, lost = (other, partner.organisatie) if keep == other else (partner.organisatie, other)
    answer = {
        "vingerafdruk": fingerprint(kept, lost),
        "behoud": kept.pk,
        **{f"keuze_{veld}": kant for veld, kant in chosen.items()},
    }
    return client.post(organisation_url(partner, other), answer, follow=True)


# Organisations


@pytest.fixture
def bekend(pilot):
    """An organisation that is confirmed in this pilot."""
    organisatie = OrganisatieFactory(naam="Voedselbank Waterrade", wij_zoeken="", wat_doen_we="Pakketten.")
    return KetenpartnerFactory(pilot=pilot, organisatie=organisatie, confirmed=True)


@pytest.fixture
def nieuw(pilot):
    """The same one, registered again."""
    organisatie = OrganisatieFactory(naam="Stichting Voedselbank", wij_zoeken="Chauffeurs.", wat_doen_we="Eten.")
    organisatie.fasen.add(FaseFactory())
    return KetenpartnerFactory(pilot=pilot, organisatie=organisatie)


def test_a_name_inside_another_is_proposed_only_while_it_waits(pilot, client_as):
    KetenpartnerFactory(pilot=pilot, organisatie__naam="Adviesraad Sociaal Waterrade", confirmed=True)
    waits = KetenpartnerFactory(pilot=pilot, organisatie__naam="Stichting Adviesraad Sociaal Waterrade, regio Oost")
    client = client_as(Rol.FACILITATOR)

    assert "de ene naam staat in de andere" in client.get(waits.get_absolute_url()).text
    client.post(reverse("partners:partner_confirm", args=[pilot.pk, waits.pk]))
    assert "de ene naam staat in de andere" not in client.get(waits.get_absolute_url()).text


@pytest.mark.parametrize("keep_known", [True, False])
def test_two_parts_in_one_pilot_become_the_one_that_is_furthest(bekend, nieuw, client_as, keep_known):
    aanmelding = AanmeldingFactory(ketenpartner=nieuw)
    link = PersoonlijkeLinkFactory(ketenpartner=nieuw)
    colleague = PersoonFactory(pilot=nieuw.pilot, organisatie=nieuw.organisatie)
    kept = bekend.organisatie if keep_known else nieuw.organisatie

    response = merge_organisations(client_as(Rol.FACILITATOR), nieuw, bekend.organisatie, keep=kept)

    assert response.status_code == HTTPStatus.OK
    partner = Ketenpartner.objects.get()
    assert (partner.pk, partner.organisatie, partner.status) == (bekend.pk, kept, KetenpartnerStatus.BEVESTIGD)
    assert partner.contactpersoon == bekend.contactpersoon
    for row in (aanmelding, link, colleague):
        row.refresh_from_db()
    assert (aanmelding.ketenpartner, link.ketenpartner, colleague.organisatie) == (partner, partner, kept)
    assert [one.pk for one in Organisatie.objects.live()] == [kept.pk]
    kept.refresh_from_db()
    assert kept.wij_zoeken == "Chauffeurs."
    assert kept.fasen.count() == 1
    assert "voegde" in str(Gebeurtenis.objects.about(partner).latest("pk"))


def test_merging_organisations_can_be_undone_to_the_last_row(bekend, nieuw, client_as):
    AanmeldingFactory(ketenpartner=nieuw)
    PersoonlijkeLinkFactory(ketenpartner=nieuw)
    client = client_as(Rol.FACILITATOR)
    before = picture()
    merge_organisations(client, nieuw, bekend.organisatie, keep=bekend.organisatie, wat_doen_we="ander")
    bekend.organisatie.refresh_from_db()
    assert bekend.organisatie.wat_doen_we == "Eten."

    response = undo(client, bekend.pilot)

    assert "staan weer apart" in response.text
    assert picture() == before
    assert nieuw.organisatie.fasen.count() == 1
    assert bekend.organisatie.fasen.count() == 0


def test_a_colleague_who_came_later_keeps_organisations_together(bekend, nieuw, client_as):
    client = client_as(Rol.FACILITATOR)
    merge_organisations(client, nieuw, bekend.organisatie, keep=bekend.organisatie)
    PersoonFactory(pilot=bekend.pilot, organisatie=bekend.organisatie, naam="Nieuwe Collega")

    response = undo(client, bekend.pilot)

    assert response.status_code == HTTPStatus.CONFLICT
    assert "Nieuwe Collega" in response.text


def test_a_registration_joins_an_organisation_of_another_pilot_whose_texts_stay(nieuw, client_as):
    elders = KetenpartnerFactory(confirmed=True, organisatie__wij_zoeken="")
    client = client_as(Rol.FACILITATOR)

    page = client.get(organisation_url(nieuw, elders.organisatie))
    merge_organisations(client, nieuw, elders.organisatie, keep=elders.organisatie, naam="ander")

    assert "blijven die gegevens zoals ze zijn" in page.text
    assert "Andersom" not in page.text
    nieuw.refresh_from_db()
    naam = elders.organisatie.naam
    elders.organisatie.refresh_from_db()
    assert nieuw.organisatie == elders.organisatie
    assert (elders.organisatie.naam, elders.organisatie.wij_zoeken) == (naam, "")
    assert not Gebeurtenis.objects.within(elders.pilot).exists()


def test_what_leans_on_two_foreign_pilots_is_for_the_beheerder(pilot, client_as):
    partner = KetenpartnerFactory(pilot=pilot, confirmed=True)
    KetenpartnerFactory(organisatie=partner.organisatie, confirmed=True)
    other = KetenpartnerFactory(confirmed=True).organisatie
    client = client_as(Rol.FACILITATOR)

    page = client.get(organisation_url(partner, other))
    response = merge_organisations(client, partner, other, keep=other)

    assert "Dit kan alleen de beheerder" in page.text
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert not Samenvoeging.objects.exists()


def test_an_unconfirmed_organisation_of_another_pilot_does_not_exist(nieuw, client_as):
    elders = KetenpartnerFactory()

    response = client_as(Rol.FACILITATOR).get(organisation_url(nieuw, elders.organisatie))

    assert response.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("rol", [Rol.AMBTENAAR, Rol.KETENPARTNER])
def test_only_the_facilitator_merges_organisations(bekend, nieuw, client_as, rol):
    response = client_as(rol).get(organisation_url(bekend, nieuw.organisatie))

    assert response.status_code == HTTPStatus.FORBIDDEN


@pytest.fixture
def beheer(db):
    client = Client()
    user = UserFactory(is_beheerder=True)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["tweede_stap"] = user.pk
    session.save()
    return client


def test_the_beheerder_finds_merges_and_undoes_over_pilots(beheer):
    one = KetenpartnerFactory(confirmed=True, organisatie__naam="Leger des Heils").organisatie
    other = KetenpartnerFactory(confirmed=True, organisatie__naam="Stichting Leger des Heils").organisatie
    address = reverse("partners:organisatie_merge", args=[one.pk, other.pk])
    before = picture()

    assert address in beheer.get(reverse("partners:organisatie_list")).text
    done = beheer.post(address, {"vingerafdruk": fingerprint(one, other)}, follow=True)
    assert one.ketenpartners.count() == 2
    beheer.post(reverse("partners:organisatie_unmerge", args=[Samenvoeging.objects.get().pk]))

    assert "zijn nu één organisatie" in done.text
    assert picture() == before


def test_a_chain_is_undone_from_the_end(beheer):
    first, second, third = (KetenpartnerFactory(confirmed=True).organisatie for _ in range(3))
    for kept, lost in [(second, first), (third, second)]:
        kept.refresh_from_db()
        url = reverse("partners:organisatie_merge", args=[kept.pk, lost.pk])
        beheer.post(url, {"vingerafdruk": fingerprint(kept, Organisatie.objects.get(pk=lost.pk))})
    older = Samenvoeging.objects.get(vervallen_nr=first.pk)

    response = beheer.post(reverse("partners:organisatie_unmerge", args=[older.pk]))

    assert response.status_code == HTTPStatus.CONFLICT
    assert "daarna zelf samengevoegd" in response.text
