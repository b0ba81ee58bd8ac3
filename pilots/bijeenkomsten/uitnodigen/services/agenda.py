"""The meeting as an invitation in a guest's own calendar: the same uid for ever, a number that rises."""

from django.db.models import F
from icalendar.parser import Contentline, Parameters

from pilots.bijeenkomsten.uitnodigen.models import Uitnodiging
from pilots.bijeenkomsten.uitnodigen.services.berichtvelden import contact_of
from pilots.traject.models import Bijeenkomst
from pilots.traject.services.ics import bijeenkomst_invitation

REQUEST, CANCEL = "REQUEST", "CANCEL"


class Gastagenda:
    """The calendar file of one meeting: made once, with each guest put in."""

    def __init__(self, meeting: Bijeenkomst, *, method: str = REQUEST) -> None:
        self._number = meeting.ics_nummer
        self._whole = bijeenkomst_invitation(meeting, method=method, organizer=contact_of(meeting).email).decode()

    def of(self, uitnodiging: Uitnodiging) -> str:
        """For this guest; empty for who has no mail address."""
        if not uitnodiging.persoon.email:
            return ""
        # The answer is given on the personal page, so a calendar asks for none.
        asked = Parameters({"PARTSTAT": "NEEDS-ACTION", "ROLE": "REQ-PARTICIPANT", "RSVP": "FALSE"})
        line = Contentline.from_parts("ATTENDEE", asked, f"mailto:{uitnodiging.persoon.email}")
        own = f"SEQUENCE:{self._number + uitnodiging.agenda_nummer}\r\n"
        whole = self._whole.replace(f"SEQUENCE:{self._number}\r\n", own)
        return whole.replace("END:VEVENT\r\n", f"{line.to_ical().decode()}\r\nEND:VEVENT\r\n")


def guest_calendar(uitnodiging: Uitnodiging, *, method: str = REQUEST) -> str:
    """The calendar file of one guest whose answer changed, with a number higher than all before."""
    Uitnodiging.objects.filter(pk=uitnodiging.pk).update(agenda_nummer=F("agenda_nummer") + 1)
    uitnodiging.refresh_from_db(fields=["agenda_nummer"])
    return Gastagenda(uitnodiging.bijeenkomst, method=method).of(uitnodiging)
