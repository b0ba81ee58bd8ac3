"""Planned against real: how long blocks took, after the meeting and the next time the same werkvorm is used."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from datt.accounts.models import User
from datt.core.grafieken import Paren, pairs
from pilots.bijeenkomsten.draaiboek.loopstand import MINUTE
from pilots.bijeenkomsten.draaiboek.models import Blokloop, Draaiboek, Draaiboekblok
from pilots.bijeenkomsten.draaiboek.services.verloop import blocks_of, loop_of
from pilots.bijeenkomsten.draaiboek.tijden import minutes

# One or two times are told one by one; from three on we call it an average.
GENOEG = 3
LANGE_NAAM = 52


@dataclass(frozen=True, kw_only=True)
class Ervaring:
    """How long a werkvorm took in the pilots that somebody may see."""

    keren: tuple[int, ...]
    gepland: tuple[int, ...]

    @property
    def aantal(self) -> int:
        return len(self.keren)

    @property
    def gemiddeld(self) -> int | None:
        """In whole minutes; None as long as it was not done often enough to say so."""
        return round(sum(self.keren) / len(self.keren)) if len(self.keren) >= GENOEG else None

    @property
    def zin(self) -> str:
        """What it was and what it became, in one sentence."""
        if self.gemiddeld is not None:
            return f"In het echt duurde het gemiddeld {minutes(self.gemiddeld)} ({self.aantal} keer){self._verschil()}."
        times = zip(self.keren, self.gepland, strict=True)
        shown = " en ".join(f"{minutes(took)} (gepland: {planned})" for took, planned in times)
        return f"De vorige {'keer' if self.aantal == 1 else 'twee keer'} duurde het {shown}."

    def _verschil(self) -> str:
        more = round((sum(self.keren) - sum(self.gepland)) / self.aantal)
        return f", {minutes(abs(more))} {'langer' if more > 0 else 'korter'} dan gepland" if more else ", zoals gepland"


def experience_of(user: User, werkvormen: Collection[int]) -> dict[int, Ervaring]:
    """What is known of each of these werkvormen, in one query; only of pilots that this user may see."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = (
        Blokloop.objects.for_user(user)
        .really_held()
        .filter(blok__werkvorm__in=werkvormen, blok__weg_op__isnull=True)
        .annotate(werkvorm=F("blok__werkvorm"))
        .order_by("begon_op", "pk")
        .values_list("werkvorm", "begon_op", "eindigde_op", "gepland_minuten")
    )
    for werkvorm, begin, end, planned in rows:
        if begin and end:
            found[werkvorm].append((_minutes(begin, end), planned))
    return {werkvorm: _experience(times) for werkvorm, times in found.items()}


def _experience(times: list[tuple[int, int]]) -> Ervaring:
    return Ervaring(keren=tuple(took for took, _ in times), gepland=tuple(planned for _, planned in times))


def _minutes(begin: datetime, end: datetime) -> int:
    return round((end - begin) / MINUTE)


@dataclass(frozen=True, kw_only=True)
class Resultaat:
    """One block after the meeting; `echt` is None when it was not done."""

    titel: str
    ruimte: str
    gepland: int
    echt: int | None
    begon_op: datetime | None
    ervaring: Ervaring | None

    @property
    def verschil(self) -> int:
        return (self.echt or 0) - self.gepland

    @property
    def in_woorden(self) -> str:
        if self.echt is None:
            return "niet gedaan"
        if self.verschil == 0:
            return "precies op tijd"
        return f"{minutes(abs(self.verschil))} {'langer' if self.verschil > 0 else 'korter'}"


@dataclass(frozen=True, kw_only=True)
class Terugblik:
    regels: tuple[Resultaat, ...]
    paren: Paren

    @property
    def gedaan(self) -> list[Resultaat]:
        return [one for one in self.regels if one.echt is not None]

    @property
    def zin(self) -> str:
        longer = len([one for one in self.gedaan if one.verschil > 0])
        shorter = len([one for one in self.gedaan if one.verschil < 0])
        return f"{_blocks(longer)} langer dan gepland, {_blocks(shorter)} korter."


def _blocks(count: int) -> str:
    return f"{count} blok duurde" if count == 1 else f"{count} blokken duurden"


def result_of(draaiboek: Draaiboek, user: User) -> Terugblik:
    """What was planned and what it became, in the order of the day."""
    blocks = blocks_of(draaiboek)
    known = experience_of(user, {one.werkvorm_id for one in blocks if one.werkvorm_id})
    lines = tuple(_result(one, known) for one in blocks)
    done = [(_short(one), one.gepland, one.echt) for one in lines if one.echt is not None]
    return Terugblik(regels=lines, paren=pairs(done))


def _result(blok: Draaiboekblok, known: Mapping[int, Ervaring]) -> Resultaat:
    loop = loop_of(blok)
    done = loop is not None and loop.begon_op is not None and loop.eindigde_op is not None
    return Resultaat(
        titel=blok.titel,
        ruimte=blok.ruimte,
        gepland=loop.gepland_minuten if loop else blok.minuten,
        echt=_minutes(loop.begon_op, loop.eindigde_op)
        if done and loop and loop.begon_op and loop.eindigde_op
        else None,
        begon_op=loop.begon_op if loop else None,
        ervaring=known.get(blok.werkvorm_id) if blok.werkvorm_id else None,
    )


def _short(one: Resultaat) -> str:
    name = f"{one.titel} ({one.ruimte})" if one.ruimte else one.titel
    return name if len(name) <= LANGE_NAAM else f"{name[: LANGE_NAAM - 1]}…"
