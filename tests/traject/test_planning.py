"""Planning a pilot: the service that makes everything, and the five steps that lead to it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta
from http import HTTPStatus

import pytest
from django.db import connection, connections
from django.urls import reverse
from django.utils import timezone

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.traject.models import Pilot, Planconcept, Sjabloon, Taak
from pilots.traject.services import concept as drafts
from pilots.traject.services import schoolvakanties
from pilots.traject.services.planning import PlanningError, create_pilot, due
from pilots.traject.services.sjabloon import load_sjabloon
from tests.factories.accounts import UserFactory
from tests.factories.keten import GemeenteFactory

START = date(2027, 1, 14)


@pytest.fixture
def sjabloon(db) -> Sjabloon:
    schoolvakanties.load_content()
    return load_sjabloon()


@pytest.fixture
def ommen(db):
    return GemeenteFactory(code="GM0175", naam="Ommen", provincie="Overijssel")


def make(sjabloon, ommen, **changes):
    user = changes.pop("by", None) or UserFactory(is_facilitator=True)
    facts = {
        "gemeente": ommen,
        "titel": "Samen sterk",
        "doelstelling": "Niemand staat er alleen voor.",
        "maatstaven": ["Dagen tot het eerste gesprek", "Brieven herschreven"],
        "regio": "noord",
        "start_datum": START,
        "datums": None,
        "facilitators": [user],
        "by": user,
        "sjabloon": sjabloon,
    }
    return create_pilot(**{**facts, **changes})


def test_a_pilot_is_made_with_everything_it_needs(sjabloon, ommen):
    first, second = UserFactory(is_facilitator=True), UserFactory(is_facilitator=True)

    pilot = make(sjabloon, ommen, by=first, facilitators=[first, second])

    meetings = list(pilot.bijeenkomsten.all())
    assert pilot.status == "gepland"
    assert pilot.slug == "ommen-samen-sterk"
    assert pilot.sjabloon == sjabloon
    assert [meeting.volgorde for meeting in meetings] == [1, 2, 3, 4, 5, 6]
    assert {meeting.status for meeting in meetings} == {"gepland"}
    assert [maatstaf.tekst for maatstaf in pilot.maatstaven.all()] == [
        "Dagen tot het eerste gesprek",
        "Brieven herschreven",
    ]
    assert {deelname.persoon.user for deelname in pilot.deelnames.all()} == {first, second}
    assert {deelname.rol for deelname in pilot.deelnames.all()} == {Rol.FACILITATOR}
    for meeting in meetings:
        assert meeting.taken.count() == meeting.sjabloon.taken.count() > 0


def test_the_log_of_a_new_pilot_reads_in_dutch(sjabloon, ommen):
    user = UserFactory(naam="Marieke Postma", is_facilitator=True)

    pilot = make(sjabloon, ommen, by=user)

    assert [str(line) for line in Gebeurtenis.objects.within(pilot).order_by("pk")] == [
        "Marieke Postma plande de pilot Samen sterk",
        "Marieke Postma maakte Marieke Postma facilitator",
        "Marieke Postma plande 6 bijeenkomsten, van do 14 januari 2027 tot en met do 8 april 2027",
    ]


def test_the_proposed_dates_avoid_the_spring_holiday(sjabloon, ommen):
    pilot = make(sjabloon, ommen, start_datum=date(2027, 1, 28))

    days = [meeting.datum for meeting in pilot.bijeenkomsten.all()]

    assert date(2027, 2, 25) not in days
    assert days[2] == date(2027, 3, 4)
    assert all(day.weekday() < 5 for day in days)


def test_a_clock_change_between_planning_and_meeting_moves_nothing(sjabloon, ommen):
    pilot = make(sjabloon, ommen, start_datum=date(2027, 3, 15))

    before, after = pilot.bijeenkomsten.all()[:2]

    assert (before.datum, after.datum) == (date(2027, 3, 15), date(2027, 3, 30))  # summer time from 28 March
    assert (before.begint_op.hour, after.begint_op.hour) == (13, 13)
    assert (before.begint_op.utcoffset(), after.begint_op.utcoffset()) == (timedelta(hours=1), timedelta(hours=2))


def test_a_task_is_never_due_in_the_past_for_a_meeting_to_come():
    today = date(2027, 1, 1)

    assert due(date(2027, 2, 1), 56, today=today) == today
    assert due(date(2027, 2, 1), 7, today=today) == date(2027, 1, 25)
    assert due(date(2026, 12, 1), 56, today=today) == date(2026, 10, 6)  # a meeting of the past tells how it was
    assert due(date(2027, 2, 1), -7, today=today) == date(2027, 2, 8)


def test_the_same_title_twice_gets_another_address(sjabloon, ommen):
    pilots = [make(sjabloon, ommen) for _ in range(3)]

    assert [pilot.slug for pilot in pilots] == ["ommen-samen-sterk", "ommen-samen-sterk-2", "ommen-samen-sterk-3"]


def test_a_title_of_sixty_signs_still_fits_its_address(sjabloon, ommen):
    pilot = make(sjabloon, ommen, titel="Samen staan we sterker tegen geldzorgen in onze hele gemeente" * 1)

    assert len(pilot.slug) <= 60


def test_a_gemeente_that_is_gone_is_refused_and_nothing_is_kept(sjabloon, ommen):
    ommen.opgeheven_op = date(2026, 1, 1)

    with pytest.raises(PlanningError, match="bestaat niet meer"):
        make(sjabloon, ommen)

    assert not Pilot.objects.filter(titel="Samen sterk").exists()


def test_a_pilot_needs_a_facilitator(sjabloon, ommen):
    with pytest.raises(PlanningError, match="minstens één facilitator"):
        make(sjabloon, ommen, facilitators=[])


# --- the steps -------------------------------------------------------------------------------------


@pytest.fixture
def planner(client_as):
    return client_as(Rol.FACILITATOR)


def url(step, concept):
    return reverse(f"traject:plan_{step}", args=[concept.pk])


@pytest.fixture
def concept(planner, sjabloon):
    return drafts.begin_concept(by=planner.user)


def fill(concept, gemeente, start=START):
    drafts.choose_gemeente(concept, gemeente)
    drafts.describe(concept, titel="Samen sterk", doelstelling="Niemand staat er alleen voor.", maatstaven=["Eén"])
    drafts.propose(concept, start)
    return concept


def dates_of(concept, **changes):
    typed = {}
    for kept in concept.datums:
        for name in ("datum", "begin", "eind", "plaats", "adres"):
            typed[f"{kept['soort']}-{name}"] = kept[name]
    return {**typed, **changes}


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
