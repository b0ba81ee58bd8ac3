"""The run sheet as a page shows it: rows with their times, totals, and a strip of the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from datt.core.models import Gebeurtenis
from pilots.bijeenkomsten.draaiboek.models import Draaiboek, Draaiboekblok
from pilots.bijeenkomsten.draaiboek.services.volgorde import orde_of
from pilots.bijeenkomsten.draaiboek.tijden import Deeltotaal, Rooster, Tijdblok, rooster, written

type Tijd = Tijdblok[Draaiboekblok]


@dataclass(frozen=True)
class Rij:
    """Blocks at the same time, mostly one; `deel` is the part that begins here, `kop` the level of its heading."""

    nr: int
    blokken: Sequence[Tijd]
    is_eerste: bool
    is_laatste: bool
    deel: Deeltotaal | None
    kop: int

    @property
    def eerste(self) -> Tijd:
        return self.blokken[0]

    @property
    def is_naast(self) -> bool:
        return len(self.blokken) > 1

    @property
    def is_pauze(self) -> bool:
        return all(one.blok.is_pauze for one in self.blokken)

    @property
    def langste(self) -> int:
        return max(one.blok.minuten for one in self.blokken)

    @property
    def te_lang(self) -> bool:
        return any(one.te_lang for one in self.blokken)

    @property
    def korter(self) -> int:
        """To how many minutes its block can be cut so that the fixed time holds; 0 when that cannot."""
        one = self.blokken[0]
        shorter = one.blok.minuten - one.te_lang
        return shorter if not self.is_naast and one.te_lang and shorter >= max(1, one.blok.min_minuten) else 0


@dataclass(frozen=True)
class Beeld:
    rooster: Rooster[Draaiboekblok]
    rijen: Sequence[Rij]
    orde: str
    aantal: int


def picture_of(draaiboek: Draaiboek) -> Beeld:
    """The whole page in one query."""
    blocks = list(draaiboek.blokken.standing().select_related("werkvorm"))
    meeting = draaiboek.bijeenkomst
    times = rooster(blocks, begin=meeting.begin, eind=meeting.eind)
    return Beeld(times, _rows(times), orde_of(blocks), len(blocks))


def _rows(times: Rooster[Draaiboekblok]) -> list[Rij]:
    parts = list(times.delen) if len(times.delen) > 1 or any(part.deel for part in times.delen) else []
    rows: list[Rij] = []
    last = len(times.groepen) - 1
    name = None
    for nr, group in enumerate(times.groepen):
        own = next((one.blok.deel for one in group if one.blok.deel), name or "")
        begins = bool(parts) and own != name
        name = own
        # Under the heading of a part it is one of its sub-headings; without one it stands by itself.
        rows.append(Rij(nr + 1, group, nr == 0, nr == last, parts.pop(0) if begins else None, 3 if name else 2))
    return rows


def removed_of(draaiboek: Draaiboek, most: int = 30) -> list[Draaiboekblok]:
    return list(draaiboek.blokken.filter(weg_op__isnull=False).order_by("-weg_op")[:most])


def history_of(draaiboek: Draaiboek, most: int = 50) -> list[Gebeurtenis]:
    """What happened to the run sheet and its blocks, newest first."""
    kinds = ContentType.objects.get_for_models(Draaiboek, Draaiboekblok)
    blocks = draaiboek.blokken.values("pk")
    where = Q(onderwerp_soort=kinds[Draaiboekblok], onderwerp_nr__in=blocks)
    where |= Q(onderwerp_soort=kinds[Draaiboek], onderwerp_nr=draaiboek.pk)
    return list(Gebeurtenis.objects.filter(where)[:most])


# ---- the strip of the day ------------------------------------------------------------------------------

BREED, BOVEN, HOOG = 1152, 22, 36
RAND = 4


@dataclass(frozen=True)
class Vak:
    """A rectangle of the drawing."""

    x: float
    y: float
    breed: float
    hoog: float
    soort: str


def strip_of(beeld: Beeld, eind: int) -> dict[str, Any]:
    """The day as rectangles from left to right, with the hours below it."""
    begin, last = beeld.rooster.begin, max(beeld.rooster.eind, eind)
    per_minute = (BREED - 2 * RAND) / max(1, last - begin)

    def x_of(minute: int) -> float:
        return round(RAND + (minute - begin) * per_minute, 1)

    first_hour = -(-begin // 60)
    hours = [(x_of(hour * 60), written(hour * 60)[:5]) for hour in range(first_hour, last // 60 + 1)]
    return {
        "uren": hours,
        "vakken": [_box(row, nr, one, x_of) for row in beeld.rijen for nr, one in enumerate(row.blokken)],
        "eind": x_of(eind) if last > eind else None,
    }


def _box(row: Rij, nr: int, one: Tijd, x_of: Any) -> Vak:
    share = HOOG / len(row.blokken)
    gap = 2 if row.is_naast else 0
    kind = "dag-te-laat" if one.te_lang else ("dag-pauze" if row.is_pauze else "")
    left, right = x_of(max(one.begin, 0)), x_of(one.eind)
    return Vak(left, round(BOVEN + nr * share, 1), max(2, round(right - left - 3, 1)), round(share - gap, 1), kind)
