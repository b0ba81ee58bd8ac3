"""What is to be done about the guests stands on the overview, one click away; and who said yes sits down at a table."""

from datetime import timedelta

import pytest
from django.utils import timezone

from datt.berichten.models import Bericht
from pilots.bijeenkomsten.uitnodigen.services.berichtvelden import fields_for
from pilots.bijeenkomsten.uitnodigen.services.kiezen import candidates
from pilots.bijeenkomsten.uitnodigen.services.versturen import send_invitations
from pilots.tafels.gasten import guests_of
from pilots.traject.onderdelen import figures_for, todos_for
from tests.factories.accounts import UserFactory
from tests.factories.bijeenkomsten import AanwezigheidFactory, UitnodigingFactory
from tests.factories.plannen import VerbeterplanFactory, member_of
from tests.factories.traject import BijeenkomstFactory, PersoonFactory


def titles(pilot) -> list[str]:
    return [todo.titel for todo in todos_for(pilot, timezone.localdate(), most=20)]


def soon(pilot, days, **fields):
    return BijeenkomstFactory(
        pilot=pilot, datum=timezone.localdate() + timedelta(days=days), plaats="De Brug", **fields
    )


def test_nobody_chosen_yet_says_how_many_days_are_left(pilot):
    soon(pilot, 30, korte_titel="Kennismaken")

    assert "Nodig uit voor ‘Kennismaken’: nog 30 dagen" in titles(pilot)


def test_a_meeting_far_away_asks_nothing_yet(pilot):
    soon(pilot, 90)

    assert not [title for title in titles(pilot) if "Nodig uit" in title]


def test_who_is_silent_shortly_before_can_be_called(pilot):
    meeting = soon(pilot, 9, status="uitgenodigd")
    UitnodigingFactory(bijeenkomst=meeting, ja=True)
    for _ in range(2):
        UitnodigingFactory(bijeenkomst=meeting)

    assert "2 mensen hebben nog niet geantwoord" in titles(pilot)


def test_mail_that_came_back_is_named(pilot):
    meeting = soon(pilot, 40)
    UitnodigingFactory(bijeenkomst=meeting, status="klaar")
    send_invitations(meeting, by=UserFactory())
    Bericht.objects.update(status="teruggekomen")

    assert "Eén mail kwam niet aan" in titles(pilot)


@pytest.mark.parametrize("count", [1, 3])
def test_the_overview_takes_as_many_queries_for_more_meetings(pilot, client_as, count, django_assert_num_queries):
    for nr in range(count):
        meeting = soon(pilot, 9 + nr, status="uitgenodigd")
        UitnodigingFactory.create_batch(2, bijeenkomst=meeting)
        AanwezigheidFactory(bijeenkomst=soon(pilot, -9 - nr, status="gehouden"))
    facilitator = client_as("facilitator")
    page = facilitator.get(pilot.get_absolute_url()).content.decode()
    assert "2 mensen hebben nog niet geantwoord" in page

    with django_assert_num_queries(12):
        facilitator.get(pilot.get_absolute_url())


def test_the_figure_counts_who_comes_and_not_who_waits(pilot):
    meeting = soon(pilot, 9, status="uitgenodigd", korte_titel="Kennismaken")
    UitnodigingFactory(bijeenkomst=meeting, ja=True)
    UitnodigingFactory(bijeenkomst=meeting, wacht=True)

    assert ("komen naar ‘Kennismaken’", "1") in [(one.label, one.waarde) for one in figures_for(pilot)]


def test_who_said_yes_sits_down_at_a_table(meeting):
    yes = UitnodigingFactory(bijeenkomst=meeting, ja=True, toegang="Bij de deur")
    UitnodigingFactory(bijeenkomst=meeting, wacht=True)
    UitnodigingFactory(bijeenkomst=meeting)

    assert [(one.persoon, one.toegang) for one in guests_of(meeting)] == [(yes.persoon_id, "Bij de deur")]


def test_who_is_in_a_plan_group_is_proposed_and_the_plans_are_counted(pilot):
    plans = [VerbeterplanFactory(pilot=pilot) for _ in range(2)]
    user = UserFactory()
    PersoonFactory(pilot=pilot, user=user, naam="Lid van de groep")
    member_of(plans[0], user)
    meeting = soon(pilot, 30)
    meeting.sjabloon = pilot.sjabloon.bijeenkomsten.create(
        soort="plannen_maken", volgorde=5, titel="Plannen", korte_titel="Plannen", doel="", doelgroep=["plangroep"],
        capaciteit=60, min_groep=5, duur_minuten=60, dagen_na_start=1, handleiding="",
    )  # fmt: skip
    meeting.save()

    proposed = [one.persoon.user for one in candidates(meeting) if one.is_voorstel]

    assert proposed == [user]
    assert fields_for(UitnodigingFactory(bijeenkomst=meeting))["aantal_plannen"] == "2"
