"""A meeting gets its run sheet from the template: when it is made, or when it is opened first."""

from datetime import time

import pytest

from pilots.bijeenkomsten.draaiboek.models import Draaiboek
from pilots.bijeenkomsten.draaiboek.services.vullen import draaiboek_of
from pilots.traject.haken import tell_new
from pilots.traject.services.sjabloon import load_sjabloon
from tests.factories.bijeenkomsten import WerkvormFactory
from tests.factories.traject import BijeenkomstFactory

pytestmark = pytest.mark.django_db


def meeting_of(pilot, soort: str, **fields):
    template = load_sjabloon().bijeenkomsten.get(soort=soort)
    return BijeenkomstFactory(pilot=pilot, sjabloon=template, soort=soort, **fields)


def test_a_new_meeting_has_the_blocks_of_its_template_at_once(pilot):
    WerkvormFactory(slug="ketenspel", naam="Ketenspel")
    meeting = meeting_of(pilot, "sleutel_1")

    tell_new(meeting)

    blocks = list(Draaiboek.objects.get(bijeenkomst=meeting).blokken.all())
    template = list(meeting.sjabloon.blokken.all())
    same = ("titel", "minuten", "min_minuten", "materiaal", "instructie", "plan_b")
    assert [[getattr(one, name) for name in same] for one in blocks] == [
        [getattr(one, name) for name in same] for one in template
    ]
    assert "Ketenspel" in [str(one.werkvorm) for one in blocks]
    assert blocks[0].leiding == "Facilitator"
    assert blocks[0].is_pauze


def test_a_meeting_of_before_gets_its_run_sheet_when_it_is_opened_and_only_once(pilot):
    meeting = meeting_of(pilot, "sleutel_1")
    first = draaiboek_of(meeting)
    first.blokken.first().delete()

    assert draaiboek_of(meeting) == first
    assert first.blokken.count() == meeting.sjabloon.blokken.count() - 1


def test_fixed_times_move_along_with_a_meeting_that_begins_later(pilot):
    as_template = draaiboek_of(meeting_of(pilot, "werkconferentie", begin=time(9), eind=time(16)))
    later = draaiboek_of(meeting_of(pilot, "werkconferentie", begin=time(9, 30), eind=time(16, 30)))

    assert time(12, 30) in as_template.blokken.values_list("vast_tijdstip", flat=True)
    assert time(13) in later.blokken.values_list("vast_tijdstip", flat=True)


def test_a_whole_day_has_a_morning_and_an_afternoon(pilot):
    day = draaiboek_of(meeting_of(pilot, "werkconferentie", begin=time(9), eind=time(16)))
    assert list(day.blokken.exclude(deel="").values_list("deel", "titel")) == [
        ("Ochtend", "Inloop"),
        ("Middag", "Lunch en markt van organisaties"),
    ]


def test_an_own_meeting_begins_with_an_empty_run_sheet(pilot):
    assert not draaiboek_of(BijeenkomstFactory(pilot=pilot, sjabloon=None)).blokken.exists()
