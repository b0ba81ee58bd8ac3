"""Sending over the wire: what the mail server answers decides how a message goes on."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from datt.berichten import services
from datt.berichten.models import LEASE, PAUSES, Bericht, BerichtStatus
from datt.berichten.tasks import deliver_bericht, sweep_berichten
from datt.core.models import Gebeurtenis
from datt.core.states import TransitionError
from tests.factories.accounts import UserFactory
from tests.factories.berichten import BerichtFactory
from tests.waiting import at_once

NOW = "2027-01-14 10:00:00+01:00"
CODE = {"code": "482913", "naam": "Samira de Wit", "geldig_tot": "14.25 uur"}
pytestmark = pytest.mark.django_db


def deliver(bericht: Bericht) -> Bericht:
    deliver_bericht(bericht.pk)
    bericht.refresh_from_db()
    return bericht


# The outbox


def test_a_mail_is_written_with_what_causes_it_or_not_at_all(django_capture_on_commit_callbacks):
    @transaction.atomic
    def cause_and_fail():
        services.queue_mail("inlogcode", aan="samira@voedselbank.example", naam="Samira", velden=CODE)
        raise ZeroDivisionError

    with django_capture_on_commit_callbacks() as rings, pytest.raises(ZeroDivisionError):
        cause_and_fail()

    assert not Bericht.objects.exists()
    assert rings == []


def test_the_same_key_is_the_same_mail():
    first, second = (
        services.queue_mail("inlogcode", aan="samira@voedselbank.example", naam="Samira", velden=CODE, sleutel="k")
        for _ in range(2)
    )

    assert first == second
    assert Bericht.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_key_at_the_same_moment_is_one_mail():
    def write():
        return services.queue_mail("inlogcode", aan="s@voedselbank.example", naam="S", velden=CODE, sleutel="k").pk

    answers = at_once(write, write, write)

    assert answers == [Bericht.objects.get().pk] * 3


# What the server answers


def test_a_mail_arrives_once_as_it_was_written(server, settings):
    bericht = deliver(BerichtFactory(onderwerpregel="Café ‘De Brug’ — do 4 maart"))

    deliver_bericht(bericht.pk)
    sweep_berichten()

    (mail,) = server.mails
    assert bericht.status == BerichtStatus.VERSTUURD
    assert bericht.verstuurd_op is not None
    assert (mail["Subject"], mail["To"]) == (bericht.onderwerpregel, bericht.aan)
    assert mail["From"] == settings.DEFAULT_FROM_EMAIL
    assert mail["Message-ID"] == bericht.message_id
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_body(["plain"]).get_content().strip() == bericht.tekst.strip()
    assert mail.get_body(["html"]).get_content().strip() == bericht.html.strip()


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ({"rcpt": "550 5.1.1 no such user"}, "weigerde dit adres (550)"),
        ({"rcpt": "553 5.1.3 bad address"}, "weigerde dit adres (553)"),
        ({"data": "554 5.7.1 looks like spam"}, "weigerde deze mail (554)"),
    ],
)
def test_a_refusal_for_good_is_shown_and_not_tried_again(server, script, sentence):
    server.script = script

    bericht = deliver(BerichtFactory())
    sweep_berichten()

    assert (bericht.status, bericht.pogingen) == (BerichtStatus.MISLUKT, 1)
    assert sentence in bericht.fout
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "script",
    [{"rcpt": "451 4.3.0 try later"}, {"rcpt": "421 4.3.2 shutting down"}, {"data": "452 4.3.1 full"}],
)
def test_a_refusal_for_now_is_tried_again_with_growing_pauses(server, script):
    server.script = script
    with time_machine.travel(NOW, tick=False) as clock:
        bericht = deliver(BerichtFactory())
        waited = []
        while bericht.status == BerichtStatus.WACHTRIJ:
            waited.append(bericht.volgende_poging - timezone.now())
            clock.shift(waited[-1] - timedelta(seconds=1))
            assert sweep_berichten() == 0
            clock.shift(1)
            sweep_berichten()
            bericht.refresh_from_db()

    assert waited == PAUSES == sorted(PAUSES)
    assert (bericht.status, bericht.pogingen) == (BerichtStatus.MISLUKT, len(PAUSES) + 1)
    assert not server.mails


def test_a_server_that_recovers_gets_the_mail_once(server):
    server.script = {"rcpt": "451 try later"}
    with time_machine.travel(NOW, tick=False) as clock:
        bericht = deliver(BerichtFactory())
        server.script = {}
        clock.shift(PAUSES[0])
        sweep_berichten()
        sweep_berichten()

    bericht.refresh_from_db()
    assert (bericht.status, bericht.pogingen, bericht.fout) == (BerichtStatus.VERSTUURD, 2, "")
    assert len(server.mails) == 1


def test_a_refused_sender_is_not_blamed_on_the_receiver(server):
    server.script = {"mail": "550 5.7.1 sender rejected"}

    bericht = deliver(BerichtFactory())

    assert bericht.status == BerichtStatus.WACHTRIJ
    assert "weigert onze afzender (550)" in bericht.fout


@pytest.mark.parametrize(
    "options",
    [
        {"port": 1},  # nobody there
        {"host": "mail.bestaat-niet.invalid"},  # no such name
        {"use_tls": True},  # asked for, not offered
        {"username": "datt", "password": "verkeerd"},  # not let in
    ],
)
def test_a_server_that_cannot_be_reached_is_tried_again(server, mailserver_at, options):
    """Nothing was said about the message yet, so it was not sent and nobody has to look at it."""
    mailserver_at(**{"port": server.port, **options})

    bericht = deliver(BerichtFactory())

    assert (bericht.status, bericht.fout) == (
        BerichtStatus.WACHTRIJ,
        "De mailserver is niet bereikbaar. Wij proberen het opnieuw.",
    )


def test_while_the_server_is_away_the_worker_does_not_wait_for_it_per_message(mailserver_at):
    mailserver_at(1)
    BerichtFactory.create_batch(3)

    assert sweep_berichten() == 1
    assert Bericht.objects.filter(pogingen=0).count() == 2


@pytest.mark.parametrize("moment", ["data", "rcpt"])
def test_a_line_that_breaks_in_the_middle_is_for_a_person(server, moment):
    server.hang_up = moment

    bericht = deliver(BerichtFactory())
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        sweep_berichten()

    bericht.refresh_from_db()
    assert (bericht.status, bericht.pogingen) == (BerichtStatus.ONZEKER, 1)
    assert bericht.fout == "Het versturen stopte halverwege. Misschien is de mail wel aangekomen."
    assert len(server.asked) == 1


@pytest.mark.parametrize("aan", ["a@b.example\r\nBcc: c@d.example", "café@voedselbank.example", "twee@x.nl, drie@x.nl"])
def test_an_address_that_cannot_be_is_said_and_stops_nobody_else(server, aan):
    wrong, right = BerichtFactory(aan=aan), BerichtFactory()

    sweep_berichten()

    wrong.refresh_from_db()
    right.refresh_from_db()
    assert (wrong.status, right.status) == (BerichtStatus.MISLUKT, BerichtStatus.VERSTUURD)
    assert wrong.fout == "Naar dit adres kan geen mail. Kijk of het adres klopt."
    assert [mail["To"] for mail in server.mails] == [right.aan]


# Sending again


@pytest.mark.parametrize("trait", ["failed", "uncertain"])
def test_a_person_sends_it_again(server, trait, django_capture_on_commit_callbacks):
    bericht = BerichtFactory(**{trait: True})
    user = UserFactory(naam="Marieke Postma")

    services.resend(bericht, by=user)
    deliver(bericht)

    assert bericht.status == BerichtStatus.VERSTUURD
    assert len(server.mails) == 1
    assert str(Gebeurtenis.objects.about(bericht).get()) == (
        "Marieke Postma stuurde de mail ‘U komt op do 4 maart. Fijn!’ opnieuw"
    )


def test_it_goes_to_another_address_where_the_first_was_wrong(server):
    bericht = BerichtFactory(failed=True)

    services.resend(bericht, by=UserFactory(), aan="samira@voedselbank.example")
    deliver(bericht)

    assert server.mails[0]["To"] == "samira@voedselbank.example"
    assert Gebeurtenis.objects.about(bericht).get().reden == "Naar een ander adres."


@pytest.mark.parametrize("status", ["wachtrij", "bezig", "verstuurd"])
def test_what_is_sent_or_on_its_way_is_not_sent_again(status):
    bericht = BerichtFactory(status=status)

    with pytest.raises(TransitionError):
        services.resend(bericht, by=UserFactory())


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_moment_send_it_once(server):
    bericht = BerichtFactory()

    at_once(*[lambda: deliver_bericht(bericht.pk)] * 5)

    bericht.refresh_from_db()
    assert (bericht.status, bericht.pogingen, len(server.mails)) == (BerichtStatus.VERSTUURD, 1, 1)


@pytest.mark.parametrize(("late", "status"), [(False, "bezig"), (True, "onzeker")])
def test_what_a_worker_left_in_the_middle_is_for_a_person_after_a_while(server, late, status):
    bericht = BerichtFactory()
    with time_machine.travel(NOW, tick=False) as clock:
        bericht.volgende_poging = timezone.now()
        bericht.save()
        assert bericht.claim(timezone.now())
        clock.shift(LEASE + timedelta(seconds=1) if late else LEASE)

        sweep_berichten()

    bericht.refresh_from_db()
    assert bericht.status == status
    assert not server.mails


def test_a_worker_that_comes_back_late_does_not_overrule_a_person(server):
    bericht = BerichtFactory()
    assert bericht.claim(timezone.now())
    slow = Bericht.objects.get(pk=bericht.pk)
    bericht.mark_uncertain()

    slow.mark_sent(timezone.now())

    assert slow.status == BerichtStatus.ONZEKER


def test_what_waits_can_be_sent_by_hand(server, capsys):
    BerichtFactory.create_batch(2)

    call_command("deliver_berichten")

    assert capsys.readouterr().out == "2 berichten bekeken.\n"
    assert len(server.mails) == 2
