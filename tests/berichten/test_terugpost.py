"""Mail that comes back: the message says why, and an address that does it three times is left alone."""

import hmac
import io
import json
import sys
import time
from hashlib import sha256
from http import HTTPStatus

import pytest
from django.core.management import call_command
from django.test import Client

from datt.berichten.kinds import kinds
from datt.berichten.models import Bericht, BerichtStatus, Mailadres
from datt.berichten.retour import kenmerk_in, read_report, return_address
from datt.berichten.services import queue_mail
from datt.berichten.services.terugpost import clear_address
from datt.berichten.tasks import deliver_bericht, sweep_berichten
from datt.core.models import Gebeurtenis
from tests.factories.accounts import UserFactory
from tests.factories.berichten import BerichtFactory

ADRES = "/post/terug/"
SECRET = "geheim-van-de-post"
DSN = """From: MAILER-DAEMON@mx.example
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="grens"

--grens
Content-Type: text/plain

This is the mail system. Your message could not be delivered.

--grens
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; s@huis.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 <s@huis.example> see https://evil.example

--grens
Content-Type: text/rfc822-headers

Subject: Werkconferentie

--grens--
"""
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _post(settings):
    settings.POST = {**settings.POST, "retour_domein": "terug.site.example", "retour_geheim": SECRET}


def sent(aan="s@huis.example", **more):
    return BerichtFactory(sent=True, aan=aan, **more)


def report(bericht, status="5.1.1", actie="failed"):
    return {"adres": return_address(bericht.kenmerk), "actie": actie, "status": status}


def post(body, *, secret=SECRET, moment=None, **headers):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    moment = str(int(time.time())) if moment is None else moment
    signature = hmac.new(secret.encode(), moment.encode() + b"." + raw, sha256).hexdigest()
    headers = {"X-Datt-Tijd": moment, "X-Datt-Handtekening": signature, **headers}
    kind = headers.pop("kind", "application/json")
    return Client(enforce_csrf_checks=True).post(ADRES, raw, content_type=kind, headers=headers)


# One address per message


def test_each_mail_has_its_own_envelope_sender_and_the_reader_does_not_see_it(server, settings):
    first, second = BerichtFactory(), BerichtFactory()

    sweep_berichten()

    assert sorted(server.senders) == sorted([return_address(first.kenmerk), return_address(second.kenmerk)])
    assert {mail["From"] for mail in server.mails} == {settings.DEFAULT_FROM_EMAIL}
    assert [kenmerk_in(address) for address in (return_address(first.kenmerk), "x")] == [first.kenmerk, ""]


def test_a_new_mail_fits_in_an_envelope():
    bericht = queue_mail("inlogcode", aan="s@huis.example", naam="S", velden=kinds()["inlogcode"].velden)
    address = return_address(bericht.kenmerk)

    assert len(address.partition("@")[0]) <= 64
    assert kenmerk_in(address.upper()) == bericht.kenmerk


def test_without_a_domain_mail_leaves_as_before(server, settings):
    settings.POST = {**settings.POST, "retour_domein": ""}

    deliver_bericht(BerichtFactory().pk)

    assert server.senders == [settings.DEFAULT_FROM_EMAIL.split("<")[1].rstrip(">")]


@pytest.mark.parametrize("change", [lambda a: a.replace("-", "-0", 1), lambda a: a.replace("terug+", "terug+1"),
                                    lambda a: a.replace("site.example", "evil.example")])  # fmt: skip
def test_an_address_that_was_made_up_is_nothing(change):
    bericht = sent()

    assert kenmerk_in(change(return_address(bericht.kenmerk))) == ""


# The signed request


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("5.1.1", "Dit adres bestaat niet (5.1.1)."),
        ("5.2.2", "De postbus is vol (5.2.2)."),
        ("5.7.1", "houdt onze mail tegen (5.7.1)."),
        ("4.4.7", "De mail kwam terug (4.4.7)."),
    ],
)
def test_the_message_says_that_it_came_back_and_why(status, sentence):
    bericht = sent(aan_naam="Samira")

    response = post(report(bericht, status))

    bericht.refresh_from_db()
    assert response.status_code == HTTPStatus.NO_CONTENT
    assert (bericht.status, sentence in bericht.fout) == (BerichtStatus.TERUGGEKOMEN, True)
    assert Gebeurtenis.objects.about(bericht).get().door_wie == "De mailserver"


@pytest.mark.parametrize(
    "body",
    [
        {"adres": "terug+0123456789abcdef-000000000000@terug.site.example", "actie": "failed", "status": "5.1.1"},
        {"adres": "", "actie": "", "status": ""},
        [1, 2],
        b"geen json",
        b"",
        {"adres": ["x"], "actie": {"a": 1}, "status": 5},
    ],
)
def test_the_answer_does_not_tell_whether_we_know_the_message(body):
    bericht = sent()

    assert post(body).status_code == HTTPStatus.NO_CONTENT
    bericht.refresh_from_db()
    assert bericht.status == BerichtStatus.VERSTUURD


@pytest.mark.parametrize(("actie", "status"), [("delayed", "4.4.1"), ("delivered", "2.0.0"), ("failed", "2.1.5")])
def test_what_is_only_late_did_not_come_back(actie, status):
    bericht = sent()

    post(report(bericht, status, actie))

    bericht.refresh_from_db()
    assert bericht.status == BerichtStatus.VERSTUURD


