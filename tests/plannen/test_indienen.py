"""Handing in, sending back, approving; and who sees which plan."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from datt.berichten.models import Bericht
from datt.core.models import Gebeurtenis
from pilots.access import Rol
from tests.factories.plannen import VerbeterplanFactory, member_of
from verbeterplannen.plannen.models import PlanStatus


def url(name, plan):
    return reverse(f"plannen:{name}", args=[plan.pilot_id, plan.pk])


def test_handing_in_tells_everybody_in_the_group(pilot, client_as):
    plan = VerbeterplanFactory(pilot=pilot, filled=True)
    client = client_as(Rol.KETENPARTNER)
    member_of(plan, client.user)

    response = client.post(url("plan_submit", plan))

    plan.refresh_from_db()
    assert response.status_code == HTTPStatus.FOUND
    assert plan.status == PlanStatus.INGEDIEND
    assert plan.ingediend_op is not None
    assert list(Bericht.objects.values_list("soort", "aan")) == [("plan_ontvangen", client.user.email)]
    assert Gebeurtenis.objects.about(plan).get().wat == "plannen.verbeterplan.ingediend"


def test_a_plan_that_is_not_complete_says_what_is_missing(pilot, client_as):
    plan = VerbeterplanFactory(pilot=pilot)
    client = client_as(Rol.KETENPARTNER)
    member_of(plan, client.user)

    response = client.post(url("plan_submit", plan))

    plan.refresh_from_db()
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Dit mist nog voordat u het plan kunt indienen" in response.text
    assert plan.status == PlanStatus.CONCEPT


@pytest.mark.parametrize(("filled", "button"), [(True, "Dien het plan in"), (False, "Schrijf verder")])
def test_the_page_offers_to_hand_in_once_nothing_is_missing(pilot, client_as, filled, button):
    plan = VerbeterplanFactory(pilot=pilot, filled=filled)
    client = client_as(Rol.KETENPARTNER)
    member_of(plan, client.user)

    page = client.get(url("plan_detail", plan)).text

    aside = page.partition("Wat u kunt doen")[2]
    assert ("Dien het plan in" in aside) == filled
    assert (
        f'class="knop knop--breed">{button}' in aside
        or f'knop--breed" href="{url("plan_edit", plan)}">{button}' in aside
    )


def test_a_question_that_is_needed_does_not_say_it_may_stay_empty(pilot, client_as):
    plan = VerbeterplanFactory(pilot=pilot)
    client = client_as(Rol.KETENPARTNER)
    member_of(plan, client.user)

    page = client.get(url("plan_edit", plan)).text

    question = page.partition('id="v-wat_merkt_de_inwoner"')[2].partition("</section>")[0]
    assert "Wat merkt de inwoner nu?" in question
    assert "mag leeg" not in question


def test_handing_in_twice_is_refused_and_mails_once(pilot, client_as):
    plan = VerbeterplanFactory(pilot=pilot, filled=True)
    client = client_as(Rol.KETENPARTNER)
    member_of(plan, client.user)
    client.post(url("plan_submit", plan))

    response = client.post(url("plan_submit", plan))

    assert response.status_code == HTTPStatus.CONFLICT
    assert Bericht.objects.count() == 1


def test_the_facilitator_gives_a_plan_back_with_questions(pilot, client_as):
    plan = VerbeterplanFactory(pilot=pilot, filled=True, status=PlanStatus.INGEDIEND)
    member_of(plan, client_as(Rol.KETENPARTNER).user)
    answer = {"sterk": "De proef is klein.", "vragen": "Wie belt er?\nEn wanneer?", "voor": "7 april 2027"}

    response = client_as(Rol.FACILITATOR).post(url("plan_return", plan), answer)

    plan.refresh_from_db()
    bericht = Bericht.objects.get()
    assert response.status_code == HTTPStatus.FOUND
    assert plan.status == PlanStatus.CONCEPT
    assert plan.opmerking == "Wie belt er?\nEn wanneer?"
    assert bericht.soort == "plan_terug_naar_groep"
    assert bericht.onderwerpregel == "Uw plan is bijna klaar: 2 vragen"


def test_giving_back_without_a_question_is_refused(pilot, client_as):
    plan = VerbeterplanFactory(pilot=pilot, status=PlanStatus.INGEDIEND)

    response = client_as(Rol.FACILITATOR).post(url("plan_return", plan), {"sterk": "Goed", "vragen": "", "voor": ""})

    plan.refresh_from_db()
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert plan.status == PlanStatus.INGEDIEND


def test_the_facilitator_approves(pilot, client_as):
    plan = VerbeterplanFactory(pilot=pilot, status=PlanStatus.INGEDIEND)

    client_as(Rol.FACILITATOR).post(url("plan_approve", plan))

    plan.refresh_from_db()
    assert plan.status == PlanStatus.GOEDGEKEURD


def test_a_draft_cannot_be_approved(pilot, client_as):
    plan = VerbeterplanFactory(pilot=pilot)

    response = client_as(Rol.FACILITATOR).post(url("plan_approve", plan))

    assert response.status_code == HTTPStatus.CONFLICT


@pytest.mark.parametrize("name", ["plan_return", "plan_approve"])
@pytest.mark.parametrize("rol", [Rol.KETENPARTNER, Rol.AMBTENAAR, Rol.BESTUURDER])
def test_only_the_facilitator_answers(pilot, client_as, name, rol):
    plan = VerbeterplanFactory(pilot=pilot, status=PlanStatus.INGEDIEND)

    response = client_as(rol).post(url(name, plan))

    assert response.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize(
    ("rol", "sees_draft", "sees_handed_in"),
    [
        (Rol.FACILITATOR, True, True),
        (Rol.AMBTENAAR, False, True),
        (Rol.BESTUURDER, False, True),
        (Rol.KETENPARTNER, False, False),
    ],
)
def test_who_sees_which_plans(pilot, client_as, rol, sees_draft, sees_handed_in):
    VerbeterplanFactory(pilot=pilot, titel="Het concept")
    VerbeterplanFactory(pilot=pilot, titel="Het ingediende", status=PlanStatus.INGEDIEND)

    text = client_as(rol).get(reverse("plannen:plan_list", args=[pilot.pk])).text

    assert ("Het concept" in text, "Het ingediende" in text) == (sees_draft, sees_handed_in)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_a_fixed_number_of_queries(pilot, client_as, count, django_assert_num_queries):
    for _ in range(count):
        member_of(VerbeterplanFactory(pilot=pilot), client_as(Rol.KETENPARTNER).user)
    client = client_as(Rol.FACILITATOR)
    client.get(reverse("plannen:plan_list", args=[pilot.pk]))

    with django_assert_num_queries(QUERIES_OF_LIST):
        client.get(reverse("plannen:plan_list", args=[pilot.pk]))


QUERIES_OF_LIST = 10
