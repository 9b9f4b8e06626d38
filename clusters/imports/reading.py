"""Opening a list: the file goes to a process of its own, sheets and rows come back."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from blues.common.errors import BadInput
from clusters.imports import limits

TROUBLE = {
    "empty": _("This file is empty."),
    "old-or-locked": _("This is a workbook of an old kind, or one that is locked by a password."),
    "not-a-list": _("This is no CSV, XLSX or ODS file, whatever its name says."),
    "damaged": _("This file is damaged; it cannot be read."),
    "bomb": _("This file grows out of all proportion when it is opened, so it stays closed."),
    "too-long": _("This list has more rows than can be brought in at once."),
    "too-wide": _("This list has too many columns."),
    "no-such-sheet": _("The file has no sheet of that name."),
    "too-much": _("Reading this file takes too long or too much memory."),
}
WAY_OUT = _("Save it as XLSX, ODS or CSV from your spreadsheet program and send that.")
SPLIT = _("Divide it into several files.")


class Line(NamedTuple):
    """One row: its number in the file, its cells, and what is wrong with the row as a whole."""

    number: int
    cells: list[Any]
    trouble: str = ""


class Sheet(NamedTuple):
    name: str
    beginning: list[Line]


class Book(NamedTuple):
    kind: str
    encoding: str
    sheets: list[Sheet]

    def sheet(self, name: str) -> Sheet:
        """The sheet asked for, else the one that holds most at its beginning."""
        named = [sheet for sheet in self.sheets if sheet.name == name]
        return named[0] if named else max(self.sheets, key=lambda sheet: len(sheet.beginning))


def peek(data: bytes, *, encoding: str = "", language: str = "") -> Book:
    """What the file is, and the beginning of each sheet. ``BadInput`` says why it stays closed."""
    about = next(_ask("peek", data, wanted=encoding, language=language))
    sheets = [
        Sheet(found["name"], [Line(*row) for row in found["rows"]]) for found in about["sheets"]
    ]
    if not any(sheet.beginning for sheet in sheets):
        raise refusal("empty")
    return Book(about["kind"], about["encoding"], sheets)


def lines(
    data: bytes, *, sheet: str = "", encoding: str = "", language: str = ""
) -> Iterator[Line]:
    """Every row of the sheet that holds anything."""
    for row in _ask("read", data, sheet=sheet, wanted=encoding, language=language):
        yield Line(*row)


def _ask(work: str, data: bytes, **options: str) -> Iterator[Any]:
    try:
        child = subprocess.run(  # noqa: S603 -- our own module, the file goes in as data
            [sys.executable, "-m", "clusters.imports.reader", work, json.dumps(options)],
            input=data,
            capture_output=True,
            cwd=settings.BASE_DIR,
            env={},
            timeout=limits.PATIENCE,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise refusal("too-much") from error
    except subprocess.CalledProcessError as error:
        raise refusal(
            "too-much" if error.returncode < 0 or _ran_out(error) else "damaged"
        ) from None
    for line in child.stdout.splitlines():
        found = json.loads(line)
        if isinstance(found, dict) and "unreadable" in found:
            raise refusal(found["unreadable"])
        yield found


def _ran_out(error: subprocess.CalledProcessError) -> bool:
    return b"MemoryError" in error.stderr or b"memory allocation" in error.stderr


def refusal(code: str) -> BadInput:
    way_out = {"too-long": SPLIT, "too-wide": "", "no-such-sheet": ""}.get(code, WAY_OUT)
    return BadInput(TROUBLE[code], way_out=way_out)
