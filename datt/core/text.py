"""Words as people mean them: found without accents, and safe to put into a mail."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby

_ADDRESS = re.compile(r"(https?:|www\.|://|@|\b[\w-]+\.[a-z]{2,24}\b)", re.IGNORECASE)

# Line breaks and other controls, and what makes a text run the other way; letters that do so themselves stay.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")

# Pictures among the letters, with the joiners and colours that belong to them.
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u200d\ufe0f\U000e0020-\U000e007f]+")

# Letters that are no letter with an accent, and that people type as one without: 'Rıza', 'Søren', 'Łukasz'.
_AS_TYPED = str.maketrans(
    {"ı": "i", "İ": "i", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "æ": "ae", "Æ": "ae"}
)


def fold(words: str) -> str:
    """Without accents, capitals and double spaces: 'Café  Één' becomes 'cafe een', and 'Rıza' 'riza'."""
    if not words.isascii():
        parts = unicodedata.normalize("NFKD", words.translate(_AS_TYPED))
        words = "".join(part for part in parts if not unicodedata.combining(part))
    return " ".join(words.casefold().split())


def has_all_words(text: str, words: str) -> bool:
    """Whether every word that was searched for stands in the text; both folded already."""
    return all(word in text for word in words.split())


def matching[T](rows: Iterable[T], words: str, text: Callable[[T], str]) -> list[T]:
    """The rows whose text holds every word that was searched for, without accents or capitals.

    Compared here, because the databases differ in both.
    """
    asked = fold(words)
    return [row for row in rows if has_all_words(fold(text(row)), asked)]


def initials(name: str) -> str:
    """At most two capitals: 'Maria van der Plas' becomes 'MP'."""
    parts = [part for part in name.split() if part[:1].isupper()] or [name or "?"]
    return (parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else "")).upper()


def one_line(words: str, *, most: int) -> str:
    """On one line and cut at a length, for a subject or a name in a mail."""
    line = " ".join("".join(char if char.isprintable() else " " for char in words).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def plain_line(words: str) -> str:
    """The same words without line breaks and other control characters, and without signs that turn a line around."""
    return " ".join(_CONTROL.sub(" ", words).split()) if _CONTROL.search(words) else words


def file_name(words: str, extension: str, *, most: int = 200) -> str:
    """As people save it, on any machine: without what a file system cannot have in a name."""
    kept = "".join(char for char in words if char.isprintable() and char not in '/\\:*?"<>|')
    return kept[:most].strip(" .") + extension


def name_for_stranger(words: str, *, otherwise: str, most: int = 60) -> str:
    """A name for a mail to an address nobody confirmed: never a link, so the form sends no spam."""
    line = one_line(words, most=most)
    return otherwise if not line or _ADDRESS.search(line) else line


def without_emoji(words: str) -> str:
    """For paper, whose fonts have no emoji: it says that one stood there, instead of printing an empty box."""
    return _EMOJI.sub("[emoji]", words)


def highlight(text: str, words: str) -> list[tuple[str, bool]]:
    """The text in parts, each with whether it was searched for: without accents or capitals, like `fold`."""
    flat, origin = _flat(text)
    marked = [False] * len(text)
    for word in fold(words).split():
        at = flat.find(word)
        while at >= 0:
            for place in range(origin[at], origin[at + len(word) - 1] + 1):
                marked[place] = True
            at = flat.find(word, at + 1)
    groups = groupby(zip(text, marked, strict=True), key=lambda pair: pair[1])
    return [("".join(char for char, _ in pairs), is_hit) for is_hit, pairs in groups]


def _flat(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its letters the place in the text that it came from."""
    pairs = [(letter, place) for place, char in enumerate(text) for letter in (fold(char) or " ")]
    return "".join(letter for letter, _ in pairs), [place for _, place in pairs]
