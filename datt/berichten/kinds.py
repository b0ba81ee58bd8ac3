"""The kinds of messages: content, each a TOML file with its text, its placeholders and its moment."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt

from datt.core.content import read_toml

FOLDER = Path(__file__).parent / "content"
PLACEHOLDER = re.compile(r"\{\{ ([a-z0-9_]+) \}\}")
# Every mark that markdown may read as more than itself, wherever it stands in a line.
MARKUP = re.compile(r"([!-/:-@\[-`{-~])")
LINK = re.compile(r"\[([^\]]+)\]\((\{\{ [a-z0-9_]+ \}\}|[^)\s]+)\)")
# Only these placeholders may hold an address.
LINKS = frozenset({"link", "antwoordlink", "korte_link"})
_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False})


@dataclass(frozen=True, kw_only=True)
class Berichtsoort:
    """A kind of message; `velden` are the placeholders it knows, with an example of each."""

    slug: str
    moment: str
    aan: tuple[str, ...]
    kanaal: tuple[str, ...]
    onderwerp: str
    tekst: str
    velden: dict[str, str]

    def fill(self, velden: dict[str, str]) -> tuple[str, str, str]:
        """The subject, the plain text and the HTML of a message, in one pass over a closed list.

        What people typed is never read as markup or as a placeholder. Raises ValueError when a
        placeholder of this kind is missing.
        """
        needed = set(PLACEHOLDER.findall(self.onderwerp + self.tekst))
        missing = needed - velden.keys()
        if missing:
            raise ValueError(f"Bericht {self.slug} mist: {', '.join(sorted(missing))}.")
        plain = {name: _one_line(value) for name, value in velden.items()}
        subject = PLACEHOLDER.sub(lambda found: plain[found.group(1)], self.onderwerp)
        text = PLACEHOLDER.sub(lambda found: plain[found.group(1)], as_plain_text(self.tekst))
        safe = {name: value if name in LINKS else MARKUP.sub(r"\\\1", value) for name, value in plain.items()}
        marked = PLACEHOLDER.sub(lambda found: safe[found.group(1)], self.tekst)
        return subject[:200], text, _markdown.render(marked)


def _one_line(value: str) -> str:
    """One line without control characters: nothing typed can add a header or a paragraph."""
    return " ".join("".join(char if char.isprintable() else " " for char in value).split())


def as_plain_text(text: str) -> str:
    """Our markdown as people read it: links written out, bold without stars. Before anything typed is filled in."""
    return LINK.sub(r"\1: \2", text).replace("**", "").strip() + "\n"


@cache
def kinds() -> dict[str, Berichtsoort]:
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.toml"))}


def _read(path: Path) -> Berichtsoort:
    raw = read_toml(path)
    return Berichtsoort(
        slug=raw["slug"],
        moment=raw["moment"],
        aan=tuple(raw["aan"]),
        kanaal=tuple(raw["kanaal"]),
        onderwerp=raw["onderwerp"],
        tekst=raw["tekst"].strip(),
        velden=dict(raw["velden"]),
    )
