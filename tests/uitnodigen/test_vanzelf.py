"""What goes out by itself: on its day, once, to who it concerns, and never at night or on a Sunday."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from datt.berichten.models import Afmelding, Bericht
from datt.core.dates import AMSTERDAM
from pilots.access import Rol
from pilots.bijeenkomsten.uitnodigen.services.vooruit import plan_of, send_due
from pilots.bijeenkomsten.uitnodigen.vooruit import VOORUIT, find, words_until
from pilots.traject.services.wijzigen import Moment, drop_bijeenkomst, move_bijeenkomst
from tests.factories.accounts import UserFactory
from tests.factories.bijeenkomsten import UitnodigingFactory
from tests.factories.traject import BijeenkomstFactory

DONDERDAG = date(2027, 3, 11)  # the meeting
LANG_GELEDEN = datetime(2027, 1, 4, 10, tzinfo=AMSTERDAM)


def at(day: date, hour: int = 11) -> datetime:
    return datetime.combine(day, time(hour), AMSTERDAM)


def before(days: int, hour: int = 11) -> datetime:
    return at(DONDERDAG - timedelta(days=days), hour)


@pytest.fixture
def meeting(pilot):
    return BijeenkomstFactory(pilot=pilot, datum=DONDERDAG, status="uitgenodigd")


def guest(meeting, status="ja", **more):
    return UitnodigingFactory(bijeenkomst=meeting, status=status, verstuurd_op=LANG_GELEDEN, **more)


def run(moment: datetime) -> None:
    with time_machine.travel(moment, tick=False):
        send_due()


def sent() -> list[tuple[str, str]]:
    return sorted(Bericht.objects.values_list("soort", "aan_naam"))


def test_two_weeks_ahead_who_said_yes_is_reminded_and_who_is_silent_is_asked(meeting):
    guest(meeting, persoon__naam="Ja")
    guest(meeting, "verstuurd", persoon__naam="Stil")
    guest(meeting, "misschien", persoon__naam="Misschien")
    for status in ("nee", "afgemeld", "wachtlijst", "klaar"):
        guest(meeting, status)

    for hour in (10, 11, 12):  # it is asked every ten minutes
        run(before(15, hour))  # a Wednesday: 14 days before is a Thursday
        run(before(14, hour))

    assert sent() == [
        ("herinnering_14_dagen", "Ja"),
        ("herinnering_antwoord", "Misschien"),
        ("herinnering_antwoord", "Stil"),
    ]


def test_the_day_before_also_comes_by_sms_where_that_was_said_to_be_fine(meeting):
    guest(meeting, persoon__telefoon="06 12345678", persoon__sms_akkoord_op=LANG_GELEDEN)
    guest(meeting, persoon__telefoon="06 12345679")

    run(before(1))

    assert sorted(Bericht.objects.values_list("kanaal", flat=True)) == ["mail", "mail", "sms"]
    assert all("Morgen" in one.onderwerpregel for one in Bericht.objects.all())


@pytest.mark.parametrize("hour", [0, 3, 9, 20, 23])
def test_nothing_goes_out_in_the_evening_or_at_night(meeting, hour):
    guest(meeting)

    run(before(1, hour))

    assert sent() == []


def test_the_day_before_a_monday_is_a_saturday_and_says_so(pilot):
    meeting = BijeenkomstFactory(pilot=pilot, datum=date(2027, 3, 8), status="uitgenodigd")
    guest(meeting)

    run(at(date(2027, 3, 7)))
    assert sent() == []
    run(at(date(2027, 3, 6)))

    assert Bericht.objects.get().onderwerpregel.startswith("Overmorgen:")


@pytest.mark.parametrize("one", VOORUIT)
@pytest.mark.parametrize("day", [DONDERDAG + timedelta(days=nr) for nr in range(7)])
def test_no_message_has_its_moment_on_a_sunday_or_after_the_meeting(one, day):
    moment = one.moment(day)

    assert moment.weekday() in one.dagen_van_de_week
    assert 6 not in one.dagen_van_de_week
    assert moment < one.last_moment(day) <= datetime.combine(day - timedelta(days=1), time(20), AMSTERDAM)


def test_the_words_say_what_is_true_on_the_day_it_goes_out():
    assert words_until(DONDERDAG, DONDERDAG - timedelta(days=14), "donderdag")["over"] == "twee weken"
    assert words_until(DONDERDAG, DONDERDAG - timedelta(days=4), "donderdag")["over"] == "vier dagen"
    assert words_until(DONDERDAG, DONDERDAG - timedelta(days=3), "donderdag")["wanneer"] == "Op donderdag"


def test_moving_the_meeting_moves_what_was_planned(meeting):
    guest(meeting, persoon__naam="Ja")
    later = Moment(DONDERDAG + timedelta(days=7), meeting.begin, meeting.eind)
    with time_machine.travel(before(20), tick=False):
        move_bijeenkomst(meeting, later, versie=meeting.versie, by=UserFactory())

    run(before(3))
    assert ("herinnering_3_dagen", "Ja") not in sent()
    run(at(DONDERDAG + timedelta(days=4)))  # the Monday before

    assert ("herinnering_3_dagen", "Ja") in sent()


def test_a_reminder_that_still_waits_does_not_go_out_when_the_meeting_is_off(meeting):
    guest(meeting)
    run(before(1))

    with time_machine.travel(before(1, 12), tick=False):
        drop_bijeenkomst(meeting, by=UserFactory(), reden="De zaal is dicht")
    run(before(1, 13))

    assert sorted(Bericht.objects.values_list("soort", "status")) == [
        ("afgelast", "wachtrij"),
        ("herinnering_1_dag", "ingetrokken"),
    ]


def test_who_wants_no_more_mail_gets_no_reminder(meeting):
    one = guest(meeting)
    Afmelding.objects.create(adres=one.persoon.email, kring_soort=_type(meeting.pilot), kring_nr=meeting.pilot_id)

    run(before(3))

    assert not Bericht.objects.exclude(status="ingetrokken").exists()


def _type(thing):
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_model(thing)


def test_who_was_invited_yesterday_is_not_asked_again_today(meeting):
    UitnodigingFactory(bijeenkomst=meeting, status="verstuurd", verstuurd_op=before(15))

    run(before(14))

    assert sent() == []


def test_the_plan_shows_real_moments_and_a_message_can_be_off_or_sent_now(client_as, meeting):
    guest(meeting)
    with time_machine.travel(before(30), tick=False):
        client = client_as(Rol.FACILITATOR)
        page = client.get(_url(meeting, "bericht_plan"))
        client.post(_url(meeting, "bericht_schakel", "herinnering_3"), {"aan": "nee"})
        for _ in range(2):  # a double click
            client.post(_url(meeting, "bericht_nu", "herinnering_14"))

    run(before(14))
    run(before(3))

    assert "do 25 februari 2027, 10.00 uur" in page.text
    assert [soort for soort, _ in sent()] == ["herinnering_14_dagen"]
    with time_machine.travel(before(2), tick=False):
        assert {rule.bericht.key: rule.verstuurd for rule in plan_of(meeting)}["herinnering_14"] == 1


def test_an_unknown_message_is_not_found(client_as, meeting):
    assert client_as(Rol.FACILITATOR).post(_url(meeting, "bericht_nu", "reclame")).status_code == 404
    assert find("reclame") is None


def test_nothing_is_sent_now_for_a_meeting_that_is_off(client_as, meeting):
    meeting.status = "geannuleerd"
    meeting.save()
    guest(meeting)

    assert client_as(Rol.FACILITATOR).post(_url(meeting, "bericht_nu", "herinnering_14")).status_code == 409


def test_the_command_does_what_the_scheduler_does(meeting, capsys):
    guest(meeting)

    with time_machine.travel(before(1), tick=False):
        call_command("send_herinneringen")
        call_command("send_herinneringen")

    assert capsys.readouterr().out == "1 berichten klaargezet.\n0 berichten klaargezet.\n"


def _url(meeting, name, *more) -> str:
    return reverse(f"uitnodigen:{name}", args=[meeting.pilot_id, meeting.pk, *more])


def test_the_moments_are_of_this_year(meeting):
    assert timezone.localdate(VOORUIT[0].moment(DONDERDAG)) < DONDERDAG
