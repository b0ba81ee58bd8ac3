"""Moving a meeting: what speaks against a day, choosing it knowingly, and two people at once."""

from datetime import UTC, date, time
from http import HTTPStatus

import pytest
import time_machine
from django.urls import reverse

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.traject.models import Afwijking
from pilots.traject.services import schoolvakanties
from pilots.traject.services.dagoordeel import judge_day
from tests.factories.traject import BijeenkomstFactory, TaakFactory

NU = "2027-01-05 10:00+01:00"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NU, tick=False):
        yield


@pytest.fixture
def traject(pilot):
    """Three of the six, in a region whose school holidays are known."""
    schoolvakanties.load_content()
    return [
        BijeenkomstFactory(pilot=pilot, volgorde=nr, korte_titel=name, titel=name, datum=day)
        for nr, (name, day) in enumerate(
            [("Start", date(2027, 1, 14)), ("Kennismaken", date(2027, 1, 28)), ("Verdiepen", date(2027, 2, 11))],
            start=1,
        )
    ]


def url(meeting):
    return reverse("traject:bijeenkomst_move", args=[meeting.pilot_id, meeting.pk])


def moment(datum, begin="9.30", eind="12.00", versie=1, **more):
    return {"datum": datum, "begin": begin, "eind": eind, "versie": versie, "actie": "verzet", **more}


def test_a_meeting_moves_and_its_open_tasks_move_along(traject, client_as):
    meeting = traject[1]
    waiting = TaakFactory(bijeenkomst=meeting, dagen_ervoor=7)
    done = TaakFactory(bijeenkomst=meeting, dagen_ervoor=7, volgorde=2, status="gedaan")

    response = client_as(Rol.FACILITATOR).post(url(meeting), moment("ma 1 februari 2027"))

    meeting.refresh_from_db()
    waiting.refresh_from_db()
    done.refresh_from_db()
    assert response.url == meeting.get_absolute_url()
    assert (meeting.datum, meeting.begin, meeting.eind) == (date(2027, 2, 1), time(9, 30), time(12, 0))
    assert (waiting.uiterlijk, done.uiterlijk) == (date(2027, 1, 25), date(2027, 1, 21))
    assert meeting.ics_nummer == 1
    assert not Afwijking.objects.exists()
    line = Gebeurtenis.objects.about(meeting).get()
    assert line.zin == ("verzette Kennismaken van do 28 januari 2027, 13.30 uur naar ma 1 februari 2027, 09.30 uur")


@pytest.mark.parametrize(
    ("datum", "sentence"),
    [
        ("za 30 januari 2027", "valt in het weekend"),
        ("di 27 april 2027", "valt op Koningsdag"),
        ("wo 24 februari 2027", "valt in de voorjaarsvakantie (noord)"),
        ("ma 18 januari 2027", "ligt minder dan een week na ‘Start’"),
        ("di 9 februari 2027", "ligt minder dan een week voor ‘Verdiepen’"),
        ("do 11 februari 2027", "valt op dezelfde dag als ‘Verdiepen’"),
        ("do 18 februari 2027", "ligt ná ‘Verdiepen’"),
        ("do 7 januari 2027", "ligt vóór ‘Start’"),
        ("do 24 december 2026", "is al voorbij"),
        ("do 20 mei 2027", "valt buiten de drie maanden"),
    ],
)
def test_a_day_with_something_against_it_is_not_taken_silently(traject, client_as, datum, sentence):
    meeting = traject[1]

    response = client_as(Rol.FACILITATOR).post(url(meeting), moment(datum))

    meeting.refresh_from_db()
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in response.text
    assert "Ik heb de opmerkingen gelezen en kies deze dag toch" in response.text
    assert meeting.datum == date(2027, 1, 28)


def test_such_a_day_is_chosen_with_a_tick_and_a_reason(traject, client_as):
    meeting, client = traject[1], client_as(Rol.FACILITATOR)
    saturday = moment("30-1-2027")

    only_ticked = client.post(url(meeting), {**saturday, "toch": "on"})
    only_said = client.post(url(meeting), {**saturday, "reden": "De zaal is alleen dan vrij."})
    both = client.post(url(meeting), {**saturday, "toch": "on", "reden": "De zaal is alleen dan vrij."})

    meeting.refresh_from_db()
    assert only_ticked.status_code == only_said.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Schrijf op wat de reden is." in only_ticked.text
    assert "De zaal is alleen dan vrij." in only_said.text
    assert both.status_code == HTTPStatus.FOUND
    assert meeting.datum == date(2027, 1, 30)
    deviation = Afwijking.objects.get()
    assert (deviation.soort, deviation.reden) == ("verzet", "De zaal is alleen dan vrij.")


