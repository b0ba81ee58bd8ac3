"""The list of workshops, for the facilitator: found, counted, downloaded, made and changed."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from pilots.access import Rol
from pilots.werkconferentie.programma.models import Begeleiding, Workshop
from pilots.werkconferentie.programma.services.rooster import programme_of
from tests.factories.keten import OrganisatieFactory
from tests.factories.traject import BijeenkomstFactory, PersoonFactory
from tests.factories.werkconferentie import SessieFactory, WorkshopFactory

pytestmark = pytest.mark.django_db
FIELDS = {"titel": "Geldrust", "omschrijving": "Rust.", "plaatsen_min": 4, "plaatsen_max": 16, "versie": 1}


@pytest.fixture
def meeting(pilot):
    return BijeenkomstFactory(pilot=pilot, datum=timezone.localdate() + timedelta(days=60))


def url(name, meeting, *more):
    return reverse(f"programma:{name}", args=[meeting.pilot_id, meeting.pk, *more])


def test_an_empty_list_says_what_will_stand_there(meeting, client_as):
    assert "Nog geen workshops" in client_as(Rol.FACILITATOR).get(url("workshop_list", meeting)).text


def test_workshops_are_found_counted_and_filtered(meeting, client_as):
    een = WorkshopFactory(bijeenkomst=meeting, titel="Een brief", organisatie=OrganisatieFactory(naam="Café Zuid"))
    WorkshopFactory(bijeenkomst=meeting, titel="Geldrust", status="voorgesteld")
    client = client_as(Rol.FACILITATOR)

    everything = client.get(url("workshop_list", meeting))
    by_words = client.get(url("workshop_list", meeting), {"q": "cafe"})
    by_state = client.get(url("workshop_list", meeting), {"staat": "voorgesteld"})
    nothing = client.get(url("workshop_list", meeting), {"q": "<b>"})

    assert "1 in het programma, 1 voorgesteld." in everything.text
    assert by_words.context["rijen"] == [een]
    assert [one.titel for one in by_state.context["rijen"]] == ["Geldrust"]
    assert "Geen workshop gevonden" in nothing.text


@pytest.mark.parametrize("als", ["csv", "xlsx"])
def test_the_list_is_downloaded_as_it_was_filtered(meeting, client_as, als):
    WorkshopFactory(bijeenkomst=meeting, titel="=1+1")
    WorkshopFactory(bijeenkomst=meeting, titel="Geldrust", status="voorgesteld")

    answer = client_as(Rol.FACILITATOR).get(url("workshop_export", meeting), {"als": als, "staat": "aangenomen"})

    assert "attachment" in answer["Content-Disposition"]
    if als == "csv":
        lines = answer.content.decode("utf-8-sig").splitlines()
        assert len(lines) == 2
        assert not lines[1].lstrip('"').startswith("=")


def test_a_workshop_of_ones_own_is_in_the_programme_at_once(meeting, client_as):
    persoon = PersoonFactory(pilot=meeting.pilot)

    client_as(Rol.FACILITATOR).post(url("workshop_add", meeting), {**FIELDS, "begeleider_1": persoon.pk})

    made = Workshop.objects.get()
    assert (made.status, list(made.begeleiders.all())) == ("aangenomen", [persoon])


def test_somebody_of_another_pilot_does_not_lead_here(meeting, client_as):
    answer = client_as(Rol.FACILITATOR).post(
        url("workshop_add", meeting), {**FIELDS, "begeleider_1": PersoonFactory().pk}
    )

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_who_leads_it_is_changed_and_the_grid_notices(meeting, client_as):
    workshop, (oud, nieuw) = WorkshopFactory(bijeenkomst=meeting), [PersoonFactory(pilot=meeting.pilot) for _ in "ab"]
    Begeleiding.objects.create(workshop=workshop, persoon=oud)
    before = programme_of(meeting).versie
    client = client_as(Rol.FACILITATOR)

    shown = client.get(url("workshop_edit", meeting, workshop.pk)).context["form"]["begeleider_1"].value()
    client.post(url("workshop_edit", meeting, workshop.pk), {**FIELDS, "begeleider_2": nieuw.pk})

    workshop.refresh_from_db()
    assert shown == oud.pk
    assert (workshop.titel, list(workshop.begeleiders.all())) == ("Geldrust", [nieuw])
    assert programme_of(meeting).versie == before + 1


def test_two_facilitators_at_one_workshop_see_both_texts(meeting, client_as):
    workshop = WorkshopFactory(bijeenkomst=meeting)
    Workshop.objects.update(versie=3, titel="Van de ander")

    late = client_as(Rol.FACILITATOR).post(url("workshop_edit", meeting, workshop.pk), FIELDS)

    assert late.status_code == HTTPStatus.CONFLICT
    assert "Van de ander" in late.text
    assert 'value="Geldrust"' in late.text


@pytest.mark.parametrize(
    ("days", "sentence"), [(-1, "Deze dag is al geweest"), (90, "Kies een dag daarvoor"), (None, "Dit is geen datum")]
)
def test_a_last_day_that_cannot_be_is_said(meeting, client_as, days, sentence):
    day = (timezone.localdate() + timedelta(days=days)).isoformat() if days else "straks"

    page = client_as(Rol.FACILITATOR).post(url("voorstellen_open", meeting), {"voorstellen_tot": day})

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in page.text


def test_proposals_are_opened_and_closed(meeting, client_as):
    client = client_as(Rol.FACILITATOR)
    day = timezone.localdate() + timedelta(days=9)

    client.post(url("voorstellen_open", meeting), {"voorstellen_tot": day.isoformat()})
    until = programme_of(meeting).voorstellen_tot
    client.post(url("voorstellen_open", meeting), {"voorstellen_tot": ""})

    assert until == day
    assert programme_of(meeting).voorstellen_tot is None


def test_the_page_of_a_workshop_says_where_it_is_and_what_happened(meeting, client_as):
    sessie = SessieFactory(ronde__bijeenkomst=meeting, ruimte__naam="Atelier")
    client = client_as(Rol.FACILITATOR)
    client.post(url("workshop_withdraw", meeting, sessie.workshop_id), {"reden": "Ziek."})

    page = client.get(url("workshop_detail", meeting, sessie.workshop_id))

    assert "Ronde 1, 13.40 uur, Atelier" in page.text
    assert f"{client.user} trok de workshop" in page.text
    assert "Ziek." in page.text


@pytest.mark.parametrize("rol", [Rol.AMBTENAAR, Rol.BESTUURDER, Rol.KETENPARTNER])
def test_who_does_not_run_meetings_sees_no_workshops_of_others(rol, meeting, client_as):
    workshop, client = WorkshopFactory(bijeenkomst=meeting), client_as(rol)

    answers = [
        client.get(url("workshop_list", meeting)),
        client.get(url("workshop_export", meeting)),
        client.post(url("workshop_accept", meeting, workshop.pk)),
    ]

    assert {one.status_code for one in answers} == {HTTPStatus.FORBIDDEN}


def test_a_workshop_of_another_meeting_does_not_exist(meeting, client_as):
    other = WorkshopFactory(bijeenkomst=BijeenkomstFactory(pilot=meeting.pilot))

    assert client_as(Rol.FACILITATOR).get(url("workshop_detail", meeting, other.pk)).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_as_often_for_thirty_as_for_one(meeting, client_as, count, django_assert_num_queries):
    for _ in range(count):
        sessie = SessieFactory(ronde__bijeenkomst=meeting)
        Begeleiding.objects.create(workshop=sessie.workshop, persoon=PersoonFactory(pilot=meeting.pilot))
    client = client_as(Rol.FACILITATOR)
    client.get(url("workshop_list", meeting))

    with django_assert_num_queries(14):
        client.get(url("workshop_list", meeting))
