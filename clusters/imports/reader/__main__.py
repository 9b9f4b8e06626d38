"""A list as lines of JSON, first about the file, then one line for each row:

    python -m clusters.imports.reader peek|read OPTIONS_AS_JSON < file

A file made to exhaust memory or time ends this process and nothing else.
"""

import json
import resource
import sys
from collections.abc import Iterable, Iterator

from clusters.imports import limits
from clusters.imports.reader import delimited, encodings, workbooks
from clusters.imports.reader.archives import kind_of
from clusters.imports.reader.trouble import Unreadable


def peek(data: bytes, options: dict) -> Iterator[dict]:
    """Kind, encoding and the first rows of every sheet."""
    kind = kind_of(data)
    if kind == "csv":
        source = encodings.decode(data, **options)
        separator = delimited.separator_of(source.text)
        about = {"kind": kind, "encoding": source.encoding, "separator": separator}
        beginning = list(_limited(delimited.rows(source, separator), most=limits.PEEK_ROWS))
        yield about | {"sheets": [{"name": "", "rows": beginning}]}
        return
    book = workbooks.Book(data, kind)
    sheets = [
        {"name": name, "rows": list(_limited(book.rows(name, most=limits.PEEK_ROWS)))}
        for name in book.sheets
    ]
    yield {"kind": kind, "encoding": "", "separator": "", "sheets": sheets}


def read(data: bytes, options: dict) -> Iterator[dict | list]:
    """All rows of one sheet that hold anything."""
    kind, sheet = kind_of(data), options.pop("sheet", "")
    if kind == "csv":
        source = encodings.decode(data, **options)
        rows = delimited.rows(source, delimited.separator_of(source.text))
    else:
        rows = workbooks.Book(data, kind).rows(sheet)
    for count, row in enumerate(_limited(rows)):
        if count > limits.MOST_ROWS + limits.PEEK_ROWS:
            raise Unreadable("too-long")
        yield row


def _limited(rows: Iterable[tuple[int, list, str]], most: int | None = None) -> Iterator[list]:
    for count, (number, cells, trouble) in enumerate(rows):
        if most is not None and count >= most:
            return
        while cells and cells[-1] in ("", None):
            cells.pop()
        if len(cells) > limits.MOST_COLUMNS:
            raise Unreadable("too-wide")
        if any(cell not in ("", None) for cell in cells):
            yield [number, [_short(cell) for cell in cells], trouble]


def _short(cell):
    too_long = isinstance(cell, str) and len(cell) > limits.LONGEST_CELL
    return {"error": "too-long", "text": cell[:40]} if too_long else cell


def _bounded(lines: Iterable) -> Iterator[str]:
    """One long text that very many cells share is small in the file and large in the answer."""
    length = 0
    for line in lines:
        text = json.dumps(line)
        length += len(text)
        if length > limits.LARGEST_ANSWER:
            raise Unreadable("bomb")
        yield text


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.PROCESSOR, limits.PROCESSOR))
    work = {"peek": peek, "read": read}[sys.argv[1]]
    try:
        for text in _bounded(work(sys.stdin.buffer.read(), json.loads(sys.argv[2]))):
            print(text)  # noqa: T201
    except Unreadable as trouble:
        print(json.dumps({"unreadable": trouble.code}))  # noqa: T201


if __name__ == "__main__":
    main()
