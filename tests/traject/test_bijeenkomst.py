"""The list of meetings, one meeting, its facts, and the steps of its life."""

from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.traject.models import Afwijking, BijeenkomstStatus, PilotStatus
from pilots.traject.services.sjabloon import load_sjabloon
from tests.factories.accounts import UserFactory
from tests.factories.traject import BijeenkomstFactory, PilotFactory, TaakFactory

GEGEVENS = {
    "plaats": "Buurthuis De Schakel",
    "adres": "Dorpsstraat 1, Waterrade",
    "toegankelijkheid": "Geen drempels, ringleiding aanwezig.",
    "capaciteit": "45",
    "doel": "Elkaar leren kennen.",
}


STAPPEN = ["bijeenkomst_begin", "bijeenkomst_close", "bijeenkomst_plan", "bijeenkomst_restore"]


@pytest.fixture
def bijeenkomst(pilot):
    """A meeting of today."""
    return BijeenkomstFactory(pilot=pilot, datum=timezone.localdate())


def url(name, meeting):
    return reverse(f"traject:{name}", args=[meeting.pilot_id, meeting.pk])


def test_the_list_shows_every_meeting_in_the_order_of_the_path(pilot, client_as):
    later = BijeenkomstFactory(pilot=pilot, titel="Werkconferentie", volgorde=2, datum=date(2027, 3, 4))
    first = BijeenkomstFactory(pilot=pilot, titel="Startbijeenkomst", plaats="Het Anker", datum=date(2027, 1, 14))
    TaakFactory(bijeenkomst=first, status="gedaan")
    TaakFactory(bijeenkomst=first, volgorde=2)

    response = client_as(Rol.BESTUURDER).get(reverse("traject:bijeenkomst_list", args=[pilot.pk]))

    assert [meeting for meeting, _ in response.context["rijen"]] == [first, later]
    assert "do 14 januari 2027, 13.30 tot 16.30 uur" in response.text
    assert "Het Anker" in response.text
    assert "nog geen plaats" in response.text


def test_the_facilitator_sees_how_far_each_checklist_is(pilot, client_as):
    meeting = BijeenkomstFactory(pilot=pilot, datum=timezone.localdate() + timedelta(days=3))
    TaakFactory(bijeenkomst=meeting, status="gedaan")
    TaakFactory(bijeenkomst=meeting, volgorde=2)
    TaakFactory(bijeenkomst=meeting, volgorde=3, status="vervallen")

    response = client_as(Rol.FACILITATOR).get(reverse("traject:bijeenkomst_list", args=[pilot.pk]))

    assert "1 van 2 taken gedaan, <strong>1 te laat</strong>" in response.text


def test_a_pilot_without_meetings_says_what_will_stand_there(pilot, client_as):
    response = client_as(Rol.FACILITATOR).get(reverse("traject:bijeenkomst_list", args=[pilot.pk]))

    assert "Hier komen de bijeenkomsten te staan" in response.text


@pytest.mark.parametrize("count", [1, 8])
def test_the_list_asks_the_database_as_often_for_many_meetings(pilot, client_as, django_assert_num_queries, count):
    for nr in range(count):
        TaakFactory(bijeenkomst=BijeenkomstFactory(pilot=pilot, volgorde=nr, datum=date(2027, 1, 1 + nr)))
    client = client_as(Rol.FACILITATOR)
    client.get(reverse("traject:bijeenkomst_list", args=[pilot.pk]))

    with django_assert_num_queries(8):
        client.get(reverse("traject:bijeenkomst_list", args=[pilot.pk]))


@pytest.mark.parametrize("count", [1, 150])
def test_a_meeting_asks_the_database_as_often_for_many_tasks(
    pilot, bijeenkomst, client_as, django_assert_num_queries, count
):
    for nr in range(count):
        TaakFactory(bijeenkomst=bijeenkomst, volgorde=nr)
    client = client_as(Rol.FACILITATOR)
    client.get(bijeenkomst.get_absolute_url())

    with django_assert_num_queries(13):
        client.get(bijeenkomst.get_absolute_url())


def test_a_meeting_shows_where_when_and_what_for(pilot, client_as):
    template = load_sjabloon().bijeenkomsten.get(soort="sleutel_1")
    meeting = BijeenkomstFactory(
        pilot=pilot, sjabloon=template, plaats="Het Anker", adres="Kade 3, Waterrade", toegankelijkheid="Lift aanwezig"
    )

    response = client_as(Rol.FACILITATOR).get(meeting.get_absolute_url())

    for words in [
        "Het Anker", "Kade 3, Waterrade", "Lift aanwezig", "Plaats voor 60 mensen", template.opbrengst[0],
        "Sleutelfunctionaris, ervaringsdeskundige, gemeenteambtenaar", "Handleiding", "Openingswoord",
        "<h3>Waarom deze bijeenkomst</h3>",
    ]:  # fmt: skip
        assert words in response.text


