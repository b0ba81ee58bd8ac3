"""Text messages: to a Dutch mobile number, by day, within the limit, and once."""

import logging
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from datt.berichten import sms
from datt.berichten.invullen import sms_length
from datt.berichten.kinds import kinds
from datt.berichten.mobiel import NO_MOBILE, first_allowed, mobile_number
from datt.berichten.models import PAUSES, Afmelding, Bericht, BerichtStatus, Kanaal
from datt.berichten.services import Ontvanger, queue_many, queue_sms, resend
from datt.berichten.tasks import deliver_bericht, sweep_berichten
from datt.core.dates import local
from tests.factories.accounts import UserFactory
from tests.factories.berichten import BerichtFactory
from tests.factories.traject import PersoonFactory, PilotFactory
from tests.opstart import free_port

SOORT = "herinnering_1_dag"
DAG = "2027-01-14 10:00:00+01:00"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _by_day():
    with time_machine.travel(DAG, tick=False):
        yield


def write(aan="06 12 34 56 78", **more):
    return queue_sms(SOORT, aan=aan, naam="Samira", velden=kinds()[SOORT].velden, **more)


def deliver(bericht):
    deliver_bericht(bericht.pk)
    bericht.refresh_from_db()
    return bericht


# The number


@pytest.mark.parametrize(
    "typed",
    [
        "0612345678",
        "06 12 34 56 78",
        "06-12345678",
        "+31 6 12345678",
        "0031612345678",
        "+31 (0)6 1234 5678",
        "31612345678",
    ],
)
def test_a_dutch_mobile_number_is_understood(typed):
    assert mobile_number(typed) == "0031612345678"


@pytest.mark.parametrize(
    "typed",
    [
        "", "0123 456 789", "061234567", "06123456789", "+32 470 12 34 56", "14 0172", "0612345678, 0687654321",
        "0612345678\n0687654321", "٠٦١٢٣٤٥٦٧٨", "06" + "1" * 3_000_000, "0900 1234",
    ],
)  # fmt: skip
def test_any_other_number_is_refused_with_what_to_do(typed):
    with pytest.raises(ValueError, match="Dit is geen Nederlands mobiel nummer"):
        write(typed)

    assert not Bericht.objects.exists()


def test_one_wrong_number_of_many_stops_nobody_else(pilot):
    people = [Ontvanger(aan=aan, naam="X", sleutel=aan) for aan in ("0123 456 789", "0612345678")]

    assert queue_many(SOORT, people, velden=kinds()[SOORT].velden, kring=pilot, kanaal=Kanaal.SMS) == 1

    wrong, right = Bericht.objects.order_by("sleutel")
    assert (wrong.status, wrong.fout) == (BerichtStatus.MISLUKT, NO_MOBILE)
    assert (right.status, right.aan) == (BerichtStatus.WACHTRIJ, "0031612345678")


# The text


def test_it_is_written_in_plain_signs():
    bericht = write()

    assert bericht.tekst == kinds()[SOORT].fill_sms(kinds()[SOORT].velden)
    assert (bericht.html, bericht.onderwerpregel[:20]) == ("", bericht.tekst[:20])


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Café ‘De Brug’ – zaal 2…", "Café 'De Brug' - zaal 2..."),
        ("Zoë Ançel, André", "Zoe Ancel, André"),
        ("x\r\nBel https://evil.example", "x Bel https: //evil. example"),
        ("z" * 5000, "z" * 59 + "..."),
        ("موهمن", "موهمن"),
    ],
)
def test_what_was_typed_is_made_fit(typed, read):
    soort = kinds()[SOORT]

    text = soort.fill_sms({**soort.velden, "plaats_kort": typed})

    assert read in text
    assert len(text) <= 306


@pytest.mark.parametrize(
    ("text", "tekens", "delen", "gewoon"),
    [
        ("a" * 160, 160, 1, True),
        ("a" * 161, 161, 2, True),
        ("a" * 306, 306, 2, True),
        ("€" + "a" * 158, 160, 1, True),
        ("[" + "a" * 159, 161, 2, True),
        ("ب" * 70, 70, 1, False),
        ("ب" * 71, 71, 2, False),
        ("🌷" + "a" * 69, 71, 2, False),
    ],
)
def test_it_is_counted_as_the_network_counts(text, tekens, delen, gewoon):
    length = sms_length(text)

    assert (length.tekens, length.delen, length.is_gewoon) == (tekens, delen, gewoon)


