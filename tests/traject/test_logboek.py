"""The log of a pilot: every line, found by who, what and when, and taken along as a file."""

from datetime import UTC, datetime
from http import HTTPStatus

import pytest
from django.urls import reverse

from datt.core.models import record
from pilots.access import Rol
from tests.factories.accounts import UserFactory
from tests.factories.partners import KetenpartnerFactory
from tests.factories.plannen import VerbeterplanFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory, PilotFactory


def log_url(pilot):
    return reverse("traject:logboek", args=[pilot.pk])


def export_url(pilot):
    return reverse("traject:logboek_export", args=[pilot.pk])


@pytest.fixture
def story(pilot):
    """Three lines of two people, on three days in March."""
    trudy, joost = UserFactory(naam="Trudy van Dam"), UserFactory(naam="Joost Hendriks")
    meeting = BijeenkomstFactory(pilot=pilot)
    record(pilot, "traject.pilot.gewijzigd", "wijzigde het doel", by=trudy, moment=datetime(2027, 3, 1, 9, tzinfo=UTC))
    record(
        meeting, "traject.bijeenkomst.verzet", "verzette de één na laatste", by=joost, reden="Zaal bezet",
        moment=datetime(2027, 3, 5, 9, tzinfo=UTC),
    )  # fmt: skip
    record(
        PersoonFactory(pilot=pilot), "partners.rol.gegeven", "gaf een rol", by=joost,
        moment=datetime(2027, 3, 9, 22, 59, tzinfo=UTC),
    )  # fmt: skip
    return {"trudy": trudy, "joost": joost, "meeting": meeting}


def found(page):
    return [word for word in ("wijzigde het doel", "verzette de één na laatste", "gaf een rol") if word in page]


def test_every_line_is_there_newest_first(pilot, client_as, story):
    page = client_as(Rol.FACILITATOR).get(log_url(pilot)).text

    assert page.index("gaf een rol") < page.index("verzette de één na laatste") < page.index("wijzigde het doel")
    assert "Trudy van Dam" in page
    assert "ma 1 maart 2027, 10.00 uur" in page
    assert "Reden: Zaal bezet" in page


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ({"q": "een NA laatste"}, ["verzette de één na laatste"]),
        ({"q": "zaal bezet"}, ["verzette de één na laatste"]),
        ({"q": "trudy"}, ["wijzigde het doel"]),
        ({"soort": "bijeenkomsten"}, ["verzette de één na laatste"]),
        ({"soort": "team"}, ["gaf een rol"]),
        ({"soort": "partners"}, []),
        ({"van": "5 maart 2027"}, ["verzette de één na laatste", "gaf een rol"]),
        ({"tot": "5-3-2027"}, ["wijzigde het doel", "verzette de één na laatste"]),
        ({"van": "9 maart 2027", "tot": "9 maart 2027"}, ["gaf een rol"]),
        ({"wie": "geen nummer"}, ["wijzigde het doel", "verzette de één na laatste", "gaf een rol"]),
    ],
)
def test_lines_are_found_by_word_kind_and_period(pilot, client_as, story, query, hits):
    page = client_as(Rol.FACILITATOR).get(log_url(pilot), query, headers={"HX-Request": "true"}).text

    assert page.strip().startswith('<section id="regels"')
    assert found(page) == hits


def test_lines_are_found_by_who_did_it(pilot, client_as, story):
    page = client_as(Rol.FACILITATOR).get(log_url(pilot), {"wie": story["trudy"].pk}).text

    assert found(page) == ["wijzigde het doel"]


def test_a_day_that_is_no_day_is_named(pilot, client_as, story):
    page = client_as(Rol.FACILITATOR).get(log_url(pilot), {"van": "gisteren"}).text

    assert "Van: ‘gisteren’ is geen datum." in page
    assert len(found(page)) == 3


def test_a_line_leads_to_what_it_is_about_while_that_exists(pilot, client_as, story):
    client = client_as(Rol.FACILITATOR)
    address = f'href="{story["meeting"].get_absolute_url()}">verzette'

    before = client.get(log_url(pilot)).text
    story["meeting"].delete()
    after = client.get(log_url(pilot)).text

    assert address in before
    assert address not in after
    assert "verzette de één na laatste" in after


def test_a_line_leads_nowhere_where_one_may_not_look(pilot, client_as):
    plan = VerbeterplanFactory(pilot=pilot)
    record(plan, "plannen.verbeterplan.teruggegeven", "gaf het plan terug", by=None)

    pages = [client_as(rol).get(log_url(pilot)).text for rol in (Rol.FACILITATOR, Rol.AMBTENAAR)]

    assert [f'href="{plan.get_absolute_url()}">gaf' in page for page in pages] == [True, False]


def test_lines_of_another_pilot_are_not_there(pilot, client_as):
    record(PilotFactory(), "traject.pilot.gewijzigd", "wijzigde iets van de buren", by=None)
    client = client_as(Rol.FACILITATOR)

    assert "buren" not in client.get(log_url(pilot)).text
    assert "buren" not in client.get(export_url(pilot)).text


@pytest.mark.parametrize(
    ("rol", "status"),
    [
        (Rol.FACILITATOR, HTTPStatus.OK),
        (Rol.AMBTENAAR, HTTPStatus.OK),
        (Rol.BESTUURDER, HTTPStatus.FORBIDDEN),
        (Rol.KETENPARTNER, HTTPStatus.FORBIDDEN),
        (None, HTTPStatus.NOT_FOUND),
    ],
)
def test_the_log_is_for_who_runs_or_follows_the_pilot(pilot, client_as, rol, status):
    client = client_as(rol)

    assert client.get(log_url(pilot)).status_code == status
    assert client.get(export_url(pilot)).status_code == status


def test_the_file_holds_what_was_asked_for_and_runs_no_formula(pilot, client_as, story):
    record(pilot, "traject.pilot.gewijzigd", "=HYPERLINK(1)", by=None, wie="@iemand", reden="-1+1")

    response = client_as(Rol.FACILITATOR).get(export_url(pilot), {"soort": "pilot"})

    lines = response.content.decode("utf-8-sig").splitlines()
    assert response["Content-Disposition"].startswith(f'attachment; filename="logboek-{pilot.slug}-')
    assert lines[0] == "Wanneer;Wie;Wat;Reden"
    assert lines[2].split(";")[1:] == ["'@iemand", "'=HYPERLINK(1)", "'-1+1"]
    assert lines[1] == "01-03-2027 10:00;Trudy van Dam;wijzigde het doel;"


@pytest.mark.parametrize("count", [3, 120])
def test_the_log_is_paged_and_asks_as_much_for_few_as_for_many(count, pilot, client_as, django_assert_max_num_queries):
    client = client_as(Rol.FACILITATOR)
    partner = KetenpartnerFactory(pilot=pilot)
    for nr in range(count):
        record(partner if nr % 2 else pilot, "traject.pilot.gewijzigd", f"deed {nr}", by=client.user)
    client.get(log_url(pilot))

    with django_assert_max_num_queries(16):
        page = client.get(log_url(pilot)).text

    assert page.count("<time ") == min(count, 50)


def test_a_group_whose_plan_one_may_not_read_has_no_link(pilot, client_as):
    plan = VerbeterplanFactory(pilot=pilot)
    record(plan.groep, "plannen.groep.gemaakt", "begon een groep", by=None, kring=pilot)

    pages = [client_as(rol).get(log_url(pilot)).text for rol in (Rol.FACILITATOR, Rol.AMBTENAAR)]

    assert [f'href="{plan.groep.get_absolute_url()}">begon' in page for page in pages] == [True, False]
