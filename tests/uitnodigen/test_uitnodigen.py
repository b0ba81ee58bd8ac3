"""Invitations go out once, as they were looked at, to who can be reached; the others get a letter or a call."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from datt.berichten.models import Afmelding, Bericht
from datt.berichten.tasks import sweep_berichten
from datt.core.states import TransitionError
from datt.documenten.models import Document
from pilots.access import Rol
from pilots.bijeenkomsten.uitnodigen.brieven import BRIEVEN
from pilots.bijeenkomsten.uitnodigen.services.versturen import ready_to_send, send_invitations, sort_out
from tests.factories.accounts import UserFactory
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.traject import BijeenkomstFactory


def url(meeting, name, *more) -> str:
    return reverse(f"uitnodigen:{name}", args=[meeting.pilot_id, meeting.pk, *more])


def ready(meeting, count=1, **persoon):
    more = {f"persoon__{name}": value for name, value in persoon.items()}
    return [UitnodigingFactory(bijeenkomst=meeting, status="klaar", **more) for _ in range(count)]


def messages_to(uitnodiging):
    return Bericht.objects.filter(aan=uitnodiging.persoon.email)


def test_forty_one_invitations_are_queued_once(client_as, meeting):
    guests = ready(meeting, 41)
    client = client_as(Rol.FACILITATOR)
    assert "Verstuur 41 uitnodigingen" in client.get(url(meeting, "gast_versturen")).text

    client.post(url(meeting, "gast_versturen"), {"actie": "verstuur"})
    client.post(url(meeting, "gast_versturen"), {"actie": "verstuur"})  # a double click

    meeting.refresh_from_db()
    assert meeting.status == "uitgenodigd"
    assert Bericht.objects.count() == 41
    assert set(meeting.uitnodigingen.values_list("status", flat=True)) == {"verstuurd"}
    assert len({bericht.tekst.partition("/u/")[2][:43] for bericht in Bericht.objects.all()}) == len(guests)


def test_what_goes_out_is_what_was_looked_at_with_the_calendar(client_as, meeting):
    (guest,) = ready(meeting, naam="Zoë ‘Z’ d'Hondt")
    client = client_as(Rol.FACILITATOR)
    words = "Fijn dat u er **weer** bij bent.\n\nTot dan! <script>alert(1)</script> [klik](https://kwaad.example)"
    seen = client.post(url(meeting, "gast_versturen"), {"actie": "kijk", "toevoeging": words})

    client.post(url(meeting, "gast_versturen"), {"actie": "verstuur", "toevoeging": words})

    bericht = messages_to(guest).get()
    first = re.sub(r"/u/[\w-]{43}/", "/u/", bericht.tekst.split("-- \n", maxsplit=1)[0])
    assert re.search(r"/[uk]/[\w-]{10,}", seen.text) is None
    assert "Fijn dat u er **weer** bij bent." in first
    assert all(line in seen.context["bekeken"].mail.tekst for line in first.splitlines() if line)
    assert "<script>" not in bericht.html
    assert 'href="https://kwaad.example"' not in bericht.html
    assert Calendar.from_ical(bericht.agenda)["METHOD"] == "REQUEST"


def test_the_look_of_the_mail_runs_and_loads_nothing(client_as, meeting):
    ready(meeting)

    page = client_as(Rol.FACILITATOR).post(url(meeting, "gast_voorbeeld"), {"toevoeging": "Tot dan!"})

    assert "Tot dan!" in page.text
    assert "default-src 'none'" in page["Content-Security-Policy"]


def test_the_page_shows_a_mail_first_and_of_who_is_on_paper_the_letter(client_as, meeting):
    (paper,) = ready(meeting, naam="Aad Brief", email="")
    client = client_as(Rol.FACILITATOR)
    alone = client.get(url(meeting, "gast_versturen"))
    ready(meeting, naam="Zoë Post")

    both, letter = (client.get(url(meeting, "gast_versturen"), more) for more in ({}, {"gast": paper.pk}))

    assert "Eén gast is nieuw op de lijst. Die krijgt een brief of een telefoontje" in alone.text
    assert both.context["gast"].persoon.naam == "Zoë Post"
    assert "Onderwerp:" in both.text
    assert "Als brief (geen mailadres)" in letter.text
    assert "Onderwerp:" not in letter.text


def test_a_proof_goes_to_oneself_and_holds_no_link_of_a_guest(client_as, meeting):
    (guest,) = ready(meeting)
    client = client_as(Rol.FACILITATOR)

    client.post(url(meeting, "gast_versturen"), {"actie": "proef", "toevoeging": "Hallo"})

    proof = Bericht.objects.get()
    assert proof.aan == client.user.email
    assert "Dit is een proef" in proof.tekst
    assert not proof.tekst.partition("/u/")[2][:20].strip("\n )").startswith(tuple("abcdefghijklmnop"))
    guest.refresh_from_db()
    assert guest.status == "klaar"


def test_who_came_later_is_invited_separately(client_as, meeting):
    old = ready(meeting, 2)
    client = client_as(Rol.FACILITATOR)
    client.post(url(meeting, "gast_versturen"), {"actie": "verstuur"})
    new = ready(meeting, 3)

    assert "Verstuur 3 uitnodigingen" in client.get(url(meeting, "gast_versturen")).text
    client.post(url(meeting, "gast_versturen"), {"actie": "verstuur"})

    assert all(messages_to(one).count() == 1 for one in [*old, *new])


def test_who_cannot_be_mailed_gets_an_sms_or_a_letter(meeting):
    (by_sms,) = ready(meeting, email="", telefoon="06 12345678", sms_akkoord_op=timezone.now())
    (no_consent,) = ready(meeting, email="", telefoon="06 12345679")
    (left,) = ready(meeting)
    Afmelding.objects.create(adres=left.persoon.email, kring_soort=_type(meeting.pilot), kring_nr=meeting.pilot_id)
    (plain,) = ready(meeting)

    who = sort_out(meeting, ready_to_send(meeting))
    send_invitations(meeting, by=UserFactory())

    assert (who.mail, who.sms) == ([plain], [by_sms])
    assert {one.pk: why for one, why in who.op_papier} == {
        no_consent.pk: "geen mailadres",
        left.pk: "wil geen mail meer",
    }
    assert set(Bericht.objects.values_list("aan", "kanaal")) == {
        (plain.persoon.email, "mail"),
        ("0031612345678", "sms"),
    }


def _type(thing):
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_model(thing)


def test_letters_are_ordered_for_who_has_no_mail_and_say_what_the_mail_says(client_as, meeting):
    (guest,) = ready(meeting, email="", naam="Piet Papier 🌷", postadres="Kerkstraat 1, 1234 AB Waterrade")
    (mailed,) = ready(meeting, naam="Mieke Mail")
    client = client_as(Rol.FACILITATOR)

    client.post(url(meeting, "gast_brieven"), {"voor": "zonder_mail"})
    client.post(url(meeting, "gast_gepost"))

    html = Document.objects.get().html
    assert "Kerkstraat 1, 1234 AB Waterrade" in html
    assert "data:image/png" in html
    assert mailed.persoon.naam not in html
    guest.refresh_from_db()
    assert guest.status == "verstuurd"


def test_letters_for_everybody_have_a_page_for_each(meeting):
    ready(meeting, 3)

    context = BRIEVEN["allemaal"].context(meeting)

    assert len(context["brieven"]) == 3


def test_sending_again_reaches_them_once_for_each_page(client_as, meeting):
    guest = UitnodigingFactory(bijeenkomst=meeting)
    client = client_as(Rol.FACILITATOR)
    mark = uuid.uuid4()

    for _ in range(2):
        client.post(url(meeting, "gast_opnieuw", guest.pk), {"eenmalig": mark})
    client.post(url(meeting, "gast_opnieuw", guest.pk), {"eenmalig": uuid.uuid4()})

    assert messages_to(guest).count() == 2


def test_taking_back_an_invitation_tells_the_guest_and_frees_the_seat(client_as, meeting, limits):
    limits(plaatsen=1)
    guest = UitnodigingFactory(bijeenkomst=meeting, ja=True)
    waits = UitnodigingFactory(bijeenkomst=meeting, wacht=True)

    client_as(Rol.FACILITATOR).post(
        url(meeting, "gast_intrekken", guest.pk), {"reden": "uw organisatie krijgt een eigen middag"}
    )

    bericht = messages_to(guest).get()
    assert "Uw organisatie krijgt een eigen middag." in bericht.tekst
    assert "METHOD:CANCEL" in bericht.agenda
    waits.refresh_from_db()
    assert waits.status == "ja"
    assert not meeting.uitnodigingen.filter(pk=guest.pk).exists()


def test_taking_back_asks_for_a_reason(client_as, meeting):
    guest = UitnodigingFactory(bijeenkomst=meeting)

    page = client_as(Rol.FACILITATOR).post(url(meeting, "gast_intrekken", guest.pk), {"reden": " "})

    assert page.status_code == 422
    assert not Bericht.objects.exists()


@pytest.mark.parametrize("status", ["geannuleerd", "gehouden", "bezig", "concept"])
def test_nothing_is_sent_for_a_meeting_that_is_not_open(client_as, pilot, status):
    meeting = BijeenkomstFactory(pilot=pilot, status=status, datum=timezone.localdate() + timedelta(days=9))
    UitnodigingFactory(bijeenkomst=meeting, status="klaar")

    page = client_as(Rol.FACILITATOR).post(url(meeting, "gast_versturen"), {"actie": "verstuur"})

    assert page.status_code == 409
    assert not Bericht.objects.exists()


def test_nothing_is_sent_for_a_meeting_in_the_past(meeting):
    meeting.datum = timezone.localdate() - timedelta(days=1)
    meeting.save()
    ready(meeting)

    with pytest.raises(TransitionError):
        send_invitations(meeting, by=UserFactory())


@pytest.mark.parametrize("words", ["BSN 123456782", "x" * 1501])
def test_a_word_that_may_not_be_kept_sends_nothing(client_as, meeting, words):
    ready(meeting)

    page = client_as(Rol.FACILITATOR).post(url(meeting, "gast_versturen"), {"actie": "verstuur", "toevoeging": words})

    assert page.status_code == 422
    assert words in page.text
    assert not Bericht.objects.exists()


def test_three_megabytes_of_text_are_refused(client_as, meeting):
    ready(meeting)

    page = client_as(Rol.FACILITATOR).post(
        url(meeting, "gast_versturen"), {"actie": "verstuur", "toevoeging": "ö" * 1_500_000}
    )

    assert page.status_code in {400, 413, 422}
    assert not Bericht.objects.exists()


def test_an_invitation_arrives_with_one_reader_whatever_the_name_is(client_as, meeting):
    guests = [*ready(meeting, naam='"A", Bcc: spion@kwaad.example'), *ready(meeting, naam="عائشة")]
    client_as(Rol.FACILITATOR).post(url(meeting, "gast_versturen"), {"actie": "verstuur"})

    sweep_berichten()

    assert sorted(one.to for one in mail.outbox) == sorted([guest.persoon.email] for guest in guests)
    assert all(not one.bcc and not one.cc for one in mail.outbox)