def test_it_begins_with_a_capital_whatever_was_filled_in():
    soort = kinds()["collega_terug"]

    assert soort.fill_sms({**soort.velden, "collega": "de directeur"}).startswith("De directeur")


@pytest.mark.parametrize("slug", [slug for slug, soort in kinds().items() if soort.sms])
def test_every_kind_fits_in_two_parts_with_real_addresses(slug, settings):
    settings.SITE_URL = "https://datt.voorbeeld.example"
    host, soort = "datt.voorbeeld.example", kinds()[slug]
    real = soort.velden | {"korte_link": f"{host}/k/abcdefghjkmn/", "contact_naam": "Alexandra van der Berg"}

    length = sms_length(soort.fill_sms(real))

    assert (length.is_gewoon, length.delen <= 2) == (True, True)


def test_a_text_that_grows_too_long_is_refused():
    soort = kinds()[SOORT]
    long = {name: "x" * 100 for name in soort.velden if name not in {"antwoordlink"}}

    with pytest.raises(ValueError, match="Er passen er 306 in"):
        soort.fill_sms({**soort.velden, **long})


def test_a_text_that_is_too_long_for_one_of_many_stops_nobody_else(pilot):
    velden = kinds()[SOORT].velden
    long = dict.fromkeys(velden.keys() - {"antwoordlink"}, "x" * 100)
    people = [
        Ontvanger(aan="0612345678", naam="A", sleutel="a", velden=long),
        Ontvanger(aan="0687654321", naam="B", sleutel="b"),
    ]

    assert queue_many(SOORT, people, velden=velden, kring=pilot, kanaal=Kanaal.SMS) == 1

    wrong = Bericht.objects.get(sleutel="a")
    assert (wrong.status, "Deze sms is te lang" in wrong.fout) == (BerichtStatus.MISLUKT, True)


# The service


def test_it_is_handed_over_once_as_the_service_wants_it(smsdienst):
    bericht = deliver(write())

    deliver_bericht(bericht.pk)
    sweep_berichten()

    (asked,) = smsdienst.asked
    (message,) = asked["messages"]["msg"]
    assert bericht.status == BerichtStatus.VERSTUURD
    assert asked["messages"]["authentication"] == {"productToken": "geheim-token"}
    assert message["to"] == [{"number": "0031612345678"}]
    assert (message["from"], message["body"]) == ("DATT", {"type": "auto", "content": bericht.tekst})
    assert (message["allowedChannels"], message["reference"]) == (["SMS"], bericht.kenmerk)
    assert smsdienst.headers[0]["Content-Type"].startswith("application/json")


@pytest.mark.parametrize(
    ("answer", "status", "sentence"),
    [
        ((401, {"errorCode": 101}), "wachtrij", "laat ons niet toe (101). Vraag de beheerder."),
        ((400, {"errorCode": 102}), "wachtrij", "laat ons niet toe (102). Vraag de beheerder."),
        ((403, b"<html>"), "wachtrij", "laat ons niet toe (403)"),
        ((429, {}), "wachtrij", "kon nu niet (429). Wij proberen het opnieuw."),
        ((503, b"busy"), "wachtrij", "kon nu niet (503)"),
        (
            (400, {"errorCode": 201, "messages": [{"messageErrorCode": 303}]}),
            "mislukt",
            "weigerde dit nummer of deze tekst (303)",
        ),
        ((200, {"errorCode": 0, "messages": [{"status": "Rejected", "messageErrorCode": 304}]}), "mislukt", "(304)"),
        ((500, b""), "onzeker", "Misschien is de sms wel aangekomen."),
        ((200, b"ok"), "onzeker", "Misschien is de sms wel aangekomen."),
        ((200, [1, 2]), "onzeker", "Misschien is de sms wel aangekomen."),
    ],
)
def test_what_the_service_answers_decides_how_it_goes_on(smsdienst, answer, status, sentence):
    smsdienst.answer = answer

    bericht = deliver(write())

    assert bericht.status == status
    assert sentence in bericht.fout
    assert len(smsdienst.asked) == 1


def test_a_service_that_is_away_is_tried_again(smsdienst, settings):
    settings.POST = {**settings.POST, "sms_adres": f"http://127.0.0.1:{free_port()}/"}

    bericht = deliver(write())

    assert (bericht.status, bericht.fout) == ("wachtrij", sms.AWAY)
    assert bericht.volgende_poging == timezone.now() + PAUSES[0]


