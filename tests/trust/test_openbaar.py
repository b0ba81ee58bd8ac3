"""What everybody may ask of the site, and what nobody learns from it."""

import pytest
from django.test import Client
from django.urls import reverse

from datt.core.models import Gebeurtenis, record
from pilots.access import Rol
from tests.factories.accounts import UserFactory
from tests.factories.partners import KetenpartnerFactory


def test_search_engines_find_what_they_may_look_at(db, settings):
    settings.PROEF = False

    page = Client().get("/robots.txt")

    assert page.status_code == 200
    assert page["Content-Type"].startswith("text/plain")
    assert "Disallow: /pilots/" in page.text


def test_a_trial_is_found_by_no_search_engine(db, settings):
    settings.PROEF = True

    assert "Disallow: /\n" in Client().get("/robots.txt").text


def test_a_facilitator_does_not_learn_whose_address_it_is(client_as, pilot):
    """An account of another pilot: its name is not for here."""
    UserFactory(email="stil@elders.example", naam="Geheime Naam")

    page = client_as(Rol.FACILITATOR).post(
        reverse("traject:facilitator_add", args=[pilot.pk]), {"email": "stil@elders.example", "naam": "X"}
    )

    assert page.status_code == 422
    assert "Geheime Naam" not in page.text


def test_looking_for_a_word_on_the_sociale_kaart_works(client_as, pilot):
    partner = KetenpartnerFactory(pilot=pilot, organisatie__naam="Voedselbank Ommen", confirmed=True)
    KetenpartnerFactory(pilot=pilot, organisatie__naam="Buurthuis", confirmed=True)

    page = client_as(Rol.BESTUURDER).get(reverse("partners:sociale_kaart", args=[pilot.pk]), {"q": "ommen"})

    assert page.status_code == 200
    assert str(partner.organisatie) in page.text
    assert "Buurthuis" not in page.text


@pytest.mark.parametrize("wie", ["n" * 120 + " (aanmeldformulier)", ""])
def test_a_long_name_fits_in_the_log(pilot, wie):
    record(pilot, "proef", "z" * 900, by=None, wie=wie, reden="r" * 900)

    line = Gebeurtenis.objects.get(wat="proef")
    assert len(line.door_wie) <= 120
    assert len(line.zin) <= 500