def test_a_guest_of_the_pilot_sees_no_manual_and_no_log(bijeenkomst, client_as):
    bijeenkomst.sjabloon = load_sjabloon().bijeenkomsten.get(soort="sleutel_1")
    bijeenkomst.save()

    response = client_as(Rol.BESTUURDER).get(bijeenkomst.get_absolute_url())

    assert response.status_code == HTTPStatus.OK
    assert "Handleiding" not in response.text
    assert "Wat er gebeurde" not in response.text


def test_the_facts_are_changed_and_the_log_says_which(bijeenkomst, client_as):
    response = client_as(Rol.FACILITATOR).post(url("bijeenkomst_edit", bijeenkomst), {**GEGEVENS, "versie": 1})

    bijeenkomst.refresh_from_db()
    assert response.url == bijeenkomst.get_absolute_url()
    assert (bijeenkomst.plaats, bijeenkomst.capaciteit, bijeenkomst.versie) == ("Buurthuis De Schakel", 45, 2)
    assert bijeenkomst.ics_nummer == 1
    line = Gebeurtenis.objects.about(bijeenkomst).get()
    assert line.zin.endswith("plaats, adres, toegankelijkheid, aantal plaatsen, doel")


def test_saving_the_same_twice_changes_nothing(bijeenkomst, client_as):
    client = client_as(Rol.FACILITATOR)
    for _ in range(2):
        client.post(url("bijeenkomst_edit", bijeenkomst), {**GEGEVENS, "versie": 1})

    bijeenkomst.refresh_from_db()
    assert bijeenkomst.versie == 2
    assert Gebeurtenis.objects.about(bijeenkomst).count() == 1


def test_two_people_at_once_see_both_texts(bijeenkomst, client_as):
    one, other = client_as(Rol.FACILITATOR), client_as(Rol.FACILITATOR)
    one.post(url("bijeenkomst_edit", bijeenkomst), {**GEGEVENS, "versie": 1})

    late = {**GEGEVENS, "plaats": "Gemeentehuis", "versie": 1}
    response = other.post(url("bijeenkomst_edit", bijeenkomst), late)

    bijeenkomst.refresh_from_db()
    assert response.status_code == HTTPStatus.CONFLICT
    assert bijeenkomst.plaats == "Buurthuis De Schakel"
    assert [(one.uw_tekst, one.staat_er_nu) for one in response.context["verschillen"]] == [
        ("Gemeentehuis", "Buurthuis De Schakel")
    ]
    assert response.context["form"]["plaats"].value() == "Gemeentehuis"

    again = other.post(
        url("bijeenkomst_edit", bijeenkomst), {**late, "versie": response.context["form"]["versie"].value()}
    )

    bijeenkomst.refresh_from_db()
    assert again.status_code == HTTPStatus.FOUND
    assert bijeenkomst.plaats == "Gemeentehuis"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("capaciteit", "0", "Er moet minstens één plaats zijn."),
        ("capaciteit", "", "Vul in hoeveel mensen er kunnen komen."),
        ("toegankelijkheid", "Bel mevrouw met bsn 123456782", "burgerservicenummer"),
    ],
)
def test_wrong_facts_are_refused_in_words_and_nothing_is_lost(bijeenkomst, client_as, field, value, sentence):
    response = client_as(Rol.FACILITATOR).post(
        url("bijeenkomst_edit", bijeenkomst), {**GEGEVENS, "versie": 1, field: value}
    )

    bijeenkomst.refresh_from_db()
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in response.text
    assert "Dorpsstraat 1, Waterrade" in response.text
    assert bijeenkomst.versie == 1


def test_a_werkconferentie_holds_150_people_at_most(pilot, client_as):
    meeting = BijeenkomstFactory(pilot=pilot, soort="werkconferentie", capaciteit=150)

    response = client_as(Rol.FACILITATOR).post(
        url("bijeenkomst_edit", meeting), {**GEGEVENS, "versie": 1, "capaciteit": "151"}
    )

    meeting.refresh_from_db()
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert meeting.capaciteit == 150


