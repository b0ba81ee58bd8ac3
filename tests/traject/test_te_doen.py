"""What the meetings put under ‘Nu te doen’."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from pilots.traject.delen.bijeenkomsten import meetings, tasks
from tests.factories.traject import BijeenkomstFactory, TaakFactory


def todos(pilot, today):
    return sorted([*tasks(pilot, today), *meetings(pilot, today)], key=lambda todo: todo.uiterlijk)


def test_what_waits_is_named_with_one_click_to_it(pilot):
    today = timezone.localdate()
    past = BijeenkomstFactory(pilot=pilot, korte_titel="Start", datum=today - timedelta(days=2), plaats="Het Anker")
    soon = BijeenkomstFactory(pilot=pilot, korte_titel="Kennismaken", datum=today + timedelta(days=30))
    TaakFactory(bijeenkomst=past, titel="Bedanken", dagen_ervoor=-1, uiterlijk=today - timedelta(days=1))
    for nr in range(2):
        TaakFactory(bijeenkomst=soon, volgorde=nr, titel=f"Taak {nr}", uiterlijk=today + timedelta(days=nr))
    TaakFactory(bijeenkomst=soon, titel="Nog ver weg", uiterlijk=today + timedelta(days=29))

    found = todos(pilot, today)

    assert [todo.titel for todo in found] == [
        "Sluit ‘Start’ af",
        "Te laat: Bedanken",
        "2 taken voor ‘Kennismaken’",
        "Kies een plaats voor ‘Kennismaken’",
    ]
    assert found[0].url == past.get_absolute_url()
    assert found[3].url == reverse("traject:bijeenkomst_edit", args=[soon.pilot_id, soon.pk])


def test_many_late_tasks_are_one_thing_to_do(pilot):
    today = timezone.localdate()
    meeting = BijeenkomstFactory(pilot=pilot, datum=today + timedelta(days=30), plaats="Het Anker")
    for nr in range(3):
        TaakFactory(bijeenkomst=meeting, volgorde=nr, uiterlijk=today - timedelta(days=nr + 1))

    found = todos(pilot, today)

    assert [todo.titel for todo in found] == ["3 taken zijn te laat"]
    assert found[0].url.endswith("?staat=te_laat")
