"""What this app does when a meeting changes, and shows on the pages of others."""

from typing import Any

from pilots.bijeenkomsten.uitnodigen.services.plaatsen import promote
from pilots.traject.haken import Verandering, on_meeting_change
from pilots.traject.models import Bijeenkomst


@on_meeting_change
def fill_new_seats(meeting: Bijeenkomst, wat: Verandering, by: Any) -> None:
    """More seats: who waits moves up."""
    if wat == Verandering.CAPACITEIT:
        promote(meeting, by=by, waardoor="omdat het aantal plaatsen veranderde")
