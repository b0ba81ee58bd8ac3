"""What everybody who was invited hears when a meeting changes, and what its facilitator reads beforehand."""

from typing import Any

from pilots.bijeenkomsten.uitnodigen.services import meldingen
from pilots.traject.haken import Verandering, on_meeting_change, register_gevolg
from pilots.traject.models import Bijeenkomst


@on_meeting_change
def tell_guests(meeting: Bijeenkomst, wat: Verandering, by: Any) -> None:
    if wat == Verandering.VERZET:
        meldingen.tell_moved(meeting, by=by)
    elif wat == Verandering.PLAATS:
        meldingen.tell_place(meeting)
    elif wat == Verandering.GEANNULEERD:
        meldingen.tell_cancelled(meeting, by=by)
    elif wat == Verandering.HERSTELD:
        meldingen.ask_anew(meeting, by=by)


@register_gevolg
def who_will_hear(meeting: Bijeenkomst, wat: Verandering) -> str:
    if wat not in {Verandering.VERZET, Verandering.PLAATS, Verandering.GEANNULEERD}:
        return ""
    return meldingen.how_many_are_told(meeting)
