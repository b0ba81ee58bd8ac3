"""What other apps do when a meeting is made or changes: in the same transaction, so that it happens or nothing does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pilots.traject.models import Bijeenkomst


class Verandering(StrEnum):
    """What happened to a meeting, for who has to know of it."""

    VERZET = "verzet"
    PLAATS = "plaats"
    CAPACITEIT = "capaciteit"
    GEANNULEERD = "geannuleerd"
    HERSTELD = "hersteld"
    BEGONNEN = "begonnen"
    GEHOUDEN = "gehouden"
    VERSLAGEN = "verslagen"


@dataclass(frozen=True)
class Aanleiding:
    """What a change was about, for who tells the guests: when it was before, and why it changed."""

    oud_op: datetime | None = None
    reden: str = ""


type NewMeeting = Callable[["Bijeenkomst"], None]
type MeetingChange = Callable[["Bijeenkomst", Verandering, Any], None]
type Consequence = Callable[["Bijeenkomst", Verandering], str]

_new: list[NewMeeting] = []
_changed: list[MeetingChange] = []
_consequences: list[Consequence] = []


def on_new_meeting(act: NewMeeting) -> NewMeeting:
    """Let `act` see every meeting right after it was made, also those of a pilot that is planned."""
    _new.append(act)
    return act


def on_meeting_change(act: MeetingChange) -> MeetingChange:
    """Let `act` see a meeting right after it changed, with what changed and who did it."""
    _changed.append(act)
    return act


def register_gevolg(say: Consequence) -> Consequence:
    """Let `say` tell beforehand, in one sentence, what a change of a meeting will cause; empty for nothing."""
    _consequences.append(say)
    return say


def consequences(meeting: "Bijeenkomst", wat: Verandering) -> list[str]:
    return [sentence for say in _consequences if (sentence := say(meeting, wat))]


def tell_new(meeting: "Bijeenkomst") -> None:
    for act in _new:
        act(meeting)


def tell_change(meeting: "Bijeenkomst", wat: Verandering, *, by: Any, aanleiding: Aanleiding | None = None) -> None:
    """Let everybody see it; what it was about stands in `meeting.aanleiding` meanwhile."""
    meeting.aanleiding = aanleiding
    for act in _changed:
        act(meeting, wat, by)
