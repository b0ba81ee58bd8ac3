"""Colours: whether they can be read (WCAG 2.2), and the palette that one brand colour becomes.

The rules stand at the top of `static/css/tokens.css`: the brand colour is text on every ground of
the site, and carries text itself, in light and in dark.
"""

import colorsys
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

LEESBAAR = 4.5
# A hover that nobody sees is no hover.
ANDERS = 1.25
HEX = re.compile(r"^#[0-9a-f]{6}$")

# The grounds of the site, as in tokens.css: with what each is called on the page that refuses a colour.
LICHT = {
    "#ffffff": "het wit van de kaarten en van de letters op een knop",
    "#faf7f2": "het papier van de pagina",
    "#f3eef5": "het lichtpaarse vlak",
    "#f4f1ea": "de rustige kleuren van de Leeshulp",
    "#ece8df": "het rustige vlak van de Leeshulp",
}
DONKER = ("#14102a", "#1f1839", "#2a2148")
TEKST_LICHT = ("#221b3a", "#5b5470")
TEKST_DONKER = ("#f4effb", "#bfb4d8")
OP_LICHT, OP_DONKER = "#ffffff", "#1b1236"
STAPPEN = 400

type Kleur = tuple[float, float, float]


@dataclass(frozen=True)
class Palet:
    """The four names of tokens.css that a municipality may replace."""

    brand: str
    brand_donker: str
    brand_tint: str
    op_brand: str


def parse(text: str) -> str:
    """'#4B2A8C', '4b2a8c' or '#48c' as '#4b2a8c'. Raises ValueError."""
    code = "#" + text.strip().lower().removeprefix("#")
    if len(code) == 4:
        code = "#" + "".join(char * 2 for char in code[1:])
    if not HEX.match(code):
        raise ValueError(text)
    return code


def contrast(one: str, other: str) -> float:
    """The contrast of WCAG, from 1 (the same) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def unreadable_on(colour: str) -> list[tuple[str, float]]:
    """On which grounds this brand colour cannot be read, and the contrast it has there."""
    found = [(name, contrast(colour, ground)) for ground, name in LICHT.items()]
    return [(name, ratio) for name, ratio in found if ratio < LEESBAAR]


def nearest_readable(colour: str) -> str:
    """The colour of the same hue, as little darker as can be, that is readable everywhere."""
    return next(shade for shade in _shades(colour, to=0.0) if not unreadable_on(shade))


def light_palette(colour: str) -> Palet:
    """`colour` itself, a hover beside it and a tint below it."""
    tint = next(mix for mix in _mixes(colour, OP_LICHT, 0.1) if _reads(mix, (*TEKST_LICHT, colour)))
    grounds = (*LICHT, tint)
    hovers = chain(_shades(colour, to=0.0), _shades(colour, to=1.0))
    hover = next(shade for shade in hovers if contrast(shade, colour) >= ANDERS and _reads(shade, grounds))
    return Palet(colour, hover, tint, OP_LICHT)


def dark_palette(colour: str) -> Palet:
    """The same hue for the dark scheme: light enough to read, on a tint that stays dark."""
    best = next(shade for shade in _shades(colour, to=1.0) if _reads(shade, DONKER, at_least=7))
    tint = next(mix for mix in _mixes(best, DONKER[1], 0.16) if _reads(mix, (*TEKST_DONKER, best)))
    hover = next(shade for shade in _shades(best, to=1.0) if contrast(shade, best) >= ANDERS or shade == "#ffffff")
    return Palet(best, hover, tint, OP_DONKER)


def stylesheet(colour: str) -> str:
    """What the pages of a municipality with this colour load after tokens.css."""
    light, dark = _names(light_palette(colour)), _names(dark_palette(colour))
    return (
        "@layer tokens {\n"
        f"  :root {{ {light} }}\n"
        f"  @media (prefers-color-scheme: dark) {{ :root:not([data-schema]) {{ {dark} }} }}\n"
        f'  [data-schema="donker"] {{ {dark} }}\n'
        "}\n"
    )


def _names(palet: Palet) -> str:
    return (
        f"--brand: {palet.brand}; --brand-donker: {palet.brand_donker};"
        f" --brand-tint: {palet.brand_tint}; --op-brand: {palet.op_brand};"
    )


def _reads(colour: str, others: Sequence[str], *, at_least: float = LEESBAAR) -> bool:
    return all(contrast(colour, other) >= at_least for other in others)


def _shades(colour: str, *, to: float) -> Iterator[str]:
    """The colour, and then ever darker (to 0) or lighter (to 1) ones of the same hue."""
    hue, light, saturation = colorsys.rgb_to_hls(*_parts(colour))
    yield colour
    for step in range(1, STAPPEN + 1):
        yield _code(colorsys.hls_to_rgb(hue, light + (to - light) * step / STAPPEN, saturation))


def _mixes(colour: str, ground: str, most: float) -> Iterator[str]:
    """The ground with ever less of the colour in it, down to the ground itself."""
    for step in range(20, -1, -1):
        part = most * step / 20
        pairs = zip(_parts(colour), _parts(ground), strict=True)
        red, green, blue = (over * part + under * (1 - part) for over, under in pairs)
        yield _code((red, green, blue))


def _luminance(code: str) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(code))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(code: str) -> Kleur:
    return int(code[1:3], 16) / 255, int(code[3:5], 16) / 255, int(code[5:7], 16) / 255


def _code(parts: Kleur) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