@pytest.mark.parametrize(
    "how",
    [
        {"secret": "anders"},
        {"moment": str(int(time.time()) - 3600)},
        {"moment": str(int(time.time()) + 3600)},
        {"moment": "geen-tijd"},
        {"moment": "²"},
        {"moment": ""},
        {"X-Datt-Handtekening": ""},
        {"X-Datt-Handtekening": "é"},
        {"X-Datt-Tijd": "1"},
    ],
)
def test_an_unsigned_or_old_request_is_refused(how):
    bericht = sent()

    response = post(report(bericht), **how)

    bericht.refresh_from_db()
    assert (response.status_code, response.content) == (HTTPStatus.FORBIDDEN, b"")
    assert bericht.status == BerichtStatus.VERSTUURD


def test_the_same_request_again_is_refused():
    body = report(sent())
    moment = str(int(time.time()))

    answers = [post(body, moment=moment).status_code for _ in range(2)]

    assert answers == [HTTPStatus.NO_CONTENT, HTTPStatus.FORBIDDEN]


def test_a_request_of_megabytes_is_refused():
    assert post(b"x" * 3_000_000).status_code == HTTPStatus.FORBIDDEN


def test_without_a_secret_the_address_does_not_exist(settings):
    settings.POST = {**settings.POST, "retour_geheim": ""}

    assert post(report(sent())).status_code == HTTPStatus.NOT_FOUND
    assert post(report(sent()), secret="").status_code == HTTPStatus.NOT_FOUND


def test_looking_at_it_is_not_enough(client):
    assert client.get(ADRES).status_code == HTTPStatus.METHOD_NOT_ALLOWED


# The report as the post writes it


def dsn(bericht, action="failed", status="5.1.1", to=""):
    return DSN.format(to=to or return_address(bericht.kenmerk), action=action, status=status).encode()


def test_the_report_of_the_post_may_be_handed_in_whole():
    bericht = sent()

    assert post(dsn(bericht), kind="message/rfc822").status_code == HTTPStatus.NO_CONTENT

    bericht.refresh_from_db()
    assert bericht.status == BerichtStatus.TERUGGEKOMEN
    assert "evil" not in bericht.fout


def read(monkeypatch, raw, *args):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    call_command("read_terugpost", *args)


def test_a_returned_mail_is_read_from_standard_input(monkeypatch, capsys):
    bericht = sent()

    read(monkeypatch, dsn(bericht))
    read(monkeypatch, dsn(bericht))

    bericht.refresh_from_db()
    assert bericht.status == BerichtStatus.TERUGGEKOMEN
    assert capsys.readouterr().out.splitlines() == ["Genoteerd dat een mail terugkwam.", "Dit was al bekend."]


def test_the_mail_system_may_say_to_which_address_it_came(monkeypatch):
    bericht = sent()

    read(monkeypatch, dsn(bericht, to="postbus@terug.site.example"), "--aan", return_address(bericht.kenmerk))

    bericht.refresh_from_db()
    assert bericht.status == BerichtStatus.TERUGGEKOMEN


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe\x00", b"Subject: Ik ben er niet\n\nTot maandag.", b"To: x\n" * 10_000])
def test_any_other_mail_is_left_alone(monkeypatch, capsys, raw):
    read(monkeypatch, raw)

    assert capsys.readouterr().out == "Geen melding over een mail van ons.\n"


def test_a_mail_about_an_absence_to_the_return_address_is_no_bounce():
    to = return_address(sent().kenmerk)

    assert read_report(f"To: {to}\nSubject: Afwezig\n\nAction: failed\nStatus: 5.1.1\n".encode()) is None


# Three times


def bounce(times, status="5.1.1", aan="s@huis.example"):
    for _ in range(times):
        bericht = sent(aan=aan)
        post(report(bericht, status))
    return bericht


@pytest.mark.parametrize(("status", "stops"), [("5.1.1", True), ("5.2.2", False), ("4.4.7", False), ("5.7.1", False)])
def test_an_address_that_does_not_work_three_times_is_left_alone(status, stops):
    bounce(3, status)

    assert Mailadres.objects.filter(onbestelbaar_op__isnull=False).exists() == stops


def test_the_address_is_one_whatever_its_capitals():
    bounce(2)
    bounce(1, aan="S@Huis.Example")

    assert Mailadres.objects.get().keer_terug == 3


def test_mail_to_such_an_address_fails_at_once_and_says_what_to_do(server):
    waiting = BerichtFactory(aan="s@huis.example")
    bounce(3)

    late = queue_mail("inlogcode", aan="S@huis.example", naam="S", velden=kinds()["inlogcode"].velden)
    sweep_berichten()

    waiting.refresh_from_db()
    late.refresh_from_db()
    for bericht in (waiting, late):
        assert bericht.status == BerichtStatus.MISLUKT
        assert "Dit adres gaf drie keer mail terug." in bericht.fout
    assert server.asked == []


def test_a_person_says_that_it_works_again(server):
    last = bounce(3)
    user = UserFactory(naam="Mo Jansen")

    assert clear_address(last, by=user)
    assert not clear_address(last, by=user)

    bericht = queue_mail("inlogcode", aan=last.aan, naam="S", velden=kinds()["inlogcode"].velden)
    deliver_bericht(bericht.pk)
    assert server.asked == [last.aan]
    assert Mailadres.objects.get().keer_terug == 0
    assert str(Gebeurtenis.objects.get(wat="berichten.hersteld")).startswith("Mo Jansen liet weer mail gaan naar ")


def test_what_came_back_while_it_was_being_sent_is_not_said_to_have_arrived():
    bericht = BerichtFactory()
    assert bericht.claim(bericht.volgende_poging)
    post(report(bericht))

    bericht.mark_sent(bericht.volgende_poging)

    assert Bericht.objects.get().status == BerichtStatus.TERUGGEKOMEN
