"""Files as strangers make them: opened in a process of their own, or refused with a reason."""

import datetime as dt
import io
import struct
import zipfile

import openpyxl
import pytest
import xlsxwriter

from blues.common.errors import BadInput
from clusters.imports import limits, reading
from clusters.imports.reader import __main__ as program
from clusters.imports.reader.trouble import Unreadable
from tests.clusters.imports.lists import (
    CZECH,
    FRENCH,
    GERMAN,
    POLISH,
    SPANISH,
    as_csv,
    as_ods,
    as_xlsx,
    zipped,
)

SMALL = [["Name", "Town"], ["Example Ltd", "Leeds"]]


def cells(data: bytes, **options) -> list:
    """What the process of its own gives, which is what its program gives in this one."""
    found = [line.cells for line in reading.lines(data, **options)]
    wanted = {"sheet": "", "language": ""} | options
    wanted["wanted"] = wanted.pop("encoding", "")
    assert found == [row[1] for row in program.read(data, wanted)]
    return found


def refusal(data: bytes, *, inside: bool = True) -> str:
    """The sentence; with ``inside`` the program says the same in this process."""
    with pytest.raises(BadInput) as refused:
        reading.peek(data)
    if inside:
        assert said_inside(data) in {"", refused.value.message}
    return refused.value.message


def said_inside(data: bytes) -> str:
    try:
        list(program.peek(data, {"wanted": "", "language": ""}))
    except Unreadable as trouble:
        return str(reading.TROUBLE[trouble.code])
    return ""


# -- Letters --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "encoding"),
    [
        (GERMAN, "windows-1252"),
        (SPANISH, "windows-1252"),
        (FRENCH, "windows-1252"),
        (POLISH, "windows-1250"),
        (CZECH, "windows-1250"),
        (POLISH, "utf-8"),
        (FRENCH, "utf-8"),
    ],
)
def test_letters_are_recognised_without_being_told(rows, encoding):
    data = as_csv(rows, encoding=encoding, separator=";")
    book = reading.peek(data)
    assert next(program.peek(data, {"wanted": "", "language": ""}))["encoding"] == encoding

    read = [line.cells for line in book.sheets[0].beginning]
    assert book.encoding == encoding
    assert read == [list(map(str, row)) for row in trimmed(rows)]


def trimmed(rows):
    """Without empty rows, and without empty cells at the end of one."""
    for row in filter(any, rows):
        kept = list(row)
        while kept[-1] == "":
            kept.pop()
        yield kept


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_marks_of_unicode_are_no_letters(encoding):
    data = as_csv(POLISH, encoding=encoding, separator="\t")

    assert reading.peek(data).sheets[0].beginning[0].cells[0] == "Nazwa firmy"


def test_one_doubtful_letter_follows_the_language_of_the_cluster():
    data = "Name;Town\nCasa B;Logro\xf1o\n".encode("windows-1252")

    assert cells(data, language="es")[1] == ["Casa B", "Logroño"]
    assert cells(data, language="pl")[1] == ["Casa B", "Logrońo"]
    assert cells(data, encoding="windows-1250")[1] == ["Casa B", "Logrońo"]


def test_plain_letters_may_be_called_anything():
    data = as_csv(SMALL, encoding="ascii")

    for encoding in ("windows-1250", "windows-1252", "utf-8"):
        assert reading.peek(data, encoding=encoding).encoding == encoding
    assert reading.peek(data).encoding == "utf-8"


@pytest.mark.parametrize(
    ("most", "stray", "row"), [("utf-8", "windows-1252", 3), ("windows-1252", "utf-8", 3)]
)
def test_a_row_in_another_encoding_is_named(most, stray, row):
    lines = [f"Größe {i};Köln".encode(most) for i in range(3)]
    data = b"\n".join([b"Firma;Ort", lines[0], "Grün;Jülich".encode(stray), *lines[1:]])

    found = list(reading.lines(data))

    assert [line.number for line in found if line.trouble == "encoding"] == [row]
    assert found[row - 1].cells == ["Grün", "Jülich"]


def test_half_a_letter_of_unicode_is_named_too():
    data = b"\xef\xbb\xbfFirma;Ort\nGr\xc3\xbcn;K\xf6ln\n"

    assert [line.trouble for line in reading.lines(data)] == ["", "encoding"]


