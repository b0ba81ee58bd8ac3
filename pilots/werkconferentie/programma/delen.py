"""The parts of the tab Programma of one meeting: each app of the werkconferentie registers its own here."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from datt.core.http import Request
from pilots.access import Right
from pilots.traject.kop import meeting_header
from pilots.traject.models import Bijeenkomst, Pilot


@dataclass(frozen=True, kw_only=True)
class Programmadeel:
    """One page below the tab; its `url_name` takes the pilot and the meeting."""

    key: str
    label: str
    url_name: str
    right: Right
    order: int


_parts: dict[str, Programmadeel] = {}


def register_programmadeel(deel: Programmadeel) -> None:
    _parts[deel.key] = deel


def programme_header(
    request: Request, pilot: Pilot, meeting: Bijeenkomst, *, deel: str, **context: Any
) -> dict[str, Any]:
    """The context of a page that extends `programma/programma_base.html`; `deel` is the key of the current part."""
    parts = [
        {
            "label": part.label,
            "url": reverse(part.url_name, args=[pilot.pk, meeting.pk]),
            "is_current": part.key == deel,
        }
        for part in sorted(_parts.values(), key=lambda one: one.order)
        if part.right in request.rights
    ]
    return meeting_header(request, pilot, meeting, tab="programma", programmadelen=parts, **context)
