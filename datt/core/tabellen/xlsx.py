"""Read the first sheet of an XLSX file, after looking whether it is safe to open."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from datt.core.tabellen.fouten import OnleesbaarBestand

MOST_UNPACKED = 30_000_000
MOST_PARTS = 500
MOST_TIMES = 200  # text packs well, but not like this
_BROKEN = (
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
    zlib.error,
    EOFError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    NotImplementedError,
    OverflowError,
)
_SENTENCE = (
    "Dit Excel-bestand is stuk, of het is geen Excel-bestand. Open het in Excel en bewaar het opnieuw als .xlsx."
)


def rows_of_xlsx(content: bytes, *, columns: int) -> Iterator[Sequence[Any]]:
    """The rows, one at a time; one cell more than `columns`, so that too many shows."""
    try:
        _check(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = next(iter(book.worksheets), None)
        if sheet is None:
            raise OnleesbaarBestand("In dit bestand staat geen blad met regels. Kijk of u het goede bestand koos.")
        sheet.reset_dimensions()  # what the file says about its own size may be wrong
        for row in sheet.iter_rows(values_only=True):
            yield row[: columns + 1]
    except _BROKEN as error:
        raise OnleesbaarBestand(_SENTENCE) from error


def _check(content: bytes) -> None:
    """Refuse what unpacks to far more than it is, what reads other files, and what is not a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        names = {part.filename.lower() for part in parts}
        if "xl/workbook.xml" not in names:
            raise OnleesbaarBestand(_other_kind(names))
        unpacked = sum(part.file_size for part in parts)
        if unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS or unpacked > MOST_TIMES * max(len(content), 50_000):
            raise OnleesbaarBestand(
                "Dit bestand wordt bij het openen veel te groot. Kopieer de lijst naar een nieuw bestand en kies dat."
            )
        if any(name.startswith("xl/externallinks/") for name in names):
            raise OnleesbaarBestand(
                "Dit bestand haalt gegevens uit andere bestanden. Kopieer de lijst naar een nieuw bestand "
                "met ‘plakken als waarden’ en kies dat."
            )
        if any(_has_doctype(archive, part) for part in parts if part.filename.lower().endswith((".xml", ".rels"))):
            raise OnleesbaarBestand(_SENTENCE)


def _has_doctype(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """No spreadsheet program writes one; a bomb of entities needs it."""
    with archive.open(part) as stream:
        return b"<!DOCTYPE" in stream.read(4096).upper()


def _other_kind(names: set[str]) -> str:
    if "word/document.xml" in names:
        return "Dit is een Word-document. Zet de lijst in Excel en bewaar die als .xlsx."
    if "content.xml" in names:
        return "Dit is een bestand van LibreOffice. Bewaar het daar als .xlsx of .csv en kies dat."
    return "Dit is een ingepakt bestand. Pak het uit en kies het Excel-bestand (.xlsx) of het .csv-bestand."