# -- Shapes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_any_separator_will_do(separator):
    rows = [["Name", "Town"], ['Say "Water" Ltd', "Leeds, UK; north"]]

    assert cells(as_csv(rows, encoding="utf-8", separator=separator)) == rows


def test_a_declared_separator_is_no_row():
    assert cells(b"sep=|\nName|Town\nExample; Ltd|Leeds\n") == [
        ["Name", "Town"],
        ["Example; Ltd", "Leeds"],
    ]


def test_rows_are_numbered_as_the_spreadsheet_shows_them():
    data = b'Title\n\n"Name";"Town"\n"Two\nlines";"Leeds"\n;\n"Last";"York"\n'

    assert [(line.number, line.cells[0]) for line in reading.lines(data)] == [
        (1, "Title"),
        (3, "Name"),
        (4, "Two\nlines"),
        (6, "Last"),
    ]


def test_sheets_that_are_hidden_or_charts_are_no_lists():
    file = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Name"])
    book.create_sheet("Hidden").sheet_state = "hidden"
    book.create_chartsheet("Chart")
    book.save(file)

    assert [sheet.name for sheet in reading.peek(file.getvalue()).sheets] == ["Sheet"]


def test_an_unknown_sheet_is_refused():
    with pytest.raises(BadInput, match="no sheet of that name"):
        list(reading.lines(as_xlsx(SMALL), sheet="Elsewhere"))


def test_values_of_a_workbook_keep_their_kind():
    rows = [["Name", "Staff", "Since", "Rate", "Invite"], ["A", 25, 2.5, True, "=1+1"]]

    assert cells(as_xlsx(rows), sheet="Members")[1] == ["A", 25, 2.5, True, "=1+1"]


def test_days_and_times_of_a_workbook_are_marked():
    file = io.BytesIO()
    book = openpyxl.Workbook()
    moment = dt.datetime(2020, 5, 2, 9)  # noqa: DTZ001 -- spreadsheets know no zones
    book.active.append([dt.date(2020, 5, 1), moment, dt.time(9, 30)])
    book.save(file)

    assert cells(file.getvalue(), sheet="Sheet")[0] == [
        {"day": "2020-05-01"},
        {"day": "2020-05-02"},
        "09:30:00",
    ]


# -- Formulas -------------------------------------------------------------------------------------


def test_a_formula_gives_its_stored_result_or_is_named():
    file = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Name", "=A1", "plain"])  # openpyxl stores no results
    book.save(file)

    assert cells(file.getvalue(), sheet="Sheet")[0] == [
        "Name",
        {"error": "formula-without-result"},
        "plain",
    ]


def test_results_errors_and_empty_texts_of_formulas_in_xlsx():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("M")
        sheet.write_formula(0, 0, "=1+1", value=2)
        sheet.write_formula(0, 1, "=1/0", value="#DIV/0!")
        sheet.write_formula(0, 2, '=""', value="")
        sheet.write_string(0, 3, "end")

    assert cells(file.getvalue(), sheet="M")[0] == [
        2,
        {"error": "formula-error", "text": "#DIV/0!"},
        {"error": "formula-without-result"},
        "end",
    ]


def test_formulas_of_ods_count_repeated_rows_and_cells():
    done = 'table:formula="of:=1+1" office:value-type="float" office:value="2"'
    formulas = {(1, 0): done, (1, 1): 'table:formula="of:=NOW()"'}
    data = as_ods([["A", "B", "C"], [2, "", "end"]], sheet="M", formulas=formulas)
    data = repeated(data)

    assert cells(data, sheet="M")[1][2] == {"error": "formula-without-result"}
    assert [(line.number, line.cells) for line in reading.lines(data, sheet="M")] == [
        (1, ["A", "B", "C"]),
        (4, [2, "", {"error": "formula-without-result"}, "end"]),
    ]


