"""Limits stop who floods, and nobody else."""

import time
import uuid

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from pilots.access import Rol
from pilots.partners.models import Ketenpartner
from pilots.partners.views import aanmelden as view
from tests.factories.keten import OrganisatietypeFactory
from tests.factories.partners import AanmeldingFactory, KetenpartnerFactory
from tests.factories.traject import PilotFactory


def form(nr: int, **more: str) -> dict[str, str]:
    """A registration as a browser sends it; each with another organisation and address."""
    return {
        "naam": f"Organisatie {nr}",
        "type": OrganisatietypeFactory().pk,
        "soort": "informeel",
        "wat_doen_we": "Wij helpen.",
        "contact_naam": f"Persoon {nr}",
        "contact_email": f"iemand{nr}@voorbeeld{nr}.example",
        "sleutel": str(uuid.uuid4()),
        "begonnen": signing.dumps(int(time.time()) - 60, salt="partners.aanmelden"),
        **more,
    }


@pytest.fixture
def adres(pilot) -> str:
    return reverse("partners:aanmelden", args=[pilot.slug])


def device(adres: str) -> Client:
    client = Client()
    client.get(adres)
    return client


def test_one_device_that_floods_does_not_shut_out_the_others(adres, monkeypatch):
    monkeypatch.setattr(view, "PER_DEVICE", 2)
    monkeypatch.setattr(view, "PER_PILOT", 6)
    flood = device(adres)
    answers = [flood.post(adres, form(nr)).status_code for nr in range(10)]

    other = device(adres).post(adres, form(99))

    assert answers == [302] * 2 + [429] * 8
    assert other.status_code == 302


def test_a_hall_of_phones_behind_one_address_registers_without_waiting(adres, pilot):
    answers = [device(adres).post(adres, form(nr)).status_code for nr in range(30)]

    assert answers == [302] * 30
    assert pilot.ketenpartners.count() == 30


def test_an_address_that_somebody_makes_up_in_a_header_changes_no_limit(adres, monkeypatch):
    monkeypatch.setattr(view, "PER_DEVICE", 1)
    flood = device(adres)
    answers = [flood.post(adres, form(nr), headers={"X-Forwarded-For": f"10.0.0.{nr}"}).status_code for nr in range(3)]

    assert answers == [302, 429, 429]


def test_the_key_of_a_form_of_another_pilot_is_no_key_here(adres, pilot):
    elsewhere = AanmeldingFactory(ketenpartner=KetenpartnerFactory(pilot=PilotFactory()))

    response = device(adres).post(adres, form(1, sleutel=str(elsewhere.sleutel)))

    assert response.status_code == 302
    assert pilot.ketenpartners.get().organisatie.naam == "Organisatie 1"


def test_the_facilitator_too_is_not_stopped_by_a_key_of_another_pilot(client_as, pilot):
    elsewhere = AanmeldingFactory(ketenpartner=KetenpartnerFactory(pilot=PilotFactory()))

    response = client_as(Rol.FACILITATOR).post(
        reverse("partners:partner_new", args=[pilot.pk]), form(1, sleutel=str(elsewhere.sleutel))
    )

    assert response.status_code == 302
    assert Ketenpartner.objects.filter(pilot=pilot, organisatie__naam="Organisatie 1").count() == 1


def test_a_sign_that_cannot_be_kept_is_refused_in_a_form_with_a_file_too(client_as, pilot):
    """A browser sends a form with a file in another shape; a NUL in it would be a fault of the database."""
    address = reverse("partners:import_upload", args=[pilot.pk])

    response = client_as(Rol.FACILITATOR).post(address, {"plak": "naam\x00"})

    assert response.status_code == 400
