"""Changing workshop on the day: while there is room, before the round begins, at the desk or on the own phone."""

from datetime import datetime
from http import HTTPStatus

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from datt.core.dates import AMSTERDAM
from datt.core.models import Gebeurtenis
from datt.core.states import TransitionError
from pilots.access import Rol
from pilots.traject.models import Persoon
from pilots.werkconferentie.dagprogramma.models import Wisselstand
from pilots.werkconferentie.dagprogramma.services.wisselen import BALIE, ZELF, switch
from pilots.werkconferentie.plaatsing.models import Plaatsing, Verdeling
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.uitnodigen.gast import browser
from tests.waiting import at_once
from tests.werkconferentie.dag import MORNING, conference, place_of, session


@pytest.fixture
def open_dag(dag):
    Wisselstand.objects.create(bijeenkomst=dag, status="open")
    return dag


@pytest.fixture
def gast(dag):
    """In De envelop, Geld & gezin and Post die dicht blijft."""
    return Persoon.objects.get(naam="Gast 00")


def go(meeting, persoon, ronde, titel):
    return switch(meeting, persoon, session(meeting, ronde, titel).pk, by=None, wie="de gast")


def phone(persoon, meeting, ronde, titel):
    address = reverse("dagprogramma:gast_wissel", args=[meeting.pk])
    return browser(persoon).post(address, {"sessie": session(meeting, ronde, titel).pk})


def desk(client, meeting, persoon, **fields):
    address = reverse("dagprogramma:wissel_detail", args=[meeting.pilot_id, meeting.pk, persoon.pk])
    return client.post(address, fields)


def test_a_guest_changes_on_the_own_phone(open_dag, gast):
    was = Verdeling.objects.get().versie

    answer = phone(gast, open_dag, "Ronde 1", "Rust in de kas")

    assert answer.status_code == HTTPStatus.FOUND
    assert place_of(open_dag, gast, "Ronde 1").workshop.titel == "Rust in de kas"
    assert Plaatsing.objects.get(persoon=gast, ronde__titel="Ronde 1").reden == ZELF
    assert Verdeling.objects.get().versie == was + 1
    line = Gebeurtenis.objects.get(wat="dagprogramma.gewisseld")
    assert (line.door_wie, line.zin) == (
        "Gast 00 (persoonlijke link)",
        "wisselde van ‘De envelop’ naar ‘Rust in de kas’",
    )


def test_the_desk_lets_somebody_change(open_dag, gast, client_as):
    client = client_as(Rol.FACILITATOR)

    answer = desk(client, open_dag, gast, sessie=session(open_dag, "Ronde 1", "Rust in de kas").pk)

    assert answer.status_code == HTTPStatus.FOUND
    assert place_of(open_dag, gast, "Ronde 1").workshop.titel == "Rust in de kas"
    assert Plaatsing.objects.get(persoon=gast, ronde__titel="Ronde 1").reden == BALIE
    assert Gebeurtenis.objects.get(wat="dagprogramma.gewisseld").door == client.user


def test_who_walked_in_gets_a_place(open_dag):
    walk_in = UitnodigingFactory(bijeenkomst=open_dag, status="aanwezig", zonder_uitnodiging=True).persoon

    assert go(open_dag, walk_in, "Ronde 1", "De envelop")

    assert place_of(open_dag, walk_in, "Ronde 1").workshop.titel == "De envelop"


def test_a_double_click_is_one_change(open_dag, gast):
    assert go(open_dag, gast, "Ronde 1", "Rust in de kas")
    assert not go(open_dag, gast, "Ronde 1", "Rust in de kas")

    assert Gebeurtenis.objects.filter(wat="dagprogramma.gewisseld").count() == 1


