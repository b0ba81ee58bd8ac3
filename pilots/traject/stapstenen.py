"""The path of stepping stones on the cover of a document: where each stone lies on an A4, in millimetres.

The stones are drawn by CSS, the track between them is a file per number of stones in `static/img/pdf`:
a background, so that a screen reader skips it.
"""

from dataclasses import dataclass
from itertools import pairwise

BREED, HOOG = 210, 297
ONDER, BOVEN = 262.0, 130.0  # the heights of the first and the last stone
LINKS, RECHTS = (32.0, 50.0), (104.0, 122.0)
LEEG = 6  # a pilot without meetings shows the path that is still to come
MOST = 12  # with more meetings there is no room for a track


@dataclass(frozen=True)
class Steen:
    """Where it lies (its middle), and half its width."""

    x: float
    y: float
    straal: float


def place_stones(number: int) -> list[Steen]:
    """From the bottom upwards, now left, now right, growing on the way."""
    last = number - 1
    step = (ONDER - BOVEN) / last if last else 2 * (ONDER - BOVEN)
    return [
        Steen(
            x=_between(*(RECHTS if nr % 2 else LINKS), part),
            y=ONDER - nr * step,
            straal=min(step * 0.55, _between(12, 18, part)),
        )
        for nr, part in ((nr, nr / last if last else 0.5) for nr in range(number))
    ]


def _between(low: float, high: float, part: float) -> float:
    return low + (high - low) * part


def draw_track(number: int) -> str:
    """The pebbles from below the page, past every stone, and off to the right."""
    stones = place_stones(number)
    first, last = stones[0], stones[-1]
    track = f"M{first.x:.1f} {HOOG + 15}V{first.y:.1f}"
    for one, other in pairwise(stones):
        bend = (one.y - other.y) * 0.8
        track += f"C{one.x:.1f} {one.y - bend:.1f} {other.x:.1f} {other.y + bend:.1f} {other.x:.1f} {other.y:.1f}"
    track += f"C{last.x:.1f} {last.y - 26:.1f} {last.x + 40:.1f} {last.y - 26:.1f} {BREED + 4} {last.y - 34:.1f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BREED} {HOOG}"><path d="{track}" fill="none"'
        ' stroke="#ffffff" stroke-opacity=".55" stroke-width="1.7" stroke-linecap="round" stroke-dasharray="0 4.4"/>'
        "</svg>\n"
    )
