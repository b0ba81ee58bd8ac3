"""What the run sheet adds to the pages of a pilot and does when a meeting is made."""

from typing import Any

from pilots.access import Right
from pilots.bijeenkomsten.draaiboek.services.lopen import begin_run, end_run
from pilots.bijeenkomsten.draaiboek.services.programma import programmes_of
from pilots.bijeenkomsten.draaiboek.services.verschuiven import move_fixed_times, what_moves
from pilots.bijeenkomsten.draaiboek.services.vullen import draaiboek_of
from pilots.traject.haken import Verandering, on_meeting_change, on_new_meeting, register_gevolg
from pilots.traject.models import Bijeenkomst
from pilots.traject.onderdelen import Tab, register_meeting_tab, register_programmes

# Who sees how a meeting is prepared: the facilitator changes it, the ambtenaar reads it.
register_meeting_tab(
    Tab(key="draaiboek", label="Draaiboek", url_name="draaiboek:draaiboek_detail", right=Right.VIEW_LOG, order=20)
)
register_meeting_tab(Tab(key="nu", label="Nu", url_name="draaiboek:loop_nu", right=Right.HOST, order=35))

register_programmes(programmes_of)


@on_new_meeting
def fill(meeting: Bijeenkomst) -> None:
    draaiboek_of(meeting)


@on_meeting_change
def follow(meeting: Bijeenkomst, wat: Verandering, by: Any) -> None:
    """The run sheet begins, ends and moves with the meeting."""
    if wat == Verandering.BEGONNEN:
        begin_run(draaiboek_of(meeting), by=by)
    elif wat == Verandering.GEHOUDEN:
        end_run(draaiboek_of(meeting))
    elif wat == Verandering.VERZET and meeting.aanleiding and meeting.aanleiding.oud_op:
        move_fixed_times(meeting, meeting.aanleiding.oud_op, by=by)


@register_gevolg
def fixed_times_move(meeting: Bijeenkomst, wat: Verandering) -> str:
    return what_moves(meeting) if wat == Verandering.VERZET else ""
