"""An organisation registers itself on the public page."""

import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from http import HTTPStatus

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.utils import timezone

from datt.berichten.models import Bericht
from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.keten.models import Organisatie
from pilots.partners.forms.aanmelding import SALT, stamp
from pilots.partners.models import Aanmelding, Ketenpartner, KetenpartnerStatus
from pilots.traject.models import Persoon
from tests.factories.keten import FaseFactory, OrganisatieFactory
from tests.factories.partners import KetenpartnerFactory
from tests.factories.traject import BijeenkomstFactory, DeelnameFactory, PersoonFactory, PilotFactory
from tests.partners.aanmelding import address, thanks


def without_token(page):
    return re.sub(r'"X-CSRFToken": "\w+"', "", page)


def test_the_page_shows_the_goal_the_dates_and_whom_to_call(pilot, client):
    BijeenkomstFactory(pilot=pilot, titel="Startbijeenkomst", datum=date(2027, 1, 14))
    DeelnameFactory(
        persoon=PersoonFactory(pilot=pilot, naam="Marieke Postma", telefoon="0123 456 789"),
        rol=Rol.FACILITATOR,
    )

    response = client.get(address(pilot))

    assert response.status_code == HTTPStatus.OK
    for words in [pilot.doelstelling, "Startbijeenkomst", "do 14 januari 2027", "Marieke Postma", "0123 456 789"]:
        assert words in response.text
    assert response["Cache-Control"].startswith("max-age=0")


def test_a_registration_keeps_organisation_contact_and_key_people(pilot, client, ingevuld):
    fase = FaseFactory()

    response = client.post(
        address(pilot),
        ingevuld(
            fasen=[fase.pk],
            ik_ben_het_zelf="on",
            sleutel1_naam="Lucas Kok",
            sleutel1_email="lucas@voedselbank.example",
            sleutel2_naam="Trudy van Dam",
            sleutel2_telefoon="06 12 34 56 78",
        ),
    )

    assert response.status_code == HTTPStatus.FOUND
    assert response.url == thanks(pilot)
    partner = Ketenpartner.objects.get()
    assert (partner.pilot, partner.status) == (pilot, KetenpartnerStatus.AANGEMELD)
    assert partner.organisatie.naam == "Voedselbank Waterrade"
    assert partner.organisatie.website == "https://www.voedselbank-waterrade.example"
    assert list(partner.organisatie.fasen.all()) == [fase]
    assert partner.organisatie.gecontroleerd_op == timezone.localdate()
    assert partner.contactpersoon.naam == "Samira de Wit"
    people = partner.people().order_by("pk").values_list("naam", "is_sleutelfunctionaris")
    assert list(people) == [("Samira de Wit", True), ("Lucas Kok", True), ("Trudy van Dam", True)]


@pytest.mark.usefixtures("redis_away")
def test_registering_goes_on_without_redis(pilot, client, ingevuld):
    assert client.get(address(pilot)).status_code == HTTPStatus.OK

    response = client.post(address(pilot), ingevuld())

    assert response.status_code == HTTPStatus.FOUND
    assert Ketenpartner.objects.count() == 1


def test_a_registration_is_mailed_and_logged(pilot, client, ingevuld):
    client.post(address(pilot), ingevuld())

    bericht = Bericht.objects.get()
    assert (bericht.aan, bericht.soort) == ("Samira@voedselbank.example", "organisatie_aanmelding_ontvangen")
    assert "Voedselbank Waterrade" in bericht.tekst
    line = Gebeurtenis.objects.within(pilot).get()
    assert str(line) == "Samira de Wit (aanmeldformulier) meldde Voedselbank Waterrade aan"


def test_the_thank_you_page_says_nothing_about_one_organisation(pilot, client, ingevuld):
    client.post(address(pilot), ingevuld())

    response = client.get(thanks(pilot))

    assert response.status_code == HTTPStatus.OK
    assert "Voedselbank" not in response.text
    assert "Samira" not in response.text


def test_what_is_missing_is_said_and_what_was_typed_stays(pilot, client, ingevuld):
    response = client.post(address(pilot), ingevuld(naam="", contact_email="geen-adres", sleutel2_email="a@b.example"))

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Vul de naam van de organisatie in." in response.text
    assert 'href="#id_contact_email"' in response.text
    assert "Vul ook de naam in" in response.text
    assert "Wij lossen geen schulden op." in response.text
    assert 'value="geen-adres"' in response.text
    assert not Organisatie.objects.exists()


def test_a_citizen_service_number_is_never_kept(pilot, client, ingevuld):
    response = client.post(address(pilot), ingevuld(hoe_verwijst_u="Noem 123456782 aan de balie."))

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "burgerservicenummer" in response.text
    assert not Organisatie.objects.exists()


def test_the_same_form_twice_is_one_registration(pilot, client, ingevuld):
    form = ingevuld()

    answers = [client.post(address(pilot), form) for _ in range(3)]

    assert [answer.url for answer in answers] == [thanks(pilot)] * 3
    assert (Ketenpartner.objects.count(), Organisatie.objects.count(), Persoon.objects.count()) == (1, 1, 1)
    assert Bericht.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_five_equal_posts_at_once_are_one_registration(ingevuld):
    pilot = PilotFactory(slug="tegelijk")
    form = ingevuld()

    def post(_):
        try:
            return Client().post(address(pilot), form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(post, range(5)))

    assert answers == [HTTPStatus.FOUND] * 5
    assert (Ketenpartner.objects.count(), Organisatie.objects.count(), Bericht.objects.count()) == (1, 1, 1)


