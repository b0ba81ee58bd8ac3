"""Who withdrew, or was withdrawn, gets nothing any more that was still on its way."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from datt.berichten.models import Bericht
from datt.berichten.services import queue_mail
from datt.core.states import TransitionError
from pilots.access import Rol
from pilots.bijeenkomsten.uitnodigen.services.berichtvelden import fields_for
from pilots.bijeenkomsten.uitnodigen.services.collegas import Collega
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import say_no, say_yes
from pilots.bijeenkomsten.uitnodigen.services.vervangen import send_colleague, take_back
from tests.factories.keten import OrganisatieFactory
from tests.uitnodigen.gast import answer, browser, invited

HERINNERING = "herinnering_1_dag"


@pytest.fixture
def guest(meeting):
    found = invited(meeting, naam="Samira de Wit", organisatie=OrganisatieFactory(naam="Voedselbank"))
    answer(browser(found.persoon), meeting, "ja")
    found.refresh_from_db()
    return found


def wait_for(guest, soort=HERINNERING):
    """A reminder that waits: the mail server is away, or it is night."""
    return queue_mail(
        soort, aan=guest.persoon.email, naam=guest.persoon.naam, velden=fields_for(guest), onderwerp=guest,
        kring=guest.bijeenkomst.pilot, niet_voor=timezone.now() + timedelta(hours=8),
    )  # fmt: skip


def status_of(bericht):
    bericht.refresh_from_db()
    return bericht.status


def test_a_reminder_that_waits_does_not_go_to_who_says_no_meanwhile(meeting, guest):
    other = invited(meeting)
    mine, theirs = wait_for(guest), wait_for(other)

    answer(browser(guest.persoon), meeting, "nee")

    assert status_of(mine) == "ingetrokken"
    assert status_of(theirs) == "wachtrij"
    assert Bericht.objects.get(soort="bevestiging_nee").status == "wachtrij"


def test_an_invitation_that_waits_does_not_go_out_after_it_was_taken_back(client_as, meeting, guest):
    waiting = wait_for(guest, "uitnodiging_bijeenkomst")

    client_as(Rol.FACILITATOR).post(
        reverse("uitnodigen:gast_intrekken", args=[meeting.pilot_id, meeting.pk, guest.pk]),
        {"reden": "De groep is te groot."},
    )

    assert status_of(waiting) == "ingetrokken"
    assert Bericht.objects.get(soort="intrekking_uitnodiging").status == "wachtrij"


def test_who_sends_a_colleague_is_not_reminded_and_neither_is_the_colleague_afterwards(meeting, guest):
    mine = wait_for(guest)
    theirs = send_colleague(guest, Collega(naam="Jan Smit", email="jan@voedselbank.example"), wie="Samira de Wit")
    later = wait_for(theirs)

    take_back(guest, wie="Samira de Wit")

    assert status_of(mine) == "ingetrokken"
    assert status_of(later) == "ingetrokken"
    assert Bericht.objects.get(soort="collega_terug").status == "wachtrij"


@pytest.mark.parametrize("gone", ["ingetrokken", "samengevoegd"])
@pytest.mark.parametrize("act", [say_yes, say_no], ids=["ja", "nee"])
def test_an_answer_to_an_invitation_that_went_a_moment_earlier_is_refused_in_words(meeting, guest, gone, act):
    """The page was read before the lock, and the invitation was gone once the lock was there."""
    if gone == "ingetrokken":
        type(guest).objects.filter(pk=guest.pk).delete()
    else:
        guest.persoon.samengevoegd_in = invited(meeting).persoon
        guest.persoon.save()

    with pytest.raises(TransitionError, match="is er niet meer"):
        act(guest, by=None, wie="Samira de Wit")