def repeated(data: bytes) -> bytes:
    """The same with two empty rows, and an empty cell before the formula."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    empty = '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
    head, row = parts["content.xml"].split("</table:table-row>", 1)
    row = row.replace("<table:table-cell", "<table:table-cell", 1)
    one, two = row.split("</table:table-cell>", 1)
    spare = '<table:table-cell table:number-columns-repeated="1"/>'
    parts["content.xml"] = f"{head}</table:table-row>{empty}{one}</table:table-cell>{spare}{two}"
    return zipped(parts)


# -- What stays closed ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "This file is empty."),
        (b"\n \r\n", "This file is empty."),
        (b";;;\n;;\n", "This file is empty."),
        (b"%PDF-1.4\n...", "This is no CSV, XLSX or ODS file, whatever its name says."),
        (b"<!DOCTYPE html><p>", "This is no CSV, XLSX or ODS file, whatever its name says."),
        (b"MZ" + bytes(100), "This is no CSV, XLSX or ODS file, whatever its name says."),
        (bytes(range(256)) * 4, "This is no CSV, XLSX or ODS file, whatever its name says."),
        (zipped({"a": "b"}), "This is no CSV, XLSX or ODS file, whatever its name says."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
            "This is a workbook of an old kind, or one that is locked by a password.",
        ),
        (b"PK\x03\x04 and no more", "This file is damaged; it cannot be read."),
        (zipped({"xl/workbook.xml": "<no"}), "This file is damaged; it cannot be read."),
    ],
    ids=[
        "nothing",
        "blanks",
        "empty cells",
        "PDF",
        "HTML",
        "program",
        "noise",
        "ZIP",
        "old XLS",
        "half a ZIP",
        "broken XML",
    ],
)
def test_what_is_no_list_is_refused(data, said):
    assert refusal(data) == said


def test_a_workbook_cut_short_is_damaged():
    whole = as_xlsx(SMALL)

    assert refusal(whole[: len(whole) // 2]) == "This file is damaged; it cannot be read."


def test_a_bomb_of_200_megabytes_is_not_opened():
    with zipfile.ZipFile(io.BytesIO(as_xlsx(SMALL))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = b"<row>" * 40_000_000
    bomb = zipped(parts)

    assert len(bomb) < limits.LARGEST_UNPACKED // 100
    assert "out of all proportion" in refusal(bomb)


def test_a_bomb_that_lies_about_its_size_is_stopped_too():
    with zipfile.ZipFile(io.BytesIO(as_xlsx(SMALL))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].replace(
        b"<sheetData>", b"<sheetData>" + b" " * 160_000_000
    )
    parts["xl/worksheets/sheet1.xml"] = sheet
    bomb = zipped(parts)
    lie = bomb.replace(struct.pack("<L", len(sheet)), struct.pack("<L", 1000))

    assert refusal(lie, inside=False) in {
        str(reading.TROUBLE[code]) for code in ("damaged", "too-much", "bomb")
    }


def test_a_text_that_very_many_cells_share_is_no_way_in():
    """A small file with one long string, and cells that all point to it."""
    shared = as_xlsx([["x" * limits.LONGEST_CELL] * limits.MOST_COLUMNS] * 150)

    assert len(shared) < 1_000_000
    with pytest.raises(BadInput, match="out of all proportion"):
        list(reading.lines(shared, sheet="Members"))


def test_a_workbook_of_very_many_parts_is_not_opened():
    parts = {f"xl/{number}": "" for number in range(limits.MOST_PARTS + 1)}

    assert "out of all proportion" in refusal(zipped(parts | {"xl/workbook.xml": ""}))


def test_entities_in_a_sheet_are_refused():
    formulas = {(0, 0): 'table:formula="of:=1"'}
    with zipfile.ZipFile(io.BytesIO(as_ods([["A", "B"]], formulas=formulas))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts["content.xml"] = parts["content.xml"].replace(
        "?>", '?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>', 1
    )

    assert "out of all proportion" in refusal(zipped(parts))


def test_a_list_with_too_many_columns_is_refused():
    assert (
        refusal(b";".join([b"x"] * (limits.MOST_COLUMNS + 1))) == "This list has too many columns."
    )


def test_a_list_with_too_many_rows_is_refused():
    rows = b"Name;Town\n" + b"A;B\n" * (limits.MOST_ROWS + limits.PEEK_ROWS + 1)

    with pytest.raises(BadInput, match="more rows than can be brought in at once") as refused:
        list(reading.lines(rows))
    assert refused.value.way_out == "Divide it into several files."


def test_a_cell_of_a_novel_is_named():
    data = f"Name;Town\n{'x' * 6000};Leeds\n".encode()

    assert cells(data)[1] == [{"error": "too-long", "text": "x" * 40}, "Leeds"]


def test_what_takes_too_long_ends(monkeypatch):
    monkeypatch.setattr(limits, "PATIENCE", 0.001)

    assert refusal(as_csv(SMALL, encoding="utf-8")) == (
        "Reading this file takes too long or too much memory."
    )
