"""Two records of one person become one, and come apart again."""

from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from datt.core.models import Gebeurtenis
from datt.core.states import TransitionError
from pilots.access import Right, Rol
from pilots.keten.leunen import leaning_on
from pilots.partners.models import Samenvoeging, Samenvoegstap
from pilots.partners.services import samenvoegen as services
from pilots.partners.services.dubbele_mensen import possible_double_people
from pilots.partners.services.keuzes import fingerprint
from pilots.traject.models import Persoon
from tests.factories.accounts import UserFactory
from tests.factories.keten import OrganisatieFactory
from tests.factories.partners import KetenpartnerFactory
from tests.factories.plannen import VerbeterplanFactory
from tests.factories.traject import BijeenkomstFactory, DeelnameFactory, PersoonFactory, TaakFactory
from tests.partners.samenvoegen import LABELS, picture, undo
from verbeterplannen.plannen.models import Functie, Plangroeplid


def people_url(pilot, kept, lost):
    return reverse("partners:persoon_samenvoegen", args=[pilot.pk, kept.pk, lost.pk])


def merge_people(client, kept, lost, **chosen):
    answer = {"vingerafdruk": fingerprint(kept, lost), **{f"keuze_{veld}": kant for veld, kant in chosen.items()}}
    return client.post(people_url(kept.pilot, kept, lost), answer, follow=True)


@pytest.mark.parametrize("label", LABELS)
def test_whatever_leans_on_a_record_has_a_decision(label):
    """A new foreign key must say in its app's `leunen.py` how it follows when two records become one."""
    model = apps.get_model(label)
    leaning = {
        (relation.related_model._meta.label, relation.field.name)
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and not relation.many_to_many
    }

    assert {(rule.model_class()._meta.label, rule.veld) for rule in leaning_on(model)} == leaning


@pytest.fixture
def dubbel(pilot):
    """Els Bos twice: each half of what she does hangs on another record."""
    partner = KetenpartnerFactory(pilot=pilot, confirmed=True)
    kept = PersoonFactory(pilot=pilot, naam="Els Bos", email="els@bos.example", organisatie=partner.organisatie)
    lost = PersoonFactory(
        pilot=pilot, naam="E. Bos", email="e.bos@kerk.example", telefoon="0612345678", positie="manager",
        organisatie=partner.organisatie, is_sleutelfunctionaris=True,
    )  # fmt: skip
    return kept, lost


def test_the_page_shows_both_and_what_moves(dubbel, pilot, client_as):
    kept, lost = dubbel
    TaakFactory.create_batch(2, bijeenkomst=BijeenkomstFactory(pilot=pilot), eigenaar=lost)

    response = client_as(Rol.FACILITATOR).get(people_url(pilot, kept, lost))

    for words in ["els@bos.example", "e.bos@kerk.example", "0612345678", "2 taken", "Voeg samen"]:
        assert words in response.text
    assert lost.samengevoegd_in is None


def test_everything_of_the_one_becomes_that_of_the_other(dubbel, pilot, client_as):
    kept, lost = dubbel
    partner = KetenpartnerFactory(pilot=pilot, contactpersoon=lost)
    taak = TaakFactory(bijeenkomst=BijeenkomstFactory(pilot=pilot), eigenaar=lost)
    rol = DeelnameFactory(persoon=lost, rol=Rol.BESTUURDER)
    lid = Plangroeplid.objects.create(groep=VerbeterplanFactory(pilot=pilot).groep, persoon=lost)

    response = merge_people(client_as(Rol.FACILITATOR), kept, lost, naam="dit", email="ander")

    assert "Els Bos staat er nu één keer in." in response.text
    for row in (kept, lost, partner, taak, rol, lid):
        row.refresh_from_db()
    assert (partner.contactpersoon, taak.eigenaar, rol.persoon, lid.persoon) == (kept, kept, kept, kept)
    assert (kept.naam, kept.telefoon, kept.positie) == ("Els Bos", "0612345678", "manager")
    assert kept.is_sleutelfunctionaris
    assert lost.samengevoegd_in == kept
    assert str(Gebeurtenis.objects.within(pilot).latest("pk")).endswith("voegde E. Bos samen met Els Bos")


def test_the_choice_per_field_is_kept(pilot, client_as):
    kept = PersoonFactory(pilot=pilot, naam="Els Bos", email="els@bos.example")
    lost = PersoonFactory(pilot=pilot, naam="Els Bos-Smit", email="els@smit.example")

    merge_people(client_as(Rol.FACILITATOR), kept, lost, naam="ander", email="ander")

    kept.refresh_from_db()
    assert (kept.naam, kept.email) == ("Els Bos-Smit", "els@smit.example")


