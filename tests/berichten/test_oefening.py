"""A rehearsal: everything works, and nothing leaves the building."""

import pytest
from django.urls import reverse

from datt.berichten.kinds import kinds
from datt.berichten.models import BerichtStatus, Kanaal
from datt.berichten.services import Ontvanger, queue_mail, queue_many, queue_sms
from datt.berichten.tasks import deliver_bericht, sweep_berichten
from pilots.access import Rol
from tests.factories.berichten import BerichtFactory
from tests.factories.traject import PilotFactory

SOORT = "herinnering_1_dag"
pytestmark = pytest.mark.django_db


@pytest.fixture
def oefening():
    return PilotFactory(is_oefening=True)


@pytest.fixture(autouse=True)
def _daytime(time_machine):
    time_machine.move_to("2027-01-14 10:00:00+01:00", tick=False)


def test_no_mail_and_no_text_message_leaves(oefening, server, smsdienst):
    velden = kinds()[SOORT].velden
    mail = queue_mail(SOORT, aan="s@huis.example", naam="S", velden=velden, kring=oefening)
    sms = queue_sms(SOORT, aan="0612345678", naam="S", velden=velden, kring=oefening)
    queue_many(SOORT, [Ontvanger(aan="b@huis.example", naam="B", sleutel="b")], velden=velden, kring=oefening)

    sweep_berichten()

    for bericht in (mail, sms):
        bericht.refresh_from_db()
        assert (bericht.status, bericht.binnengebleven) == (BerichtStatus.VERSTUURD, True)
        assert bericht.tekst
    assert (server.mails, server.asked, smsdienst.asked) == ([], [], [])


@pytest.mark.parametrize("kanaal", Kanaal.values)
def test_what_was_written_before_it_became_a_rehearsal_stays_inside_too(oefening, server, smsdienst, kanaal):
    bericht = BerichtFactory(pilot=oefening, kanaal=kanaal, aan="0031612345678", binnengebleven=False)

    deliver_bericht(bericht.pk)

    bericht.refresh_from_db()
    assert (bericht.status, bericht.binnengebleven) == (BerichtStatus.VERSTUURD, True)
    assert (server.asked, smsdienst.asked) == ([], [])


def test_what_was_written_in_a_rehearsal_never_leaves_afterwards(oefening, server):
    bericht = queue_mail(SOORT, aan="s@huis.example", naam="S", velden=kinds()[SOORT].velden, kring=oefening)
    oefening.is_oefening = False
    oefening.save()

    deliver_bericht(bericht.pk)

    assert server.asked == []


def test_the_page_says_that_it_was_not_really_sent(oefening, client_as):
    BerichtFactory(pilot=oefening, sent=True, binnengebleven=True)

    page = client_as(Rol.FACILITATOR, in_pilot=oefening).get(
        reverse("traject:bericht_list", args=[oefening.pk]), {"alles": "1"}
    )

    assert "Oefening: niet echt verstuurd." in page.text