@pytest.mark.parametrize("how", ["hang", "break_off"])
def test_a_line_that_breaks_after_the_question_is_for_a_person(smsdienst, monkeypatch, how):
    monkeypatch.setattr(sms, "ANSWER_SECONDS", 0.2)
    setattr(smsdienst, how, True)

    bericht = deliver(write())
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        sweep_berichten()

    bericht.refresh_from_db()
    assert (bericht.status, len(smsdienst.asked)) == ("onzeker", 1)


def test_a_person_sends_it_again_to_the_same_number(smsdienst):
    bericht = BerichtFactory(kanaal="sms", aan="0031612345678", uncertain=True)

    resend(bericht, by=UserFactory())
    deliver(bericht)

    assert bericht.status == "verstuurd"
    assert len(smsdienst.asked) == 1


def test_without_a_service_the_trial_only_logs_and_not_to_whom(settings, caplog):
    settings.POST = {**settings.POST, "sms_token": "", "sms_alleen_loggen": True}
    with caplog.at_level(logging.DEBUG):
        bericht = deliver(write())

    assert bericht.status == "verstuurd"
    assert "sms to …78" in caplog.text
    assert "12345678" not in caplog.text
    assert bericht.tekst[:20] not in caplog.text


def test_without_a_service_nothing_is_said_to_be_sent(settings):
    settings.POST = {**settings.POST, "sms_token": "", "sms_alleen_loggen": False}

    bericht = deliver(write())

    assert not sms.is_possible()
    assert (bericht.status, bericht.fout) == ("mislukt", sms.NOT_SET_UP)


# When


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        ("2027-01-14 08:00:00+01:00", "14 08:00"),
        ("2027-01-14 20:59:59+01:00", "14 20:59"),
        ("2027-01-14 21:00:00+01:00", "15 08:00"),
        ("2027-01-15 03:00:00+01:00", "15 08:00"),
        ("2027-01-15 07:59:59+01:00", "15 08:00"),
        ("2027-03-27 22:00:00+01:00", "28 08:00"),  # summer time begins that night
        ("2027-03-28 01:30:00+01:00", "28 08:00"),
        ("2027-10-30 23:00:00+02:00", "31 08:00"),  # and ends
        ("2027-10-31 02:30:00+01:00", "31 08:00"),
        ("2027-12-31 22:00:00+01:00", "01 08:00"),
    ],
)
def test_nobody_is_woken_up(smsdienst, moment, allowed):
    with time_machine.travel(moment, tick=False) as clock:
        bericht = write()
        due = bericht.volgende_poging
        sweep_berichten()
        assert f"{local(due):%d %H:%M}" == allowed
        assert len(smsdienst.asked) == (due == timezone.now())
        clock.move_to(due)
        sweep_berichten()

    assert len(smsdienst.asked) == 1


def test_what_waits_too_long_is_not_sent_at_night(smsdienst):
    bericht = write()

    with time_machine.travel("2027-01-14 23:00:00+01:00", tick=False):
        deliver(bericht)

    assert (bericht.status, f"{local(bericht.volgende_poging):%d %H:%M}", smsdienst.asked) == (
        "wachtrij",
        "15 08:00",
        [],
    )


def test_first_allowed_leaves_the_day_alone():
    moment = timezone.now()

    assert first_allowed(moment) == moment


# How many


def test_over_the_limit_of_the_month_it_fails_with_what_to_do(smsdienst, settings, pilot):
    settings.POST = {**settings.POST, "sms_per_maand": 2}
    BerichtFactory(kanaal="sms", pilot=pilot, sent=True, volgende_poging="2026-12-31T22:59:00Z")
    rows = [write(kring=pilot, sleutel=str(nr)) for nr in range(3)]
    elsewhere = write(kring=PilotFactory())

    sweep_berichten()

    for row in (*rows, elsewhere):
        row.refresh_from_db()
    assert [row.status for row in (*rows, elsewhere)] == ["verstuurd", "verstuurd", "mislukt", "verstuurd"]
    assert rows[2].fout == sms.TOO_MANY.format(most=2)


def test_who_wants_no_more_mail_gets_no_text_message(smsdienst, pilot):
    persoon = PersoonFactory(pilot=pilot, email="s@huis.example", telefoon="06-12345678")
    waiting = write(kring=pilot)
    Afmelding.objects.create(adres=persoon.email, pilot=pilot)

    late = write(kring=pilot)
    other = write(aan="0687654321", kring=pilot)
    deliver(waiting)

    assert [row.status for row in (waiting, late, other)] == ["ingetrokken", "ingetrokken", "wachtrij"]
    assert smsdienst.asked == []
