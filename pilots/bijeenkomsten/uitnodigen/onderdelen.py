"""What this app does when a meeting changes, and shows on the pages of others."""

from typing import Any

from pilots.bijeenkomsten.uitnodigen import brieven as brieven
from pilots.bijeenkomsten.uitnodigen.delen import eigendata as eigendata
from pilots.bijeenkomsten.uitnodigen.delen import gasten as gasten
from pilots.bijeenkomsten.uitnodigen.delen import meldingen as meldingen
from pilots.bijeenkomsten.uitnodigen.gastdelen import register_gastdeel
from pilots.bijeenkomsten.uitnodigen.gastpagina import PARTS
from pilots.bijeenkomsten.uitnodigen.models import UitnodigingStatus
from pilots.bijeenkomsten.uitnodigen.services import hermaken as hermaken
from pilots.bijeenkomsten.uitnodigen.services import vergeten
from pilots.bijeenkomsten.uitnodigen.services.links import extend_links
from pilots.bijeenkomsten.uitnodigen.services.plaatsen import promote
from pilots.partners.haken import on_people_merged
from pilots.partners.vergeten import about, register_vergeten
from pilots.traject.haken import Verandering, on_meeting_change
from pilots.traject.models import Bijeenkomst, Persoon


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


@on_people_merged
def give_on_a_double_seat(kept: Persoon, lost: Persoon) -> None:
    """Who stood on the list twice has one seat: the other is for who waits."""
    for double in lost.uitnodigingen.filter(status=UitnodigingStatus.JA).select_related("bijeenkomst"):
        promote(double.bijeenkomst, by=None, waardoor="omdat iemand twee keer op de lijst stond")


@register_vergeten
def take_the_name_out(persoon: Persoon) -> list[str]:
    """For who was invited somewhere the row stays, of nobody; answers what must be done first."""
    first = [about(sentence, persoon) for sentence in vergeten.why_name_stays(persoon)]
    if not first:
        vergeten.take_out(persoon)
    return first


for part in PARTS:
    register_gastdeel(part)
