"""The fixed times of a run sheet move along with its meeting."""

from datetime import date, time

import pytest
from django.urls import reverse

from datt.core.models import Gebeurtenis
from pilots.access import Rol
from pilots.traject.services.wijzigen import Moment, move_bijeenkomst
from tests.factories.accounts import UserFactory
from tests.factories.bijeenkomsten import DraaiboekblokFactory, DraaiboekFactory
from tests.factories.traject import BijeenkomstFactory

pytestmark = pytest.mark.django_db
DAG = date(2027, 1, 28)


@pytest.fixture
def sheet(pilot):
    """Welcome, an alderman at 14.30, and a removed block at 15.00."""
    sheet = DraaiboekFactory(bijeenkomst=BijeenkomstFactory(pilot=pilot, datum=DAG))
    DraaiboekblokFactory(draaiboek=sheet, volgorde=1, titel="Welkom")
    DraaiboekblokFactory(draaiboek=sheet, volgorde=2, titel="De wethouder", vast_tijdstip=time(14, 30))
    DraaiboekblokFactory(
        draaiboek=sheet, volgorde=3, titel="Taart", vast_tijdstip=time(15), weg_op="2027-01-01 12:00+01:00"
    )
    return sheet


def move(sheet, begin, eind, datum=DAG):
    meeting = sheet.bijeenkomst
    move_bijeenkomst(meeting, Moment(datum, begin, eind), versie=meeting.versie, by=UserFactory())


def fixed(sheet):
    return dict(sheet.blokken.values_list("titel", "vast_tijdstip"))


def test_fixed_times_move_along_when_the_meeting_begins_later(sheet):
    versions = dict(sheet.blokken.values_list("titel", "versie"))
    move(sheet, time(14, 15), time(17, 15))

    assert fixed(sheet) == {"Welkom": None, "De wethouder": time(15, 15), "Taart": time(15, 45)}
    # Who has a block open that moved hears of it when saving; the others go on.
    now = dict(sheet.blokken.values_list("titel", "versie"))
    assert [titel for titel in now if now[titel] > versions[titel]] == ["De wethouder", "Taart"]
    line = Gebeurtenis.objects.about(sheet).get()
    assert line.zin == "schoof de vaste tijden in het draaiboek 45 minuten later"


def test_fixed_times_stay_when_only_the_day_or_the_end_changes(sheet):
    move(sheet, time(13, 30), time(17), datum=date(2027, 2, 2))

    assert fixed(sheet)["De wethouder"] == time(14, 30)
    assert not Gebeurtenis.objects.about(sheet).exists()


def test_the_night_on_which_the_clock_changes_moves_no_fixed_time(sheet):
    move(sheet, time(13, 30), time(16, 30), datum=date(2027, 6, 1))

    assert fixed(sheet)["De wethouder"] == time(14, 30)


def test_a_fixed_time_that_would_leave_the_day_is_let_go_and_said(sheet):
    sheet.blokken.filter(titel="De wethouder").update(vast_tijdstip=time(23, 30))
    move(sheet, time(14, 15), time(17, 15))

    assert fixed(sheet)["De wethouder"] is None
    assert "zonder vaste tijd is nu: ‘De wethouder’" in Gebeurtenis.objects.about(sheet).get().zin


def test_the_page_that_moves_a_meeting_says_what_happens_to_fixed_times(sheet, client_as):
    def page():
        meeting = sheet.bijeenkomst
        return client_as(Rol.FACILITATOR).get(reverse("traject:bijeenkomst_move", args=[meeting.pilot_id, meeting.pk]))

    assert "schuiven de vaste tijden in het draaiboek mee" in page().text
    sheet.blokken.filter(weg_op__isnull=True).update(vast_tijdstip=None)
    assert "vaste tijden" not in page().text
