"""What the public pages say: our own content, and who answers for this installation."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from datt.core.content import read_toml

FOLDER = Path(__file__).parent / "content"
PRIVACY = Path(__file__).parent.parent / "toezicht" / "content" / "privacy_teksten.toml"
UNKNOWN = "niet bekend"
NOT_FILLED_IN = "(nog niet ingevuld)"
_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False})


@dataclass(frozen=True, kw_only=True)
class Praktijk:
    """One pilot that was really held, as public sources describe it."""

    gemeente: str
    velden: tuple[tuple[str, str], ...]
    bronnen: tuple[str, ...]


FIELDS = [
    ("doel", "Doel"),
    ("wanneer", "Wanneer"),
    ("deelnemers", "Hoeveel mensen"),
    ("opviel", "Wat opviel"),
    ("resultaat", "Wat het opleverde"),
]


@cache
def start() -> dict[str, Any]:
    return read_toml(FOLDER / "start.toml")


@cache
def praktijk() -> dict[str, Any]:
    """The six pilots; what the sources do not say is 'niet bekend', never a guess."""
    raw = read_toml(FOLDER / "praktijk.toml")
    sources = {bron["slug"]: f"{bron['naam']} ({bron['plaats']})" for bron in raw["bronnen"]}
    pilots = [
        Praktijk(
            gemeente=pilot["gemeente"],
            velden=tuple((label, pilot[name] or UNKNOWN) for name, label in FIELDS),
            bronnen=tuple(sources[slug] for slug in pilot["bronnen"]),
        )
        for pilot in raw["pilots"]
    ]
    return {"pilots": pilots, "bronnen": list(sources.values()), "geen_band": raw["geen_band"]}


def privacy() -> dict[str, Any]:
    """The privacy text of this installation, and whether the beheerder still has to fill something in."""
    raw = read_toml(PRIVACY)
    filled = {name: settings.AANSPREEKPUNT.get(name, "") for name in raw["velden"]}
    filled["bewaartermijn_maanden"] = raw["velden"]["bewaartermijn_maanden"]
    filled["gemeente"] = filled["gemeente"] or "de gemeente waar u meedoet"
    text: str = raw["pagina"]["tekst"]
    asked = [name for name in filled if _placeholder(name) in text]
    for name in asked:
        text = text.replace(_placeholder(name), filled[name] or NOT_FILLED_IN)
    return {
        "titel": raw["pagina"]["titel"],
        "tekst": rendered(text),
        "is_concept": not all(filled[name] for name in asked),
    }


def rendered(text: str) -> SafeString:
    """Our own markdown as HTML; HTML inside it stays text."""
    return mark_safe(str(_markdown.render(text)))  # noqa: S308


def _placeholder(name: str) -> str:
    return "{{ " + name + " }}"
