"""The arithmetic of colours, held against known pairs, and against what the site really looks like."""

import re

import pytest
from django.conf import settings

from pilots.keten import kleur

BRANDS = ["#4b2a8c", "#ffd400", "#009fe3", "#e30613", "#000000", "#ffffff", "#007a33", "#808080", "#00ff00", "#0000ff"]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),  # the well-known grey that just fails
        ("#767676", "#ffffff", 4.54),  # and the one that just passes
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
        ("#ffff00", "#000000", 19.56),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert kleur.contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert kleur.contrast(other, one) == kleur.contrast(one, other)


def test_grounds_and_texts_are_those_of_the_stylesheet():
    css = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
    light, _, rest = css.partition("/* dark:")
    dark, _, calm = rest.partition("/* Leeshulp")

    def value(part, name):
        return re.search(rf"--{name}: (#[0-9a-f]{{6}})", part)[1]

    grounds = [value(light, name) for name in ("paper", "surface", "surface-2")]
    calm_grounds = [value(calm, name) for name in ("paper", "surface-2")]
    assert set(kleur.LICHT) == {*grounds, *calm_grounds}
    assert tuple(value(dark, name) for name in ("paper", "surface", "surface-2")) == kleur.DONKER
    assert tuple(value(light, name) for name in ("ink", "ink-2")) == kleur.TEKST_LICHT
    assert tuple(value(dark, name) for name in ("ink", "ink-2")) == kleur.TEKST_DONKER


@pytest.mark.parametrize("brand", BRANDS)
def test_every_palette_can_be_read_in_light_and_in_dark(brand):
    chosen = kleur.nearest_readable(brand)
    light, dark = kleur.light_palette(chosen), kleur.dark_palette(chosen)

    for palet, grounds, texts in [
        (light, tuple(kleur.LICHT), kleur.TEKST_LICHT),
        (dark, kleur.DONKER, kleur.TEKST_DONKER),
    ]:
        for colour in (palet.brand, palet.brand_donker):
            for other in (*grounds, palet.brand_tint, palet.op_brand):
                assert kleur.contrast(colour, other) >= 4.5, (colour, other)
        for text in texts:
            assert kleur.contrast(text, palet.brand_tint) >= 4.5
        assert palet.brand_donker != palet.brand


def test_the_nearest_colour_keeps_a_readable_one_and_only_darkens_another():
    assert kleur.nearest_readable("#4b2a8c") == "#4b2a8c"
    assert kleur.unreadable_on("#ffd400") != []
    assert kleur.nearest_readable("#ffd400") == "#7c6700"
    assert kleur.unreadable_on("#7c6700") == []


@pytest.mark.parametrize("text", ["#4B2A8C", "4b2a8c", " #4b2a8c "])
def test_a_code_is_read_as_people_copy_it(text):
    assert kleur.parse(text) == "#4b2a8c"


@pytest.mark.parametrize("text", ["", "paars", "#12345", "#gggggg", "#4b2a8c;}", "rgb(1,2,3)"])
def test_anything_else_is_no_colour(text):
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        kleur.parse(text)
