"""The settings of a pilot, and the steps of its life with what each of them needs."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.traject.models import Pilot, PilotStatus
from pilots.traject.services.leven import STAPPEN
from tests.factories.traject import BijeenkomstFactory, TaakFactory

OTHERS = [Rol.AMBTENAAR, Rol.BESTUURDER, Rol.KETENPARTNER]


def settings_url(pilot):
    return reverse("traject:instellingen", args=[pilot.pk])


def step_url(pilot, slug):
    return reverse(f"traject:pilot_{slug}", args=[pilot.pk])


def filled(pilot, **changes):
    return {
        "versie": pilot.versie,
        "titel": "Eerder erbij",
        "doelstelling": "Niemand vertelt zijn verhaal drie keer.",
        "regio": "midden",
        "maatstaf_1": "Minder dan vier weken wachten",
        "maatstaf_3": "Elke partner kent de andere",
        **changes,
    }


def sentences(pilot):
    return list(Gebeurtenis.objects.within(pilot).values_list("zin", flat=True))


def in_status(pilot, status):
    Pilot.objects.filter(pk=pilot.pk).update(status=status)
    pilot.refresh_from_db()


def test_the_settings_are_stored_with_a_line_in_the_log(pilot, client_as):
    response = client_as(Rol.FACILITATOR).post(settings_url(pilot), filled(pilot))

    assert response.url == settings_url(pilot)
    pilot.refresh_from_db()
    assert (pilot.doelstelling, pilot.regio) == ("Niemand vertelt zijn verhaal drie keer.", "midden")
    measures = ["Minder dan vier weken wachten", "Elke partner kent de andere"]
    assert [str(measure) for measure in pilot.maatstaven.all()] == measures
    assert sentences(pilot) == ["wijzigde het doel en de regio van de schoolvakanties en de maatstaven"]


def test_a_second_click_changes_nothing_and_logs_nothing(pilot, client_as):
    client = client_as(Rol.FACILITATOR)
    sent = filled(pilot)

    answers = [client.post(settings_url(pilot), sent).status_code for _ in range(2)]

    assert answers == [HTTPStatus.FOUND, HTTPStatus.FOUND]
    assert len(sentences(pilot)) == 1


def test_fewer_measures_leave_no_old_ones(pilot, client_as):
    client = client_as(Rol.FACILITATOR)
    client.post(settings_url(pilot), filled(pilot))
    pilot.refresh_from_db()

    client.post(settings_url(pilot), filled(pilot, maatstaf_1="", maatstaf_3="Alleen deze"))

    assert [(measure.volgorde, measure.tekst) for measure in pilot.maatstaven.all()] == [(1, "Alleen deze")]


def test_who_was_second_sees_both_texts_and_may_still_choose(pilot, client_as):
    old = filled(pilot, doelstelling="Van de eerste.")
    client_as(Rol.FACILITATOR).post(settings_url(pilot), old)
    second = client_as(Rol.FACILITATOR)

    response = second.post(settings_url(pilot), {**old, "doelstelling": "Van de tweede."})

    assert response.status_code == HTTPStatus.CONFLICT
    assert "Iemand anders was u net voor" in response.text
    assert "Van de eerste." in response.text
    assert "Van de tweede." in response.text
    pilot.refresh_from_db()
    assert pilot.doelstelling == "Van de eerste."
    second.post(settings_url(pilot), {**old, "doelstelling": "Van de tweede.", "versie": pilot.versie})
    pilot.refresh_from_db()
    assert pilot.doelstelling == "Van de tweede."


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"titel": ""}, "Geef de pilot een naam."),
        ({"doelstelling": ""}, "Schrijf op wat u met de pilot wilt bereiken."),
        ({"regio": "west"}, "Regio van de schoolvakanties"),
        ({"doelstelling": "Vraag het aan 111222333, haar bsn."}, "burgerservicenummer"),
        ({"maatstaf_1": "x" * 201}, "Maatstaf 1"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(pilot, client_as, changes, sentence):
    response = client_as(Rol.FACILITATOR).post(settings_url(pilot), filled(pilot, **changes))

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sentence in response.text
    assert "Elke partner kent de andere" in response.text
    assert sentences(pilot) == []


@pytest.mark.parametrize("rol", OTHERS)
def test_only_the_facilitator_changes_the_pilot(pilot, client_as, rol):
    client = client_as(rol)

    assert client.get(settings_url(pilot)).status_code == HTTPStatus.FORBIDDEN
    assert client.post(settings_url(pilot), filled(pilot)).status_code == HTTPStatus.FORBIDDEN
    assert client.post(step_url(pilot, "starten")).status_code == HTTPStatus.FORBIDDEN


def test_for_a_stranger_the_pilot_does_not_exist(pilot, client_as):
    client = client_as(None)

    assert client.post(settings_url(pilot), filled(pilot)).status_code == HTTPStatus.NOT_FOUND
    assert client.post(step_url(pilot, "afbreken"), {"reden": "Zomaar"}).status_code == HTTPStatus.NOT_FOUND


def test_the_pilot_lives_from_start_to_archive(pilot, client_as):
    client = client_as(Rol.FACILITATOR)
    meeting = BijeenkomstFactory(pilot=pilot, datum=timezone.localdate() - timedelta(days=1))
    client.post(step_url(pilot, "starten"))
    meeting.close(by=client.user)

    for slug in ("afronden", "nazorg", "archiveren"):
        assert client.post(step_url(pilot, slug)).url == pilot.get_absolute_url()

    pilot.refresh_from_db()
    assert pilot.status == PilotStatus.GEARCHIVEERD
    assert sentences(pilot)[0] == "archiveerde de pilot Eerder erbij"


def test_starting_needs_a_goal_and_a_meeting(pilot, client_as):
    Pilot.objects.filter(pk=pilot.pk).update(doelstelling="")

    response = client_as(Rol.FACILITATOR).post(step_url(pilot, "starten"))

    assert response.status_code == HTTPStatus.CONFLICT
    assert "Schrijf eerst op wat de pilot wil bereiken." in response.text
    assert "Plan eerst minstens één bijeenkomst." in response.text


def test_finishing_names_the_meetings_that_are_still_open(pilot, client_as):
    in_status(pilot, PilotStatus.LOPEND)
    BijeenkomstFactory(pilot=pilot, titel="Werkconferentie")
    client = client_as(Rol.FACILITATOR)

    asked = client.get(step_url(pilot, "afronden"))
    sent = client.post(step_url(pilot, "afronden"))

    assert "‘Werkconferentie’ is nog niet gehouden en niet geannuleerd." in asked.text
    assert sent.status_code == HTTPStatus.CONFLICT
    pilot.refresh_from_db()
    assert pilot.status == PilotStatus.LOPEND


def test_archiving_asks_to_clear_the_open_tasks(pilot, client_as):
    in_status(pilot, PilotStatus.AFGEROND)
    TaakFactory(bijeenkomst=BijeenkomstFactory(pilot=pilot, status="gehouden"), dagen_ervoor=-7)

    response = client_as(Rol.FACILITATOR).post(step_url(pilot, "archiveren"))

    assert response.status_code == HTTPStatus.CONFLICT
    assert "Er staat nog 1 taak open." in response.text


def test_breaking_off_asks_why(pilot, client_as):
    client = client_as(Rol.FACILITATOR)

    without = client.post(step_url(pilot, "afbreken"), {"reden": ""})
    client.post(step_url(pilot, "afbreken"), {"reden": "De raad stopt ermee."})

    assert without.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Schrijf op waarom de pilot stopt." in without.text
    pilot.refresh_from_db()
    assert pilot.status == PilotStatus.AFGEBROKEN
    assert Gebeurtenis.objects.within(pilot).first().reden == "De raad stopt ermee."


OUT_OF_TURN = [
    (slug, status) for slug, stap in STAPPEN.items() for status in PilotStatus.values
    if status not in Pilot.transitions[stap.target]
]  # fmt: skip


@pytest.mark.parametrize(("slug", "status"), OUT_OF_TURN)
def test_no_step_is_taken_out_of_turn(pilot, client_as, slug, status):
    in_status(pilot, status)

    response = client_as(Rol.FACILITATOR).post(step_url(pilot, slug), {"reden": "Daarom"})

    assert response.status_code == HTTPStatus.CONFLICT
    pilot.refresh_from_db()
    assert pilot.status == status


@pytest.mark.parametrize("status", [PilotStatus.GEARCHIVEERD, PilotStatus.AFGEBROKEN])
def test_a_pilot_that_is_over_is_read_and_not_changed(pilot, client_as, status):
    in_status(pilot, status)
    client = client_as(Rol.FACILITATOR)

    seen = client.get(settings_url(pilot))
    sent = client.post(settings_url(pilot), filled(pilot))
    partner = client.post(reverse("partners:aanmelden_instellen", args=[pilot.pk]), {"versie": pilot.versie})

    assert "Hier verandert niets meer" in seen.text
    assert [sent.status_code, partner.status_code] == [HTTPStatus.CONFLICT, HTTPStatus.CONFLICT]
    assert "U kunt alles lezen, maar niets meer veranderen." in sent.text


def test_who_may_not_change_hears_that_first_in_a_pilot_that_is_over(pilot, client_as):
    in_status(pilot, PilotStatus.GEARCHIVEERD)

    response = client_as(Rol.AMBTENAAR).post(settings_url(pilot), filled(pilot))

    assert response.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize(
    ("status", "offered"), [(PilotStatus.LOPEND, True), (PilotStatus.AFGEROND, False), (PilotStatus.AFGEBROKEN, False)]
)
def test_a_meeting_is_only_offered_where_one_can_be_added(pilot, client_as, status, offered):
    in_status(pilot, status)
    BijeenkomstFactory(pilot=pilot)

    page = client_as(Rol.FACILITATOR).get(reverse("traject:bijeenkomst_list", args=[pilot.pk])).text

    assert (reverse("traject:bijeenkomst_add", args=[pilot.pk]) in page) is offered
