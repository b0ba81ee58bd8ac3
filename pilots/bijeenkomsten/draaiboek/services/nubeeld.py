"""What the screens of a running meeting show, in words: the facilitator's page, the hall, a room and a guest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone

from datt.core import dates
from pilots.bijeenkomsten.draaiboek.loopstand import MINUTE, Dagstand, Loop, Part, still_to_come
from pilots.bijeenkomsten.draaiboek.models import Draaiboek, Draaiboekblok, Zaalmelding
from pilots.bijeenkomsten.draaiboek.services.lopen import number_of
from pilots.bijeenkomsten.draaiboek.services.stand import key_of, version_of
from pilots.bijeenkomsten.draaiboek.services.terugplan import replanned
from pilots.bijeenkomsten.draaiboek.services.verloop import blocks_of, stand_from, whole_minutes
from pilots.bijeenkomsten.draaiboek.tijden import minutes
from pilots.traject.models import BijeenkomstStatus


@dataclass(frozen=True, kw_only=True)
class Ruimtebeeld:
    """One block on a screen: in a room, or for everybody."""

    nr: int
    titel: str
    ruimte: str
    leiding: str
    minuten: int
    eindigt: datetime | None
    over: int | None  # minutes left, below zero when its time is over
    is_nu: bool
    is_pauze: bool
    blok: Draaiboekblok

    @property
    def nog(self) -> str:
        return left_in_words(self.over) if self.is_nu else "Klaar. Wacht op de andere ruimtes."

    @property
    def is_over_tijd(self) -> bool:
        return self.over is not None and self.over < 0


@dataclass(frozen=True, kw_only=True)
class Deelbeeld:
    """A part of the day in a list."""

    nr: int
    titel: str
    om: datetime | None
    minuten: int
    is_vast: bool
    is_pauze: bool
    is_samen: bool
    ruimtes: tuple[Ruimtebeeld, ...]


@dataclass(frozen=True, kw_only=True)
class Nubeeld:
    """Everything the screens need, read in a constant number of queries."""

    draaiboek: Draaiboek
    stand: Dagstand
    nu: tuple[Ruimtebeeld, ...]
    straks: Deelbeeld | None
    rest: tuple[Deelbeeld, ...]
    melding: str
    gelezen_op: datetime
    blokken: Mapping[int, Draaiboekblok] = field(repr=False)
    # A new plan holds, which can be undone.
    is_herpland: bool = False

    @property
    def versie(self) -> str:
        return version_of(self.draaiboek)

    @property
    def sleutel(self) -> str:
        return key_of(self.draaiboek.pk)

    @property
    def loopt(self) -> bool:
        return self.draaiboek.bijeenkomst.status == BijeenkomstStatus.BEZIG and self.stand.is_begonnen

    @property
    def is_slot(self) -> bool:
        """The last part has begun, or it is over."""
        return self.draaiboek.bijeenkomst.is_held() or (self.loopt and self.stand.is_laatste)

    @property
    def samen(self) -> Ruimtebeeld | None:
        """The one block for everybody that goes on."""
        return self.nu[0] if self.stand.nu and self.stand.nu.is_samen else None

    @property
    def van(self) -> int:
        return number_of(self.stand.nu)

    @property
    def naar(self) -> int:
        return number_of(self.stand.straks)

    @property
    def eindigt(self) -> datetime | None:
        return self.stand.nu.eindigt if self.stand.nu else None

    @property
    def nog(self) -> str:
        return left_in_words(_left(self.eindigt, self.gelezen_op))

    @property
    def op_schema(self) -> str:
        return schedule_in_words(self.stand.verschil)

    @property
    def gevaar(self) -> str:
        """The fixed time that will be missed, in a sentence; empty when none is."""
        danger = self.stand.gevaar
        if danger is None:
            return ""
        if danger.is_eind:
            return f"Dat is {minutes(danger.minuten)} na {dates.clock(danger.om)}."
        return (
            f"‘{danger.titel}’ staat vast om {dates.clock(danger.om)}. Zo begint u {minutes(danger.minuten)} te laat."
        )

    @property
    def nummer(self) -> int:
        return len([part for part in self.stand.parts if part.begon_op])

    @property
    def aantal(self) -> int:
        return len([part for part in self.stand.parts if not part.is_overgeslagen])


def beeld_of(draaiboek: Draaiboek, *, now: datetime | None = None) -> Nubeeld:
    """Read the run sheet and where it stands."""
    now = now or timezone.now()
    rows = blocks_of(draaiboek)
    prefetch_related_objects([one for one in rows if one.werkvorm_id and _is_now(one)], "werkvorm__stappen")
    blocks = {one.pk: one for one in rows}
    stand = stand_from(draaiboek, rows, now=now)
    message = Zaalmelding.objects.filter(draaiboek=draaiboek).first()
    coming = still_to_come(stand.parts)
    rest = tuple(_deel(part, stand, blocks, now) for part in coming)
    return Nubeeld(
        draaiboek=draaiboek,
        stand=stand,
        nu=_rooms(stand.nu, blocks, now),
        straks=rest[0] if rest else None,
        rest=rest,
        melding=message.tekst if message else "",
        gelezen_op=now,
        blokken=blocks,
        is_herpland=bool(replanned(stand, rows)),
    )


def _is_now(blok: Draaiboekblok) -> bool:
    loop = getattr(blok, "loop", None)
    return loop is not None and loop.begon_op is not None and loop.eindigde_op is None


def _rooms(part: Part | None, blocks: Mapping[int, Draaiboekblok], now: datetime) -> tuple[Ruimtebeeld, ...]:
    return tuple(_room(one, blocks[one.nr], now) for one in part.blokken if not one.is_overgeslagen) if part else ()


def _room(one: Loop, blok: Draaiboekblok, now: datetime) -> Ruimtebeeld:
    return Ruimtebeeld(
        nr=one.nr,
        titel=one.titel,
        ruimte=one.ruimte,
        leiding=blok.leiding,
        minuten=one.minuten,
        eindigt=one.eindigt,
        over=_left(one.eindigt, now) if one.is_nu else None,
        is_nu=one.is_nu,
        is_pauze=one.is_pauze,
        blok=blok,
    )


def _deel(part: Part, stand: Dagstand, blocks: Mapping[int, Draaiboekblok], now: datetime) -> Deelbeeld:
    return Deelbeeld(
        nr=part.blokken[0].nr,
        titel=part.titel,
        om=stand.begin_of(part),
        minuten=max(one.minuten for one in part.blokken if not one.is_overgeslagen),
        is_vast=part.vast is not None,
        is_pauze=part.is_pauze,
        is_samen=part.is_samen,
        ruimtes=_rooms(part, blocks, now),
    )


def _left(until: datetime | None, now: datetime) -> int | None:
    """Whole minutes, rounded up; below zero the minutes it is over its time."""
    if until is None:
        return None
    return whole_minutes(until - now) if until > now else -int((now - until) / MINUTE)


def left_in_words(left: int | None) -> str:
    """'nog 12 minuten', 'nu afronden', '3 minuten over tijd'."""
    if left is None:
        return ""
    if left == 0:
        return "nu afronden"
    return f"nog {minutes(left)}" if left > 0 else f"{minutes(-left)} over tijd"


def schedule_in_words(difference: int) -> str:
    if difference == 0:
        return "U loopt op schema."
    return f"U loopt {minutes(abs(difference))} {'achter' if difference > 0 else 'voor'} op het draaiboek."


@dataclass(frozen=True, kw_only=True)
class Kamerbeeld:
    """What the host of one room sees: the own room, or what everybody does."""

    ruimte: str
    nu: Ruimtebeeld | None
    is_eigen: bool
    straks: Ruimtebeeld | Deelbeeld | None
    straks_om: datetime | None


def room_of(beeld: Nubeeld, ruimte: str) -> Kamerbeeld:
    own = next((one for one in beeld.nu if same_room(one.ruimte, ruimte)), None)
    following = beeld.straks
    there = next((one for one in following.ruimtes if same_room(one.ruimte, ruimte)), None) if following else None
    return Kamerbeeld(
        ruimte=ruimte,
        nu=own if own and not beeld.samen else beeld.samen,
        is_eigen=own is not None and beeld.samen is None,
        straks=there or following,
        straks_om=following.om if following else None,
    )


def same_room(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def own_blocks(beeld: Nubeeld, ruimte: str) -> list[dict[str, Any]]:
    """The blocks of this room for the whole day, with their times."""
    return [
        {"blok": beeld.blokken[one.nr], "om": beeld.stand.tijden[one.nr].begin, "loop": one}
        for one in _loops(beeld.stand.parts)
        if one.nr in beeld.stand.tijden and same_room(one.ruimte, ruimte)
    ]


def _loops(parts: Iterable[Part]) -> Iterable[Loop]:
    return (one for part in parts for one in part.blokken)
