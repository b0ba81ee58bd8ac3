"""Wishes about who sits with whom."""

from http import HTTPStatus

import pytest

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.keten.leunen import leaning_on
from pilots.tafels.models import Tafelwens
from pilots.traject.models import Persoon
from tests.factories.tafels import TafelwensFactory
from tests.factories.traject import PersoonFactory
from tests.tafels.zaal import seated, url


def form(een, ander, **more):
    return {"soort": "niet_samen", "een": een.pk, "ander": ander.pk, "reden": "Liever niet.", **more}


def test_who_would_rather_not_is_never_at_one_table(meeting, gasten, client_as):
    people = gasten.invite(meeting.pilot, 8)
    client = client_as(Rol.FACILITATOR)

    for other in people[1:4]:
        client.post(url("wens_list", meeting), form(other, people[0]))
    indeling = seated(meeting, 2)

    at = dict(indeling.plaatsen.values_list("persoon", "tafel"))
    assert Tafelwens.objects.count() == 3
    assert all(at[people[0].pk] != at[other.pk] for other in people[1:4])


def test_a_newer_wish_of_the_same_two_takes_the_place_of_the_older(meeting, client_as):
    a, b = PersoonFactory(pilot=meeting.pilot), PersoonFactory(pilot=meeting.pilot)
    client = client_as(Rol.FACILITATOR)

    client.post(url("wens_list", meeting), form(a, b))
    client.post(url("wens_list", meeting), form(b, a, soort="samen"))
    client.post(url("wens_list", meeting), form(b, a, hele_pilot="on"))

    assert [(one.soort, one.bijeenkomst) for one in Tafelwens.objects.order_by("pk")] == [
        ("samen", meeting),
        ("niet_samen", None),
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"same": True}, "Dit is dezelfde persoon."),
        ({"soort": "ruzie"}, "ruzie"),
        ({"reden": "BSN 123456782"}, "Haal het weg"),
    ],
)
def test_a_wrong_wish_is_said_at_the_field_and_nothing_is_lost(wrong, sentence, meeting, client_as):
    a, b = PersoonFactory(pilot=meeting.pilot), PersoonFactory(pilot=meeting.pilot)
    more = {name: value for name, value in wrong.items() if name != "same"}

    page = client_as(Rol.FACILITATOR).post(url("wens_list", meeting), form(a, a if "same" in wrong else b, **more))

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in page.text
    assert f'<option value="{a.pk}" selected>' in page.text
    assert not Tafelwens.objects.exists()


def test_a_person_of_another_pilot_cannot_be_chosen(meeting, client_as):
    page = client_as(Rol.FACILITATOR).post(
        url("wens_list", meeting), form(PersoonFactory(pilot=meeting.pilot), PersoonFactory())
    )

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not Tafelwens.objects.exists()


def test_the_log_names_nobody_of_a_wish(meeting, client_as):
    a, b = PersoonFactory(pilot=meeting.pilot), PersoonFactory(pilot=meeting.pilot)

    client_as(Rol.FACILITATOR).post(url("wens_list", meeting), form(a, b))

    line = Gebeurtenis.objects.about(meeting).first()
    assert "tafelwens" in line.zin
    assert a.naam not in line.zin + line.reden
    assert "Liever niet" not in line.zin + line.reden


def test_a_wish_is_taken_away_and_one_of_another_pilot_does_not_exist(meeting, client_as):
    own = TafelwensFactory(een__pilot=meeting.pilot)
    elders = TafelwensFactory()
    client = client_as(Rol.FACILITATOR)

    gone = client.post(url("wens_remove", meeting, own.pk))
    missing = client.post(url("wens_remove", meeting, elders.pk))

    assert gone.status_code == HTTPStatus.FOUND
    assert missing.status_code == HTTPStatus.NOT_FOUND
    assert list(Tafelwens.objects.all()) == [elders]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_as_often_for_many_wishes(meeting, client_as, django_assert_num_queries, count):
    for _ in range(count):
        TafelwensFactory(een__pilot=meeting.pilot)
    client = client_as(Rol.FACILITATOR)
    client.get(url("wens_list", meeting))

    with django_assert_num_queries(11):
        client.get(url("wens_list", meeting))


class Journaal:
    """Changes rows at once, as a merge does."""

    def change(self, row, **values):
        type(row).objects.filter(pk=row.pk).update(**values)

    def remove(self, row):
        row.delete()


def test_wishes_follow_when_two_records_of_one_person_become_one(meeting):
    kept = PersoonFactory(pilot=meeting.pilot)
    gone = PersoonFactory(pilot=meeting.pilot)
    third = PersoonFactory(pilot=meeting.pilot)
    TafelwensFactory(een=gone, ander=third)
    TafelwensFactory(een=kept, ander=gone)

    for rule in leaning_on(Persoon):
        for row in rule.rows(gone):
            rule.move(Journaal(), row, kept, rule.veld)

    wish = Tafelwens.objects.get()
    assert (wish.een, wish.ander) == (kept, third)
