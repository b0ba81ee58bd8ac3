"""Forming a group: who may, who can be found, and the one trekker it always has."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from tests.factories.keten import OrganisatieFactory
from tests.factories.plannen import VerbeterplanFactory, member_of
from tests.factories.traject import PersoonFactory
from verbeterplannen.plannen.models import Functie, Plangroep, Sectie


def new_url(pilot):
    return reverse("plannen:groep_new", args=[pilot.pk])


def group_url(groep):
    return reverse("plannen:groep_detail", args=[groep.pilot_id, groep.pk])


def test_a_contact_person_makes_a_group_and_becomes_its_trekker(pilot, client_as):
    client = client_as(Rol.KETENPARTNER)

    response = client.post(new_url(pilot), {"naam": "Eerst bellen"})

    groep = Plangroep.objects.get()
    assert response.status_code == HTTPStatus.FOUND
    assert [(lid.persoon.user, lid.functie) for lid in groep.leden.all()] == [(client.user, Functie.TREKKER)]
    assert Sectie.objects.filter(plan=groep.plan).count() == 17
    assert Gebeurtenis.objects.within(pilot).filter(wat="plangroep.gemaakt").count() == 1


def test_a_group_without_a_name_is_not_made(pilot, client_as):
    response = client_as(Rol.KETENPARTNER).post(new_url(pilot), {"naam": ""})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not Plangroep.objects.exists()


@pytest.mark.parametrize("rol", [Rol.AMBTENAAR, Rol.BESTUURDER])
def test_who_may_not_write_makes_no_group(pilot, client_as, rol):
    response = client_as(rol).post(new_url(pilot), {"naam": "Eerst bellen"})

    assert response.status_code == HTTPStatus.FORBIDDEN


def test_for_a_stranger_there_is_no_pilot(pilot, client_as):
    response = client_as(None).post(new_url(pilot), {"naam": "Eerst bellen"})

    assert response.status_code == HTTPStatus.NOT_FOUND


def test_people_are_found_by_name_and_by_organisation_without_their_mail(pilot, client_as):
    plan = VerbeterplanFactory(pilot=pilot)
    client = client_as(Rol.KETENPARTNER)
    member_of(plan, client.user)
    bibliotheek = OrganisatieFactory(naam="Bibliotheek aan de Vaart")
    PersoonFactory(pilot=pilot, naam="Nora Osinga", organisatie=bibliotheek, email="nora@voorbeeld.example")

    response = client.get(group_url(plan.groep), {"zoek": "vaart"})

    assert "Nora Osinga" in response.text
    assert "nora@voorbeeld.example" not in response.text


def test_somebody_of_another_pilot_is_not_found_and_cannot_be_added(pilot, client_as):
    plan = VerbeterplanFactory(pilot=pilot)
    client = client_as(Rol.KETENPARTNER)
    member_of(plan, client.user)
    elders = PersoonFactory(naam="Iemand Anders")

    found = client.get(group_url(plan.groep), {"zoek": "Iemand Anders"})
    added = client.post(reverse("plannen:lid_add", args=[pilot.pk, plan.groep_id]), {"persoon": elders.pk})

    assert 'value="' + str(elders.pk) not in found.text
    assert added.status_code == HTTPStatus.NOT_FOUND
    assert plan.groep.leden.count() == 1


def test_adding_somebody_twice_keeps_one_member(pilot, client_as):
    plan = VerbeterplanFactory(pilot=pilot)
    client = client_as(Rol.KETENPARTNER)
    member_of(plan, client.user)
    nora = PersoonFactory(pilot=pilot)

    for _ in range(2):
        client.post(reverse("plannen:lid_add", args=[pilot.pk, plan.groep_id]), {"persoon": nora.pk})

    assert plan.groep.leden.filter(persoon=nora).count() == 1


def test_another_group_does_not_exist_for_a_contact_person(pilot, client_as):
    plan = VerbeterplanFactory(pilot=pilot)

    response = client_as(Rol.KETENPARTNER).get(group_url(plan.groep))

    assert response.status_code == HTTPStatus.NOT_FOUND


def test_a_new_trekker_makes_the_old_one_a_member(pilot, client_as):
    plan = VerbeterplanFactory(pilot=pilot)
    client = client_as(Rol.KETENPARTNER)
    old = member_of(plan, client.user)
    new = plan.groep.leden.create(persoon=PersoonFactory(pilot=pilot))

    client.post(reverse("plannen:lid_functie", args=[pilot.pk, plan.groep_id, new.pk]), {"functie": "trekker"})

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.functie, new.functie) == (Functie.LID, Functie.TREKKER)


def test_the_trekker_cannot_leave_without_a_successor(pilot, client_as):
    plan = VerbeterplanFactory(pilot=pilot)
    client = client_as(Rol.KETENPARTNER)
    trekker = member_of(plan, client.user)

    response = client.post(reverse("plannen:lid_remove", args=[pilot.pk, plan.groep_id, trekker.pk]))

    assert response.status_code == HTTPStatus.CONFLICT
    assert "Maak eerst iemand anders trekker" in response.text
    assert plan.groep.leden.filter(pk=trekker.pk).exists()


def test_a_member_can_be_taken_out(pilot, client_as):
    plan = VerbeterplanFactory(pilot=pilot)
    client = client_as(Rol.KETENPARTNER)
    member_of(plan, client.user)
    lid = plan.groep.leden.create(persoon=PersoonFactory(pilot=pilot))

    client.post(reverse("plannen:lid_remove", args=[pilot.pk, plan.groep_id, lid.pk]))

    assert not plan.groep.leden.filter(pk=lid.pk).exists()
