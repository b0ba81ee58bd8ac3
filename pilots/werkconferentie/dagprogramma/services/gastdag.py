"""The own programme on the page of a guest: before the day, and on it with what is now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from pilots.bijeenkomsten.uitnodigen.gastdelen import Gast
from pilots.bijeenkomsten.uitnodigen.models import KOMT
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus
from pilots.werkconferentie.dagprogramma.dagbeeld import Onderdeel
from pilots.werkconferentie.dagprogramma.persoonlijk import programme_of
from pilots.werkconferentie.dagprogramma.services.wisselen import why_not_now


@dataclass(frozen=True, kw_only=True)
class Regel:
    """One part of the day, and where the clock is."""

    onderdeel: Onderdeel
    is_nu: bool
    is_voorbij: bool


def lines_of(parts: Iterable[Onderdeel], now: datetime) -> list[Regel]:
    return [
        Regel(onderdeel=part, is_nu=part.ronde.goes_on(now), is_voorbij=part.ronde.eindigt <= now) for part in parts
    ]


def day_part(gast: Gast) -> Mapping[str, Any] | None:
    """Of the next meeting with a programme that they come to, or at which they lead a workshop."""
    meeting = (
        Bijeenkomst.objects.filter(
            Q(uitnodigingen__persoon=gast.persoon, uitnodigingen__status__in=KOMT)
            | Q(workshops__begeleiders=gast.persoon),
            pilot=gast.pilot,
            programma__versies__isnull=False,
            datum__gte=timezone.localdate(),
        )
        .exclude(status=BijeenkomstStatus.GEANNULEERD)
        .order_by("datum", "begin")
        .first()
    )
    if meeting is None:
        return None
    meeting.pilot = gast.pilot
    shown = page_of(gast, meeting)
    return shown if shown["regels"] else None


def page_of(gast: Gast, meeting: Bijeenkomst) -> dict[str, Any]:
    """The whole programme of this guest at one meeting; without lines for who does not come."""
    now = timezone.now()
    parts = programme_of(gast.persoon, meeting)
    may = any(part.ronde.is_keuze and not part.begeleidt and not part.ronde.has_begun(now) for part in parts)
    return {
        "bijeenkomst": meeting,
        "regels": lines_of(parts, now),
        "kan_wisselen": may and not why_not_now(meeting),
        "is_vandaag": meeting.datum == timezone.localdate(now),
    }