@pytest.mark.parametrize(
    ("ronde", "titel", "why"),
    [
        ("Ronde 1", "Geld & gezin", "Staat in een andere ronde al in het programma"),
        ("Ronde 1", "Wat <werkt> er al?", "De ruimte is niet zonder drempels te bereiken"),
    ],
)
def test_where_somebody_cannot_go(open_dag, gast, ronde, titel, why):
    open_dag.uitnodigingen.filter(persoon=gast).update(toegang="rolstoel")

    with pytest.raises(TransitionError, match=why):
        go(open_dag, gast, ronde, titel)

    assert place_of(open_dag, gast, "Ronde 1").workshop.titel == "De envelop"


def test_who_leads_in_that_round_stays_there(open_dag):
    leader = Persoon.objects.get(naam="Sanne Leidt")

    with pytest.raises(TransitionError, match="Begeleidt in deze ronde"):
        go(open_dag, leader, "Ronde 1", "Geld & gezin")


def test_a_round_that_began_stays_as_it_is(open_dag, gast, morning):
    morning.move_to(datetime(2027, 1, 28, 13, 45, tzinfo=AMSTERDAM))

    with pytest.raises(TransitionError, match="Deze ronde is al begonnen"):
        go(open_dag, gast, "Ronde 1", "Rust in de kas")

    assert go(open_dag, gast, "Ronde 2", "Rust in de kas")


def test_a_workshop_that_does_not_take_place_takes_nobody(open_dag, gast):
    sessie = session(open_dag, "Ronde 1", "Rust in de kas")
    sessie.gesloten_op = timezone.now()
    sessie.save()

    with pytest.raises(TransitionError, match="gaat niet door"):
        go(open_dag, gast, "Ronde 1", "Rust in de kas")


def test_a_full_workshop_says_so_on_the_page_and_nothing_changes(pilot, morning):
    meeting = conference(pilot, places=6)
    Wisselstand.objects.create(bijeenkomst=meeting, status="open")
    guest = Persoon.objects.get(naam="Gast 00")

    answer = phone(guest, meeting, "Ronde 1", "Rust in de kas")

    assert answer.status_code == HTTPStatus.CONFLICT
    assert "‘Rust in de kas’ is vol. De laatste plaats ging naar een ander." in answer.text
    assert place_of(meeting, guest, "Ronde 1").workshop.titel == "De envelop"


def test_it_is_closed_until_the_facilitator_opens_it(dag, gast, client_as):
    client = client_as(Rol.FACILITATOR)
    args = [dag.pilot_id, dag.pk]

    closed = phone(gast, dag, "Ronde 1", "Rust in de kas")
    client.post(reverse("dagprogramma:wissel_open", args=args))
    twice = client.post(reverse("dagprogramma:wissel_open", args=args))
    opened = phone(gast, dag, "Ronde 1", "Rust in de kas")
    client.post(reverse("dagprogramma:wissel_close", args=args))
    again = phone(gast, dag, "Ronde 1", "De envelop")

    answers = [one.status_code for one in (closed, twice, opened, again)]
    assert answers == [HTTPStatus.CONFLICT, HTTPStatus.CONFLICT, HTTPStatus.FOUND, HTTPStatus.CONFLICT]
    assert "Wisselen van workshop staat niet open" in closed.text


def test_nobody_changes_the_day_before(open_dag, gast, morning):
    morning.move_to(datetime(2027, 1, 27, 12, tzinfo=AMSTERDAM))

    with pytest.raises(TransitionError, match="Wisselen kan op de dag zelf: do 28 januari"):
        go(open_dag, gast, "Ronde 1", "Rust in de kas")


@pytest.mark.parametrize("status", ["gehouden", "geannuleerd"])
def test_nobody_changes_when_it_is_over_or_off(open_dag, gast, client_as, status):
    open_dag.status = status
    open_dag.save()

    with pytest.raises(TransitionError, match="Wisselen kan niet meer"):
        go(open_dag, gast, "Ronde 1", "Rust in de kas")


