"""Writing in a plan: nothing is lost, nothing is overwritten in silence."""

from datetime import date
from http import HTTPStatus

import pytest
from django.urls import reverse

from datt.core.versions import VerouderdError
from pilots.access import Rol
from tests.factories.accounts import UserFactory
from tests.factories.plannen import VerbeterplanFactory, member_of
from verbeterplannen.plannen.kaart import veld
from verbeterplannen.plannen.models import Functie, Sectieversie
from verbeterplannen.plannen.services.schrijven import Antwoord, save_section

HTMX = {"HX-Request": "true"}
PRESSED = {"actie": "bewaar"}  # the button; without it the page saved by itself while somebody typed


def save_url(plan, slug):
    return reverse("plannen:sectie_save", args=[plan.pilot_id, plan.pk, slug])


@pytest.fixture
def plan(pilot):
    return VerbeterplanFactory(pilot=pilot)


@pytest.fixture
def writer(plan, client_as):
    client = client_as(Rol.KETENPARTNER)
    member_of(plan, client.user)
    return client


def test_an_answer_is_saved_with_who_and_when(plan, writer):
    response = writer.post(save_url(plan, "oorzaak"), {"inhoud": "Niemand belt eerst.", "versie": "0"})

    sectie = plan.secties.get(veld="oorzaak")
    assert response.status_code == HTTPStatus.FOUND
    assert (sectie.inhoud, sectie.versie, sectie.gewijzigd_door) == ("Niemand belt eerst.", 1, writer.user)
    assert sectie.gewijzigd_op is not None


def test_saving_while_typing_answers_only_the_state_of_that_question(plan, writer):
    response = writer.post(save_url(plan, "oorzaak"), {"inhoud": "Niemand belt eerst.", "versie": "0"}, headers=HTMX)

    assert response.status_code == HTTPStatus.OK
    assert response.text.strip().startswith('<div class="rij rij--uit" id="stand-oorzaak">')
    assert 'name="versie" value="1"' in response.text
    assert "Niemand belt eerst." not in response.text


def test_the_title_of_the_plan_follows_its_section(plan, writer):
    writer.post(save_url(plan, "titel"), {"inhoud": "Eén vast gezicht", "versie": "1"})

    plan.refresh_from_db()
    assert plan.titel == "Eén vast gezicht"


def test_two_people_in_one_question_get_both_texts_to_choose_from(plan, writer):
    other = UserFactory(naam="Joost Hendriks")
    save_section(plan, veld("oorzaak"), Antwoord(tekst="De tekst van Joost."), versie=0, by=other)

    response = writer.post(save_url(plan, "oorzaak"), {"inhoud": "Mijn tekst.", "versie": "0", **PRESSED}, headers=HTMX)

    assert response.status_code == HTTPStatus.CONFLICT
    assert response["HX-Retarget"] == "#v-oorzaak"
    assert "De tekst van Joost." in response.text
    assert "Mijn tekst." in response.text
    assert "Joost Hendriks bewaarde intussen een andere tekst" in response.text
    assert plan.secties.get(veld="oorzaak").inhoud == "De tekst van Joost."


def test_a_conflict_while_typing_leaves_the_field_alone_and_says_so(plan, writer):
    save_section(plan, veld("oorzaak"), Antwoord(tekst="Van Joost."), versie=0, by=UserFactory(naam="Joost Hendriks"))

    response = writer.post(save_url(plan, "oorzaak"), {"inhoud": "Mijn tekst.", "versie": "0"}, headers=HTMX)

    assert response.status_code == HTTPStatus.CONFLICT
    assert "HX-Retarget" not in response
    assert "Joost Hendriks bewaarde intussen een andere tekst" in response.text
    assert 'name="versie" value="0"' in response.text


def test_a_row_that_is_not_complete_yet_is_not_taken_away_while_typing(plan, writer):
    rows = {"wie_doet_wat-TOTAL_FORMS": "1", "wie_doet_wat-INITIAL_FORMS": "0", "wie_doet_wat-0-stap": "Bellen"}

    response = writer.post(save_url(plan, "wie_doet_wat"), {**rows, "versie": "0"}, headers=HTMX)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert response.text.strip().startswith('<div class="rij rij--uit" id="stand-wie_doet_wat">')
    assert "Nog niet bewaard" in response.text


