"""The colours of a document: ours, or those of the gemeente as far as they can be read."""

import re
from dataclasses import dataclass
from typing import Self

LEESBAAR = 4.5  # WCAG, text on its ground
ZICHTBAAR = 3.0  # WCAG, what is drawn
HEX = re.compile(r"#[0-9a-fA-F]{6}")

type Rgb = tuple[float, float, float]

WIT: Rgb = (255, 255, 255)
MERK, OMSLAG, OMSLAG_ZACHT, STEEN = "#4b2a8c", "#221b3a", "#cfc3ea", "#c9b8ee"


def contrast(first: str, second: str) -> float:
    """The contrast of two colours after WCAG, from 1 to 21."""
    light, dark = sorted((_luminance(_rgb(first)), _luminance(_rgb(second))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@dataclass(frozen=True, kw_only=True)
class Kleuren:
    merk: str = MERK  # links and marks on white
    omslag: str = OMSLAG
    omslag_zacht: str = OMSLAG_ZACHT  # quiet text on the cover
    steen: str = STEEN

    @classmethod
    def of(cls, kleur: str) -> Self:
        """With this brand colour when white can be read on it; otherwise our own."""
        if not HEX.fullmatch(kleur) or contrast(kleur, "#ffffff") < LEESBAAR:
            return cls()
        return cls(merk=kleur, omslag=kleur, omslag_zacht=_tint(kleur, LEESBAAR), steen=_tint(kleur, ZICHTBAAR))


def _tint(kleur: str, wanted: float) -> str:
    """The colour mixed with white until it stands out enough on itself."""
    for part in (0.35, 0.28, 0.2, 0.12, 0.05):
        mixed = _hex(_mix(_rgb(kleur), part))
        if contrast(mixed, kleur) >= wanted:
            return mixed
    return "#ffffff"


def _mix(colour: Rgb, part: float) -> Rgb:
    red, green, blue = (channel * part + white * (1 - part) for channel, white in zip(colour, WIT, strict=True))
    return red, green, blue


def _rgb(kleur: str) -> Rgb:
    return int(kleur[1:3], 16), int(kleur[3:5], 16), int(kleur[5:7], 16)


def _hex(colour: Rgb) -> str:
    return "#" + "".join(f"{round(channel):02x}" for channel in colour)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (
        part / 12.92 if (part := channel / 255) <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for channel in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
