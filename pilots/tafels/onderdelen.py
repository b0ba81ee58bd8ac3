"""What this app shows on the pages of a pilot, and does when a meeting was held."""

from typing import Any

from pilots.access import Right
from pilots.tafels.models import Tafelstap
from pilots.traject.haken import Verandering, on_meeting_change
from pilots.traject.models import Bijeenkomst
from pilots.traject.onderdelen import Tab, register_meeting_tab

register_meeting_tab(Tab(key="tafels", label="Tafels", url_name="tafels:indeling_detail", right=Right.HOST, order=30))


@on_meeting_change
def forget_steps(meeting: Bijeenkomst, wat: Verandering, by: Any) -> None:
    """The steps name people and exist to be undone; after the meeting nobody needs them."""
    if wat == Verandering.GEHOUDEN:
        Tafelstap.objects.filter(indeling__bijeenkomst=meeting).delete()
