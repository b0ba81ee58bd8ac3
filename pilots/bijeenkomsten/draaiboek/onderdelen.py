"""What the run sheet adds to the pages of a pilot and does when a meeting is made."""

from pilots.bijeenkomsten.draaiboek.services.vullen import draaiboek_of
from pilots.traject.haken import on_new_meeting
from pilots.traject.models import Bijeenkomst


@on_new_meeting
def fill(meeting: Bijeenkomst) -> None:
    draaiboek_of(meeting)