def test_after_seeing_both_texts_ones_own_can_be_kept(plan, writer):
    other = UserFactory()
    save_section(plan, veld("oorzaak"), Antwoord(tekst="De tekst van Joost."), versie=0, by=other)

    writer.post(save_url(plan, "oorzaak"), {"inhoud": "Onze tekst samen.", "versie": "1"})

    texts = list(Sectieversie.objects.filter(sectie__veld="oorzaak").values_list("inhoud", flat=True))
    assert plan.secties.get(veld="oorzaak").inhoud == "Onze tekst samen."
    assert texts == ["Onze tekst samen.", "De tekst van Joost."]


def test_without_javascript_the_conflict_shows_the_whole_page_with_both_texts(plan, writer):
    save_section(plan, veld("oorzaak"), Antwoord(tekst="De tekst van Joost."), versie=0, by=UserFactory())

    response = writer.post(save_url(plan, "oorzaak"), {"inhoud": "Mijn tekst.", "versie": "0"})

    assert response.status_code == HTTPStatus.CONFLICT
    assert "<h1>" in response.text
    assert "De tekst van Joost." in response.text
    assert "Mijn tekst." in response.text


def test_a_double_click_saves_once(plan, writer):
    for _ in range(2):
        response = writer.post(save_url(plan, "oorzaak"), {"inhoud": "Niemand belt.", "versie": "0"})

    assert response.status_code == HTTPStatus.FOUND
    assert Sectieversie.objects.filter(sectie__plan=plan, sectie__veld="oorzaak").count() == 1


def test_different_questions_do_not_hinder_each_other(plan):
    first, second = UserFactory(), UserFactory()

    save_section(plan, veld("oorzaak"), Antwoord(tekst="A"), versie=0, by=first)
    save_section(plan, veld("doel"), Antwoord(tekst="B"), versie=0, by=second)

    assert plan.secties.get(veld="oorzaak").inhoud == "A"
    assert plan.secties.get(veld="doel").inhoud == "B"


def test_a_stale_version_is_refused_by_the_database_itself(plan):
    save_section(plan, veld("doel"), Antwoord(tekst="A"), versie=0, by=UserFactory())

    with pytest.raises(VerouderdError):
        save_section(plan, veld("doel"), Antwoord(tekst="B"), versie=0, by=UserFactory())

    assert plan.secties.get(veld="doel").inhoud == "A"


def test_rows_that_are_saved_twice_stay(plan, writer):
    """The page saves by itself, and then somebody presses the button."""
    rows = {
        "wie_doet_wat-TOTAL_FORMS": "2",
        "wie_doet_wat-INITIAL_FORMS": "0",
        "wie_doet_wat-0-stap": "De bellijst maken",
        "wie_doet_wat-0-wie": "Ruth",
    }
    writer.post(save_url(plan, "wie_doet_wat"), {**rows, "versie": "0"}, headers=HTMX)

    writer.post(save_url(plan, "wie_doet_wat"), {**rows, "versie": "1", **PRESSED}, headers=HTMX)

    assert [(actie.stap, actie.wie) for actie in plan.acties.all()] == [("De bellijst maken", "Ruth")]


def test_steps_are_kept_as_rows_with_a_real_date(plan, writer):
    rows = {
        "wie_doet_wat-TOTAL_FORMS": "2",
        "wie_doet_wat-INITIAL_FORMS": "0",
        "wie_doet_wat-0-stap": "Tien gezinnen bellen",
        "wie_doet_wat-0-wie": "Samira",
        "wie_doet_wat-0-vervanger": "Lucas",
        "wie_doet_wat-0-klaar_op": "23 april 2027",
        "wie_doet_wat-1-stap": "",
    }

    writer.post(save_url(plan, "wie_doet_wat"), rows | {"versie": "0"})

    actie = plan.acties.get()
    assert (actie.stap, actie.wie, actie.klaar_op) == ("Tien gezinnen bellen", "Samira", date(2027, 4, 23))
    assert "Tien gezinnen bellen" in plan.secties.get(veld="wie_doet_wat").inhoud


