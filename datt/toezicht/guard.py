"""Find personal data in free text: citizen service numbers, bank accounts and the like. Pure functions.

Two strengths. `zeker` is never stored. `mogelijk` is asked about first, because phone numbers, dates
and registration numbers look like it too. The rules for the citizen service number follow the 11-test
(sum of digit times weight 9..2, minus the last digit, divisible by 11), in the spellings people use.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Sterkte(StrEnum):
    ZEKER = "zeker"
    MOGELIJK = "mogelijk"


@dataclass(frozen=True)
class Vondst:
    """Something that looks like personal data, and where it stands in the normalised text."""

    soort: str
    sterkte: Sterkte
    begin: int
    eind: int


NEAR = 40
WORDS_NEAR = re.compile(r"\b(?:bsn|b\.s\.n|burgerservice\w*|sofi\w*)", re.IGNORECASE)
# Nine digits in a row, or grouped 4-2-3 or 3-3-3; not glued to other digits, a plus or letters.
NINE = re.compile(
    r"(?<![\d+\w])(?<!\d[-/.])(\d{9}|\d{4}([ .-])\d{2}\2\d{3}|\d{3}([ .-])\d{3}\3\d{3})(?![\d\w])(?![-/]\d)"
)
EIGHT_OR_NINE = re.compile(r"(?<![\d+\w])(\d(?:[ .-]?\d){7,8})(?![\d\w])(?![ .-]\d)")
GLUED = re.compile(r"(?:bsn|burgerservicenummer|sofinummer)(\d(?:[ .-]?\d){7,8})(?!\d)", re.IGNORECASE)
EIGHT = re.compile(r"(?<![\d+\w])(?<!\d[-/.])(\d{8})(?![\d\w])(?![-/]\d)")
IBAN = re.compile(r"\b([A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?)\b", re.IGNORECASE)
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
PHONE = re.compile(r"(?<![\d\w])(?:(?:\+|00)31[ -]?|0)[1-9](?:[ -]?\d){8}(?!\d)")
BORN = re.compile(
    r"\b(?:geboren|geb\.|geboortedatum|jarig)\b[^\n]{0,20}?\b\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ]\d{4}\b", re.I
)
LETTERS_OF_POSTCODE = re.compile(r"\b[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}\b")


def normalise(text: str) -> str:
    """The text with other spellings of digits, dashes and spaces as plain ones, and nothing invisible."""
    return "".join(_plain(char) for char in unicodedata.normalize("NFKC", text))


def _plain(char: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Cf":  # such as a space of no width
        return ""
    if kind == "Pd":
        return "-"
    return " " if kind == "Zs" or char == "\t" else char


def find(text: str) -> list[Vondst]:
    """Everything in the text that looks like personal data, in the order of its place."""
    plain = normalise(text)
    found = [*_numbers(plain), *_accounts(plain), *_others(plain)]
    return sorted(_without_overlap(found), key=lambda one: one.begin)


def is_certain(text: str) -> bool:
    return any(one.sterkte == Sterkte.ZEKER for one in find(text))


def passes_eleven_test(digits: str) -> bool:
    """Whether eight or nine digits can be a citizen service number; eight get a zero in front."""
    number = digits.rjust(9, "0")
    if len(number) != 9 or number == "0" * 9 or number.startswith("00"):
        return False
    total = sum((9 - place) * int(digit) for place, digit in enumerate(number[:8])) - int(number[8])
    return total % 11 == 0


def _numbers(text: str) -> list[Vondst]:
    found = [
        Vondst("bsn", Sterkte.ZEKER, *match.span(1))
        for match in NINE.finditer(text)
        if passes_eleven_test(_digits(match.group(1))) and not _is_phone(match.group(1))
    ]
    found += [
        Vondst("bsn", Sterkte.ZEKER, *match.span(1))
        for match in EIGHT_OR_NINE.finditer(text)
        if passes_eleven_test(_digits(match.group(1))) and _is_named(text, match.start(1), match.end(1))
    ]
    found += [
        Vondst("bsn", Sterkte.ZEKER, *match.span(1))
        for match in GLUED.finditer(text)
        if passes_eleven_test(_digits(match.group(1)))
    ]
    found += [
        Vondst("bsn", Sterkte.MOGELIJK, *match.span(1))
        for match in EIGHT.finditer(text)
        if passes_eleven_test(match.group(1))
    ]
    return found


def _is_phone(number: str) -> bool:
    return number.startswith("06")


def _is_named(text: str, begin: int, end: int) -> bool:
    return bool(WORDS_NEAR.search(text[max(0, begin - NEAR) : end + NEAR]))


def _accounts(text: str) -> list[Vondst]:
    return [
        Vondst("iban", Sterkte.ZEKER, *match.span(1))
        for match in IBAN.finditer(text)
        if _is_iban(match.group(1).replace(" ", "").upper())
    ]


def _is_iban(account: str) -> bool:
    """ISO 13616: the letters as numbers, the first four characters behind, modulo 97 is 1."""
    if not 15 <= len(account) <= 34:
        return False
    turned = account[4:] + account[:4]
    return int("".join(str(int(char, 36)) for char in turned)) % 97 == 1


def _others(text: str) -> list[Vondst]:
    patterns = {"mailadres": EMAIL, "telefoon": PHONE, "adres": LETTERS_OF_POSTCODE, "geboortedatum": BORN}
    return [
        Vondst(soort, Sterkte.MOGELIJK, *match.span())
        for soort, pattern in patterns.items()
        for match in pattern.finditer(text)
    ]


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _without_overlap(found: list[Vondst]) -> list[Vondst]:
    """Each place once, the strongest finding first."""
    kept: list[Vondst] = []
    for one in sorted(found, key=lambda each: (each.sterkte != Sterkte.ZEKER, each.begin)):
        if all(one.eind <= other.begin or one.begin >= other.eind for other in kept):
            kept.append(one)
    return kept
