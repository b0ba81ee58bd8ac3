"""What a guest told about food and access goes when we said it would, and a reason for not coming is nobody's log."""

from datetime import timedelta

import pytest
from django.utils import timezone

from datt.core.models import Gebeurtenis
from datt.rooster import SCHEDULE
from pilots.access import Rol
from pilots.bijeenkomsten.dag.models import Materiaalafdruk
from pilots.bijeenkomsten.dag.services.papieren import keep_print
from pilots.bijeenkomsten.dag.tasks import wipe_needs
from tests.factories.accounts import UserFactory
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.traject import BijeenkomstFactory
from tests.uitnodigen.gast import answer, browser, invited


def told(pilot, days_ago):
    meeting = BijeenkomstFactory(pilot=pilot, datum=timezone.localdate() - timedelta(days=days_ago), status="gehouden")
    return UitnodigingFactory(bijeenkomst=meeting, ja=True, dieet="halal", toegang="een plek voor een rolstoel")


def test_needs_are_wiped_two_weeks_after_the_meeting_and_not_earlier(pilot):
    last_day, gone = told(pilot, 14), told(pilot, 15)

    assert wipe_needs() == 1
    assert wipe_needs() == 0

    last_day.refresh_from_db()
    gone.refresh_from_db()
    assert (last_day.dieet, last_day.toegang) == ("halal", "een plek voor een rolstoel")
    assert (gone.dieet, gone.toegang) == ("", "")
    assert gone.status == "ja"
    (line,) = Gebeurtenis.objects.filter(wat="uitnodigen.behoeften.gewist")
    assert line.zin.startswith("wiste wat 1 gast nodig had bij")


def test_the_material_list_that_named_them_goes_too(pilot):
    recent, old = told(pilot, 10), told(pilot, 15)
    user = UserFactory()
    for one in (recent, old):
        keep_print(one.bijeenkomst, by=user)

    wipe_needs()

    assert [one.bijeenkomst for one in Materiaalafdruk.objects.all()] == [recent.bijeenkomst]


def test_it_happens_by_itself_every_day():
    task = SCHEDULE["behoeften"]

    assert task["task"] == wipe_needs.name
    assert task["schedule"] <= 24 * 3600


@pytest.mark.parametrize("rol", [Rol.FACILITATOR, Rol.AMBTENAAR])
def test_why_somebody_does_not_come_stands_with_the_guest_and_not_in_the_log(client_as, meeting, rol):
    guest = invited(meeting)

    answer(browser(guest.persoon), meeting, "nee", reden="Ik lig in het ziekenhuis")

    guest.refresh_from_db()
    assert guest.reden == "Ik lig in het ziekenhuis"
    assert "ziekenhuis" not in client_as(rol).get(f"/pilots/{meeting.pilot_id}/logboek/").text
    assert not Gebeurtenis.objects.filter(reden__contains="ziekenhuis").exists()


def test_who_says_no_can_have_their_needs_wiped_at_once(meeting):
    guest = invited(meeting)
    client = browser(guest.persoon)
    answer(client, meeting, "ja", dieet="halal", toegang="een tolk")

    answer(client, meeting, "nee", wis="on")

    guest.refresh_from_db()
    assert (guest.status, guest.dieet, guest.toegang) == ("afgemeld", "", "")
