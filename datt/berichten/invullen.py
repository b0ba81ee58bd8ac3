"""What people typed, made fit to stand in a mail, a text message or a letter: words, and never more than words."""

import re
import unicodedata
from dataclasses import dataclass

from django.conf import settings

from datt.core.text import one_line

PLACEHOLDER = re.compile(r"\{\{ ([a-z0-9_]+) \}\}")
_WITH_SPACE = re.compile(PLACEHOLDER.pattern + "( ?)")
# Every mark that markdown may read as more than itself, wherever it stands in a line.
MARKUP = re.compile(r"([!-/:-@\[-`{-~])")
# Only these placeholders may hold an address, and only one on our own site.
LINKS = frozenset({"link", "antwoordlink", "korte_link"})
LONGEST_VALUE = 2000
LONGEST_ADDITION = 2000
_ADDRESS_REST = re.compile(r"[A-Za-z0-9\-._~/?=&%#+:]*")
# A mail program makes a link of these by itself.
_SCHEME = re.compile(r"(?i)\b([a-z][a-z0-9+.-]*):(?=/|\\)|\b(javascript|data|mailto|tel|sms):")
_DOMAIN = re.compile(r"(?<=[\w)\]])\.(?=[^\W\d_]{2})")
_MAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?![\w/:])")
# Half a sentence of typography that a text message of 160 signs does not know.
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " "})
_GSM = frozenset(
    "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà€[]{}^~|\\\n"
)
_GSM_DOUBLE = frozenset("€[]{}^~|\\")


def words(value: str, *, most: int = LONGEST_VALUE) -> str:
    """One line without control characters, of which no mail program makes a link."""
    return without_links(one_line(value[: 2 * most], most=most))


def without_links(line: str) -> str:
    """The same words, in which no web address works; a mail address stays as it is."""
    kept: list[str] = []
    end = 0
    for found in _MAIL_ADDRESS.finditer(line):
        kept += [_defused(line[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*kept, _defused(line[end:])])


def _defused(line: str) -> str:
    apart = _SCHEME.sub(lambda found: f"{found[1] or found[2]}: ", line)
    return _DOMAIN.sub(". ", apart)


def own_address(name: str, value: str) -> str:
    """An address on our own site. Raises ValueError for any other: a mail of ours leads nowhere else."""
    site = settings.SITE_URL
    bare = site.partition("://")[2]
    for start in (site, bare) if name == "korte_link" else (site,):
        rest = value.removeprefix(start)
        if rest != value and (not rest or rest[0] in "/?#") and _ADDRESS_REST.fullmatch(rest):
            return value
    raise ValueError(f"{name} moet een adres van deze site zijn.")


def fit(velden: dict[str, str], *, most: int = LONGEST_VALUE) -> dict[str, str]:
    """Every placeholder as it may stand in a text."""
    return {
        name: own_address(name, value) if name in LINKS else words(value, most=most) for name, value in velden.items()
    }


def escaped(value: str) -> str:
    """Words in our markdown, of which no sign means anything."""
    return MARKUP.sub(r"\\\1", value)


def put_in(text: str, values: dict[str, str]) -> str:
    """Fill a text in one pass, so that what is filled in is never read as a placeholder.

    What is empty leaves no space behind.
    """
    return _WITH_SPACE.sub(lambda found: values[found[1]] + (found[2] if values[found[1]] else ""), text)


def paragraphs(addition: str) -> list[list[str]]:
    """A text of the facilitator's own, as paragraphs of lines. Raises ValueError when it is too long."""
    if len(addition) > LONGEST_ADDITION:
        raise ValueError(f"De eigen tekst is te lang. Gebruik hooguit {LONGEST_ADDITION} tekens.")
    found: list[list[str]] = [[]]
    for line in addition.splitlines():
        if clean := words(line):
            found[-1].append(clean)
        elif found[-1]:
            found.append([])
    return [lines for lines in found if lines]


@dataclass(frozen=True)
class Smslengte:
    """How long a text message is as the network counts, and in how many parts it is paid and sent."""

    tekens: int
    delen: int
    is_gewoon: bool

    @property
    def zin(self) -> str:
        """'143 tekens: 1 sms.'"""
        parts = f"{self.tekens} tekens: {self.delen} {'sms' if self.delen == 1 else 'sms’jes'}."
        if self.is_gewoon:
            return parts
        return f"{parts} Er staat een teken in dat een gewone sms niet kent. Daarom passen er minder tekens in."


def sms_length(text: str) -> Smslengte:
    """Plain signs fit 160 in one message and 153 in each part of more; with any other sign that is 70 and 67."""
    is_plain = all(char in _GSM for char in text)
    # Some plain signs take two places, and a picture takes two of the larger ones.
    count = sum(2 if char in _GSM_DOUBLE else 1 for char in text) if is_plain else len(text.encode("utf-16-be")) // 2
    one, part = (160, 153) if is_plain else (70, 67)
    return Smslengte(count, 1 if count <= one else -(-count // part), is_plain)


def in_gsm(text: str) -> str:
    """The text in the signs of a plain text message, where that loses nothing a reader needs."""
    return "".join(_gsm_sign(char) for char in text.translate(_PLAIN))


def _gsm_sign(char: str) -> str:
    if char in _GSM:
        return char
    base = unicodedata.normalize("NFKD", char)[0]
    return base if base in _GSM else char