def test_the_same_role_and_the_same_group_are_had_once(dubbel, pilot, client_as):
    kept, lost = dubbel
    groep = VerbeterplanFactory(pilot=pilot).groep
    groep.leden.all().delete()
    Plangroeplid.objects.create(groep=groep, persoon=kept, functie=Functie.LID)
    Plangroeplid.objects.create(groep=groep, persoon=lost, functie=Functie.TREKKER)
    for one in dubbel:
        DeelnameFactory(persoon=one, rol=Rol.KETENPARTNER, persoon__user=None)

    merge_people(client_as(Rol.FACILITATOR), kept, lost)

    assert list(groep.leden.values_list("persoon", "functie")) == [(kept.pk, Functie.TREKKER)]
    assert kept.deelnames.current().filter(rol=Rol.KETENPARTNER).count() == 1
    assert kept.deelnames.count() == 2


def test_an_account_comes_along_with_its_address(pilot, client_as):
    user = UserFactory(email="els@werk.example")
    kept = PersoonFactory(pilot=pilot, email="els@thuis.example")
    lost = PersoonFactory(pilot=pilot, email=user.email, user=user)
    DeelnameFactory(persoon=lost, rol=Rol.KETENPARTNER)

    merge_people(client_as(Rol.FACILITATOR), kept, lost, email="dit")

    kept.refresh_from_db()
    assert (kept.user, kept.email) == (user, "els@werk.example")
    assert Right.WRITE_PLAN in pilot.rights_of(user)


def test_with_two_accounts_the_page_says_which_one_stays(pilot, client_as):
    kept = PersoonFactory(pilot=pilot, user=UserFactory(email="een@werk.example"))
    lost = PersoonFactory(pilot=pilot, user=UserFactory(email="twee@werk.example"))
    DeelnameFactory(persoon=lost, rol=Rol.KETENPARTNER, persoon__user=lost.user)
    client = client_as(Rol.FACILITATOR)

    page = client.get(people_url(pilot, kept, lost))
    merge_people(client, kept, lost)

    assert "Inloggen gaat daarna met een@werk.example." in page.text
    assert Right.WRITE_PLAN in pilot.rights_of(kept.user)
    assert pilot.rights_of(lost.user) == frozenset()


@pytest.mark.parametrize("lead_is_kept", [True, False])
def test_nobody_becomes_facilitator_by_being_merged(pilot, client_as, lead_is_kept):
    client = client_as(Rol.FACILITATOR)
    lead = pilot.personen.get(user=client.user)
    other = PersoonFactory(pilot=pilot, user=UserFactory())
    kept, lost = (lead, other) if lead_is_kept else (other, lead)

    response = merge_people(client, kept, lost)

    assert (Right.TEAM in pilot.rights_of(other.user)) is False
    assert response.status_code == (HTTPStatus.OK if lead_is_kept else HTTPStatus.CONFLICT)


def test_merging_people_can_be_undone_to_the_last_row(dubbel, pilot, client_as):
    kept, lost = dubbel
    groep = VerbeterplanFactory(pilot=pilot).groep
    groep.leden.all().delete()
    Plangroeplid.objects.create(groep=groep, persoon=kept)
    Plangroeplid.objects.create(groep=groep, persoon=lost, functie=Functie.TREKKER)
    KetenpartnerFactory(pilot=pilot, contactpersoon=lost)
    TaakFactory(bijeenkomst=BijeenkomstFactory(pilot=pilot), eigenaar=lost)
    DeelnameFactory(persoon=lost, rol=Rol.BESTUURDER)
    client = client_as(Rol.FACILITATOR)
    before = picture()
    merge_people(client, kept, lost, naam="ander", email="ander")
    assert picture() != before

    response = undo(client, pilot)

    assert "E. Bos en Els Bos staan weer apart." in response.text
    assert picture() == before
    assert str(Gebeurtenis.objects.within(pilot).latest("pk")).endswith("haalde E. Bos en Els Bos weer uit elkaar")


def test_what_came_later_keeps_them_together(dubbel, pilot, client_as):
    kept, lost = dubbel
    client = client_as(Rol.FACILITATOR)
    merge_people(client, kept, lost)
    TaakFactory(bijeenkomst=BijeenkomstFactory(pilot=pilot), eigenaar=kept, titel="Koffie regelen")

    response = undo(client, pilot)

    assert response.status_code == HTTPStatus.CONFLICT
    assert "kwam na het samenvoegen iets bij: taak ‘Koffie regelen’" in response.text
    lost.refresh_from_db()
    assert lost.samengevoegd_in == kept


