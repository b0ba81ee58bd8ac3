"""Planned against real: what the meeting itself shows, and what is known the next time."""

from datetime import timedelta

import pytest
from django.urls import reverse

from datt.core.grafieken import pairs
from pilots.access import Rol
from pilots.bijeenkomsten.draaiboek.models import Blokloop
from pilots.bijeenkomsten.draaiboek.services.ervaring import experience_of
from tests.bijeenkomsten.lopend import at, day
from tests.factories.bijeenkomsten import DraaiboekblokFactory, WerkvormFactory
from tests.factories.traject import PilotFactory


def took(blok, minutes, **more):
    return Blokloop.objects.create(
        blok=blok,
        begon_op=at(14),
        eindigde_op=at(14) + timedelta(minutes=minutes),
        gepland_minuten=blok.minuten,
        nu_minuten=blok.minuten,
        **more,
    )


def held(pilot, werkvorm, minutes):
    return took(DraaiboekblokFactory(draaiboek__bijeenkomst__pilot=pilot, werkvorm=werkvorm), minutes)


def test_after_the_meeting_every_block_says_what_it_took(pilot, client_as):
    meeting, sheet = day(pilot, status="gehouden")
    took(sheet.blokken.get(titel="Welkom"), 37)
    took(sheet.blokken.get(titel="De brief"), 40)
    page = client_as(Rol.FACILITATOR).get(reverse("draaiboek:loop_result", args=[pilot.pk, meeting.pk])).text

    assert "7 minuten langer" in page
    assert "precies op tijd" in page
    assert "niet gedaan" in page
    assert "1 blok duurde langer dan gepland, 0 blokken duurden korter." in page


def test_without_real_times_the_page_teaches(pilot, client_as):
    meeting, _ = day(pilot, status="gehouden")

    assert (
        "geen echte tijden"
        in client_as(Rol.FACILITATOR).get(reverse("draaiboek:loop_result", args=[pilot.pk, meeting.pk])).text
    )


def test_two_times_are_told_and_three_are_an_average(pilot, client_as):
    user, werkvorm = client_as(Rol.FACILITATOR).user, WerkvormFactory()
    held(pilot, werkvorm, 40)
    held(pilot, werkvorm, 50)
    known = experience_of(user, [werkvorm.pk])[werkvorm.pk]
    assert known.gemiddeld is None
    assert known.zin == "Deze werkvorm duurde 40 minuten en 50 minuten. Dat is te weinig voor een gemiddelde."
    held(pilot, werkvorm, 51)
    known = experience_of(user, [werkvorm.pk])[werkvorm.pk]

    assert known.zin == "Deze werkvorm duurde gemiddeld 47 minuten (3 keer)."


def test_only_pilots_that_somebody_may_see_count(pilot, client_as):
    werkvorm = WerkvormFactory()
    for minutes in (10, 20, 30):
        held(PilotFactory(), werkvorm, minutes)
    held(pilot, werkvorm, 45)

    assert experience_of(client_as(Rol.FACILITATOR).user, [werkvorm.pk])[werkvorm.pk].keren == (45,)
    assert experience_of(client_as(None).user, [werkvorm.pk]) == {}


def test_what_was_skipped_or_never_ended_says_nothing(pilot, client_as):
    user, werkvorm = client_as(Rol.FACILITATOR).user, WerkvormFactory()
    held(pilot, werkvorm, 45)
    Blokloop.objects.update(is_overgeslagen=True)
    assert experience_of(user, [werkvorm.pk]) == {}
    Blokloop.objects.update(is_overgeslagen=False, eindigde_op=None)

    assert experience_of(user, [werkvorm.pk]) == {}


@pytest.mark.parametrize("count", [1, 3])
def test_it_is_one_query_for_all_werkvormen(count, pilot, client_as, django_assert_num_queries):
    user = client_as(Rol.FACILITATOR).user
    forms = [WerkvormFactory() for _ in range(count)]
    for werkvorm in forms:
        held(pilot, werkvorm, 30)
    with django_assert_num_queries(1):
        assert len(experience_of(user, [one.pk for one in forms])) == count


def test_both_bars_are_on_one_scale():
    row, other = pairs([("Welkom", 30, 60), ("Slot", 15, 0)]).rijen

    assert float(row.echt_breedte) == 2 * float(row.gepland_breedte) == 4 * float(other.gepland_breedte)
    assert float(other.echt_breedte) > 0
