"""Colours can be read: every pair of text and ground of the tokens, in every scheme."""

import re

import pytest
from django.conf import settings

TEXT, SHAPE = 4.5, 3.0
CSS = settings.BASE_DIR / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text()

GROUNDS = ["--paper", "--surface", "--surface-2"]
KINDS = ["werkt", "krokodil", "olifant", "let-op", "fout", "kennis", "kennismaken", "perspectief", "dilemma", "systeem"]
PAIRS = [
    *[(text, ground, TEXT) for ground in GROUNDS for text in ("--ink", "--ink-2", "--brand", "--brand-donker")],
    *[(text, "--brand-tint", TEXT) for text in ("--ink", "--ink-2", "--brand", "--brand-donker")],
    ("--op-brand", "--brand", TEXT),
    ("--op-brand", "--brand-donker", TEXT),
    ("--op-nu", "--nu", TEXT),
    *[(f"--{kind}", f"--{kind}-tint", TEXT) for kind in KINDS],
    *[(f"--{kind}", "--surface", TEXT) for kind in KINDS],
    *[("--ink", f"--{kind}-tint", TEXT) for kind in KINDS],
    ("--op-band", "--band", TEXT),
    ("--op-band-2", "--band", TEXT),
    ("--op-band-2", "--band-2", TEXT),
    ("--op-band-steen", "--band-steen", TEXT),
    ("--op-steen", "--steen", TEXT),
    *[("--rand", ground, SHAPE) for ground in ("--paper", "--surface")],
    *[("--focus", ground, SHAPE) for ground in GROUNDS],
    ("--nu", "--band", SHAPE),
    ("--band-lijn", "--band", SHAPE),
    ("--band-steen", "--band", SHAPE),
    ("--steen-rand", "--surface", SHAPE),
    ("--zaal-tekst", "--zaal-grond", TEXT),
    ("--zaal-stil", "--zaal-grond", TEXT),
    ("--zaal-grond", "--zaal-briefje", TEXT),
    ("--zaal-grond", "--zaal-nu", TEXT),
    *[("--pion-rand", f"--pion-{number}", TEXT) for number in range(1, 6)],
]


def block(start: str) -> dict[str, str]:
    """The colours in the first rule that begins with `start`."""
    rule = TOKENS[TOKENS.index(start) :].split("{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-f]{6})\b", rule))


LIGHT = block("  :root {")
SCHEMES = {
    "licht": LIGHT,
    "donker": LIGHT | block('[data-schema="donker"] {\n    color-scheme'),
    "rustig": LIGHT | block('[data-schema="rustig"] {'),
}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_pair_can_be_read(scheme):
    colours = SCHEMES[scheme]

    too_weak = [
        f"{text} op {ground}: {contrast(colours[text], colours[ground]):.2f}, nodig {needed}"
        for text, ground, needed in PAIRS
        if contrast(colours[text], colours[ground]) < needed
    ]

    assert too_weak == []


def test_the_device_and_the_leeshulp_make_the_same_dark():
    chosen = block('[data-schema="donker"] {\n    color-scheme')

    assert block(":root:not([data-schema]) {\n      color-scheme") == chosen


def test_raw_colours_stand_in_the_tokens_only():
    raw = re.compile(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|\b(?:rgb|hsl|oklch)a?\(")
    without = {"tokens.css", "pdf.css"}

    found = [
        f"{path.name}: {match}"
        for path in sorted(CSS.glob("*.css"))
        if path.name not in without
        for match in raw.findall(path.read_text())
    ]

    assert found == []
