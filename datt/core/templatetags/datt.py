"""Template tags and filters that every template may use without loading them."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pyphen
from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from datt.core import dates
from datt.core.tekeningen import FIGURES, ICONS, MERK, PAD

register = template.Library()

HYPHENS = pyphen.Pyphen(lang="nl_NL", left=4, right=4)
LONG_WORD = re.compile(r"[^\W\d_]{12,}")

# How far each status is: the stone before the word fills up as the thing proceeds.
STONES: dict[str, str] = {
    "gepland": "half brand",
    "lopend": "half nu",
    "uitgenodigd": "half brand",
    "aangemeld": "half brand",
    "ingediend": "half brand",
    "bezig": "nu",
    "wachtrij": "half brand",
    "gehouden": "vol goed",
    "verslagen": "vol goed",
    "bevestigd": "vol goed",
    "gedaan": "vol goed",
    "goedgekeurd": "vol goed",
    "klaar": "vol goed",
    "verstuurd": "vol goed",
    "afgerond": "vol goed",
    "nazorg": "vol goed",
    "gepresenteerd": "vol goed",
    "besloten": "vol goed",
    "in_uitvoering": "half nu",
    "geborgd": "vol goed",
    "onzeker": "half let-op",
    "teruggekomen": "vol let-op",
    "ingetrokken": "weg",
    "mislukt": "vol fout",
    "afgewezen": "weg",
    "teruggetrokken": "weg",
    "geannuleerd": "weg",
    "afgebroken": "weg",
    "vervallen": "weg",
    "gearchiveerd": "weg",
    "ja": "vol goed",
    "aanwezig": "vol goed",
    "misschien": "half nu",
    "wachtlijst": "half let-op",
    "nee": "weg",
    "afgemeld": "weg",
    "afwezig": "weg",
    "gestopt": "weg",
    "weggegooid": "weg",
    "vastgesteld": "vol goed",
    "vastgezet": "half brand",
    "getrokken": "half nu",
    "overgenomen": "vol goed",
    "gelukt": "vol goed",
    "voorgesteld": "half brand",
    "aanpassen": "half let-op",
    "aangenomen": "vol goed",
    "niet_meer": "weg",
    # The same word of another thing: nothing came back yet.
    "uitnodiging.klaar": "",
    "uitnodiging.verstuurd": "half brand",
    "openstelling.open": "vol goed",
    "openstelling.vol": "vol let-op",
    "openstelling.gesloten": "weg",
}


@register.simple_tag
def icoon(name: str) -> SafeString:
    """An icon beside a word; a screen reader skips it."""
    return format_html(
        '<svg class="icoon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>', _drawn(ICONS[name])
    )


@register.simple_tag
def figuur(name: str, soort: str = "figuur") -> SafeString:
    """One of our figures: duim, krokodil or olifant; decoration, so a screen reader skips it."""
    view_box, drawing = FIGURES[name]
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false" stroke-width="4" viewBox="{}" fill="none"'
        ' stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">{}</svg>',
        soort,
        view_box,
        _drawn(drawing),
    )


@register.simple_tag
def merk() -> SafeString:
    return format_html('<svg aria-hidden="true" focusable="false" viewBox="0 0 48 48">{}</svg>', _drawn(MERK))


@register.simple_tag
def pad_ornament() -> SafeString:
    return format_html(
        '<svg aria-hidden="true" focusable="false" viewBox="0 0 640 120" fill="none">{}</svg>', _drawn(PAD)
    )


def _drawn(drawing: str) -> SafeString:
    """Our own drawing, a constant of `tekeningen`: never something a person typed."""
    return mark_safe(drawing)  # noqa: S308


@register.simple_tag
def mail_inhoud(html: str) -> SafeString:
    """The body of a mail: our own text, rendered from markdown in which HTML is switched off."""
    return mark_safe(html)  # noqa: S308


@register.simple_tag
def staat(thing: Any) -> SafeString:
    """The status of a thing as a word with a stone that fills up."""
    kind = getattr(getattr(thing, "_meta", None), "model_name", "")
    own = f"{kind}.{thing.status}"
    stone = STONES.get(own, STONES.get(thing.status, ""))
    classes = "".join(f" staat--{part}" for part in stone.split())
    return format_html('<span class="staat{}">{}</span>', classes, thing.get_status_display())


@register.filter
def dag(value: date | None) -> str:
    """'do 12 maart 2026'."""
    return dates.day(value) if value else ""


@register.filter
def dag_kort(value: date | None) -> str:
    """'do 12 maart'."""
    return dates.day(value, year=False) if value else ""


@register.filter
def klok(value: time | datetime | None) -> str:
    """'09.30 uur'."""
    return dates.clock(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """'do 12 maart 2026, 09.30 uur'."""
    return dates.moment(value) if value else ""


@register.filter
def geleden(value: datetime | None) -> str:
    """'vandaag 11.42 uur', 'gisteren 16.30 uur', or the day."""
    return dates.ago(value, timezone.now()) if value else ""


@register.filter
def getal(value: int | float | Decimal | None, decimals: int = 0) -> str:
    """A number as the Dutch write it: 1.234,5."""
    if value is None:
        return ""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


@register.filter
def afbreekbaar(value: object) -> str:
    """Give long words soft hyphens, so a narrow place breaks them where a Dutch reader expects it.

    Not every browser has a Dutch dictionary for `hyphens: auto`; a soft hyphen works in all of them.
    """
    return LONG_WORD.sub(lambda word: HYPHENS.inserted(word[0], "\u00ad"), str(value))
