"""Read a table that somebody uploads: CSV or XLSX, judged by what is in the file, never by its name.

Everything that cannot be read ends in one `OnleesbaarBestand` with a Dutch sentence that says what to do.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from datt.core.tabellen.fouten import OnleesbaarBestand
from datt.core.tabellen.onschadelijk import clean, undo_defuse
from datt.core.tabellen.xlsx import rows_of_xlsx

MEGABYTE = 1_000_000
_SIGNATURES = {
    b"\x89PNG": "een plaatje",
    b"\xff\xd8\xff": "een foto",
    b"GIF8": "een plaatje",
    b"%PDF": "een pdf",
    b"{\\rtf": "een tekstdocument",
    b"Rar!": "een ingepakt bestand",
    b"\x1f\x8b": "een ingepakt bestand",
    b"7z\xbc\xaf": "een ingepakt bestand",
    b"MZ": "een programma",
}
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_MARKS = (";", ",", "\t")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True)
class Grenzen:
    """How much of a file is read."""

    bytes: int = 5 * MEGABYTE
    regels: int = 5_000
    kolommen: int = 60
    tekens: int = 5_000


@dataclass(frozen=True)
class Regel:
    """One line: the number a spreadsheet shows beside it, and its cells as text."""

    nr: int
    cellen: tuple[str, ...]


@dataclass(frozen=True)
class Gelezen:
    """The headings and the lines that are not empty; every line is as wide as the headings."""

    koppen: tuple[str, ...]
    regels: tuple[Regel, ...]


def read_table(content: bytes, *, grenzen: Grenzen | None = None) -> Gelezen:
    """Read the first sheet; the first line that is not empty holds the headings."""
    limits = grenzen or Grenzen()
    check_content(content, limits)
    rows = rows_of_xlsx(content, columns=limits.kolommen) if content[:2] == b"PK" else _rows_of_csv(content)
    return _collect(rows, limits)


def check_content(content: bytes, limits: Grenzen) -> None:
    """What can be said of a file at once, without reading it."""
    if len(content) > limits.bytes:
        raise OnleesbaarBestand(
            f"Het bestand is te groot: hooguit {limits.bytes // MEGABYTE} MB. "
            "Haal plaatjes en andere bladen eruit, of knip de lijst in delen."
        )
    if not content.strip():
        raise OnleesbaarBestand("Het bestand is leeg. Kijk of u het goede bestand koos.")
    if content.startswith(_OLD_EXCEL):
        raise OnleesbaarBestand(
            "Dit is een oud Excel-bestand (.xls) of een bestand met een wachtwoord. "
            "Open het in Excel, haal het wachtwoord eraf en bewaar het als .xlsx."
        )
    for signature, what in _SIGNATURES.items():
        if content.startswith(signature):
            raise OnleesbaarBestand(
                f"Dit is {what}, ook al heet het anders. Kies een bestand van Excel (.xlsx) of een .csv-bestand."
            )


def _collect(rows: Iterable[Sequence[Any]], limits: Grenzen) -> Gelezen:
    koppen: tuple[str, ...] = ()
    lines: list[Regel] = []
    for nr, raw in enumerate(rows, start=1):
        if nr > limits.regels * 4:  # a sheet can claim a million empty lines
            break
        cells = _cells(raw)
        if not cells:
            continue
        if len(cells) > limits.kolommen:
            raise OnleesbaarBestand(
                f"Het bestand heeft meer dan {limits.kolommen} kolommen. Haal weg wat niet over de organisaties gaat."
            )
        if max(map(len, cells)) > limits.tekens:
            raise OnleesbaarBestand(
                f"Op regel {nr} staat een cel met meer dan {limits.tekens} tekens. "
                "Kijk of daar een aanhalingsteken te veel staat, of maak de tekst korter."
            )
        if not koppen:
            koppen = cells
            continue
        if len(lines) == limits.regels:
            raise OnleesbaarBestand(
                f"Het bestand heeft meer dan {limits.regels} regels. "
                f"Knip de lijst in delen van hooguit {limits.regels} regels."
            )
        lines.append(Regel(nr, cells))
    return _even(koppen, lines)


def _even(koppen: tuple[str, ...], lines: list[Regel]) -> Gelezen:
    if not koppen:
        raise OnleesbaarBestand("Het bestand is leeg. Kijk of u het goede bestand koos.")
    if not lines:
        raise OnleesbaarBestand(
            "Er staat maar één regel in het bestand. Zet onder de koppen een regel per organisatie."
        )
    width = max(len(koppen), *(len(line.cellen) for line in lines))
    return Gelezen(_wide(koppen, width), tuple(Regel(line.nr, _wide(line.cellen, width)) for line in lines))


def _wide(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells + ("",) * (width - len(cells))


def _cells(raw: Sequence[Any]) -> tuple[str, ...]:
    """As text, without what hangs empty at the end."""
    cells = [_text(cell) for cell in raw]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, datetime):
        has_time = (cell.hour, cell.minute) != (0, 0)
        return f"{cell:%d-%m-%Y %H:%M}" if has_time else f"{cell:%d-%m-%Y}"
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else str(cell).replace(".", ",")
    text = clean(str(cell)).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    return undo_defuse(text.strip(" \t\u00a0\ufeff\u200b")).strip()


def _rows_of_csv(content: bytes) -> Iterator[list[str]]:
    text = _decode(content)
    if len(_CONTROL.findall(text[:4096])) > 2:
        raise OnleesbaarBestand("Dit is geen lijst. Kies een bestand van Excel (.xlsx) of een .csv-bestand.")
    mark, text = _mark(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        yield from reader
    except csv.Error as error:
        raise OnleesbaarBestand(
            f"Op regel {reader.line_num} staat een aanhalingsteken te veel of te weinig. "
            "Haal het weg en probeer het opnieuw."
        ) from error


def _decode(content: bytes) -> str:
    """UTF-8, what Excel calls Unicode text, or Windows-1252: what Excel on Dutch machines writes."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _mark(text: str) -> tuple[str, str]:
    """What stands between the cells, and the text without Excel's own 'sep=;' line."""
    first, _, rest = text.lstrip("\r\n").partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], rest
    outside = re.sub(r'"[^"]*"', "", first)
    return max(_MARKS, key=outside.count), text