def test_a_changed_form_with_an_old_key_is_not_silently_lost(pilot, client, ingevuld):
    form = ingevuld()
    client.post(address(pilot), form)

    response = client.post(address(pilot), form | {"wij_bieden": "Iets heel anders."})

    assert response.status_code == HTTPStatus.CONFLICT
    assert "Iets heel anders." in response.text
    assert "al binnen" in response.text
    assert Organisatie.objects.get().wij_bieden == "Een pakket voor een maand."


def test_a_key_of_another_pilot_does_no_harm(pilot, client, ingevuld):
    form = ingevuld()
    client.post(address(PilotFactory()), form)

    response = client.post(address(pilot), form)

    assert response.status_code == HTTPStatus.FOUND
    assert Ketenpartner.objects.count() == 2


def test_a_form_without_a_key_gets_a_fresh_one(pilot, client, ingevuld):
    response = client.post(address(pilot), ingevuld(sleutel=""))

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    fresh = response.context["form"]["sleutel"].value()
    assert uuid.UUID(fresh)


def test_a_program_that_fills_everything_in_is_thanked_and_forgotten(pilot, client, ingevuld):
    response = client.post(address(pilot), ingevuld(laat_leeg="http://evil.example"))

    assert response.url == thanks(pilot)
    assert not Organisatie.objects.exists()


@pytest.mark.parametrize("began", [None, "geknoeid"])
def test_who_is_faster_than_a_person_is_asked_to_look_again(pilot, client, ingevuld, began):
    response = client.post(address(pilot), ingevuld(begonnen=began or stamp()))

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Dat ging heel snel" in response.text
    assert not Organisatie.objects.exists()
    assert signing.loads(response.context["form"]["begonnen"].value(), salt=SALT)


def test_the_answer_is_the_same_for_a_known_address(pilot, client, ingevuld):
    PersoonFactory(pilot=pilot, email="bekend@voedselbank.example")
    PersoonFactory(email="elders@voedselbank.example")
    bodies = set()
    for mail in ["nieuw", "bekend", "elders"]:
        response = client.post(address(pilot), ingevuld(contact_email=f"{mail}@voedselbank.example"), follow=True)
        bodies.add((response.status_code, without_token(response.text)))

    assert len(bodies) == 1
    assert Bericht.objects.count() == 3


def test_a_person_we_know_in_this_pilot_is_linked_and_not_overwritten(pilot, client, ingevuld):
    elders = OrganisatieFactory(naam="Diaconie")
    known = PersoonFactory(pilot=pilot, naam="Sam", email="samira@voedselbank.example", organisatie=elders)

    client.post(address(pilot), ingevuld(ik_ben_het_zelf="on"))

    partner = Ketenpartner.objects.get()
    assert partner.contactpersoon == known
    known.refresh_from_db()
    assert (known.naam, known.organisatie, known.is_sleutelfunctionaris) == ("Sam", elders, False)
    assert Aanmelding.objects.get().opmerking == (
        "Sam staat al in deze pilot, bij Diaconie, opgegeven als sleutelfunctionaris."
    )


def test_somebody_written_twice_is_one_person(pilot, client, ingevuld):
    client.post(address(pilot), ingevuld(sleutel1_naam="Samira", sleutel1_email="samira@VOEDSELBANK.example"))

    persoon = Persoon.objects.get()
    assert (persoon.naam, persoon.is_sleutelfunctionaris) == ("Samira de Wit", True)


def test_an_equal_name_makes_a_second_record_and_never_merges(pilot, client, ingevuld):
    KetenpartnerFactory(pilot=pilot, organisatie__naam="Voedselbank Waterrade", confirmed=True)

    client.post(address(pilot), ingevuld())

    assert Organisatie.objects.filter(naam="Voedselbank Waterrade").count() == 2


def test_the_mail_carries_no_spam_to_a_stranger(pilot, client, ingevuld):
    client.post(
        address(pilot),
        ingevuld(naam="Win nu op evil.example gratis", contact_naam="Klik evil.example\nnu"),
    )

    bericht = Bericht.objects.get()
    for part in (bericht.tekst, bericht.html, bericht.onderwerpregel, bericht.aan_naam):
        assert "evil" not in part
        assert "gratis" not in part


def test_fifty_posts_for_one_address_are_one_mail(pilot, client, ingevuld):
    statuses = [client.post(address(pilot), ingevuld(naam=f"Organisatie {nr}")).status_code for nr in range(50)]

    assert Bericht.objects.count() == 1
    assert statuses[:5] == [HTTPStatus.FOUND] * 5
    assert set(statuses[5:]) == {HTTPStatus.TOO_MANY_REQUESTS}


def test_too_often_keeps_what_was_typed(pilot, client, ingevuld):
    for nr in range(5):
        client.post(address(pilot), ingevuld(naam=f"Organisatie {nr}"))

    response = client.post(address(pilot), ingevuld(naam="De zesde"))

    assert response.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert 'value="De zesde"' in response.text


def test_what_people_type_is_never_markup(pilot, client, ingevuld):
    bad = '<img src=x onerror="alert(1)">'

    response = client.post(address(pilot), ingevuld(naam=bad, wat_doen_we=bad, contact_naam=bad, contact_email=""))

    assert bad not in response.text
    assert "&lt;img" in response.text


def test_fields_that_are_not_in_the_form_are_not_taken(pilot, client, ingevuld):
    client.post(address(pilot), ingevuld(status="bevestigd", pilot="99", versie="8", user="1"))

    partner = Ketenpartner.objects.get()
    assert (partner.status, partner.pilot, partner.organisatie.versie) == ("aangemeld", pilot, 1)
