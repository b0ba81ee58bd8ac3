"""What every document of a pilot shares: the cover with the path, its colours, contents and colophon."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from datt.core import dates
from datt.documenten.kinds import image
from pilots.access import Rol
from pilots.keten.models import Gemeente
from pilots.traject.kleuren import Kleuren
from pilots.traject.models import Bijeenkomst, BijeenkomstStatus, Deelname, Pilot
from pilots.traject.stapstenen import LEEG, MOST, Steen, place_stones

# A title longer than this is set smaller on the cover.
LANG, LANGER = 34, 56
VOL = 8  # from this many meetings on, the words on the cover are smaller


@dataclass(frozen=True, kw_only=True)
class Hoofdstuk:
    """A line of the table of contents."""

    anker: str
    titel: str
    uitleg: str = ""


@dataclass(frozen=True, kw_only=True)
class Omslagstap:
    """A stone with the words beside it: its state, its place and its size."""

    naam: str
    wanneer: str
    staat: str
    stijl: str


@dataclass(frozen=True, kw_only=True)
class Omslag:
    soort: str
    titel: str
    onder: str
    stappen: Sequence[Omslagstap]
    is_leeg: bool  # no meetings yet: only the stones of what is to come
    pad: int  # how many stones the track in the background has; 0 for no track
    maat: str


def paper_context(
    pilot: Pilot,
    *,
    soort: str,
    onder: str,
    gegevens: str,
    hoofdstukken: Sequence[Hoofdstuk],
    meetings: Sequence[Bijeenkomst] | None = None,
    privacy: str = "In dit document staan geen gegevens van inwoners.",
) -> dict[str, Any]:
    """The context of `components/pdf_base.html`; `meetings` spares a query when they were read already."""
    gemeente: Gemeente = pilot.gemeente
    if meetings is None:
        meetings = list(pilot.bijeenkomsten.all())
    return {
        "pilot": pilot,
        "gemeente": gemeente,
        "kleuren": Kleuren.of(gemeente.kleur),
        "omslag": _cover(pilot, meetings, soort=soort, onder=onder),
        "hoofdstukken": hoofdstukken,
        "gegevens": gegevens,
        "privacy": privacy,
        "logo": _logo(gemeente),
        "vragen": _questions(pilot),
        "stand": timezone.now(),
    }


def count(number: int, one: str, more: str) -> str:
    """'1 bijeenkomst', '6 bijeenkomsten', 'nog geen bijeenkomsten'."""
    return f"{number or 'nog geen'} {one if number == 1 else more}"


def sentence(words: Sequence[str]) -> str:
    """'a, b en c'."""
    return f"{', '.join(words[:-1])} en {words[-1]}" if len(words) > 1 else "".join(words)


def _logo(gemeente: Gemeente) -> str:
    """The logo as an image that the document carries itself; empty without one that can be used."""
    if not gemeente.logo:
        return ""
    try:
        with gemeente.logo.open() as file:
            return image(file.read())
    except (OSError, ValueError):
        return ""


def _questions(pilot: Pilot) -> str:
    """Whom to ask: the facilitators, without their address, for a document travels."""
    names = list(
        Deelname.objects.current()
        .filter(pilot=pilot, rol=Rol.FACILITATOR)
        .order_by("persoon__naam")
        .values_list("persoon__naam", flat=True)
        .distinct()
    )
    return f"{sentence(names)}, facilitator{'s' if len(names) > 1 else ''} van deze pilot." if names else ""


def _cover(pilot: Pilot, meetings: Sequence[Bijeenkomst], *, soort: str, onder: str) -> Omslag:
    current = next((meeting.pk for meeting in meetings if meeting.is_open()), None)
    if current is None and meetings:
        current = meetings[-1].pk  # all done: the last stone is where we are
    stones = place_stones(len(meetings) or LEEG)
    steps = [_step(meeting, stone, now=meeting.pk == current) for meeting, stone in zip(meetings, stones, strict=False)]
    return Omslag(
        soort=soort,
        titel=pilot.titel,
        onder=onder,
        stappen=steps or [Omslagstap(naam="", wanneer="", staat="straks", stijl=_style(stone)) for stone in stones],
        is_leeg=not steps,
        pad=len(stones) if len(stones) <= MOST else 0,
        maat=" ".join(_sizes(pilot.titel, len(meetings))),
    )


def _sizes(titel: str, meetings: int) -> list[str]:
    sizes = []
    if len(titel) > LANG:
        sizes.append("omslag--langer" if len(titel) > LANGER else "omslag--lang")
    if meetings >= VOL:
        sizes.append("omslag--vol")
    return sizes


def _step(meeting: Bijeenkomst, stone: Steen, *, now: bool) -> Omslagstap:
    if meeting.status == BijeenkomstStatus.GEANNULEERD:
        state = said = "geannuleerd"
    elif meeting.is_held():
        state = said = "gehouden"
    else:
        state, said = "straks", "gepland"
    return Omslagstap(
        naam=meeting.korte_titel,
        wanneer=f"{dates.day(meeting.datum)}, {said}",
        staat=f"{state} nu" if now else state,
        stijl=_style(stone, smaller=meeting.is_extra),
    )


def _style(stone: Steen, *, smaller: bool = False) -> str:
    """Numbers of ours for the CSS: the middle of the stone, half its width and half its height."""
    wide = stone.straal * (0.7 if smaller else 1)
    high = wide * 0.92
    return (
        f"left: {stone.x - wide:.1f}mm; top: {stone.y - high:.1f}mm; height: {2 * high:.1f}mm;"
        f" padding-left: {2 * wide + 6:.1f}mm; --breed: {2 * wide:.1f}mm; --hoog: {2 * high:.1f}mm"
    )