def test_what_speaks_against_a_day_is_shown_while_typing(traject, client_as):
    client = client_as(Rol.FACILITATOR)
    typed = {**moment("za 30 januari 2027"), "actie": "kijk", "reden": "Half getypt"}

    response = client.post(url(traject[1]), typed, headers={"HX-Request": "true"})
    good = client.post(url(traject[1]), {**typed, "datum": "1-2-2027"}, headers={"HX-Request": "true"})

    traject[1].refresh_from_db()
    assert "valt in het weekend" in response.text
    assert 'id="bewust" hx-swap-oob="true"' in response.text
    assert "Half getypt" in response.text
    assert "ma 1 februari 2027: geen opmerkingen" in good.text
    assert "Ik heb de opmerkingen" not in good.text
    assert traject[1].datum == date(2027, 1, 28)


def test_unknown_school_holidays_are_said_and_not_guessed(pilot, client_as):
    meeting = BijeenkomstFactory(pilot=pilot)

    response = client_as(Rol.FACILITATOR).get(url(meeting))

    assert "schoolvakanties niet bekend" in response.text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"datum": "morgen"}, "Dit is geen datum."),
        ({"datum": ""}, "Vul een datum in"),
        ({"eind": "9.00"}, "De bijeenkomst moet eindigen nadat zij begint."),
        ({"begin": "half tien"}, "Dit is geen tijd."),
        ({"datum": "28-3-2027", "begin": "2.30", "eind": "5.00"}, "Deze tijd is er niet op die dag"),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_stays_on_the_page(traject, client_as, change, sentence):
    response = client_as(Rol.FACILITATOR).post(url(traject[1]), {**moment("1-2-2027"), **change})

    traject[1].refresh_from_db()
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in response.text
    assert traject[1].versie == 1


def test_two_people_move_it_at_once_and_the_second_sees_both_days(traject, client_as):
    meeting = traject[1]
    one, other = client_as(Rol.FACILITATOR), client_as(Rol.FACILITATOR)
    one.post(url(meeting), moment("1-2-2027"))

    response = other.post(url(meeting), moment("2-2-2027"))

    meeting.refresh_from_db()
    assert response.status_code == HTTPStatus.CONFLICT
    assert [(clash.uw_tekst, clash.staat_er_nu) for clash in response.context["verschillen"]] == [
        ("di 2 februari 2027", "ma 1 februari 2027")
    ]
    assert meeting.datum == date(2027, 2, 1)

    other.post(url(meeting), moment("2-2-2027", versie=response.context["form"]["versie"].value()))

    meeting.refresh_from_db()
    assert meeting.datum == date(2027, 2, 2)


def test_a_second_click_moves_nothing_again(traject, client_as):
    client = client_as(Rol.FACILITATOR)
    answers = [client.post(url(traject[1]), moment("1-2-2027")).status_code for _ in range(2)]

    traject[1].refresh_from_db()
    assert answers == [HTTPStatus.FOUND, HTTPStatus.FOUND]
    assert traject[1].versie == 2
    assert Gebeurtenis.objects.about(traject[1]).count() == 1


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (date(2027, 3, 27), "12:30"),  # the day before summer time
        (date(2027, 3, 29), "11:30"),
        (date(2026, 10, 24), "11:30"),
        (date(2026, 10, 26), "12:30"),
    ],
)
def test_the_clock_change_keeps_the_time_on_the_wall(pilot, day, utc):
    meeting = BijeenkomstFactory(pilot=pilot, datum=day)

    assert f"{meeting.begint_op:%H:%M}" == "13:30"
    assert f"{meeting.begint_op.astimezone(tz=UTC):%H:%M}" == utc


def test_moving_the_first_meeting_to_the_front_may_make_it_too_long(traject, pilot):
    BijeenkomstFactory(pilot=pilot, volgorde=6, datum=date(2027, 4, 14))

    found = judge_day(pilot, date(2027, 1, 7), meeting=traject[0])

    assert found.conflicten == ["maakt het traject langer dan drie maanden"]


def test_a_cancelled_meeting_stands_in_nobodys_way(traject, pilot):
    traject[2].status = "geannuleerd"
    traject[2].save()

    found = judge_day(pilot, date(2027, 2, 11), meeting=traject[1])

    assert found.conflicten == []


def test_an_extra_meeting_may_stand_anywhere_but_not_within_a_week(traject, pilot):
    assert judge_day(pilot, date(2027, 2, 4)).conflicten == []
    assert judge_day(pilot, date(2027, 2, 3)).conflicten == ["ligt minder dan een week na ‘Kennismaken’"]