def test_a_meeting_is_begun_and_closed(bijeenkomst, client_as):
    client = client_as(Rol.FACILITATOR)
    states = []
    for step in ["bijeenkomst_begin", "bijeenkomst_close"]:
        asked = client.get(url(step, bijeenkomst))
        assert "U kunt dit niet terugdraaien" in asked.text
        client.post(url(step, bijeenkomst))
        client.post(url(step, bijeenkomst))  # a second click changes nothing
        bijeenkomst.refresh_from_db()
        states.append(bijeenkomst.status)

    assert states == ["bezig", "gehouden"]
    assert Gebeurtenis.objects.about(bijeenkomst).count() == 2


@pytest.mark.parametrize("step", ["bijeenkomst_begin", "bijeenkomst_close"])
def test_a_meeting_of_tomorrow_cannot_begin_or_be_closed(pilot, client_as, step):
    meeting = BijeenkomstFactory(pilot=pilot, datum=timezone.localdate() + timedelta(days=1))

    client = client_as(Rol.FACILITATOR)
    asked, response = client.get(url(step, meeting)), client.post(url(step, meeting))

    meeting.refresh_from_db()
    assert asked.status_code == response.status_code == HTTPStatus.CONFLICT
    assert "Verzet dan eerst de datum" in response.text
    assert meeting.status == BijeenkomstStatus.GEPLAND


@pytest.mark.parametrize(
    ("step", "status"),
    [
        ("bijeenkomst_begin", "geannuleerd"),
        ("bijeenkomst_close", "geannuleerd"),
        ("bijeenkomst_plan", "gehouden"),
        ("bijeenkomst_restore", "gehouden"),
        ("bijeenkomst_edit", "gehouden"),
        ("bijeenkomst_move", "bezig"),
        ("bijeenkomst_rename", "gehouden"),
        ("bijeenkomst_split", "geannuleerd"),
        ("bijeenkomst_drop", "gehouden"),
    ],
)
def test_a_step_in_the_wrong_state_says_so(pilot, client_as, step, status):
    meeting = BijeenkomstFactory(pilot=pilot, datum=timezone.localdate(), status=status)

    response = client_as(Rol.FACILITATOR).post(url(step, meeting), {"reden": "Het past niet."})

    meeting.refresh_from_db()
    assert response.status_code == HTTPStatus.CONFLICT
    assert meeting.status == status


@pytest.mark.parametrize("step", ["bijeenkomst_begin", "bijeenkomst_edit", "bijeenkomst_move"])
def test_a_finished_pilot_changes_no_meetings(pilot, client_as, step):
    pilot.status = PilotStatus.AFGEROND
    pilot.save()
    meeting = BijeenkomstFactory(pilot=pilot, datum=timezone.localdate())

    response = client_as(Rol.FACILITATOR).post(url(step, meeting))

    assert response.status_code == HTTPStatus.CONFLICT
    assert "afgerond" in response.text


@pytest.mark.parametrize("rol", [Rol.AMBTENAAR, Rol.BESTUURDER, Rol.KETENPARTNER])
@pytest.mark.parametrize("step", [*STAPPEN, "bijeenkomst_edit", "bijeenkomst_move", "bijeenkomst_drop"])
def test_only_a_facilitator_changes_a_meeting(bijeenkomst, client_as, rol, step):
    response = client_as(rol).post(url(step, bijeenkomst))

    assert response.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("step", [*STAPPEN, "bijeenkomst_edit", "bijeenkomst_split", "bijeenkomst_rename"])
def test_a_meeting_of_another_pilot_does_not_exist(pilot, client_as, step):
    elsewhere = BijeenkomstFactory(pilot=PilotFactory())

    response = client_as(Rol.FACILITATOR).post(reverse(f"traject:{step}", args=[pilot.pk, elsewhere.pk]))

    assert response.status_code == HTTPStatus.NOT_FOUND


def test_a_stranger_finds_no_meeting(bijeenkomst, client_as):
    response = client_as(None).get(bijeenkomst.get_absolute_url())

    assert response.status_code == HTTPStatus.NOT_FOUND


def test_what_people_typed_stays_text(pilot, client_as):
    meeting = BijeenkomstFactory(pilot=pilot, plaats="<b>Zaal</b>", doel="<script>x</script>")
    Afwijking.objects.create(
        pilot=pilot, bijeenkomst=meeting, soort="verzet", wat="<i>x</i>", reden="<u>y</u>", door=UserFactory()
    )

    response = client_as(Rol.FACILITATOR).get(meeting.get_absolute_url())

    for raw in ["<b>Zaal", "<script>x", "<i>x", "<u>y"]:
        assert raw not in response.text
