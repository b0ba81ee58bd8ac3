"""Who was invited hears it when the meeting moves, is somewhere else or is off; and nobody else does."""

from datetime import timedelta

from django.core import mail
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from datt.berichten.models import Bericht
from datt.berichten.tasks import sweep_berichten
from pilots.access import Rol
from pilots.bijeenkomsten.uitnodigen.services.versturen import send_invitations
from pilots.traject.services.wijzigen import (
    Moment,
    change_bijeenkomst,
    drop_bijeenkomst,
    move_bijeenkomst,
    restore_bijeenkomst,
)
from tests.factories.accounts import UserFactory
from tests.factories.bijeenkomsten import UitnodigingFactory


def invite_all(meeting, *statuses):
    return [UitnodigingFactory(bijeenkomst=meeting, status=status) for status in statuses]


def move(meeting, days=7, reden=""):
    to = Moment(meeting.datum + timedelta(days=days), meeting.begin, meeting.eind)
    move_bijeenkomst(meeting, to, versie=meeting.versie, by=UserFactory(), reden=reden)


def told(soort) -> set[str]:
    return set(Bericht.objects.filter(soort=soort).values_list("aan", flat=True))


def test_a_new_day_is_told_to_who_did_not_decline_also_to_who_waits(meeting):
    heard = invite_all(meeting, "verstuurd", "ja", "misschien", "wachtlijst")
    invite_all(meeting, "nee", "afgemeld", "klaar")

    move(meeting, reden="de zaal was niet vrij")

    assert told("wijziging_datum") == {one.persoon.email for one in heard}
    one = Bericht.objects.first()
    (event,) = Calendar.from_ical(one.agenda).walk("VEVENT")
    assert "De zaal was niet vrij." in one.tekst
    assert (event["UID"], event["SEQUENCE"]) == (f"{meeting.uid}@datt-werkt", meeting.ics_nummer)


def test_the_number_in_the_calendar_rises_and_the_uid_stays(meeting):
    UitnodigingFactory(bijeenkomst=meeting, status="klaar")
    send_invitations(meeting, by=UserFactory())
    meeting.refresh_from_db()
    move(meeting)
    drop_bijeenkomst(meeting, by=UserFactory(), reden="Te weinig mensen")

    events = [next(iter(Calendar.from_ical(one.agenda).walk("VEVENT"))) for one in Bericht.objects.order_by("pk")]
    numbers = [event["SEQUENCE"] for event in events]
    assert numbers == sorted(set(numbers))
    assert len({event["UID"] for event in events}) == 1
    assert events[-1]["STATUS"] == "CANCELLED"


def test_another_time_on_the_same_day_says_both_times(meeting):
    invite_all(meeting, "ja")
    to = Moment(meeting.datum, meeting.begin.replace(hour=15), meeting.eind.replace(hour=18))

    move_bijeenkomst(meeting, to, versie=meeting.versie, by=UserFactory())

    text = Bericht.objects.get().tekst
    assert "13.30 uur" in text
    assert "15.30 uur" in text


def test_a_meeting_moved_into_the_past_mails_nobody(meeting):
    invite_all(meeting, "ja")

    move(meeting, days=-60, reden="Vergissing")

    assert not Bericht.objects.exists()


def test_another_place_is_told_even_with_a_line_break_in_it(meeting):
    invite_all(meeting, "ja")

    change_bijeenkomst(
        meeting, {"plaats": "De Waag\r\nBcc: spion@kwaad.example"}, versie=meeting.versie, by=UserFactory()
    )
    sweep_berichten()

    assert len(mail.outbox) == 1
    assert "\n" not in mail.outbox[0].subject
    assert not mail.outbox[0].bcc


def test_a_change_of_the_goal_mails_nobody(meeting):
    invite_all(meeting, "ja")

    change_bijeenkomst(meeting, {"doel": "Anders"}, versie=meeting.versie, by=UserFactory())

    assert not Bericht.objects.exists()


def test_a_cancellation_stops_what_waits_and_goes_by_sms_too_when_it_is_soon(meeting):
    meeting.datum = timezone.localdate() + timedelta(days=2)
    meeting.save()
    UitnodigingFactory(
        bijeenkomst=meeting, status="ja", persoon__telefoon="06 12345678", persoon__sms_akkoord_op=timezone.now()
    )

    drop_bijeenkomst(meeting, by=UserFactory(), reden="de zaal staat onder water")

    assert sorted(Bericht.objects.values_list("soort", "kanaal")) == [("afgelast", "mail"), ("afgelast", "sms")]


def test_a_meeting_that_is_on_again_asks_to_invite_anew(client_as, meeting):
    (yes, no) = invite_all(meeting, "ja", "nee")
    drop_bijeenkomst(meeting, by=UserFactory(), reden="Ziek")

    restore_bijeenkomst(meeting, by=UserFactory())

    for one in (yes, no):
        one.refresh_from_db()
    assert (yes.status, no.status) == ("klaar", "nee")
    page = client_as(Rol.FACILITATOR).get(reverse("traject:pilot_detail", args=[meeting.pilot_id]))
    assert "1 persoon is nog niet uitgenodigd" in page.text
    send_invitations(meeting, by=UserFactory())
    assert Bericht.objects.filter(aan=yes.persoon.email, soort__startswith="uitnodiging_").count() == 1


def test_the_page_says_beforehand_how_many_will_hear_it(client_as, meeting):
    invite_all(meeting, "ja", "verstuurd", "nee")
    UitnodigingFactory(bijeenkomst=meeting, status="ja", persoon__email="")
    client = client_as(Rol.FACILITATOR)

    for name in ("bijeenkomst_move", "bijeenkomst_drop"):
        page = client.get(reverse(f"traject:{name}", args=[meeting.pilot_id, meeting.pk]))
        assert "2 mensen krijgen meteen bericht van ons" in page.text
        assert "Bel zelf één persoon" in page.text