def test_a_step_without_a_name_is_asked_for_and_kept_on_screen(plan, writer):
    rows = {
        "wie_doet_wat-TOTAL_FORMS": "1",
        "wie_doet_wat-INITIAL_FORMS": "0",
        "wie_doet_wat-0-stap": "Tien gezinnen bellen",
    }

    response = writer.post(save_url(plan, "wie_doet_wat"), rows | {"versie": "0"})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Tien gezinnen bellen" in response.text
    assert not plan.acties.exists()


def test_the_three_scores_are_kept_as_numbers(plan, writer):
    answer = {"legitimiteit": "4", "betrokkenheid": "5", "rendement": "3", "inhoud": "Bellen is goedkoper."}

    writer.post(save_url(plan, "waardendriehoek"), answer | {"versie": "0"})

    plan.refresh_from_db()
    assert (plan.legitimiteit, plan.betrokkenheid, plan.rendement) == (4, 5, 3)
    assert plan.secties.get(veld="waardendriehoek").inhoud == "Bellen is goedkoper."


def test_an_unknown_choice_is_refused(plan, writer):
    response = writer.post(save_url(plan, "soort_regel"), {"inhoud": "verzonnen", "versie": "0"})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert plan.secties.get(veld="soort_regel").inhoud == ""


def test_an_unknown_question_does_not_exist(plan, writer):
    response = writer.post(save_url(plan, "bestaat-niet"), {"inhoud": "x", "versie": "0"})

    assert response.status_code == HTTPStatus.NOT_FOUND


def test_a_citizen_service_number_is_never_stored(plan, writer):
    response = writer.post(save_url(plan, "oorzaak"), {"inhoud": "Zijn bsn is 999990019.", "versie": "0"})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Zijn bsn is" in response.text
    assert plan.secties.get(veld="oorzaak").inhoud == ""


def test_earlier_versions_can_be_read_back(plan, writer):
    writer.post(save_url(plan, "oorzaak"), {"inhoud": "Eerste tekst.", "versie": "0"})
    writer.post(save_url(plan, "oorzaak"), {"inhoud": "Tweede tekst.", "versie": "1"})

    response = writer.get(reverse("plannen:sectie_versies", args=[plan.pilot_id, plan.pk, "oorzaak"]))

    assert "Eerste tekst." in response.text
    assert "Tweede tekst." in response.text


def test_a_plan_that_was_handed_in_cannot_be_written_in(pilot, writer, plan):
    plan.submit(by=writer.user)

    response = writer.post(save_url(plan, "oorzaak"), {"inhoud": "Te laat.", "versie": "0"})

    assert response.status_code == HTTPStatus.CONFLICT
    assert plan.secties.get(veld="oorzaak").inhoud == ""


def test_a_plan_of_another_group_does_not_exist(plan, client_as):
    response = client_as(Rol.KETENPARTNER).post(save_url(plan, "oorzaak"), {"inhoud": "x", "versie": "0"})

    assert response.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("rol", [Rol.AMBTENAAR, Rol.BESTUURDER])
def test_who_reads_plans_does_not_write_in_them(plan, client_as, rol):
    response = client_as(rol).post(save_url(plan, "oorzaak"), {"inhoud": "x", "versie": "0"})

    assert response.status_code == HTTPStatus.FORBIDDEN


def test_a_plan_of_another_pilot_does_not_exist(client_as):
    elders = VerbeterplanFactory()

    response = client_as(Rol.FACILITATOR).post(save_url(elders, "oorzaak"), {"inhoud": "x", "versie": "0"})

    assert response.status_code == HTTPStatus.NOT_FOUND


def test_every_member_of_the_group_may_write(plan, client_as):
    client = client_as(Rol.KETENPARTNER)
    member_of(plan, client.user, functie=Functie.LID)

    response = client.post(save_url(plan, "oorzaak"), {"inhoud": "Wij ook.", "versie": "0"})

    assert response.status_code == HTTPStatus.FOUND


def test_the_page_to_write_on_asks_a_fixed_number_of_queries(plan, writer, django_assert_max_num_queries):
    url = reverse("plannen:plan_edit", args=[plan.pilot_id, plan.pk])
    writer.get(url)

    with django_assert_max_num_queries(20):
        response = writer.get(url)

    assert response.status_code == HTTPStatus.OK
    assert response.text.count('class="vraag"') == 17
