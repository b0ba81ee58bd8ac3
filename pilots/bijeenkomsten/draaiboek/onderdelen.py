"""What the run sheet adds to the pages of a pilot and does when a meeting is made."""

from pilots.access import Right
from pilots.bijeenkomsten.draaiboek.services.vullen import draaiboek_of
from pilots.traject.haken import on_new_meeting
from pilots.traject.models import Bijeenkomst
from pilots.traject.onderdelen import Tab, register_meeting_tab

# Who sees how a meeting is prepared: the facilitator changes it, the ambtenaar reads it.
register_meeting_tab(
    Tab(key="draaiboek", label="Draaiboek", url_name="draaiboek:draaiboek_detail", right=Right.VIEW_LOG, order=20)
)


@on_new_meeting
def fill(meeting: Bijeenkomst) -> None:
    draaiboek_of(meeting)
