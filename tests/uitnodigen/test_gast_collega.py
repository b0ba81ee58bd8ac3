"""A colleague in one's place: the seat stays with the organisation, both hear it, and it can be undone."""

import pytest

from datt.berichten.models import Bericht
from datt.core.models import Gebeurtenis
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.traject.models import Persoon
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.keten import OrganisatieFactory
from tests.factories.traject import PersoonFactory
from tests.uitnodigen.gast import PAGE, address, answer, browser, invited, mails, status


@pytest.fixture
def house():
    return OrganisatieFactory(naam="Voedselbank")


@pytest.fixture
def guest(meeting, house):
    return invited(meeting, naam="Samira de Wit", organisatie=house, positie="bestuurder")


def send(client, meeting, **fields):
    typed = {"naam": "Youssef Amrani", "email": "youssef@voedselbank.example", "positie": "bestuurder", **fields}
    return client.post(address("gast_collega", meeting.pk), typed)


def of(naam):
    return Uitnodiging.objects.get(persoon__naam=naam)


def test_the_colleague_gets_the_seat_also_in_a_full_hall_and_both_get_a_mail(guest, meeting, limits, house):
    limits(plaatsen=1, per_organisatie=1)
    client = browser(guest.persoon)
    answer(client, meeting, "ja")
    waiting = invited(meeting)
    answer(browser(waiting.persoon), meeting, "ja")

    page = send(client, meeting)

    theirs = of("Youssef Amrani")
    assert page.status_code == 302
    assert (status(guest), theirs.status, status(waiting)) == ("afgemeld", "ja", "wachtlijst")
    assert theirs.in_plaats_van == guest
    assert theirs.persoon.organisatie == house
    assert theirs.antwoord_door == "Samira de Wit"
    assert mails(guest.persoon) == ["bevestiging_ja", "collega_in_uw_plaats"]
    assert mails(theirs.persoon) == ["collega_welkom"]
    assert "METHOD:CANCEL" in Bericht.objects.get(soort="collega_in_uw_plaats").agenda
    assert "METHOD:REQUEST" in Bericht.objects.get(soort="collega_welkom").agenda
    assert "Youssef Amrani komt in uw plaats" in client.get(address("gast_bijeenkomst", meeting.pk)).text
    assert "Samira de Wit gaf dit antwoord voor u" in browser(theirs.persoon).get(PAGE).text
    assert Gebeurtenis.objects.filter(wat="uitnodigen.vervanger").get().door_wie.startswith("Samira de Wit")


def test_the_place_on_the_waiting_list_goes_along(guest, meeting, limits):
    limits(plaatsen=1)
    UitnodigingFactory(bijeenkomst=meeting, ja=True)
    client = browser(guest.persoon)
    answer(client, meeting, "ja")
    since = Uitnodiging.objects.get(pk=guest.pk).wacht_sinds

    send(client, meeting)

    theirs = of("Youssef Amrani")
    assert (theirs.status, theirs.wacht_sinds) == ("wachtlijst", since)


def test_without_a_seat_the_colleague_is_asked_and_answers(guest, meeting):
    send(browser(guest.persoon), meeting)

    theirs = of("Youssef Amrani")
    assert (status(guest), theirs.status) == ("nee", "verstuurd")
    assert answer(browser(theirs.persoon), meeting, "ja").status_code == 302
    assert status(theirs) == "ja"


def test_the_same_colleague_sent_twice_is_one_colleague(guest, meeting):
    client = browser(guest.persoon)
    answer(client, meeting, "ja")

    send(client, meeting)
    send(client, meeting)

    assert Persoon.objects.filter(naam="Youssef Amrani").count() == 1
    assert mails(of("Youssef Amrani").persoon) == ["collega_welkom"]


def test_somebody_of_the_organisation_who_is_known_is_used_again(guest, meeting, house):
    known = PersoonFactory(pilot=meeting.pilot, organisatie=house, email="Youssef@Voedselbank.example")
    client = browser(guest.persoon)
    answer(client, meeting, "ja")

    send(client, meeting)

    assert Uitnodiging.objects.get(persoon=known).status == "ja"


@pytest.mark.parametrize("elsewhere", [True, False])
def test_somebody_who_is_not_of_the_organisation_is_refused_and_not_named(elsewhere, guest, meeting):
    other = PersoonFactory(
        pilot=meeting.pilot, naam="Geheime Naam", organisatie=OrganisatieFactory() if elsewhere else None
    )
    client = browser(guest.persoon)
    answer(client, meeting, "ja")

    page = send(client, meeting, email=other.email)

    assert page.status_code == 422
    assert "Met dit mailadres doet al iemand mee die niet bij uw organisatie staat." in page.text
    assert "Geheime Naam" not in page.text
    assert "Youssef Amrani" in page.text
    assert status(guest) == "ja"


