"""The kinds of messages: content, each a TOML file with its texts, its placeholders and its moment."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from markdown_it import MarkdownIt

from datt.berichten.invullen import (
    LINKS,
    PLACEHOLDER,
    escaped,
    fit,
    in_gsm,
    paragraphs,
    put_in,
    sms_length,
)
from datt.core.content import read_toml
from datt.core.text import one_line

__all__ = ["LINKS", "PLACEHOLDER", "Berichtsoort", "TooLongError", "as_plain_text", "kinds"]

FOLDER = Path(__file__).parent / "content"
LINK = re.compile(r"\[([^\]]+)\]\((\{\{ [a-z0-9_]+ \}\}|[^)\s]+)\)[.,]? ?")
# Two parts of a text message.
LONGEST_SMS = 306
LONGEST_SMS_VALUE = 60
TOO_LONG = "Deze sms is te lang: {count} tekens. Er passen er {most} in. Maak de plaats of de titel korter."
# The site as the examples name it.
EXAMPLE_SITE = "dattwerkt.example"
ADDITION = "eigen_tekst"
_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False})


class TooLongError(ValueError):
    """A text message that does not fit, with what was filled in for this reader."""


@dataclass(frozen=True, kw_only=True)
class Berichtsoort:
    """A kind of message; `velden` are the placeholders it knows, with an example of each.

    `gevraagd`: the reader asked for it, so it goes out even to who wants no more mail.
    """

    slug: str
    moment: str
    aan: tuple[str, ...]
    kanaal: tuple[str, ...]
    gevraagd: bool
    onderwerp: str
    tekst: str
    sms: str
    brief: str
    waarom_zo: str
    velden: dict[str, str]

    def fill(self, velden: dict[str, str], toevoeging: str = "") -> tuple[str, str, str]:
        """The subject, the plain text and the HTML of a message, in one pass over a closed list.

        What people typed is never read as markup, as a placeholder or as a link. `toevoeging` is a
        paragraph of the sender's own, after the salutation. Raises ValueError when a placeholder of
        this kind is missing, or when a link leads away from our site.
        """
        values = self._values(self.onderwerp + self.tekst, velden)
        own = paragraphs(toevoeging)
        tekst = _after_salutation(self.tekst) if own else self.tekst
        plain = {**values, ADDITION: "\n\n".join("\n".join(lines) for lines in own)}
        marked = {name: escaped(value) for name, value in values.items()}
        marked[ADDITION] = "\n\n".join("\\\n".join(map(escaped, lines)) for lines in own)
        subject = put_in(self.onderwerp, {name: one_line(value, most=200) for name, value in velden.items()})
        body: str = _markdown.render(put_in(tekst, marked))
        return subject[:200], put_in(as_plain_text(tekst), plain), body

    def fill_sms(self, velden: dict[str, str]) -> str:
        """The text message. Raises ValueError when this kind has none, or when it grows too long."""
        if not self.sms:
            raise ValueError(f"Bericht {self.slug} heeft geen tekst voor een sms.")
        text = in_gsm(put_in(self.sms, self._values(self.sms, velden, most=LONGEST_SMS_VALUE)))
        if sms_length(text).tekens > LONGEST_SMS:
            raise TooLongError(TOO_LONG.format(count=sms_length(text).tekens, most=LONGEST_SMS))
        return text[:1].upper() + text[1:]

    def fill_letter(self, velden: dict[str, str]) -> str:
        """The body of a letter as HTML. Raises ValueError when this kind is never sent on paper."""
        if not self.brief:
            raise ValueError(f"Bericht {self.slug} heeft geen tekst voor een brief.")
        values = self._values(self.brief, velden)
        body: str = _markdown.render(put_in(self.brief, {name: escaped(value) for name, value in values.items()}))
        return body

    def needs(self, text: str) -> set[str]:
        """Which placeholders stand in this text."""
        return set(PLACEHOLDER.findall(text))

    def _values(self, text: str, velden: dict[str, str], **how: int) -> dict[str, str]:
        needed = self.needs(text)
        missing = needed - velden.keys()
        if missing:
            raise ValueError(f"Bericht {self.slug} mist: {', '.join(sorted(missing))}.")
        return fit({name: velden[name] for name in sorted(needed)}, **how)


def _after_salutation(text: str) -> str:
    """The text with a place for the sender's own words behind 'Beste …,'."""
    salutation, _, rest = text.partition("\n\n")
    return f"{salutation}\n\n{{{{ {ADDITION} }}}}\n\n{rest}"


def as_plain_text(text: str) -> str:
    """Our markdown as people read it, bold without stars. Before anything typed is filled in.

    An address stands on a line of its own, with nothing behind it that could be taken for a part of it.
    """
    return re.sub(r"\n\n\n+", "\n\n", LINK.sub(r"\1:\n\2\n", text)).replace("**", "").strip() + "\n"


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
        gevraagd=raw["gevraagd"],
        onderwerp=raw["onderwerp"],
        tekst=raw["tekst"].strip(),
        sms=raw.get("sms", "").strip(),
        brief=raw.get("brief", "").strip(),
        waarom_zo=raw["waarom_zo"],
        velden={name: _on_this_site(value) if name in LINKS else value for name, value in raw["velden"].items()},
    )


def _on_this_site(example: str) -> str:
    """An example of a link leads to this site, so that a preview shows what would go out."""
    host = settings.SITE_URL.partition("://")[2]
    return example.replace(f"https://{EXAMPLE_SITE}", settings.SITE_URL).replace(EXAMPLE_SITE, host)
