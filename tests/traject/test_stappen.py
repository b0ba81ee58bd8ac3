"""The five steps of planning, each by itself."""

from datetime import date, time
from http import HTTPStatus

import pytest
from django.utils import timezone

from pilots.traject.models import Pilot, Taak
from pilots.traject.services import concept as drafts
from tests.factories.accounts import UserFactory
from tests.factories.keten import GemeenteFactory
from tests.traject.plannen import dates_of, fill, url

# gemeente


def test_typing_gives_suggestions_with_the_province(planner, concept):
    GemeenteFactory(code="GM0373", naam="Bergen (NH.)", provincie="Noord-Holland")
    GemeenteFactory(code="GM0893", naam="Bergen (L.)", provincie="Limburg")
    GemeenteFactory(code="GM9999", naam="Bergendal", provincie="Gelderland", opgeheven_op=date(2026, 1, 1))

    page = planner.get(url("gemeente", concept), {"q": "bergen"}, headers={"HX-Request": "true"})

    assert 'role="listbox"' in page.text
    assert "Bergen (NH.)" in page.text
    assert "Limburg" in page.text
    assert "Bergendal" not in page.text
    assert "2 gemeenten gevonden" in page.text


def test_accents_do_not_matter_when_searching(planner, concept):
    GemeenteFactory(naam="Súdwest-Fryslân", provincie="Fryslân")

    page = planner.get(url("gemeente", concept), {"q": "sudwest"}, headers={"HX-Request": "true"})

    assert "Súdwest-Fryslân" in page.text


def test_without_script_an_unclear_name_gives_a_list_to_choose_from(planner, concept):
    GemeenteFactory(code="GM0373", naam="Bergen (NH.)", provincie="Noord-Holland")
    GemeenteFactory(code="GM0893", naam="Bergen (L.)", provincie="Limburg")

    page = planner.post(url("gemeente", concept), {"q": "Bergen"})
    chosen = planner.post(url("gemeente", concept), {"q": "Bergen", "gemeente": "GM0893"})

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert page.text.count('type="radio"') == 2
    assert chosen.url == url("doel", concept)
    concept.refresh_from_db()
    assert (concept.gemeente.naam, concept.regio) == ("Bergen (L.)", "zuid")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [({"q": "xyz"}, "geen gemeente met ‘xyz’"), ({}, "Typ de naam"), ({"q": "O", "gemeente": "GM0000"}, "Kies")],
)
def test_a_name_that_leads_nowhere_says_what_to_do(planner, concept, typed, sentence):
    page = planner.post(url("gemeente", concept), typed)

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    if "gemeente" not in typed:
        assert sentence in page.text


def test_another_region_throws_away_the_dates_of_the_first(planner, concept, ommen):
    fill(concept, ommen)

    drafts.choose_gemeente(concept, GemeenteFactory(naam="Venlo", provincie="Limburg"))

    assert (concept.regio, concept.datums) == ("zuid", [])


# doel


def test_the_real_goals_are_shown_with_their_source(planner, concept, ommen):
    page = planner.get(url("doel", concept))

    for words in ("Venlo", "Zaltbommel", "Zaanstad", "Bron: Gemeente.nu, 2016"):
        assert words in page.text


def test_a_missing_goal_is_asked_for_and_the_rest_is_kept(planner, concept):
    page = planner.post(url("doel", concept), {"titel": "Samen sterk", "maatstaf_1": "Eén"})

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'value="Samen sterk"' in page.text
    concept.refresh_from_db()
    assert (concept.titel, concept.maatstaven) == ("Samen sterk", ["Eén"])


def test_a_citizen_service_number_is_refused_and_never_kept(planner, concept):
    page = planner.post(url("doel", concept), {"titel": "Samen", "doelstelling": "Help 111222333 vooruit"})

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    concept.refresh_from_db()
    assert concept.doelstelling == ""


def test_leaving_a_field_keeps_it_without_going_on(planner, concept):
    answer = planner.post(url("doel", concept), {"titel": "Samen", "actie": "bewaar"})

    assert answer.status_code == HTTPStatus.NO_CONTENT
    concept.refresh_from_db()
    assert concept.titel == "Samen"


def test_going_back_keeps_what_was_typed(planner, concept):
    answer = planner.post(url("doel", concept), {"titel": "Samen", "doelstelling": "", "actie": "terug"})

    assert answer.url == url("gemeente", concept)
    concept.refresh_from_db()
    assert concept.titel == "Samen"


# mensen en regio


def test_another_facilitator_is_added_by_mail_address(planner, concept):
    joost = UserFactory(email="joost@voorbeeld.example", is_facilitator=True)

    answer = planner.post(url("mensen", concept), {"mail": "Joost@voorbeeld.example", "actie": "voeg_toe"})

    assert answer.url == url("mensen", concept)
    assert set(concept.facilitators.all()) == {planner.user, joost}


@pytest.mark.parametrize("fields", [{"is_facilitator": False}, {"is_facilitator": True, "is_active": False}])
def test_only_facilitators_of_the_platform_can_be_added(planner, concept, fields):
    UserFactory(email="joost@voorbeeld.example", **fields)

    page = planner.post(url("mensen", concept), {"mail": "joost@voorbeeld.example", "actie": "voeg_toe"})

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Wij kennen geen facilitator met dit mailadres" in page.text
    assert "joost@voorbeeld.example" in page.text


