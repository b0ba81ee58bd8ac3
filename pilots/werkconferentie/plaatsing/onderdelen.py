"""What this app shows on the pages of a meeting, and does when a meeting was held."""

from collections.abc import Collection, Iterable
from typing import Any

from pilots.access import Right
from pilots.traject.haken import Verandering, on_meeting_change
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.plaatsing import eigendata as eigendata
from pilots.werkconferentie.plaatsing.models import Plaatsing, Verdeelstap
from pilots.werkconferentie.plaatsing.services import hermaken as hermaken
from pilots.werkconferentie.programma.betrokken import register_betrokken
from pilots.werkconferentie.programma.delen import Programmadeel, register_programmadeel

register_programmadeel(
    Programmadeel(key="verdeling", label="Verdeling", url_name="plaatsing:verdeling_detail", right=Right.HOST, order=40)
)


@on_meeting_change
def forget_steps(meeting: Bijeenkomst, wat: Verandering, by: Any) -> None:
    """The steps name people and exist to be undone; after the meeting nobody needs them."""
    if wat == Verandering.GEHOUDEN:
        Verdeelstap.objects.filter(verdeling__bijeenkomst=meeting).delete()


@register_betrokken
def placed_in(meeting: Bijeenkomst, sessies: Collection[int]) -> Iterable[int]:
    """Who has a place in a session that changes; of a draft nobody knows yet."""
    mine = Plaatsing.objects.fixed().filter(verdeling__bijeenkomst=meeting, sessie__in=sessies)
    return mine.values_list("persoon", flat=True)
