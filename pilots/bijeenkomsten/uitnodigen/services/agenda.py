"""The meeting as an invitation in a guest's own calendar: the same uid for ever, a number that rises."""

import re

from django.db.models import F
from icalendar import vText
from icalendar.parser import Contentline, Parameters

from pilots.bijeenkomsten.uitnodigen.agendateksten import texts_for
from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.bijeenkomsten.uitnodigen.services.berichtvelden import contact_of
from pilots.traject.models import Bijeenkomst
from pilots.traject.services.ics import bijeenkomst_invitation, guest_description

REQUEST, CANCEL = "REQUEST", "CANCEL"
# The line with what it is about, with the lines on which it goes on.
DESCRIPTION = re.compile(r"^DESCRIPTION:.*?\r\n(?! )", re.DOTALL | re.MULTILINE)


class Gastagenda:
    """The calendar file of one meeting: made once, with each guest put in."""

    def __init__(self, meeting: Bijeenkomst, *, method: str = REQUEST) -> None:
        self._meeting, self._number = meeting, meeting.ics_nummer
        self._texts = texts_for([meeting])[meeting.pk]
        self._whole = bijeenkomst_invitation(meeting, method=method, organizer=contact_of(meeting).email).decode()

    def of(self, uitnodiging: Uitnodiging) -> str:
        """For this guest; empty for who has no mail address."""
        if not uitnodiging.persoon.email:
            return ""
        # The answer is given on the personal page, so a calendar asks for none.
        asked = Parameters({"PARTSTAT": "NEEDS-ACTION", "ROLE": "REQ-PARTICIPANT", "RSVP": "FALSE"})
        line = Contentline.from_parts("ATTENDEE", asked, f"mailto:{uitnodiging.persoon.email}")
        number = self._number + uitnodiging.agenda_nummer + self._texts.nummer
        whole = self._whole.replace(f"SEQUENCE:{self._number}\r\n", f"SEQUENCE:{number}\r\n")
        if text := self._texts.teksten.get(uitnodiging.persoon_id):
            told = vText(guest_description(self._meeting, text))
            about = Contentline.from_parts("DESCRIPTION", Parameters(), told).to_ical().decode()
            whole = DESCRIPTION.sub(lambda _: f"{about}\r\n", whole)
        return whole.replace("END:VEVENT\r\n", f"{line.to_ical().decode()}\r\nEND:VEVENT\r\n")


def guest_calendar(uitnodiging: Uitnodiging, *, method: str = REQUEST) -> str:
    """The calendar file of one guest whose answer changed, with a number higher than all before."""
    Uitnodiging.objects.filter(pk=uitnodiging.pk).update(agenda_nummer=F("agenda_nummer") + 1)
    uitnodiging.refresh_from_db(fields=["agenda_nummer"])
    return Gastagenda(uitnodiging.bijeenkomst, method=method).of(uitnodiging)
