"""The meeting that goes with a mail: a part with buttons and a file, and nothing smuggled into it."""

import pytest

from datt.berichten.agenda import checked
from datt.berichten.kinds import kinds
from datt.berichten.models import Bericht
from datt.berichten.services import Ontvanger, queue_mail, queue_many
from datt.berichten.tasks import deliver_bericht, sweep_berichten

SOORT = "bevestiging_ja"
pytestmark = pytest.mark.django_db


def calendar(method="REQUEST", *lines):
    return "\r\n".join(
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//DATT Werkt!//NL", f"METHOD:{method}",
            "BEGIN:VEVENT", "UID:1@datt", "SEQUENCE:2", "DTSTART;TZID=Europe/Amsterdam:20270304T093000",
            "SUMMARY:Werkconferentie café ‘De Brug’", "ATTENDEE;CN=\"Samira: de Wit\":mailto:s@huis.example",
            *lines, "END:VEVENT", "END:VCALENDAR", "",
        ]
    )  # fmt: skip


def send(ics):
    bericht = queue_mail(SOORT, aan="s@huis.example", naam="S", velden=kinds()[SOORT].velden, agenda=ics)
    deliver_bericht(bericht.pk)


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL", "PUBLISH"])
def test_the_meeting_goes_along_twice_and_says_what_it_asks(server, method):
    send(calendar(method))

    (mail,) = server.mails
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_param("method") for part in parts] == [method, method]
    assert [part.get_content_charset() for part in parts] == ["utf-8", "utf-8"]
    assert [part.get_filename() for part in parts] == [None, "uitnodiging.ics"]
    assert {part.get_content().replace("\r\n", "\n") for part in parts} == {calendar(method).replace("\r\n", "\n")}
    assert mail.get_body(["html"]) is not None
    (alternative,) = [part for part in mail.walk() if part.get_content_type() == "multipart/alternative"]
    assert parts[0] in list(alternative.iter_parts())


def test_each_of_many_gets_the_own_meeting(server):
    people = [
        Ontvanger(aan=f"{name}@huis.example", naam=name, sleutel=name, agenda=calendar("REQUEST", f"COMMENT:{name}"))
        for name in ("ans", "bo")
    ]
    queue_many(SOORT, people, velden=kinds()[SOORT].velden)

    sweep_berichten()

    for mail in server.mails:
        (file,) = mail.iter_attachments()
        assert f"COMMENT:{mail['To'].partition('@')[0]}" in file.get_content()


@pytest.mark.parametrize(
    "text",
    [
        "geen agenda",
        calendar("REQUEST\r\nMETHOD:CANCEL"),
        calendar("IETS"),
        calendar("REQUEST", "SUMMARY:Eerste regel\r\nTweede regel zonder naam"),
        calendar("REQUEST", "ATTENDEE:mailto:tweede@evil.example"),
        calendar("REQUEST", "SUMMARY:met een \x0b teken"),
        calendar() + calendar(),
        "X" + calendar(),
        calendar() + "Bcc: x@y.example\r\n",
        "BEGIN:VCALENDAR\r\n" + "X-A:1\r\n" * 30_000 + "END:VCALENDAR\r\n",
    ],
)
def test_a_file_that_holds_something_else_is_refused(text):
    with pytest.raises(ValueError, match="agendabestand"):
        send(text)

    assert not Bericht.objects.exists()


def test_folded_lines_stay_as_they_are():
    folded = calendar("REQUEST", "DESCRIPTION:een lange\r\n  regel")

    assert checked(folded) == folded
