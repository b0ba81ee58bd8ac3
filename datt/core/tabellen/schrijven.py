"""Write a table as XLSX, CSV or ODS: numbers stay numbers, phone numbers stay text, formulas do not run."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from odf import table as odf_table
from odf.number import DateStyle, Day, Month, Year
from odf.number import Text as NumberText
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableColumnProperties, TextProperties
from odf.text import P
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from datt.core.dates import local
from datt.core.tabellen.onschadelijk import clean, defuse, is_dangerous

type Cel = str | int | float | Decimal | date | datetime | bool | None

MOST_CHARS = 32_767  # of one cell, in every spreadsheet program


@dataclass(frozen=True)
class Tabel:
    """What is written: a title, headings, and rows with as many cells as there are headings."""

    titel: str
    koppen: Sequence[str]
    rijen: Iterable[Sequence[Cel]]

    def file_name(self, soort: str) -> str:
        """'partners-eerder-erbij-2026-03-12.xlsx'."""
        return f"{slugify(self.titel)[:80] or 'lijst'}-{timezone.localdate():%Y-%m-%d}.{soort}"


def _plain(cell: Cel) -> str | int | float | date | datetime:
    """A cell as the file takes it: no None, no yes or no of a computer, moments in Dutch time."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, datetime):
        moment = local(cell) if timezone.is_aware(cell) else cell
        return moment.replace(tzinfo=None, microsecond=0)
    if isinstance(cell, Decimal):
        return float(cell)
    if isinstance(cell, int | float | date):
        return cell
    return clean(str(cell))[:MOST_CHARS]


def _as_csv(tabel: Tabel) -> bytes:
    """With a byte order mark and semicolons, so Dutch Excel opens it in columns by itself."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([defuse(kop) for kop in tabel.koppen])
    writer.writerows([_csv_cell(_plain(cell)) for cell in row] for row in tabel.rijen)
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(cell: str | int | float | date | datetime) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%d-%m-%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    return str(cell) if isinstance(cell, int) else defuse(cell)


def _as_xlsx(tabel: Tabel) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(clean(slugify(tabel.titel))[:31] or "lijst")
    sheet.freeze_panes = "A2"
    for nr, kop in enumerate(tabel.koppen, start=1):
        sheet.column_dimensions[get_column_letter(nr)].width = max(14, min(40, len(kop) + 4))
    sheet.append([_xlsx_cell(sheet, kop, is_head=True) for kop in tabel.koppen])
    for row in tabel.rijen:
        sheet.append([_xlsx_cell(sheet, _plain(cell)) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xlsx_cell(sheet: Any, value: str | int | float | date | datetime, *, is_head: bool = False) -> Any:
    cell: Any = WriteOnlyCell(sheet, value=value)  # type: ignore[arg-type]  # it takes dates too
    if isinstance(value, str):
        # Whatever it begins with, it is text: never a formula, and not after somebody edits it either.
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = is_dangerous(value)
        if "\n" in value:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    elif isinstance(value, datetime):
        cell.number_format = "dd-mm-yyyy hh:mm"
    elif isinstance(value, date):
        cell.number_format = "dd-mm-yyyy"
    if is_head:
        cell.font = Font(bold=True)
    return cell


def _as_ods(tabel: Tabel) -> bytes:
    book = OpenDocumentSpreadsheet()
    kop, dag, kolom = _ods_styles(book)
    sheet = odf_table.Table(name=slugify(tabel.titel)[:31] or "lijst")
    sheet.addElement(odf_table.TableColumn(stylename=kolom, numbercolumnsrepeated=len(tabel.koppen)))
    sheet.addElement(_ods_row([(text, kop) for text in tabel.koppen], dag))
    for row in tabel.rijen:
        sheet.addElement(_ods_row([(_plain(cell), None) for cell in row], dag))
    book.spreadsheet.addElement(sheet)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def _ods_styles(book: Any) -> tuple[Any, Any, Any]:
    kop = Style(name="kop", family="table-cell")
    kop.addElement(TextProperties(fontweight="bold"))
    kolom = Style(name="kolom", family="table-column")
    kolom.addElement(TableColumnProperties(columnwidth="4.5cm"))
    notation = DateStyle(name="dagmaandjaar")
    for part in (
        Day(style="long"),
        NumberText(text="-"),
        Month(style="long"),
        NumberText(text="-"),
        Year(style="long"),
    ):
        notation.addElement(part)
    book.automaticstyles.addElement(notation)
    dag = Style(name="dag", family="table-cell", datastylename=notation)
    for style in (kop, kolom, dag):
        book.automaticstyles.addElement(style)
    return kop, dag, kolom


def _ods_row(cells: Iterable[tuple[str | int | float | date | datetime, Any]], dag: Any) -> Any:
    row = odf_table.TableRow(check_grammar=False)
    for value, style in cells:
        row.addElement(_ods_cell(value, style, dag), check_grammar=False)
    return row


def _ods_cell(value: str | int | float | date | datetime, style: Any, dag: Any) -> Any:
    extra = {"stylename": style} if style else {}
    if isinstance(value, date):  # a moment is one too
        return odf_table.TableCell(valuetype="date", datevalue=value.isoformat(), stylename=dag)
    if isinstance(value, int | float):
        cell = odf_table.TableCell(valuetype="float", value=str(value), **extra)
        cell.addElement(P(text=str(value)))
        return cell
    cell = odf_table.TableCell(valuetype="string", check_grammar=False, **extra)
    for line in value.splitlines() if value else []:
        cell.addElement(P(text=line), check_grammar=False)
    return cell


@dataclass(frozen=True)
class Soort:
    """A kind of file: its name for people, its media type, and how it is written."""

    naam: str
    mediatype: str
    write: Callable[[Tabel], bytes]


SOORTEN: dict[str, Soort] = {
    "xlsx": Soort("Excel (.xlsx)", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _as_xlsx),
    "csv": Soort("Tekst met puntkomma's (.csv)", "text/csv; charset=utf-8", _as_csv),
    "ods": Soort("LibreOffice (.ods)", "application/vnd.oasis.opendocument.spreadsheet", _as_ods),
}


def write_table(tabel: Tabel, soort: str) -> bytes:
    """The file of this kind (a key of SOORTEN)."""
    return SOORTEN[soort].write(tabel)


def table_response(tabel: Tabel, soort: str) -> HttpResponse:
    """The file as a download, never kept by a browser or a proxy."""
    response = HttpResponse(write_table(tabel, soort), content_type=SOORTEN[soort].mediatype)
    response["Content-Disposition"] = f'attachment; filename="{tabel.file_name(soort)}"'
    response["Cache-Control"] = "no-store, private"
    response["X-Content-Type-Options"] = "nosniff"
    return response
