"""Where the parts of a chart stand. The template draws them, with the same figures in a table beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

ROW, WIDTH = 54, 428.0
CENTRE_X, CENTRE_Y, RADIUS = 240, 160, 130
RINGS = 5


@dataclass(frozen=True, kw_only=True)
class Balk:
    naam: str
    waarde: int
    tekst_y: int
    balk_y: int
    cijfer_x: str
    cijfer_y: int
    breedte: str
    # The same length in twentieths, for a bar that is a class: 0 only when there is nothing.
    twintigsten: int


@dataclass(frozen=True, kw_only=True)
class Balken:
    hoogte: int
    rijen: tuple[Balk, ...]


@dataclass(frozen=True, kw_only=True)
class Hoek:
    """One corner of a web: a question, with the figure before and now."""

    naam: str
    voor: float
    na: float
    x: str
    y: str
    tekst_x: str
    tekst_y: str
    anker: str


@dataclass(frozen=True, kw_only=True)
class Web:
    ringen: tuple[str, ...]
    voor: str
    na: str
    hoeken: tuple[Hoek, ...]


def bars(values: Sequence[tuple[str, int]]) -> Balken:
    """One bar a value, the longest across the whole width."""
    most = max((value for _, value in values), default=0) or 1
    rows = tuple(
        Balk(
            naam=name,
            waarde=value,
            tekst_y=16 + ROW * at,
            balk_y=24 + ROW * at,
            cijfer_x=f"{WIDTH * value / most + 10:.1f}",
            cijfer_y=40 + ROW * at,
            breedte=f"{max(WIDTH * value / most, 2):.1f}",
            twintigsten=max(round(20 * value / most), 1) if value else 0,
        )
        for at, (name, value) in enumerate(values)
    )
    return Balken(hoogte=ROW * len(rows), rijen=rows)


PAIR_ROW, PAIR_LABEL = 58, 16


@dataclass(frozen=True, kw_only=True)
class Paar:
    """One thing with two bars below each other: what was planned and what it became."""

    naam: str
    gepland: int
    echt: int
    tekst_y: int
    gepland_y: int
    echt_y: int
    gepland_breedte: str
    echt_breedte: str
    gepland_x: str
    echt_x: str


@dataclass(frozen=True, kw_only=True)
class Paren:
    hoogte: int
    rijen: tuple[Paar, ...]


def pairs(values: Sequence[tuple[str, int, int]]) -> Paren:
    """Two bars a thing, all on one scale: the longest across the whole width."""
    most = max((max(planned, real) for _, planned, real in values), default=0) or 1

    def width(value: int) -> float:
        return max(WIDTH * value / most, 2)

    rows = tuple(
        Paar(
            naam=name,
            gepland=planned,
            echt=real,
            tekst_y=PAIR_LABEL + PAIR_ROW * at,
            gepland_y=23 + PAIR_ROW * at,
            echt_y=37 + PAIR_ROW * at,
            gepland_breedte=f"{width(planned):.1f}",
            echt_breedte=f"{width(real):.1f}",
            gepland_x=f"{width(planned) + 8:.1f}",
            echt_x=f"{width(real) + 8:.1f}",
        )
        for at, (name, planned, real) in enumerate(values)
    )
    return Paren(hoogte=PAIR_ROW * len(rows), rijen=rows)


def web(values: Mapping[str, tuple[float, float]], *, most: float = 5) -> Web:
    """A web of what was measured before and now; each question is a corner."""
    count = len(values)
    turns = [2 * pi * at / count - pi / 2 for at in range(count)]
    before = _polygon(turns, [was / most for was, _ in values.values()])
    now = _polygon(turns, [value / most for _, value in values.values()])
    corners = [_corner(name, pair, turn, most) for (name, pair), turn in zip(values.items(), turns, strict=True)]
    rings = tuple(_polygon(turns, [ring / RINGS] * count) for ring in range(1, RINGS + 1))
    return Web(ringen=rings, voor=before, na=now, hoeken=tuple(corners))


def _corner(name: str, pair: tuple[float, float], turn: float, most: float) -> Hoek:
    was, now = pair
    x, y = _point(turn, now / most)
    text_x, text_y = _point(turn, 1.1)
    side = cos(turn)
    anchor = "middle" if abs(side) < 0.2 else ("start" if side > 0 else "end")
    return Hoek(
        naam=name,
        voor=was,
        na=now,
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        tekst_x=f"{text_x:.1f}",
        tekst_y=f"{text_y + 5:.1f}",
        anker=anchor,
    )


def _polygon(turns: Sequence[float], parts: Sequence[float]) -> str:
    points = [_point(turn, part) for turn, part in zip(turns, parts, strict=True)]
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _point(turn: float, part: float) -> tuple[float, float]:
    return CENTRE_X + RADIUS * part * cos(turn), CENTRE_Y + RADIUS * part * sin(turn)
