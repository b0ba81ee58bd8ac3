"""Many messages at once: written in a few statements, once, and stopped together."""

from datetime import timedelta

import pytest
from django.utils import timezone

from datt.berichten.kinds import kinds
from datt.berichten.models import Afmelding, Bericht, BerichtStatus, Mailadres
from datt.berichten.services import Ontvanger, queue_mail, queue_many, withdraw
from datt.berichten.tasks import sweep_berichten
from datt.core.models import Gebeurtenis
from tests.factories.accounts import UserFactory
from tests.factories.berichten import BerichtFactory
from tests.factories.traject import PilotFactory
from tests.waiting import at_once

SOORT = "uitnodiging_werkconferentie"
pytestmark = pytest.mark.django_db


def gasten(count, **more):
    return [
        Ontvanger(aan=f"gast{nr}@huis.example", naam=f"Gast {nr}", sleutel=f"uitnodiging:{nr}", **more)
        for nr in range(count)
    ]


def invite(pilot, count=3, **more):
    return queue_many(SOORT, gasten(count), velden=kinds()[SOORT].velden, kring=pilot, **more)


def test_each_gets_an_own_mail_with_own_words(pilot):
    people = [
        Ontvanger(aan="a@huis.example", naam="Ans", sleutel="1", velden={"naam": "Ans"}, onderwerp=pilot),
        Ontvanger(aan="b@huis.example", naam="Bo", sleutel="2", velden={"naam": "Bo"}),
    ]

    assert queue_many(SOORT, people, velden=kinds()[SOORT].velden, kring=pilot) == 2

    ans, bo = Bericht.objects.order_by("sleutel")
    assert (ans.aan, bo.aan) == ("a@huis.example", "b@huis.example")
    assert ("Beste Ans," in ans.tekst, "Beste Bo," in bo.tekst) == (True, True)
    assert (ans.over, ans.pilot, bo.over) == (pilot, pilot, None)
    assert ans.message_id != bo.message_id
    assert ans.kenmerk in ans.tekst


def test_a_second_click_writes_nothing(pilot):
    invite(pilot)

    assert invite(pilot, count=4) == 1
    assert Bericht.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_two_who_click_at_the_same_moment_write_each_mail_once():
    pilot = PilotFactory()
    velden = kinds()[SOORT].velden

    def click():
        return queue_many(SOORT, gasten(41), velden=velden, kring=pilot)

    answers = at_once(click, click, click)

    assert sum(answers) == 41
    assert Bericht.objects.count() == 41


@pytest.mark.parametrize("count", [1, 41])
def test_as_many_statements_for_one_as_for_many(pilot, count, django_assert_num_queries):
    invite(pilot, count=0)

    with django_assert_num_queries(8):
        invite(pilot, count=count)


def test_the_worker_is_rung_once(pilot, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as rings:
        invite(pilot, count=41)

    assert len(rings) == 1


def test_without_a_key_nothing_is_written(pilot):
    with pytest.raises(ValueError, match="sleutel"):
        queue_many(SOORT, [Ontvanger(aan="a@b.example", naam="A", sleutel="")], velden=kinds()[SOORT].velden)


def test_who_wants_no_more_or_cannot_be_reached_is_shown_and_not_counted(pilot):
    Afmelding.objects.create(adres="gast0@huis.example", pilot=pilot)
    Mailadres.objects.create(adres="gast1@huis.example", onbestelbaar_op=timezone.now())

    assert invite(pilot) == 1

    left, returns, goes = Bericht.objects.order_by("sleutel")
    assert (left.status, "wil geen berichten meer" in left.fout) == (BerichtStatus.INGETROKKEN, True)
    assert (returns.status, "gaf drie keer mail terug" in returns.fout) == (BerichtStatus.MISLUKT, True)
    assert goes.status == BerichtStatus.WACHTRIJ


# Not before a moment, and stopped


def test_what_is_not_due_yet_waits(pilot):
    invite(pilot, count=1, niet_voor=timezone.now() + timedelta(hours=1))

    assert sweep_berichten() == 0
    assert Bericht.objects.get().status == BerichtStatus.WACHTRIJ


def test_what_waits_is_stopped_together_and_logged_once(pilot):
    invite(pilot, niet_voor=timezone.now() + timedelta(days=3))
    sent = BerichtFactory(pilot=pilot, sent=True)

    count = withdraw(Bericht.objects.within(pilot), by=UserFactory(naam="Mo Jansen"), reden="De bijeenkomst vervalt.")

    sent.refresh_from_db()
    assert (count, sent.status) == (3, BerichtStatus.VERSTUURD)
    assert set(Bericht.objects.exclude(pk=sent.pk).values_list("status", "fout")) == {
        (BerichtStatus.INGETROKKEN, "De bijeenkomst vervalt.")
    }
    assert str(Gebeurtenis.objects.within(pilot).get(wat="berichten.ingetrokken")) == "Mo Jansen trok 3 berichten in"


def test_stopping_what_is_gone_already_is_nothing(pilot):
    BerichtFactory(pilot=pilot, sent=True)

    assert withdraw(Bericht.objects.within(pilot), by=UserFactory()) == 0
    assert not Gebeurtenis.objects.filter(wat="berichten.ingetrokken").exists()


def test_a_worker_does_not_send_what_was_stopped(pilot, server):
    bericht = queue_mail(
        SOORT, aan="a@huis.example", naam="A", velden=kinds()[SOORT].velden, kring=pilot, sleutel="een"
    )
    withdraw(bericht, by=UserFactory())

    sweep_berichten()

    bericht.refresh_from_db()
    assert (bericht.status, server.mails) == (BerichtStatus.INGETROKKEN, [])
