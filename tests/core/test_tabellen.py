"""Tables as files: what is written opens without repair, what is uploaded is read or clearly refused."""

import csv
import io
import time
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from odf import table as odf_table
from odf.opendocument import load as load_ods
from odf.teletype import extractText
from openpyxl import Workbook, load_workbook

from datt.core.tabellen import Grenzen, OnleesbaarBestand, Tabel, defuse, read_table, undo_defuse, write_table

GEVAARLIJK = [
    "=1+1",
    "+31 6 1234",
    "-5 graden",
    "@SUM(A1)",
    "\tTAB",
    "\rCR",
    "=cmd|'/c calc'!A1",
    "\u00a0=1",
    "\ufeff=1",
    "veilig\n=cmd",
    "＝1",
    " =1",
]
KOPPEN = ["Organisatie", "Telefoon", "Aantal", "Sinds", "Doet mee"]
RIJ = ["Voedselbank é", "0612345678", 12, date(2026, 3, 12), True]


def written(*rows, soort="xlsx", koppen=KOPPEN):
    return write_table(Tabel("Partners", koppen, rows), soort)


def xlsx(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def ods_rows(content):
    sheet = load_ods(io.BytesIO(content)).spreadsheet.getElementsByType(odf_table.Table)[0]
    return [row.getElementsByType(odf_table.TableCell) for row in sheet.getElementsByType(odf_table.TableRow)]


def test_an_xlsx_keeps_numbers_dates_and_phone_numbers():
    sheet = load_workbook(io.BytesIO(written(RIJ))).active

    cells = sheet[2]
    assert [cell.value for cell in cells[:3]] == ["Voedselbank é", "0612345678", 12]
    assert (cells[3].value.date(), cells[3].number_format) == (date(2026, 3, 12), "dd-mm-yyyy")
    assert cells[4].value == "ja"


@pytest.mark.parametrize("text", GEVAARLIJK)
def test_no_cell_of_an_xlsx_runs(text):
    sheet = load_workbook(io.BytesIO(written([text], koppen=["Tekst"]))).active

    cell = sheet["A2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert cell.value.strip() == text.strip().replace("\r", "\n").strip() or cell.value == text


@pytest.mark.parametrize("text", GEVAARLIJK)
def test_no_cell_of_a_csv_runs(text):
    content = written([text], soort="csv", koppen=["Tekst"]).decode("utf-8-sig")

    row = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))[1]
    assert row == [f"'{text}"]


@pytest.mark.parametrize("text", GEVAARLIJK)
def test_no_cell_of_an_ods_runs(text):
    cell = ods_rows(written([text], soort="ods", koppen=["Tekst"]))[1][0]

    assert cell.getAttribute("valuetype") == "string"
    assert cell.getAttribute("formula") is None


def test_a_csv_opens_in_dutch_excel():
    content = written(RIJ, soort="csv")

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines()[1] == "Voedselbank é;0612345678;12;12-03-2026;ja"


def test_an_ods_keeps_numbers_and_dates():
    cells = ods_rows(written(RIJ, soort="ods"))[1]

    assert [cell.getAttribute("valuetype") for cell in cells] == ["string", "string", "float", "date", "string"]
    assert (extractText(cells[0]), cells[3].getAttribute("datevalue")) == ("Voedselbank é", "2026-03-12")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=80))
def test_what_is_defused_comes_back_as_it_was(text):
    assert undo_defuse(defuse(text)) == text.replace("\ufffe", "").replace("\uffff", "")


@pytest.mark.parametrize("soort", ["xlsx", "csv"])
def test_what_we_write_we_read_the_same(soort):
    texts = ["-5 graden", "regel 1\nregel 2", "'s Heerenberg", 'met "quotes"; en meer', "emoji 🐊", "=niet"]

    read = read_table(written(texts, soort=soort, koppen=[f"Kop {nr}" for nr in range(6)]))

    assert read.regels[0].cellen == tuple(texts)


@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_is_read_in_every_spelling(mark, coding):
    content = f"Naam{mark}Plaats\r\nCafé Één{mark}Súdwest\r\n".encode(coding)

    read = read_table(content)

    assert (read.koppen, read.regels[0].cellen, read.regels[0].nr) == (
        ("Naam", "Plaats"),
        ("Café Één", "Súdwest"),
        2,
    )


