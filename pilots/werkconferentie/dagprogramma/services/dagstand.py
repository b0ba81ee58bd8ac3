"""How the day stands, for who leads it: per room what is now and next, and how full each workshop is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pilots.bijeenkomsten.dag.services.aantallen import aanwezigen
from pilots.bijeenkomsten.dag.services.papieren import papers_of
from pilots.bijeenkomsten.dag.services.stand import version_of as version_at_door
from pilots.traject.models import Bijeenkomst
from pilots.werkconferentie.dagprogramma.dagbeeld import Dagbeeld, Mens, Rondebeeld
from pilots.werkconferentie.dagprogramma.documents import WORKSHOPPAPIER
from pilots.werkconferentie.dagprogramma.persoonlijk import day_of, rounds_in
from pilots.werkconferentie.dagprogramma.ruimten import Ruimteregel, line_of, rooms_of
from pilots.werkconferentie.dagprogramma.services.wisselen import is_open
from pilots.werkconferentie.plaatsing.models import Verdeling
from pilots.werkconferentie.programma.services.rooster import load
from pilots.werkconferentie.programma.services.versies import content_of, latest


@dataclass(frozen=True, kw_only=True)
class Sessiestand:
    """A workshop in one round: `binnen` are those of its guests who came through the door."""

    regel: Ruimteregel
    binnen: int


@dataclass(frozen=True, kw_only=True)
class Rondestand:
    """A round with its workshops, and who has no place in it."""

    ronde: Rondebeeld
    is_nu: bool
    is_voorbij: bool
    sessies: Sequence[Sessiestand]
    zonder: Sequence[Mens]


@dataclass(frozen=True, kw_only=True)
class Kamerstand:
    """A room with what is there now, and what comes next."""

    naam: str
    nu: Sequence[Ruimteregel]
    straks: Sequence[Ruimteregel]


@dataclass(frozen=True, kw_only=True)
class Dagstand:
    """Everything on the page of the day that changes by itself."""

    versie: str
    gelezen_op: datetime
    nu: Rondebeeld | None
    straks: Rondebeeld | None
    kamers: Sequence[Kamerstand]
    rondes: Sequence[Rondestand]


def version_of(meeting: Bijeenkomst, now: datetime) -> str:
    """Another one as soon as anything on the page would be different. Two queries, however large the day is."""
    shown = latest(meeting)
    if shown is None:
        return "0"
    rondes = rounds_in(shown, meeting)
    clock = sum(one.has_begun(now) for one in rondes) + sum(one.eindigt <= now for one in rondes)
    places = Verdeling.objects.filter(bijeenkomst=meeting).values_list("versie", flat=True).first()
    return f"{version_at_door(meeting)}.{shown.nummer}.{places or 0}.{clock}"


def stand_of(meeting: Bijeenkomst, now: datetime) -> Dagstand | None:
    """The same number of queries for three workshops as for forty; None until the programme is public."""
    version = version_of(meeting, now)  # before the rows: rather once too often than too old
    day = day_of(meeting)
    if day is None:
        return None
    inside = aanwezigen(meeting)
    return Dagstand(
        versie=version,
        gelezen_op=now,
        nu=next((one for one in day.rondes if one.goes_on(now)), None),
        straks=next((one for one in day.rondes if not one.has_begun(now)), None),
        kamers=[Kamerstand(naam=one.naam, nu=one.now(now), straks=one.following(now)) for one in rooms_of(day)],
        rondes=[_round(day, one, inside, now) for one in day.rondes if one.is_keuze],
    )


def _round(day: Dagbeeld, ronde: Rondebeeld, inside: set[int], now: datetime) -> Rondestand:
    return Rondestand(
        ronde=ronde,
        is_nu=ronde.goes_on(now),
        is_voorbij=ronde.eindigt <= now,
        sessies=[
            Sessiestand(
                regel=line_of(day, ronde, one), binnen=sum(guest.nr in inside for guest in day.gasten.get(one.nr, ()))
            )
            for one in day.of_round(ronde)
        ],
        zonder=[
            day.mensen[nr]
            for nr, parts in day.programmas.items()
            if any(part.ronde.nr == ronde.nr and part.is_onbekend for part in parts)
        ],
    )


def page_of(meeting: Bijeenkomst, now: datetime, *, whole: bool) -> dict[str, Any]:
    """What the page shows; only the part that changes by itself unless it is asked for `whole`."""
    stand = stand_of(meeting, now)
    if not whole or stand is None:
        return {"stand": stand}
    return {
        "stand": stand,
        "wisselen_open": is_open(meeting),
        "papieren": papers_of(meeting, WORKSHOPPAPIER),
        "is_gewijzigd": _has_changed(meeting),
    }


def _has_changed(meeting: Bijeenkomst) -> bool:
    """Whether the programme is other than guests were shown: they still see the last version."""
    shown = latest(meeting)
    return shown is not None and bool(shown.inhoud != content_of(load(meeting)))
