"""What a real worker process does with mail, also when it is killed while the mail server has it."""

from datetime import timedelta

import pytest
from django.db import transaction

from datt.berichten.kinds import kinds
from datt.berichten.models import LEASE, Bericht
from datt.berichten.services import queue_mail
from tests.berichten import mailserver
from tests.documenten.werker import Werker
from tests.waiting import wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services, pytest.mark.xdist_group("werker")]


@pytest.fixture
def post():
    """A mail server for the worker, which is a process of its own."""
    with mailserver.running() as (server, port):
        server.port = port
        yield server


@pytest.fixture
def werker(tmp_path, post):
    werker = Werker(tmp_path / "werk")
    werker.environment |= {"MAIL_HOST": "127.0.0.1", "MAIL_PORT": str(post.port), "MAIL_TLS": "0"}
    yield werker
    werker.processes.stop()


def write(aan):
    with transaction.atomic():
        return queue_mail("inlogcode", aan=aan, naam="Samira", velden=kinds()["inlogcode"].velden)


def becomes(bericht, status, werker):
    def there():
        bericht.refresh_from_db()
        return bericht.status == status

    try:
        wait_until(there, f"the mail is {status}", seconds=60)
    except AssertionError as late:
        raise AssertionError(f"{late} It is {bericht.status} ({bericht.fout}).\n{werker.log()}") from None


def test_a_mail_that_a_killed_worker_had_handed_over_is_never_sent_again(werker, post):
    post.silent = "data"
    werker.start(beat=True)
    with werker.rings_at(werker.broker):
        bericht = write("s@huis.example")
    wait_until(lambda: post.mails, "the server has the mail and says nothing", seconds=60)

    werker.kill()
    post.silent = ""
    Bericht.objects.update(bezig_sinds=bericht.created_at - LEASE - timedelta(seconds=1))
    werker.start(beat=True)
    with werker.rings_at(werker.broker):
        other = write("b@huis.example")

    becomes(other, "verstuurd", werker)
    becomes(bericht, "onzeker", werker)
    assert [mail["To"] for mail in post.mails].count("s@huis.example") == 1