def test_a_division_that_is_not_fixed_does_not_change(open_dag, gast):
    Verdeling.objects.update(status="concept")

    with pytest.raises(TransitionError, match="nog niet vast"):
        go(open_dag, gast, "Ronde 1", "Rust in de kas")


@pytest.mark.parametrize("sessie", ["", "geen", "999999"])
def test_no_workshop_or_one_that_is_not_there(open_dag, gast, client_as, sessie):
    answer = desk(client_as(Rol.FACILITATOR), open_dag, gast, sessie=sessie)

    wanted = HTTPStatus.CONFLICT if sessie == "999999" else HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.status_code == wanted
    assert "Niet gewisseld" in answer.text


def test_only_who_hosts_and_only_people_of_this_meeting(open_dag, gast, client_as, pilot):
    other = UitnodigingFactory().persoon

    assert desk(client_as(Rol.AMBTENAAR), open_dag, gast).status_code == HTTPStatus.FORBIDDEN
    assert desk(client_as(None), open_dag, gast).status_code == HTTPStatus.NOT_FOUND
    assert desk(client_as(Rol.FACILITATOR), open_dag, other).status_code == HTTPStatus.NOT_FOUND
    address = reverse("dagprogramma:gast_wissel", args=[open_dag.pk])
    assert browser(other).get(address).status_code == HTTPStatus.NOT_FOUND


def test_a_guest_of_the_same_pilot_who_was_not_invited_cannot_take_a_place(open_dag, gast):
    stranger = UitnodigingFactory(bijeenkomst__pilot=open_dag.pilot).persoon

    answer = phone(stranger, open_dag, "Ronde 1", "Rust in de kas")

    assert answer.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT}
    assert not Plaatsing.objects.filter(persoon=stranger).exists()


def test_the_page_of_the_guest_shows_where_there_is_room(open_dag, gast):
    html = browser(gast).get(reverse("dagprogramma:gast_wissel", args=[open_dag.pk])).text

    assert "Nog 2 plaatsen" in html
    assert "Staat in een andere ronde al in het programma" in html


def test_the_desk_finds_people_by_name_or_organisation(open_dag, client_as):
    address = reverse("dagprogramma:wissel_list", args=[open_dag.pilot_id, open_dag.pk])
    client = client_as(Rol.FACILITATOR)

    one, house, nobody = (client.get(address, {"q": words}).text for words in ("gast 07", "wijkhuis", "qqq"))

    assert "Gast 07" in one
    assert "Gast 08" not in one
    assert "Sanne Leidt" in house
    assert "Niemand op de lijst heeft ‘qqq’" in nobody


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(6))
def test_of_two_who_want_the_last_place_one_gets_it(pilot, _round):
    with time_machine.travel(MORNING, tick=False):
        meeting = conference(pilot, guests=10, places=3)
        Wisselstand.objects.create(bijeenkomst=meeting, status="open")
        people = list(Persoon.objects.filter(naam__in=["Gast 00", "Gast 05"]))

        answers = at_once(*[lambda one=one: go(meeting, one, "Ronde 1", "Rust in de kas") for one in people])

    refused = [str(one) for one in answers if isinstance(one, TransitionError)]
    assert refused == ["‘Rust in de kas’ is vol. De laatste plaats ging naar een ander. Kies een andere workshop."]
    assert answers.count(True) == 1
    assert session(meeting, "Ronde 1", "Rust in de kas").plaatsingen.count() == 3


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_one_tap_that_arrives_twice_is_one_change(pilot):
    with time_machine.travel(MORNING, tick=False):
        meeting = conference(pilot, guests=5)
        Wisselstand.objects.create(bijeenkomst=meeting, status="open")
        guest = Persoon.objects.get(naam="Gast 00")

        answers = at_once(*[lambda: go(meeting, guest, "Ronde 1", "Rust in de kas")] * 2)

    assert sorted(answers) == [False, True]
    assert Gebeurtenis.objects.filter(wat="dagprogramma.gewisseld").count() == 1
