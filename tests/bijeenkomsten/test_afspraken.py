"""Decisions and agreements: written down, changed, done, and carried along to the next meeting."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.bijeenkomsten.verslag.models import Afspraak
from pilots.bijeenkomsten.verslag.services.inhoud import last_time
from pilots.traject.onderdelen import todos_for
from tests.factories.traject import BijeenkomstFactory, PilotFactory
from tests.factories.verslag import AfspraakFactory, VerslagopmerkingFactory, held_today, in_short

WHAT = {"soort": "afspraak", "wat": "Eerst bellen", "wie": "Sociaal Team", "uiterlijk": "12 maart 2027"}


@pytest.fixture
def meeting(pilot):
    return held_today(pilot)


@pytest.fixture
def client(client_as):
    return client_as(Rol.FACILITATOR)


def url(name, meeting, *more):
    return reverse(f"verslag:afspraak_{name}", args=[meeting.pilot_id, meeting.pk, *more])


def test_an_agreement_is_written_down(meeting, client):
    client.post(url("add", meeting), WHAT)

    afspraak = Afspraak.objects.get()
    assert (afspraak.wat, afspraak.wie, afspraak.uiterlijk.isoformat()) == (
        "Eerst bellen",
        "Sociaal Team",
        "2027-03-12",
    )
    assert Gebeurtenis.objects.get(wat="verslag.afspraak.toegevoegd").door == client.user


@pytest.mark.parametrize(
    "change", [{"wat": ""}, {"wie": ""}, {"uiterlijk": "ooit"}, {"wat": "bsn 123456782"}, {"soort": "wens"}]
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(meeting, client, change):
    response = client.post(url("add", meeting), WHAT | change)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert all(value in response.text for value in (WHAT | change).values())
    assert not Afspraak.objects.exists()


def test_a_decision_needs_nobody(meeting, client):
    client.post(url("add", meeting), WHAT | {"soort": "besluit", "wie": "", "uiterlijk": ""})

    assert Afspraak.objects.get().is_besluit()


def test_two_people_change_one_agreement_and_see_both(meeting, client):
    afspraak = AfspraakFactory(bijeenkomst=meeting, wat="Eerst schrijven", versie=2)

    clash = client.post(url("edit", meeting, afspraak.pk), WHAT | {"versie": "1"})
    client.post(url("edit", meeting, afspraak.pk), WHAT | {"versie": "2"})

    assert clash.status_code == HTTPStatus.CONFLICT
    assert "Eerst schrijven" in clash.text
    assert "Eerst bellen" in clash.text
    afspraak.refresh_from_db()
    assert (afspraak.wat, afspraak.versie) == ("Eerst bellen", 3)


def test_an_agreement_is_taken_out_put_back_and_done(meeting, client):
    afspraak = AfspraakFactory(bijeenkomst=meeting)
    states = []
    for step in ("drop", "reopen", "done"):
        client.post(url(step, meeting, afspraak.pk))
        afspraak.refresh_from_db()
        states.append(afspraak.status)

    again = client.post(url("done", meeting, afspraak.pk))

    assert states == ["vervallen", "open", "gedaan"]
    assert again.status_code == HTTPStatus.CONFLICT


def test_the_agreement_of_another_meeting_or_pilot_does_not_exist(meeting, client):
    other = AfspraakFactory(bijeenkomst=held_today(meeting.pilot))
    stranger = AfspraakFactory(bijeenkomst=held_today(PilotFactory()))

    for afspraak in (other, stranger):
        for step in ("edit", "drop", "done", "reopen"):
            assert client.post(url(step, meeting, afspraak.pk), WHAT).status_code == HTTPStatus.NOT_FOUND


def test_what_was_agreed_comes_along_until_it_is_done(pilot, client):
    today = timezone.localdate()
    first, second, third = (
        BijeenkomstFactory(pilot=pilot, datum=today - timedelta(days=back), status=status)
        for back, status in ((20, "verslagen"), (10, "gehouden"), (0, "gepland"))
    )
    still_open = AfspraakFactory(bijeenkomst=first, wat="Van de eerste keer")
    AfspraakFactory(bijeenkomst=first, wat="Al gedaan", status="gedaan")
    AfspraakFactory(bijeenkomst=second, wat="Van de tweede keer", status="gedaan")
    AfspraakFactory(bijeenkomst=second, wat="Weggehaald", status="vervallen")

    vorige = last_time(third)
    page = client.get(reverse("verslag:verslag_detail", args=[pilot.pk, third.pk])).text

    assert vorige.bijeenkomst == second
    assert [one.wat for one in vorige.afspraken] == ["Van de tweede keer", "Van de eerste keer"]
    assert last_time(first) is None
    assert url("done", first, still_open.pk) in page
    assert "Weggehaald" not in page


def test_what_waits_stands_in_things_to_do(pilot, meeting):
    today = timezone.localdate()
    AfspraakFactory(bijeenkomst=meeting, wat="Nu bellen", uiterlijk=today)
    AfspraakFactory(bijeenkomst=meeting, wat="Ooit bellen", uiterlijk=today + timedelta(days=60))
    AfspraakFactory(bijeenkomst=meeting, wat="Al gebeld", uiterlijk=today, status="gedaan")
    VerslagopmerkingFactory(verslag=in_short(meeting))

    titles = [todo.titel for todo in todos_for(pilot, today)]

    assert "Afspraak: Nu bellen" in titles
    assert f"Maak het verslag van ‘{meeting.korte_titel}’ af" in titles
    assert "Lees een opmerking bij het verslag" in titles
    assert not any("Ooit" in title or "Al gebeld" in title for title in titles)
