"""What this app does when a meeting changes, and shows on the pages of others."""

from typing import Any

from pilots.bijeenkomsten.uitnodigen import brieven as brieven
from pilots.bijeenkomsten.uitnodigen.delen import gasten as gasten
from pilots.bijeenkomsten.uitnodigen.delen import meldingen as meldingen
from pilots.bijeenkomsten.uitnodigen.gastdelen import register_gastdeel
from pilots.bijeenkomsten.uitnodigen.gastpagina import PARTS
from pilots.bijeenkomsten.uitnodigen.services.links import extend_links
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import promote
from pilots.traject.haken import Verandering, on_meeting_change
from pilots.traject.models import Bijeenkomst


@on_meeting_change
def fill_new_seats(meeting: Bijeenkomst, wat: Verandering, by: Any) -> None:
    """More seats: who waits moves up."""
    if wat == Verandering.CAPACITEIT:
        promote(meeting, by=by, waardoor="omdat het aantal plaatsen veranderde")


@on_meeting_change
def keep_links_working(meeting: Bijeenkomst, wat: Verandering, by: Any) -> None:
    """A meeting on a later day: the links last as long as was promised."""
    if wat == Verandering.VERZET:
        extend_links(meeting.pilot)


for part in PARTS:
    register_gastdeel(part)