def test_the_line_of_excel_that_names_the_mark_is_no_heading():
    assert read_table(b"sep=;\nNaam;Plaats\nA;B\n").koppen == ("Naam", "Plaats")


def test_empty_lines_are_left_out_and_the_numbers_stay_right():
    read = read_table(b"Naam;Plaats\n\n;\nA;B\n")

    assert [(line.nr, line.cellen) for line in read.regels] == [(4, ("A", "B"))]


NARE_BESTANDEN = {
    "leeg": (b"", "leeg"),
    "alleen wit": (b" \r\n\r\n", "leeg"),
    "alleen koppen": (b"Naam;Plaats\n", "maar één regel"),
    "hernoemde PNG": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "een plaatje"),
    "pdf": (b"%PDF-1.7 ...", "een pdf"),
    "oude xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 50, ".xls"),
    "rommel": (bytes(range(256)) * 4, "geen lijst"),
    "zip": (packed({"a.txt": "x"}), "ingepakt"),
    "word": (packed({"word/document.xml": "<x/>"}), "Word"),
    "ods": (packed({"content.xml": "<x/>"}), "LibreOffice"),
    "halve zip": (xlsx([["Naam"], ["A"]])[:400], "stuk"),
    "lege xlsx": (packed({"xl/workbook.xml": "<x/>"}), "stuk"),
    "zipbom": (packed({"xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": b"0" * 70_000_000}), "veel te groot"),
    "koppelingen": (
        packed({"xl/workbook.xml": "<x/>", "xl/externalLinks/externalLink1.xml": "<x/>"}),
        "andere bestanden",
    ),
    "entiteiten": (packed({"xl/workbook.xml": '<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'}), "stuk"),
    "300 kolommen": ((";".join(f"k{nr}" for nr in range(300)) + "\n" + "x;" * 299 + "x").encode(), "kolommen"),
    "te groot": (b"Naam;Plaats\n" + b"a;b\n" * 1_300_000, "te groot"),
    "5001 regels": (b"Naam;Plaats\n" + b"a;b\n" * 5_001, "meer dan 5000 regels"),
    "open aanhalingsteken": (b'Naam;Plaats\n"a;b\n' + b"a;b\n" * 2_000, "aanhalingsteken"),
}


@pytest.mark.parametrize("naam", NARE_BESTANDEN)
def test_every_nasty_file_gets_its_clear_answer(naam):
    content, words = NARE_BESTANDEN[naam]

    with pytest.raises(OnleesbaarBestand, match=words):
        read_table(content)


def test_a_sheet_that_claims_a_million_lines_is_read_quickly():
    book = Workbook()
    book.active.append(["Naam", "Plaats"])
    book.active.append(["A", "B"])
    book.active.cell(row=1_048_576, column=1, value="einde")
    out = io.BytesIO()
    book.save(out)
    begin = time.monotonic()

    read = read_table(out.getvalue())

    assert [line.cellen for line in read.regels] == [("A", "B")]
    assert time.monotonic() - begin < 5


def test_five_thousand_lines_are_read():
    rows = [["Naam", "Plaats"], *([f"Organisatie {nr}", "Waterrade"] for nr in range(5_000))]

    assert len(read_table(xlsx(rows)).regels) == 5_000


def test_numbers_and_dates_of_excel_become_text():
    read = read_table(xlsx([["Getal", "Deel", "Dag", "Ja"], [612345678, 1.5, date(2026, 3, 12), True]]))

    assert read.regels[0].cellen == ("612345678", "1,5", "12-03-2026", "ja")


def test_the_limits_can_be_set():
    with pytest.raises(OnleesbaarBestand, match="meer dan 2 regels"):
        read_table(b"a;b\n1;2\n1;2\n1;2\n", grenzen=Grenzen(regels=2))


@given(st.binary(max_size=400))
def test_whatever_the_file_is_it_is_read_or_refused(content):
    try:
        read = read_table(content)
    except OnleesbaarBestand:
        return

    assert all(len(line.cellen) == len(read.koppen) for line in read.regels)