def test_what_was_changed_later_is_not_overwritten(dubbel, pilot, client_as):
    kept, lost = dubbel
    client = client_as(Rol.FACILITATOR)
    merge_people(client, kept, lost)
    Persoon.objects.filter(pk=kept.pk).update(telefoon="0687654321")

    response = undo(client, pilot)

    assert response.status_code == HTTPStatus.CONFLICT
    kept.refresh_from_db()
    assert kept.telefoon == "0687654321"
    assert Samenvoeging.objects.current().exists()


def test_a_second_click_merges_once_and_undoes_once(dubbel, pilot, client_as):
    kept, lost = dubbel
    client = client_as(Rol.FACILITATOR)
    merge_people(client, kept, lost)

    again = merge_people(client, kept, lost)
    undo_url = reverse("partners:samenvoeging_undo", args=[pilot.pk, Samenvoeging.objects.get().pk])
    client.post(undo_url)

    assert "zijn al samengevoegd" in again.text
    assert client.post(undo_url).status_code == HTTPStatus.CONFLICT


def test_what_changed_since_the_page_was_opened_is_shown_first(dubbel, pilot, client_as):
    kept, lost = dubbel
    Persoon.objects.filter(pk=kept.pk).update(telefoon="0687654321")

    response = merge_people(client_as(Rol.FACILITATOR), kept, lost)

    assert response.status_code == HTTPStatus.CONFLICT
    assert "Er is nog niets samengevoegd." in response.text
    assert "0687654321" in response.text
    assert not Samenvoeging.objects.exists()


def test_who_was_merged_can_be_forgotten_with_everything_that_was_known(pilot, client_as):
    kept, lost = PersoonFactory(pilot=pilot), PersoonFactory(pilot=pilot, telefoon="0612345678")
    client = client_as(Rol.FACILITATOR)
    merge_people(client, kept, lost)

    client.post(reverse("partners:persoon_forget", args=[pilot.pk, kept.pk]))

    assert not Persoon.objects.filter(pk__in=[kept.pk, lost.pk]).exists()
    assert not Samenvoegstap.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_people_who_merge_at_once_merge_once(pilot):
    kept, lost = PersoonFactory(pilot=pilot), PersoonFactory(pilot=pilot)
    by = UserFactory()

    def merge(pair):
        try:
            services.merge_people(*pair, {}, by=by)
        except TransitionError:
            return "te laat"
        finally:
            connection.close()
        return "samen"

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(merge, [(kept, lost), (lost, kept)]))

    assert sorted(said) == ["samen", "te laat"]
    assert pilot.personen.live().filter(pk__in=[kept.pk, lost.pk]).count() == 1


@pytest.mark.parametrize("rol", [Rol.AMBTENAAR, Rol.KETENPARTNER, Rol.BESTUURDER])
def test_only_the_facilitator_merges_people(dubbel, pilot, client_as, rol):
    assert merge_people(client_as(rol), *dubbel).status_code == HTTPStatus.FORBIDDEN
    assert not Samenvoeging.objects.exists()


def test_somebody_of_another_pilot_does_not_exist(dubbel, pilot, client_as):
    kept, _ = dubbel
    elders = PersoonFactory()

    assert merge_people(client_as(Rol.FACILITATOR), kept, elders).status_code == HTTPStatus.NOT_FOUND
    assert merge_people(client_as(Rol.FACILITATOR, in_pilot=elders.pilot), *dubbel).status_code == HTTPStatus.NOT_FOUND


def test_double_people_are_proposed_on_the_list(pilot, client_as):
    organisatie = OrganisatieFactory()
    first = PersoonFactory(pilot=pilot, naam="Éls  Bos", email="", organisatie=organisatie)
    second = PersoonFactory(pilot=pilot, naam="els bos", organisatie=organisatie)
    PersoonFactory(pilot=pilot, naam="Els Bos", organisatie=OrganisatieFactory())
    PersoonFactory(naam="Els Bos", organisatie=organisatie)

    pairs = possible_double_people(pilot)

    assert [(pair.eerste, pair.tweede, pair.reden) for pair in pairs] == [
        (second, first, "dezelfde naam en organisatie")
    ]
    address = reverse("partners:persoon_list", args=[pilot.pk])
    assert people_url(pilot, second, first) in client_as(Rol.FACILITATOR).get(address).text
