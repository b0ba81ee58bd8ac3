"""Planned against real: what the meeting itself shows, and what is known the next time."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from datt.core.grafieken import pairs
from pilots.access import Rol
from pilots.bijeenkomsten.draaiboek.models import Blokloop
from pilots.bijeenkomsten.draaiboek.services.ervaring import Ervaring, experience_of
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

    def zin():
        return experience_of(user, [werkvorm.pk])[werkvorm.pk].zin

    held(pilot, werkvorm, 40)
    assert zin() == "De vorige keer duurde het 40 minuten (gepland: 30)."
    held(pilot, werkvorm, 50)
    assert zin() == "De vorige twee keer duurde het 40 minuten (gepland: 30) en 50 minuten (gepland: 30)."
    held(pilot, werkvorm, 51)
    assert zin() == "In het echt duurde het gemiddeld 47 minuten (3 keer), 17 minuten langer dan gepland."


@pytest.mark.parametrize(
    ("times", "verschil"), [((30, 29, 31), ", zoals gepland."), ((20, 25, 24), ", 7 minuten korter dan gepland.")]
)
def test_the_sentence_says_it_against_the_plan(times, verschil):
    assert Ervaring(keren=times, gepland=(30,) * 3).zin.endswith(verschil)


@pytest.fixture
def known(pilot):
    """A werkvorm that took 41 minutes the last time, and a block of a meeting to come that uses it again."""
    werkvorm = WerkvormFactory(naam="Speeddate")
    held(pilot, werkvorm, 41)
    _, sheet = day(pilot, status="gepland")
    return DraaiboekblokFactory(draaiboek=sheet, werkvorm=werkvorm, titel="Kennismaken")


@pytest.mark.parametrize("where", ["blok_edit", "blok_add", "werkvorm_list", "werkvorm_detail"])
def test_the_next_time_it_is_said_where_somebody_decides(where, pilot, known, client_as):
    meeting = known.draaiboek.bijeenkomst
    address = {
        "blok_edit": reverse("draaiboek:blok_edit", args=[pilot.pk, meeting.pk, known.pk]),
        "blok_add": f"{reverse('draaiboek:blok_add', args=[pilot.pk, meeting.pk])}?werkvorm={known.werkvorm_id}",
        "werkvorm_list": reverse("draaiboek:werkvorm_list", args=[pilot.pk]),
        "werkvorm_detail": reverse("draaiboek:werkvorm_detail", args=[pilot.pk, known.werkvorm_id]),
    }[where]
    client, zin = client_as(Rol.FACILITATOR), "De vorige keer duurde het 41 minuten (gepland: 30)."

    assert zin in client.get(address).text
    Blokloop.objects.update(blok=DraaiboekblokFactory(werkvorm=known.werkvorm))  # of somebody else's pilot
    assert zin not in client.get(address).text


def test_the_library_asks_as_much_for_many_times_as_for_one(pilot, known, client_as, django_assert_max_num_queries):
    client, address = client_as(Rol.FACILITATOR), reverse("draaiboek:werkvorm_list", args=[pilot.pk])
    with CaptureQueriesContext(connection) as once:
        client.get(address)
    for nr in range(12):
        held(pilot, WerkvormFactory(), 20 + nr)
    with django_assert_max_num_queries(len(once)):
        assert client.get(address).text.count("De vorige keer duurde het") == 13


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
