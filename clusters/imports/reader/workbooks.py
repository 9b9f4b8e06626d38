"""XLSX and ODS: the values that the spreadsheet program stored. No formula is ever computed.

A formula whose result was not stored, or is an error, cannot be told from an empty cell by the
values alone; so the sheets are looked through for such cells.
"""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from xml.parsers import expat

import python_calamine as calamine

from clusters.imports import limits
from clusters.imports.reader.archives import directory
from clusters.imports.reader.trouble import Unreadable

CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHUNK = 1024**2


class Book:
    def __init__(self, data: bytes, kind: str):
        self.data, self.kind = data, kind
        try:
            self.book = calamine.load_workbook(BytesIO(data))
        except (calamine.CalamineError, zipfile.BadZipFile, ValueError) as error:
            locked = isinstance(error, calamine.PasswordError)
            raise Unreadable("old-or-locked" if locked else "damaged") from error

    @property
    def sheets(self) -> list[str]:
        shown = [
            sheet.name
            for sheet in self.book.sheets_metadata
            if sheet.typ == calamine.SheetTypeEnum.WorkSheet
            and sheet.visible == calamine.SheetVisibleEnum.Visible
            and len(sheet.name) <= limits.LONGEST_NAME
        ]
        return shown[: limits.MOST_SHEETS]

    def rows(self, name: str, *, most: int | None = None) -> Iterator[tuple[int, list, str]]:
        sheet = self._sheet(name)
        if sheet.start is None:
            return
        if sheet.end[0] >= limits.MOST_ROWS + limits.PEEK_ROWS:
            raise Unreadable("too-long")
        wrong = wrong_cells(self.data, self.kind, name)
        cells = sheet.to_python(skip_empty_area=False, nrows=most)
        for number, row in enumerate(cells, start=1):
            yield number, [wrong.get((number, i)) or plain(c) for i, c in enumerate(row)], ""

    def _sheet(self, name: str):
        try:
            return self.book.get_sheet_by_name(name)
        except calamine.WorksheetNotFound as error:
            raise Unreadable("no-such-sheet") from error
        except (calamine.CalamineError, ValueError) as error:
            raise Unreadable("damaged") from error


def plain(value):
    """A cell as JSON holds it; days are marked, because a text that looks like one may not be."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, time | timedelta):
        return str(value)
    return value


def wrong_cells(data: bytes, kind: str, name: str) -> dict[tuple[int, int], dict]:
    """What stands in cells whose formula has no stored result, by row (from 1) and column."""
    with directory(data) as archive:
        if kind == "ods":
            return _scan(archive, "content.xml", OdsScan(name), b"formula=")
        part = _part_of(archive, name)
        return _scan(archive, part, XlsxScan(), b"<f", b't="e"') if part else {}


def _scan(archive: zipfile.ZipFile, part: str, scan, *signs: bytes) -> dict:
    """Look closer only where a formula or an error occurs at all."""
    if not any(sign in archive.read(part) for sign in signs):
        return {}
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.EntityDeclHandler = _refuse_entities
    parser.StartElementHandler, parser.EndElementHandler = scan.start, scan.end
    parser.CharacterDataHandler = scan.text
    try:
        with archive.open(part) as stream:
            parser.ParseFile(stream)
    except (expat.ExpatError, zipfile.BadZipFile) as error:
        raise Unreadable("damaged") from error
    return scan.found


def _refuse_entities(*_declaration):
    raise Unreadable("bomb")


def _part_of(archive: zipfile.ZipFile, name: str) -> str:
    """The file inside the workbook that holds the sheet."""
    ids, targets = {}, {}

    def sheet(tag, attributes):
        if tag.endswith(" sheet"):
            ids[attributes.get("name")] = attributes.get(f"{RELATIONS} id")

    def relation(_tag, attributes):
        targets[attributes.get("Id")] = attributes.get("Target", "")

    for part, handler in (("xl/workbook.xml", sheet), ("xl/_rels/workbook.xml.rels", relation)):
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler, parser.EntityDeclHandler = handler, _refuse_entities
        try:
            parser.Parse(archive.read(part), True)  # noqa: FBT003 -- the parameter has no keyword
        except (KeyError, expat.ExpatError):
            return ""
    target = targets.get(ids.get(name), "")
    path = target.removeprefix("/") if target.startswith("/xl/") else f"xl/{target}"
    return path if path in archive.namelist() else ""


class XlsxScan:
    """Cells with a formula and no value, and cells that show an error."""

    def __init__(self):
        self.found: dict[tuple[int, int], dict] = {}
        self.place, self.type = "", ""
        self.has_formula = self.in_value = False
        self.value = ""

    def start(self, tag: str, attributes: dict) -> None:
        tag = tag.rpartition(" ")[2]
        if tag == "c":
            self.place, self.type = attributes.get("r", ""), attributes.get("t", "")
            self.has_formula, self.value = False, ""
        self.has_formula = self.has_formula or tag == "f"
        self.in_value = tag == "v"

    def text(self, text: str) -> None:
        if self.in_value:
            self.value += text

    def end(self, tag: str) -> None:
        self.in_value = False
        if not tag.endswith(" c"):
            return
        if self.type == "e":
            self._note({"error": "formula-error", "text": self.value[:20]})
        elif self.has_formula and not self.value and self.type != "str":
            self._note({"error": "formula-without-result"})

    def _note(self, what: dict) -> None:
        if place := CELL.fullmatch(self.place):
            self.found[int(place[2]), column_number(place[1])] = what


class OdsScan:
    """The same for one table of an OpenDocument spreadsheet, where rows and cells may repeat."""

    def __init__(self, name: str):
        self.found: dict[tuple[int, int], dict] = {}
        self.name, self.inside = name, False
        self.row, self.rows, self.column = 0, 1, 0

    def start(self, tag: str, attributes: dict) -> None:
        given = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        tag = tag.rpartition(" ")[2]
        if tag == "table":
            self.inside, self.row, self.rows = given.get("name") == self.name, 0, 1
        elif tag == "table-row":
            self.row, self.column = self.row + self.rows, 0
            self.rows = int(given.get("number-rows-repeated", 1))
        elif tag in ("table-cell", "covered-table-cell"):
            self._cell(given)

    def _cell(self, given: dict) -> None:
        here, self.column = self.column, self.column + int(given.get("number-columns-repeated", 1))
        if not self.inside or not given.get("formula"):
            return
        # LibreOffice writes "error" there where a formula came to nothing
        if "error" in (given.get("value-type"), given.get("calcext:value-type")):
            self.found[self.row or 1, here] = {"error": "formula-error", "text": ""}
        elif "value-type" not in given:
            self.found[self.row or 1, here] = {"error": "formula-without-result"}

    def text(self, _text: str) -> None:
        """What a cell shows does not matter here."""

    def end(self, _tag: str) -> None:
        """Tables hold no tables."""


def column_number(letters: str) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