def test_somebody_can_be_taken_off_but_not_who_plans(planner, concept):
    joost = UserFactory(is_facilitator=True)
    concept.facilitators.add(joost)

    planner.post(url("mensen", concept), {"actie": f"weg:{joost.pk}"})
    planner.post(url("mensen", concept), {"actie": f"weg:{planner.user.pk}"})

    assert list(concept.facilitators.all()) == [planner.user]


def test_the_region_is_proposed_from_the_province_and_can_be_another(planner, concept, ommen):
    drafts.choose_gemeente(concept, ommen)

    page = planner.get(url("mensen", concept))
    planner.post(url("mensen", concept), {"regio": "midden", "actie": "verder"})

    assert "Ommen ligt in Overijssel" in page.text
    concept.refresh_from_db()
    assert concept.regio == "midden"


def test_in_a_divided_province_the_region_is_asked(planner, concept):
    drafts.choose_gemeente(concept, GemeenteFactory(naam="Ede", provincie="Gelderland"))

    page = planner.post(url("mensen", concept), {"actie": "verder"})

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Kies de regio" in page.text


# datums


def test_a_conflict_is_shown_at_once(planner, concept, ommen):
    fill(concept, ommen)

    typed = dates_of(concept, **{"plannen_maken-datum": "27 april 2027"}, actie="kijk")
    page = planner.post(url("datums", concept), typed, headers={"HX-Request": "true"})

    assert page.status_code == HTTPStatus.OK
    assert "valt op Koningsdag" in page.text
    assert page.text.count('hx-swap-oob="true"') == 7
    assert "<html" not in page.text


def test_a_date_with_a_conflict_asks_to_be_chosen_knowingly(planner, concept, ommen):
    fill(concept, ommen)
    typed = dates_of(concept, **{"plannen_maken-datum": "27 april 2027"}, actie="verder")

    refused = planner.post(url("datums", concept), typed)
    accepted = planner.post(url("datums", concept), {**typed, "toch": "on"})

    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "kies deze datums toch" in refused.text
    assert accepted.url == url("controle", concept)
    concept.refresh_from_db()
    assert drafts.voorstellen_of(concept)[4].datum == date(2027, 4, 27)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"sleutel_1-datum": "gisteren"}, "Dit is geen datum"),
        ({"sleutel_1-begin": "9.30", "sleutel_1-eind": "9.00"}, "moet eindigen nadat zij begint"),
        ({"sleutel_1-eind": ""}, "Vul een tijd in"),
    ],
)
def test_a_date_that_is_none_is_said_beside_the_field(planner, concept, ommen, changes, sentence):
    fill(concept, ommen)

    page = planner.post(url("datums", concept), {**dates_of(concept), **changes, "actie": "verder"})

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in page.text


def test_a_wrong_start_is_refused(planner, concept, ommen):
    drafts.choose_gemeente(concept, ommen)

    page = planner.post(url("datums", concept), {"start_datum": "straks", "actie": "voorstel"})

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Dit is geen datum" in page.text


def test_unknown_school_holidays_are_said_and_not_guessed(planner, concept, ommen):
    fill(concept, ommen, start=date(2028, 3, 2))

    page = planner.get(url("datums", concept))

    assert "De schoolvakanties zijn niet bekend voor 6 van de 6 datums" in page.text


def test_the_dates_wait_until_there_is_a_region(planner, concept):
    assert planner.get(url("datums", concept)).url == url("gemeente", concept)


def test_a_place_and_an_address_come_along(planner, concept, ommen):
    fill(concept, ommen)
    extra = {"sleutel_1-plaats": "De Carrousel", "sleutel_1-adres": "Vrijthof 1"}

    planner.post(url("datums", concept), {**dates_of(concept), **extra, "actie": "verder"})
    planner.post(url("controle", concept))

    meeting = Pilot.objects.get(titel="Samen sterk").bijeenkomsten.get(soort="sleutel_1")
    assert (meeting.plaats, meeting.adres, meeting.begin) == ("De Carrousel", "Vrijthof 1", time(13, 30))


# controle


def test_an_incomplete_draft_goes_back_to_what_is_missing(planner, concept):
    assert planner.get(url("controle", concept)).url == url("gemeente", concept)


def test_a_gemeente_that_disappears_meanwhile_is_asked_again(planner, concept, ommen):
    fill(concept, ommen)
    ommen.opgeheven_op = timezone.localdate()
    ommen.save()

    answer = planner.post(url("controle", concept))

    assert answer.url == url("gemeente", concept)
    assert not Pilot.objects.filter(titel="Samen sterk").exists()


def test_a_new_template_meanwhile_is_said(planner, concept, ommen):
    fill(concept, ommen)
    concept.datums = concept.datums[:5]
    concept.save()

    page = planner.post(url("controle", concept))

    assert page.status_code == HTTPStatus.CONFLICT
    assert "Laat de datums opnieuw voorstellen" in page.text
    assert not Taak.objects.exists()
