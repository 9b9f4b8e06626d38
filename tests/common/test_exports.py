import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest

from blues.common import exports

HEADER = ["Name", "=Amount"]


def lines(rows, header=HEADER):
    sent = b"".join(exports.csv_response(header, rows, name="list")).decode()
    assert sent.startswith("\ufeff")
    return list(csv.reader(io.StringIO(sent.removeprefix("\ufeff"))))


def sheet(rows, header=HEADER):
    response = exports.xlsx_response(header, rows, name="list", sheet="A/B: [x]")
    content = io.BytesIO(b"".join(response))
    response.close()
    return openpyxl.load_workbook(content).active


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\0=", "＝", "＋", "－", "＠", "  ="]
)
def test_no_csv_cell_begins_like_a_formula(start):
    cell = lines([[f"{start}1+1"]])[1][0]

    assert cell.lstrip(" ").startswith("'")


@pytest.mark.parametrize("text", ["water;=1+1", "water\n=1+1", "water\t@SUM(A1)"])
def test_no_part_of_a_csv_cell_begins_like_a_formula(text):
    assert lines([[text]])[1][0] == f"{text[:6]}'{text[6:]}"


@pytest.mark.parametrize("text", ["Żółw", "a - b", "x=1", "3-5 days", "a;b"])
def test_harmless_text_stays_as_it_is(text):
    assert lines([[text]])[1] == [text]


def test_csv_numbers_and_days_stay_numbers_and_days():
    row = [-5, Decimal("-1234.50"), 0.5, date(2021, 5, 12), None, True, False]
    row.append(datetime(2021, 5, 12, 7, 0, tzinfo=UTC))

    assert lines([row])[1] == [
        "-5",
        "-1234.50",
        "0.5",
        "2021-05-12",
        "",
        "yes",
        "no",
        "2021-05-12T09:00+02:00",
    ]


def test_csv_header_is_neutralised_too():
    assert lines([]) == [["Name", "'=Amount"]]


def test_csv_is_sent_while_rows_are_read():
    read = []

    def rows():
        for number in range(3):
            read.append(number)
            yield [number]

    stream = iter(exports.csv_response(["n"], rows(), name="list"))
    next(stream)
    next(stream)

    assert read == [0]


def test_xlsx_cells_are_typed_and_never_formulas():
    cells = sheet([["=1+1", Decimal("12.50")], ["http://evil.example", date(2021, 5, 12)]])

    assert cells["A2"].value == "=1+1"
    assert cells["A2"].data_type == "s"
    assert cells["B2"].value == 12.5
    assert cells["A3"].hyperlink is None
    assert cells["B3"].value == datetime(2021, 5, 12)  # noqa: DTZ001 -- spreadsheets know no zone
    assert cells.freeze_panes == "A2"


def test_xlsx_holds_moments_answers_gaps_and_long_text():
    moment = datetime(2021, 5, 12, 7, 0, tzinfo=UTC)
    cells = sheet([[moment, True], [None, "x" * 40_000]])

    assert cells["A2"].value == datetime(2021, 5, 12, 9, 0)  # noqa: DTZ001 -- as above
    assert cells["B2"].value == "yes"
    assert cells["A3"].value is None
    assert len(cells["B3"].value) == exports.LONGEST_CELL


def test_xlsx_sheet_name_leaves_out_what_spreadsheets_refuse():
    assert sheet([]).title == "A B   x "
