"""Planning a pilot in five steps: the draft, from its beginning to a pilot."""

from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

import pytest
from django.db import connection, connections
from django.urls import reverse

from pilots.access import Rol
from pilots.traject.models import Pilot, Planconcept
from pilots.traject.services import concept as drafts
from pilots.traject.services.sjabloon import load_sjabloon
from tests.factories.accounts import UserFactory
from tests.factories.keten import GemeenteFactory
from tests.traject.plannen import START, dates_of, fill, url


def test_all_five_steps_lead_to_a_pilot(planner, sjabloon, ommen):
    begun = planner.post(reverse("traject:plan_start"))
    concept = Planconcept.objects.get(maker=planner.user)
    assert begun.url == url("gemeente", concept)

    answers = [
        planner.post(url("gemeente", concept), {"q": "ommen"}),
        planner.post(url("doel", concept), {"titel": "Samen sterk", "doelstelling": "Minder schulden."}),
        planner.post(url("mensen", concept), {"regio": "noord", "actie": "verder"}),
        planner.post(url("datums", concept), {"start_datum": "14 januari 2027", "actie": "voorstel"}),
    ]
    concept.refresh_from_db()
    answers.append(planner.post(url("datums", concept), {**dates_of(concept), "actie": "verder"}))
    page = planner.get(url("controle", concept))
    planned = planner.post(url("controle", concept))

    assert {answer.status_code for answer in answers} == {HTTPStatus.FOUND}
    assert answers[-1].url == url("controle", concept)
    assert "do 14 januari 2027" in page.text
    pilot = Pilot.objects.get(titel="Samen sterk")
    assert planned.url == pilot.get_absolute_url()
    assert pilot.bijeenkomsten.first().datum == START


def test_planning_twice_gives_one_pilot(planner, concept, ommen):
    fill(concept, ommen)

    first = planner.post(url("controle", concept))
    second = planner.post(url("controle", concept))

    assert first.url == second.url
    assert Pilot.objects.filter(titel="Samen sterk").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_give_one_pilot():
    load_sjabloon()
    user = UserFactory(is_facilitator=True)
    concept = fill(drafts.begin_concept(by=user), GemeenteFactory(naam="Ommen"))

    def click(_):
        try:
            return drafts.plan_pilot(Planconcept.objects.get(pk=concept.pk), by=user).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(click, range(2)))

    assert made[0] == made[1]
    assert Pilot.objects.filter(titel="Samen sterk").count() == 1
    connection.close()


def test_a_draft_waits_where_one_stopped(planner, concept, ommen):
    drafts.choose_gemeente(concept, ommen)

    page = planner.get(reverse("traject:plan_start"))

    assert "Ga verder met uw concept" in page.text
    assert f'href="{url("doel", concept)}"' in page.text


def test_beginning_twice_uses_the_untouched_draft(planner, sjabloon):
    planner.post(reverse("traject:plan_start"))
    planner.post(reverse("traject:plan_start"))

    assert Planconcept.objects.count() == 1


def test_a_draft_can_be_thrown_away(planner, concept):
    answer = planner.post(url("delete", concept))

    assert answer.url == reverse("traject:plan_start")
    assert not Planconcept.objects.exists()


@pytest.mark.parametrize("step", ["gemeente", "doel", "mensen", "datums", "controle"])
def test_the_draft_of_somebody_else_does_not_exist(planner, sjabloon, ommen, step):
    elders = fill(drafts.begin_concept(by=UserFactory(is_facilitator=True)), ommen)

    assert planner.get(url(step, elders)).status_code == HTTPStatus.NOT_FOUND
    assert planner.post(url(step, elders)).status_code == HTTPStatus.NOT_FOUND
    assert planner.post(url("delete", elders)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("rol", [Rol.AMBTENAAR, Rol.BESTUURDER, Rol.KETENPARTNER, None])
def test_only_a_facilitator_may_plan(client_as, concept, rol):
    client = client_as(rol)

    assert client.get(reverse("traject:plan_start")).status_code == HTTPStatus.FORBIDDEN
    assert client.post(reverse("traject:plan_start")).status_code == HTTPStatus.FORBIDDEN
    assert client.get(url("doel", concept)).status_code == HTTPStatus.FORBIDDEN
    assert client.post(url("controle", concept)).status_code == HTTPStatus.FORBIDDEN


def test_a_draft_that_became_a_pilot_leads_there(planner, concept, ommen):
    pilot = drafts.plan_pilot(fill(concept, ommen), by=planner.user)

    assert planner.get(url("doel", concept)).url == pilot.get_absolute_url()
