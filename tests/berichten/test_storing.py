"""A server that is away, slow or silent keeps no worker from its other work, and loses or doubles nothing."""

import pytest
import time_machine

from datt.berichten import mails, storing
from datt.berichten.models import Bericht, BerichtStatus
from datt.berichten.tasks import deliver_bericht, sweep_berichten
from tests.factories.berichten import BerichtFactory

NOW = "2027-01-14 10:00:00+01:00"
pytestmark = pytest.mark.django_db


def statuses():
    return sorted(Bericht.objects.values_list("status", flat=True))


def test_a_server_that_falls_silent_holds_one_message_and_no_other(server, monkeypatch):
    monkeypatch.setattr(mails, "ANSWER_SECONDS", 0.3)
    server.silent = "data"
    rows = BerichtFactory.create_batch(3)

    assert sweep_berichten() == 1
    # A ring for another message does not wait for it either.
    assert [deliver_bericht(row.pk) for row in rows] == [False, False, False]

    assert statuses() == ["onzeker", "wachtrij", "wachtrij"]
    assert len(server.mails) == 1


def test_once_it_answers_again_everything_goes_out_once(server, monkeypatch):
    monkeypatch.setattr(mails, "ANSWER_SECONDS", 0.3)
    server.silent = "data"
    BerichtFactory.create_batch(3)
    sweep_berichten()
    server.silent = ""

    sweep_berichten()
    sweep_berichten()

    assert statuses() == ["onzeker", "verstuurd", "verstuurd"]
    # What fell silent may have arrived; nobody but a person sends it again.
    assert len(server.mails) == 3


def test_a_server_that_is_slow_gets_one_message_a_round(server, monkeypatch):
    """It answers, only late: everything arrives, and between two messages the worker does other work."""
    monkeypatch.setattr(storing, "SLOW_SECONDS", 0)
    BerichtFactory.create_batch(3)

    rounds = [sweep_berichten() for _ in range(4)]

    assert rounds == [1, 1, 1, 0]
    assert statuses() == ["verstuurd"] * 3
    assert len(server.mails) == 3


def test_a_server_has_longer_to_answer_than_to_be_reached(server):
    """Some servers look at every mail for forty seconds; their answer is waited for."""
    seen = []

    class Listening(mails.EmailBackend):
        def send_messages(self, email_messages):
            seen.append(self.connection.sock.gettimeout())
            return super().send_messages(email_messages)

    backend = Listening(alias="default", host="127.0.0.1", port=server.port, timeout=5)
    bericht = BerichtFactory()
    bericht.claim(bericht.volgende_poging)

    assert mails._open(backend, bericht)
    assert mails._hand_over(backend, bericht)

    assert seen == [mails.ANSWER_SECONDS]
    assert mails.ANSWER_SECONDS > 40
    backend.close()


def test_only_one_sweeper_at_a_time(server):
    BerichtFactory()
    assert storing.begin_sweep()

    assert sweep_berichten() == 0
    storing.end_sweep()
    assert sweep_berichten() == 1


def test_a_sweeper_that_was_killed_is_not_waited_for_long(server):
    BerichtFactory()
    with time_machine.travel(NOW) as clock:
        Bericht.objects.update(volgende_poging=NOW)
        storing.begin_sweep()
        clock.shift(storing.SWEEP_SECONDS + 1)

        assert sweep_berichten() == 1


def test_mail_that_is_away_does_not_stop_text_messages(mailserver_at, smsdienst):
    with time_machine.travel(NOW):
        mailserver_at(1)
        BerichtFactory()
        sms = BerichtFactory(kanaal="sms", aan="0031612345678")

        sweep_berichten()
        sweep_berichten()

    sms.refresh_from_db()
    assert sms.status == BerichtStatus.VERSTUURD


def test_a_refusal_of_one_address_is_no_fault_of_the_server(server):
    server.script = {"rcpt": "550 5.1.1 no such user"}
    BerichtFactory.create_batch(3)

    assert sweep_berichten() == 3
    assert not storing.is_away("mail")
