"""When organisations may register: open, closed, and who says so."""

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.keten.models import Organisatie
from tests.factories.traject import PilotFactory
from tests.partners.aanmelding import address, thanks


@pytest.mark.parametrize(
    "changes",
    [
        {"aanmelden_open": False},
        {"aanmelden_tot": date(2020, 1, 1)},
        {"status": "afgerond"},
        {"status": "gearchiveerd"},
        {"status": "afgebroken"},
    ],
)
def test_a_closed_registration_says_so_kindly_and_keeps_what_was_typed(client, ingevuld, changes):
    pilot = PilotFactory(**changes)

    shown = client.get(address(pilot))
    posted = client.post(address(pilot), ingevuld())

    assert shown.status_code == HTTPStatus.OK
    assert "Aanmelden kan nu niet" in shown.text
    assert "<textarea" not in shown.text
    assert posted.status_code == HTTPStatus.CONFLICT
    assert "Voedselbank Waterrade" in posted.text
    assert not Organisatie.objects.exists()


def test_the_last_day_still_counts(client, ingevuld):
    pilot = PilotFactory(aanmelden_tot=timezone.localdate())

    assert client.post(address(pilot), ingevuld()).status_code == HTTPStatus.FOUND


def test_a_concept_has_no_public_page(db, client):
    pilot = PilotFactory(status="concept")

    assert client.get(address(pilot)).status_code == HTTPStatus.NOT_FOUND
    assert client.get(thanks(pilot)).status_code == HTTPStatus.NOT_FOUND


def test_the_facilitator_opens_and_closes_the_registration(pilot, client_as):
    client = client_as(Rol.FACILITATOR)
    url = reverse("partners:aanmelden_instellen", args=[pilot.pk])
    until = timezone.localdate() + timedelta(days=10)

    response = client.post(url, {"aanmelden_open": "on", "aanmelden_tot": until.isoformat(), "versie": 1})

    pilot.refresh_from_db()
    assert response.url == reverse("partners:partner_list", args=[pilot.pk])
    assert (pilot.aanmelden_open, pilot.aanmelden_tot, pilot.versie) == (True, until, 2)
    assert "zette de aanmelding open tot en met" in Gebeurtenis.objects.within(pilot).get().zin


def test_a_stale_setting_goes_back_with_what_was_chosen(pilot, client_as):
    client = client_as(Rol.FACILITATOR)
    url = reverse("partners:aanmelden_instellen", args=[pilot.pk])
    client.post(url, {"versie": 1})

    response = client.post(url, {"aanmelden_open": "on", "versie": 1})

    pilot.refresh_from_db()
    assert response.status_code == HTTPStatus.CONFLICT
    assert response.context["form"]["versie"].value() == "2"
    assert not pilot.aanmelden_open


def test_a_last_day_that_is_over_is_refused(pilot, client_as):
    url = reverse("partners:aanmelden_instellen", args=[pilot.pk])

    response = client_as(Rol.FACILITATOR).post(
        url, {"aanmelden_open": "on", "aanmelden_tot": "2020-01-01", "versie": 1}
    )

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Deze dag is voorbij" in response.text


@pytest.mark.parametrize(
    ("rol", "status"),
    [(Rol.AMBTENAAR, HTTPStatus.FORBIDDEN), (Rol.KETENPARTNER, HTTPStatus.FORBIDDEN), (None, HTTPStatus.NOT_FOUND)],
)
def test_only_the_facilitator_sets_the_registration(pilot, client_as, rol, status):
    url = reverse("partners:aanmelden_instellen", args=[pilot.pk])

    assert client_as(rol).post(url, {"versie": 1}).status_code == status
