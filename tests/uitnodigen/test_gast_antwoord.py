"""A guest answers, changes the answer and says what they need; each answer is confirmed once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from datt.berichten.models import Bericht
from datt.core.models import Gebeurtenis
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.traject import BijeenkomstFactory
from tests.uitnodigen.gast import PAGE, address, answer, browser, invited, mails, status

SCANNERS = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) BingPreview/1.0b",
    "Barracuda Sentinel (EE)",
    "Mimecast-Link-Scanner",
    "Proofpoint URL Defense",
    "Google-Safety; SafeLinks",
]


@pytest.fixture
def guest(meeting):
    return invited(meeting, naam="Samira de Wit")


@pytest.mark.parametrize(
    ("keuze", "becomes", "mail"),
    [
        ("ja", "ja", "bevestiging_ja"),
        ("nee", "nee", "bevestiging_nee"),
        ("misschien", "misschien", "bevestiging_misschien"),
    ],
)
def test_an_answer_is_kept_logged_and_confirmed_once(keuze, becomes, mail, guest, meeting):
    client = browser(guest.persoon)

    page = answer(client, meeting, keuze)
    again = answer(client, meeting, keuze)

    assert (page.status_code, again.status_code) == (302, 302)
    assert status(guest) == becomes
    assert mails() == [mail]
    line = Gebeurtenis.objects.about(guest).get()
    assert line.door_wie == "Samira de Wit (persoonlijke link)"
    assert "Uw antwoord is bewaard" in client.get(PAGE).text


def test_yes_comes_with_the_meeting_for_the_calendar_and_giving_up_takes_it_out(guest, meeting):
    client = browser(guest.persoon)

    answer(client, meeting, "ja")
    answer(client, meeting, "nee", reden="Ziek")

    yes, no = Bericht.objects.order_by("pk")
    assert status(guest) == "afgemeld"
    assert guest.reden == "Ziek"
    assert "METHOD:REQUEST" in yes.agenda
    assert "METHOD:CANCEL" in no.agenda
    assert f"UID:{meeting.uid}" in yes.agenda
    assert f"UID:{meeting.uid}" in no.agenda


def test_when_the_hall_is_full_the_guest_waits_and_reads_why_and_where_in_line(meeting, limits):
    limits(plaatsen=1)
    UitnodigingFactory(bijeenkomst=meeting, ja=True)
    guest = invited(meeting)
    client = browser(guest.persoon)
    assert "Zegt u ja, dan komt u op de wachtlijst, want de zaal is vol." in client.get(PAGE).text

    answer(client, meeting, "ja")

    page = client.get(PAGE).text
    assert status(guest) == "wachtlijst"
    assert "U staat op de wachtlijst, want de zaal is vol." in page
    assert "U bent nummer 1 op de lijst" in page
    letter = Bericht.objects.get(soort="wachtlijst")
    assert "want de zaal is vol. U bent nummer 1 op de lijst" in letter.tekst


def test_who_moves_up_is_told_once_and_asked_nothing(meeting, limits):
    limits(plaatsen=1)
    seated, waiting = invited(meeting), invited(meeting)
    answer(browser(seated.persoon), meeting, "ja")
    answer(browser(waiting.persoon), meeting, "ja")

    answer(browser(seated.persoon), meeting, "nee")

    assert mails(waiting.persoon) == ["wachtlijst", "plaats_vrijgekomen"]
    told = Bericht.objects.get(soort="plaats_vrijgekomen")
    assert "die is nu voor u" in told.tekst
    assert "METHOD:REQUEST" in told.agenda
    page = browser(waiting.persoon).get(PAGE).text
    assert "U schuift door van de wachtlijst, omdat er een plaats vrijkwam." in page
    assert str(seated.persoon) not in page


def test_who_has_a_seat_reads_nothing_of_free_or_full(meeting, limits):
    limits(plaatsen=1)
    guest = invited(meeting)
    client = browser(guest.persoon)
    answer(client, meeting, "ja")

    for page in (client.get(PAGE).text, client.get(address("gast_bijeenkomst", meeting.pk)).text):
        assert "Uw plaats staat vast" in page
        assert "wachtlijst" not in page
        assert "vol" not in page.replace("Volg", "").replace("volgende", "")


@pytest.mark.parametrize("agent", SCANNERS)
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_scanner_that_opens_every_link_ten_times_answers_nothing(agent, method, guest, meeting):
    before = list(Uitnodiging.objects.values())
    for _ in range(10):
        client = browser(guest.persoon, headers={"user-agent": agent})
        for where in (PAGE, address("gast_bijeenkomst", meeting.pk), address("gast_wis")):
            assert getattr(client, method)(where).status_code == 200

    assert list(Uitnodiging.objects.values()) == before
    assert mails() == []
    assert answer(browser(guest.persoon), meeting, "ja").status_code == 302


def test_no_choice_is_said_at_the_field_and_nothing_typed_is_lost(guest, meeting):
    page = browser(guest.persoon).post(
        address("gast_bijeenkomst", meeting.pk), {"dieet": "zonder noten", "toegang": "een plek bij de deur"}
    )

    assert page.status_code == 422
    assert "Komt u? Kies ja, nee of ik weet het nog niet." in page.text
    assert "zonder noten" in page.text
    assert "een plek bij de deur" in page.text
    assert status(guest) == "verstuurd"


@pytest.mark.parametrize("veld", ["dieet", "toegang", "reden"])
def test_a_number_of_a_resident_is_refused_in_every_text(veld, guest, meeting):
    page = answer(browser(guest.persoon), meeting, "ja", **{veld: "bsn 123456782", "gaat_niet_over_inwoner": "on"})

    assert page.status_code == 422
    assert "Haal het weg" in page.text
    assert status(guest) == "verstuurd"


def test_what_somebody_needs_is_kept_and_never_shown_back(guest, meeting):
    client = browser(guest.persoon)
    answer(client, meeting, "ja", dieet="vegetarisch", toegang="een plek voor een rolstoel")

    guest.refresh_from_db()
    assert (guest.dieet, guest.toegang) == ("vegetarisch", "een plek voor een rolstoel")
    for where in (PAGE, address("gast_bijeenkomst", meeting.pk), address("gast_gegevens"),
                  address("gast_bestand", "json"), address("gast_bestand", "txt")):  # fmt: skip
        text = client.get(where).text
        assert "vegetarisch" not in text.replace("Bijvoorbeeld: vegetarisch", "")
        assert "een plek voor een rolstoel" not in text.replace("Bijvoorbeeld: een plek voor een rolstoel", "")
    logged = " ".join(Gebeurtenis.objects.values_list("zin", flat=True))
    assert "gaf door wat nodig is" in logged
    assert "vegetarisch" not in logged


def test_what_was_told_stays_until_it_is_replaced_or_wiped(guest, meeting):
    client = browser(guest.persoon)
    answer(client, meeting, "ja", dieet="vegetarisch", toegang="een tolk")
    answer(client, meeting, "ja")
    guest.refresh_from_db()
    assert (guest.dieet, guest.toegang) == ("vegetarisch", "een tolk")

    answer(client, meeting, "ja", dieet="halal")
    guest.refresh_from_db()
    assert (guest.dieet, guest.toegang) == ("halal", "een tolk")

    answer(client, meeting, "ja", wis="on")
    guest.refresh_from_db()
    assert (guest.dieet, guest.toegang) == ("", "")
    assert mails() == ["bevestiging_ja"]


def test_the_same_as_last_time_is_one_tick(guest, meeting):
    earlier = BijeenkomstFactory(pilot=meeting.pilot, datum=meeting.datum - timedelta(days=7))
    UitnodigingFactory(bijeenkomst=earlier, persoon=guest.persoon, dieet="geen noten", toegang="een lift", ja=True)
    client = browser(guest.persoon)
    page = client.get(PAGE).text
    assert "Regel voor mij hetzelfde als de vorige keer" in page
    assert "geen noten" not in page.replace("halal, geen noten", "")

    answer(client, meeting, "ja", zelfde="on", dieet="veganistisch")

    guest.refresh_from_db()
    assert (guest.dieet, guest.toegang) == ("veganistisch", "een lift")


def test_after_the_last_day_yes_is_no_choice_any_more_and_the_page_says_what_to_do(guest, meeting, limits):
    limits(antwoord_voor=timezone.localdate() - timedelta(days=1))
    client = browser(guest.persoon)

    page = client.get(PAGE).text
    refused = answer(client, meeting, "ja")

    assert "Wilt u toch komen? Bel ons." in page
    assert 'value="ja"' not in page
    assert refused.status_code == 422
    assert answer(client, meeting, "nee").status_code == 302


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"status": "geannuleerd"}, "gaat niet door"),
        ({"status": "gehouden"}, "is al geweest"),
        ({"status": "bezig"}, "is al begonnen"),
    ],
)
def test_an_answer_too_late_is_refused_with_a_sentence(fields, sentence, guest, meeting):
    client = browser(guest.persoon)
    type(meeting).objects.filter(pk=meeting.pk).update(**fields)

    page = answer(client, meeting, "ja")

    assert page.status_code == 409
    assert sentence in page.text
    assert status(guest) == "verstuurd"
    assert client.get(address("gast_bijeenkomst", meeting.pk)).status_code == 200


def test_an_invitation_that_did_not_go_out_does_not_exist_for_the_guest(meeting):
    guest = UitnodigingFactory(bijeenkomst=meeting, status="klaar")
    client = browser(guest.persoon)

    assert meeting.titel not in client.get(PAGE).text
    assert client.get(address("gast_bijeenkomst", meeting.pk)).status_code == 404
    assert answer(client, meeting, "ja").status_code == 404


def test_a_meeting_of_another_pilot_or_of_another_guest_does_not_exist(guest, meeting):
    elsewhere = UitnodigingFactory()
    other = BijeenkomstFactory(pilot=meeting.pilot, datum=meeting.datum)
    UitnodigingFactory(bijeenkomst=other)
    client = browser(guest.persoon)

    for strange in (elsewhere.bijeenkomst, other):
        for name in ("gast_bijeenkomst", "gast_ics", "gast_collega"):
            assert client.get(address(name, strange.pk)).status_code == 404
        assert answer(client, strange, "ja").status_code == 404
        assert client.post(address("gast_collega_terug", strange.pk)).status_code == 404


def test_the_phone_gets_a_message_when_there_is_no_mail_address_and_consent(meeting):
    silent = invited(meeting, email="", telefoon="06 12345678")
    said = invited(meeting, email="", telefoon="06 87654321", sms_akkoord_op=timezone.now())

    answer(browser(silent.persoon), meeting, "ja")
    answer(browser(said.persoon), meeting, "ja")

    assert [(one.kanaal, one.soort) for one in Bericht.objects.all()] == [("sms", "bevestiging_ja")]


def test_sms_and_pictures_are_theirs_to_decide_at_any_moment(guest):
    client = browser(guest.persoon)

    bad = client.post(address("gast_gegevens"), {"sms": "on"})
    client.post(address("gast_gegevens"), {"sms": "on", "telefoon": "06 12345678", "geen_foto": "on"})
    guest.persoon.refresh_from_db()
    on = guest.persoon.sms_akkoord_op
    assert guest.persoon.geen_foto
    client.post(address("gast_gegevens"), {"telefoon": "06 12345678"})
    guest.persoon.refresh_from_db()

    assert bad.status_code == 422
    assert "Vul uw mobiele nummer in" in bad.text
    assert on is not None
    assert guest.persoon.sms_akkoord_op is None
    assert not guest.persoon.geen_foto
    logged = [line.zin for line in Gebeurtenis.objects.about(guest.persoon).order_by("pk")]
    assert "gaf akkoord voor sms" in logged[0]
    assert "wil geen sms meer" in logged[1]