def test_a_person_of_another_pilot_with_the_same_address_is_somebody_else(guest, meeting):
    PersoonFactory(email="youssef@voedselbank.example")
    client = browser(guest.persoon)

    assert send(client, meeting).status_code == 302
    assert of("Youssef Amrani").persoon.pilot == meeting.pilot


def test_the_limit_of_another_position_holds(guest, meeting, limits):
    limits(plaatsen=10, vrijwilliger=1)
    UitnodigingFactory(bijeenkomst=meeting, ja=True, persoon__positie="vrijwilliger")
    client = browser(guest.persoon)
    answer(client, meeting, "ja")

    page = send(client, meeting, positie="vrijwilliger")

    assert page.status_code == 422
    assert "Kies een collega met een andere functie." in page.text
    assert status(guest) == "ja"
    assert not Persoon.objects.filter(naam="Youssef Amrani").exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"email": "", "telefoon": ""}, "Vul een mailadres of een telefoonnummer in."),
        ({"naam": ""}, "Naam van uw collega"),
        ({"naam": "Jan 123456782"}, "Haal het weg"),
        ({"naam": "https://evil.example"}, "geen webadres"),
        ({"telefoon": "bel maar"}, "alleen cijfers"),
    ],
)
def test_bad_input_is_said_at_the_field_and_kept(fields, sentence, guest, meeting):
    page = send(browser(guest.persoon), meeting, **fields)

    assert page.status_code == 422
    assert sentence in page.text
    assert status(guest) == "verstuurd"


def test_the_own_address_is_no_colleague(guest, meeting):
    page = send(browser(guest.persoon), meeting, email=guest.persoon.email)

    assert page.status_code == 422
    assert "uw eigen mailadres" in page.text


def test_a_colleague_who_comes_already_is_not_sent_again(guest, meeting, house):
    known = UitnodigingFactory(
        bijeenkomst=meeting, ja=True, persoon=PersoonFactory(pilot=meeting.pilot, organisatie=house)
    )

    page = send(browser(guest.persoon), meeting, email=known.persoon.email)

    assert page.status_code == 422
    assert "komt al of staat al op de wachtlijst" in page.text


def test_coming_after_all_takes_the_seat_back_and_tells_the_colleague(guest, meeting, limits):
    limits(plaatsen=1)
    client = browser(guest.persoon)
    answer(client, meeting, "ja")
    send(client, meeting)
    theirs = of("Youssef Amrani")

    page = client.post(address("gast_collega_terug", meeting.pk))

    assert page.status_code == 302
    assert (status(guest), status(theirs)) == ("ja", "afgemeld")
    assert theirs.in_plaats_van is None
    assert mails(theirs.persoon) == ["collega_welkom", "collega_terug"]


def test_when_the_colleague_gave_the_seat_away_one_waits_for_another(guest, meeting, limits):
    limits(plaatsen=1)
    client = browser(guest.persoon)
    answer(client, meeting, "ja")
    send(client, meeting)
    other = invited(meeting)
    answer(browser(other.persoon), meeting, "ja")
    answer(browser(of("Youssef Amrani").persoon), meeting, "nee")

    client.post(address("gast_collega_terug", meeting.pk))
    # Nobody comes in the place of the guest any more, so the guest asks anew.
    answer(client, meeting, "ja")

    assert (status(other), status(guest)) == ("ja", "wachtlijst")


def test_too_late_is_said_at_the_form(guest, meeting):
    client = browser(guest.persoon)
    type(meeting).objects.filter(pk=meeting.pk).update(status="bezig")

    page = send(client, meeting)

    assert page.status_code == 422
    assert "De bijeenkomst is begonnen" in page.text
    assert client.post(address("gast_collega_terug", meeting.pk)).status_code == 409


def test_nobody_tries_out_addresses_by_the_dozen(guest, meeting):
    client = browser(guest.persoon)
    other = PersoonFactory(pilot=meeting.pilot, organisatie=OrganisatieFactory())
    pages = [send(client, meeting, email=other.email) for _ in range(21)]

    assert "Probeer het over een uur opnieuw" in pages[-1].text


def test_who_comes_for_no_organisation_has_no_colleague_to_send(meeting):
    alone = invited(meeting, naam="Iris Bos", organisatie=None)
    stranger = invited(meeting, naam="Kees Vreemd", organisatie=None, email="kees@elders.example")
    client = browser(alone.persoon)
    answer(client, meeting, "ja")

    page = client.get(PAGE).text
    refused = send(client, meeting, naam="Kees", email="kees@elders.example")

    assert "Stuur een collega" not in page
    assert refused.status_code == 422
    assert "Kees Vreemd" not in refused.text
    assert (status(alone), status(stranger)) == ("ja", "verstuurd")


def test_the_name_of_a_colleague_is_one_line(guest, meeting):
    answer(client := browser(guest.persoon), meeting, "ja")

    send(client, meeting, naam="Youssef\r\nAmrani")

    assert of("Youssef Amrani").status == "ja"
