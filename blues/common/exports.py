"""CSV and XLSX of rows that a list shows. Text stays text: no cell becomes a formula."""

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

LONGEST_CELL = 32_767  # what a spreadsheet holds in one cell
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# No cell begins like a formula, nor what a program that splits at another mark takes for a cell.
# The last four are the full-width twins that spreadsheets accept as well.
FORMULA_START = re.compile(r"(^\s*|[;\t\r\n]\s*)(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])")


def csv_response(header: Sequence[str], rows: Iterable[Sequence], *, name: str):
    """UTF-8 with byte order mark, commas, ISO dates, decimal points; sent while it is made."""
    lines = _csv_lines(header, rows)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _csv_lines(header, rows) -> Iterator[bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    yield "\ufeff".encode()
    writer.writerow([neutralised(str(label)) for label in header])
    for row in rows:
        writer.writerow([csv_cell(cell) for cell in row])
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue().encode()


def csv_cell(value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float | Decimal):
        return str(value)
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return neutralised(str(value))


def neutralised(text: str) -> str:
    return FORMULA_START.sub(r"\1'", text.replace("\0", ""))


def xlsx_response(header: Sequence[str], rows: Iterable[Sequence], *, name: str, sheet: str):
    """Typed cells, a header that stays in view; written row by row to a temporary file."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the response closes it
    options = {
        "constant_memory": True,
        "in_memory": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "remove_timezone": True,
    }
    with xlsxwriter.Workbook(file, options) as workbook:
        write_sheet(workbook, header, rows, sheet=sheet)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX_TYPE)


def write_sheet(workbook, header: Sequence[str], rows: Iterable[Sequence], *, sheet: str):
    """Add one sheet; shared with workbooks that hold several."""
    worksheet = workbook.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", sheet)[:31])
    bold = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    days = workbook.add_format({"num_format": "yyyy-mm-dd"})
    moments = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    worksheet.set_column(0, max(len(header) - 1, 0), 22)
    worksheet.freeze_panes(1, 0)
    for column, label in enumerate(header):
        worksheet.write_string(0, column, str(label), bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            _write_cell(worksheet, (number, column), value, days, moments)
    return worksheet


def _write_cell(worksheet, place, value, days, moments) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        worksheet.write_string(*place, _("yes") if value else _("no"))
    elif isinstance(value, int | float | Decimal):
        worksheet.write_number(*place, value)
    elif isinstance(value, datetime):
        worksheet.write_datetime(*place, timezone.localtime(value).replace(tzinfo=None), moments)
    elif isinstance(value, date):
        worksheet.write_datetime(*place, value, days)
    else:
        worksheet.write_string(*place, str(value)[:LONGEST_CELL])
