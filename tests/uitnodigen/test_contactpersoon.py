"""A contact person answers for colleagues of the same organisation, and the log says who did it."""

import pytest

from datt.core.models import Gebeurtenis
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.keten import OrganisatieFactory
from tests.factories.partners import KetenpartnerFactory
from tests.factories.traject import PersoonFactory
from tests.uitnodigen.gast import PAGE, address, browser, invited, mails, status

LIST, MORE = address("gast_collegas"), address("gast_collegas_erbij")


@pytest.fixture
def contact(pilot):
    house = OrganisatieFactory(naam="Voedselbank")
    persoon = PersoonFactory(pilot=pilot, organisatie=house, naam="Samira de Wit")
    KetenpartnerFactory(pilot=pilot, organisatie=house, contactpersoon=persoon, confirmed=True)
    return persoon


@pytest.fixture
def colleague(meeting, contact):
    return invited(meeting, naam="Youssef Amrani", organisatie=contact.organisatie, email="")


def test_without_a_meeting_to_come_the_way_back_stands_below_what_is_said(contact):
    page = browser(contact).get(LIST).text

    said, back = page.index("Nog niemand"), page.index("Terug naar uw pagina")
    assert said < back
    assert "</div>" not in page[said:back], "on a wide screen a column of its own begins on the dark band"


def test_the_contact_person_sees_the_colleagues_and_answers_for_them(contact, colleague, meeting):
    client = browser(contact)
    assert "Uw collega’s van Voedselbank" in client.get(PAGE).text
    assert "Youssef Amrani" in client.get(LIST).text

    page = client.post(address("gast_collegas_antwoord", colleague.pk), {"keuze": "ja"})

    assert page.status_code == 302
    assert status(colleague) == "ja"
    assert colleague.antwoord_door == "Samira de Wit"
    assert Gebeurtenis.objects.about(colleague).get().door_wie == "Samira de Wit (persoonlijke link)"


def test_only_people_of_the_own_organisation_and_only_for_a_contact_person(contact, colleague, meeting):
    stranger, unsent = (
        invited(meeting),
        UitnodigingFactory(bijeenkomst=meeting, status="klaar", persoon__organisatie=contact.organisatie),
    )
    client = browser(contact)
    for one in (stranger, unsent):
        assert client.post(address("gast_collegas_antwoord", one.pk), {"keuze": "ja"}).status_code == 404

    ordinary = browser(stranger.persoon)
    assert ordinary.get(LIST).status_code == 404
    assert ordinary.get(MORE).status_code == 404
    assert ordinary.post(address("gast_collegas_antwoord", colleague.pk), {"keuze": "ja"}).status_code == 404
    assert "Uw collega’s van" not in ordinary.get(PAGE).text


def test_the_same_organisation_in_another_pilot_is_not_theirs(contact):
    elsewhere = UitnodigingFactory(persoon__organisatie=contact.organisatie)
    client = browser(contact)

    assert str(elsewhere.persoon) not in client.get(LIST).text
    assert client.post(address("gast_collegas_antwoord", elsewhere.pk), {"keuze": "ja"}).status_code == 404


def test_who_was_declined_as_a_partner_answers_for_nobody(contact, colleague):
    contact.organisatie.ketenpartners.update(**{"status": "afgewezen"})

    assert browser(contact).get(LIST).status_code == 404


def test_a_colleague_without_a_mail_address_is_registered_and_gets_a_seat(contact, colleague, meeting):
    typed = {"bijeenkomst": meeting.pk, "naam": "Nadia Bos", "positie": "vrijwilliger"}
    client = browser(contact)

    page = client.post(MORE, typed)
    client.post(MORE, typed)

    added = Uitnodiging.objects.get(persoon__naam="Nadia Bos")
    assert page.status_code == 302
    assert (added.status, added.antwoord_door, added.persoon.email) == ("ja", "Samira de Wit", "")
    assert added.persoon.organisatie == contact.organisatie
    assert mails() == []


def test_when_the_places_of_the_organisation_are_taken_the_colleague_waits(contact, colleague, meeting, limits):
    limits(plaatsen=10, per_organisatie=1)
    client = browser(contact)
    client.post(address("gast_collegas_antwoord", colleague.pk), {"keuze": "ja"})

    page = client.post(MORE, {"bijeenkomst": meeting.pk, "naam": "Nadia Bos"}, follow=True)

    assert Uitnodiging.objects.get(persoon__naam="Nadia Bos").status == "wachtlijst"
    assert "Nadia Bos is aangemeld en staat op de wachtlijst." in page.text


def test_bad_input_is_said_and_kept(contact, colleague, meeting):
    client = browser(contact)

    page = client.post(MORE, {"bijeenkomst": meeting.pk, "naam": "", "telefoon": "06 12345678"})
    nothing = client.post(address("gast_collegas_antwoord", colleague.pk), {"keuze": "aanwezig"}, follow=True)

    assert page.status_code == 422
    assert "06 12345678" in page.text
    assert "Kies ja, nee of misschien" in nothing.text
    assert status(colleague) == "verstuurd"


def test_a_meeting_the_organisation_was_not_invited_to_is_no_choice(contact, colleague):
    other = UitnodigingFactory(bijeenkomst__pilot=contact.pilot).bijeenkomst

    page = browser(contact).post(MORE, {"bijeenkomst": other.pk, "naam": "Nadia Bos"})

    assert page.status_code == 422


def test_the_list_asks_as_often_for_one_colleague_as_for_many(contact, colleague, meeting, django_assert_num_queries):
    client = browser(contact)
    client.get(LIST)
    with django_assert_num_queries(5):
        client.get(LIST)
    for _ in range(20):
        invited(meeting, organisatie=contact.organisatie)

    with django_assert_num_queries(5):
        client.get(LIST)
