"""Where a meeting stands while it runs: now, next, how long still, ahead or behind. Pure, in absolute time, no Django.

Moments are aware datetimes and every sum is done in UTC, so the night on which the clock changes adds no hour.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Loop:
    """One block as it goes: what it should take now, and when it really began and ended."""

    nr: int
    titel: str
    ruimte: str = ""
    is_pauze: bool = False
    gepland: int
    minuten: int
    minstens: int
    begon_op: datetime | None = None
    eindigde_op: datetime | None = None
    is_overgeslagen: bool = False

    @property
    def is_nu(self) -> bool:
        return self.begon_op is not None and self.eindigde_op is None

    @property
    def is_voorbij(self) -> bool:
        return self.eindigde_op is not None

    @property
    def is_straks(self) -> bool:
        return self.begon_op is None and self.eindigde_op is None

    @property
    def eindigt(self) -> datetime | None:
        """When it should be over; also when that moment has passed."""
        return self.begon_op + self.minuten * MINUTE if self.begon_op else None


@dataclass(frozen=True, kw_only=True)
class Part:
    """One block for everybody, or rooms beside each other; `vast` must hold, `begint` is what the paper says."""

    blokken: tuple[Loop, ...]
    begint: datetime
    vast: datetime | None = None

    @property
    def is_samen(self) -> bool:
        return len(self.blokken) == 1

    @property
    def titel(self) -> str:
        return self.blokken[0].titel if self.is_samen else f"{len(self.blokken)} ruimtes tegelijk"

    @property
    def is_pauze(self) -> bool:
        return all(one.is_pauze for one in self.blokken)

    @property
    def is_voorbij(self) -> bool:
        return all(one.is_voorbij for one in self.blokken)

    @property
    def is_overgeslagen(self) -> bool:
        return all(one.is_overgeslagen for one in self.blokken)

    @property
    def is_nu(self) -> bool:
        return any(one.is_nu for one in self.blokken)

    @property
    def begon_op(self) -> datetime | None:
        return min((one.begon_op for one in self.blokken if one.begon_op), default=None)

    @property
    def eindigt(self) -> datetime | None:
        """When the last of the rooms that still are busy should be over."""
        return max((one.eindigt for one in self.blokken if one.is_nu and one.eindigt), default=None)


@dataclass(frozen=True)
class Tijd:
    begin: datetime
    eind: datetime


@dataclass(frozen=True)
class Gevaar:
    """A fixed time that will not be met if nothing changes."""

    titel: str
    om: datetime
    minuten: int
    is_eind: bool = False


@dataclass(frozen=True, kw_only=True)
class Dagstand:
    """Everything a screen shows, at one moment. `verschil` above 0 is later than the run sheet says."""

    parts: tuple[Part, ...]
    nu: Part | None
    straks: Part | None
    tijden: Mapping[int, Tijd]
    verschil: int
    gevaar: Gevaar | None
    eind: datetime
    is_begonnen: bool

    @property
    def is_klaar(self) -> bool:
        return self.is_begonnen and self.nu is None and self.straks is None

    @property
    def is_laatste(self) -> bool:
        """The last part has begun, or is over."""
        return self.is_begonnen and self.straks is None

    @property
    def wacht(self) -> bool:
        """Between two parts: what began is over, and the next has not begun."""
        return self.is_begonnen and self.nu is None and self.straks is not None

    @property
    def straks_om(self) -> datetime | None:
        return self.begin_of(self.straks) if self.straks else None

    def begin_of(self, part: Part) -> datetime | None:
        return min((self.tijden[one.nr].begin for one in part.blokken if one.nr in self.tijden), default=None)

    def block(self, nr: int) -> Loop | None:
        return next((one for part in self.parts for one in part.blokken if one.nr == nr), None)


def situation(parts: Sequence[Part], *, begin: datetime, eind: datetime, now: datetime) -> Dagstand:
    """Where the meeting stands; `begin` and `eind` are what the invitation says."""
    current = next((part for part in parts if part.is_nu), None)
    coming = still_to_come(parts)
    times = expected(parts, begin, now)
    last = max((one.eind for one in times.values()), default=begin.astimezone(UTC))
    return Dagstand(
        parts=tuple(parts),
        nu=current,
        straks=coming[0] if coming else None,
        tijden=times,
        verschil=_difference(parts, coming, times, last),
        gevaar=_danger(coming, times, last, eind),
        eind=last,
        is_begonnen=any(part.begon_op for part in parts),
    )


def still_to_come(parts: Sequence[Part]) -> list[Part]:
    """What lies after the last part that began, and was not skipped."""
    last = max((at for at, part in enumerate(parts) if part.begon_op), default=-1)
    return [part for part in parts[last + 1 :] if not part.is_voorbij]


def expected(parts: Sequence[Part], begin: datetime, now: datetime) -> dict[int, Tijd]:
    """What really happened, and from there on what will be when nothing changes. What is skipped has no time."""
    times: dict[int, Tijd] = {}
    at = begin.astimezone(UTC)
    going = any(part.begon_op for part in parts)
    coming = still_to_come(parts)
    for part in parts:
        if part.is_overgeslagen or not (part.begon_op or part in coming):
            continue
        start = part.begon_op or max(at, part.vast or at, now if going else at)
        for one in part.blokken:
            if not one.is_overgeslagen:
                times[one.nr] = _time_of(one, start, now)
        at = max(times[one.nr].eind for one in part.blokken if one.nr in times)
    return times


def _time_of(one: Loop, start: datetime, now: datetime) -> Tijd:
    begin = one.begon_op or start
    end = one.eindigde_op or begin + one.minuten * MINUTE
    return Tijd(begin, max(end, now) if one.is_nu else end)


def _difference(parts: Sequence[Part], coming: Sequence[Part], times: Mapping[int, Tijd], last: datetime) -> int:
    """How much later than on paper what comes next begins, or else the last part ends."""
    if coming:
        starts = [times[one.nr].begin for one in coming[0].blokken if one.nr in times]
        return round((min(starts) - coming[0].begint) / MINUTE)
    if not parts:
        return 0
    paper = parts[-1].begint + max(one.gepland for one in parts[-1].blokken) * MINUTE
    return round((last - paper) / MINUTE)


def _danger(coming: Sequence[Part], times: Mapping[int, Tijd], last: datetime, eind: datetime) -> Gevaar | None:
    """The first fixed time that is missed by a minute or more; the end is one too."""
    for part in coming:
        starts = [times[one.nr].begin for one in part.blokken if one.nr in times]
        if part.vast and (late := int((min(starts) - part.vast) / MINUTE)) > 0:
            return Gevaar(part.titel, part.vast, late)
    late = int((last - eind) / MINUTE)
    return Gevaar("het einde", eind, late, is_eind=True) if late > 0 else None
