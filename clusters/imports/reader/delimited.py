"""CSV as spreadsheets of many countries write it: any separator, quotes or none."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from clusters.imports import limits
from clusters.imports.reader.encodings import Text
from clusters.imports.reader.trouble import Unreadable

SEPARATORS = ";,\t|"
SAMPLE = 60  # records by which the separator is chosen
# An export of ours puts an apostrophe before what a spreadsheet would take for a formula.
NEUTRALISED = re.compile(r"(^\s*|[;\t\r\n]\s*)'(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])")

csv.field_size_limit(limits.LARGEST_UNPACKED)


def separator_of(text: str) -> str:
    """The one by which most records come out equally long, and longest."""
    if declared := re.match(r"\ufeff?sep=(.)\r?\n", text):
        return declared[1]
    sample = "\n".join(text.split("\n", SAMPLE * 3)[: SAMPLE * 3])
    return max(SEPARATORS, key=lambda mark: _evenness(sample, mark))


def _evenness(sample: str, mark: str) -> tuple[float, int]:
    records = _records(sample, mark)
    lengths = Counter(len(r) for _line, r in zip(range(SAMPLE), records, strict=False) if any(r))
    lengths.pop(1, None)
    if not lengths:
        return (0, 0)
    width, often = max(lengths.items(), key=lambda pair: (pair[1], pair[0]))
    return (often * (width - 1), width)


def rows(source: Text, separator: str) -> Iterator[tuple[int, list, str]]:
    """(number, cells, trouble) of each record, numbered as a spreadsheet program shows them."""
    reader = csv.reader(io.StringIO(source.text, newline=""), delimiter=separator)
    number, read = 0, 0
    while (cells := _next(reader)) is not None:
        lines, read = range(read + 1, reader.line_num + 1), reader.line_num
        if not number and re.fullmatch(r"\ufeff?sep=.?", "".join(cells)):
            continue
        number += 1
        foreign = not source.foreign.isdisjoint(lines)
        yield number, [_cell(cell) for cell in cells], "encoding" if foreign else ""


def _next(reader) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        raise Unreadable("damaged") from error


def _cell(text: str) -> str:
    return NEUTRALISED.sub(r"\1", text.removeprefix("\ufeff"))


def _records(sample: str, mark: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(sample, newline=""), delimiter=mark)
    except csv.Error:
        return
