"""An invitation whose text was wiped goes out again: with the link that works now, and only to that guest."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from datt.berichten.kinds import kinds
from datt.berichten.models import Bericht, BerichtStatus
from datt.berichten.services import resend
from datt.berichten.tasks import sweep_berichten
from datt.core.states import TransitionError
from pilots.access import Rol
from pilots.bijeenkomsten.uitnodigen.services.hermaken import MET_AGENDA, ZONDER_AGENDA
from pilots.bijeenkomsten.uitnodigen.services.links import link_for, revoke_link, url_of
from pilots.bijeenkomsten.uitnodigen.services.versturen import send_invitations
from tests.factories.accounts import UserFactory
from tests.factories.berichten import BerichtFactory
from tests.factories.bijeenkomsten import UitnodigingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest(meeting):
    return UitnodigingFactory(bijeenkomst=meeting, status="klaar", persoon__naam="Samira de Wit")


@pytest.fixture
def wiped(meeting, guest, settings) -> Bericht:
    """Her invitation: sent, wiped, and returned by the mail server."""
    settings.DEMO = False
    send_invitations(meeting, by=UserFactory())
    sweep_berichten()
    bericht = Bericht.objects.get(over_nr=guest.pk)
    assert (bericht.status, bericht.tekst, bericht.onderwerpregel) == ("verstuurd", "", "(gewist)")
    bericht.give_back("Dit adres bestaat niet.")
    return bericht


def resend_on_the_page(client, bericht, aan=""):
    address = reverse("traject:bericht_resend", args=[bericht.pilot.pk, bericht.pk])
    answer = client.post(address, {"aan": aan or bericht.aan})
    bericht.refresh_from_db()
    return answer


def test_the_page_sends_it_again_with_the_same_link_and_the_calendar(client_as, wiped, guest):
    resend_on_the_page(client_as(Rol.FACILITATOR), wiped)

    assert wiped.status == BerichtStatus.WACHTRIJ
    assert "Beste Samira de Wit," in wiped.tekst
    assert url_of(link_for(guest.persoon)) in wiped.tekst
    (event,) = Calendar.from_ical(wiped.agenda).walk("VEVENT")
    assert event["UID"] == f"{guest.bijeenkomst.uid}@datt-werkt"
    sweep_berichten()
    wiped.refresh_from_db()
    assert (wiped.status, wiped.tekst) == ("verstuurd", "")


def test_a_link_that_was_revoked_stays_worthless_and_the_new_one_goes_along(client_as, wiped, guest):
    old = link_for(guest.persoon)
    revoke_link(old, by=None)

    resend_on_the_page(client_as(Rol.FACILITATOR), wiped)

    fresh = link_for(guest.persoon)
    assert fresh.pk != old.pk
    assert url_of(fresh) in wiped.tekst
    assert url_of(old) not in wiped.tekst


def test_after_a_better_address_it_goes_there_and_no_longer_to_the_old_one(client_as, wiped, guest):
    old = wiped.aan
    guest.persoon.email = "samira@goed.example"
    guest.persoon.save()
    client = client_as(Rol.FACILITATOR)

    refused = resend_on_the_page(client, wiped, old)
    assert (refused.status_code, wiped.status, wiped.tekst) == (409, "teruggekomen", "")
    assert "samira@goed.example" in refused.text

    resend_on_the_page(client, wiped, "samira@goed.example")
    assert (wiped.status, wiped.aan) == ("wachtrij", "samira@goed.example")


def test_never_to_an_address_that_was_typed_here(client_as, wiped):
    answer = resend_on_the_page(client_as(Rol.FACILITATOR), wiped, "iemand@anders.example")

    assert (answer.status_code, wiped.status, wiped.tekst) == (422, "teruggekomen", "")


def test_not_for_a_meeting_that_was(wiped, meeting):
    meeting.datum = timezone.localdate() - timedelta(days=2)
    meeting.save()

    with pytest.raises(TransitionError, match="gewist"):
        resend(wiped, by=UserFactory())


def test_not_for_an_invitation_that_was_taken_back(wiped, guest):
    guest.delete()

    with pytest.raises(TransitionError, match="gewist"):
        resend(wiped, by=UserFactory())


@pytest.mark.parametrize("soort", sorted({*MET_AGENDA, *ZONDER_AGENDA, "wijziging_plaats"}))
@pytest.mark.parametrize("kanaal", ["mail", "sms"])
def test_every_message_about_an_invitation_can_be_written_again(meeting, guest, soort, kanaal):
    if kanaal == "sms" and not kinds()[soort].sms:
        pytest.skip("has no text message")
    guest.persoon.telefoon = "06 12345678"
    guest.persoon.save()
    aan = "0031612345678" if kanaal == "sms" else guest.persoon.email
    bericht = lost(soort, guest, kanaal=kanaal, aan=aan)

    resend(bericht, by=UserFactory())

    assert bericht.tekst
    assert "{{" not in bericht.tekst
    assert bool(bericht.agenda) == (kanaal == "mail" and soort not in ZONDER_AGENDA)


def test_a_cancellation_takes_it_off_the_calendar_again(meeting, guest):
    meeting.status = "geannuleerd"
    meeting.save()
    bericht = lost("afgelast", guest, aan=guest.persoon.email)

    resend(bericht, by=UserFactory())

    assert "gaat niet door" in bericht.tekst
    assert Calendar.from_ical(bericht.agenda)["METHOD"] == "CANCEL"


@pytest.mark.parametrize("soort", ["link_kwijt", "link_nieuw"])
def test_a_guest_gets_the_own_link_again(guest, soort):
    bericht = lost(soort, guest.persoon, aan=guest.persoon.email)

    resend(bericht, by=UserFactory())

    assert url_of(link_for(guest.persoon)) in bericht.tekst


def lost(soort, over, **more) -> Bericht:
    pilot = over.pilot if hasattr(over, "pilot") else over.bijeenkomst.pilot
    return BerichtFactory(
        soort=soort, over=over, pilot=pilot, geheim=True, status="teruggekomen", tekst="", html="",
        onderwerpregel="(gewist)", **more,
    )  # fmt: skip
