"""The workbook for the agency: the exchanges, one sheet for each indicator, and what it all means.

Written row by row in constant memory. Text stays text: what begins like a formula is shown, never
computed.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

import xlsxwriter
from django.utils.translation import gettext as _

from blues.common.exports import write_sheet
from workpackages.reporting import columns, content
from workpackages.reporting.figures import Indicator
from workpackages.reporting.records import ExchangeRecord

OPTIONS = {
    "constant_memory": True,
    "in_memory": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}


def write(
    file: BinaryIO,
    *,
    records: list[ExchangeRecord],
    indicators: list[Indicator],
    about: list[tuple],
    created: datetime,
) -> None:
    with xlsxwriter.Workbook(file, OPTIONS) as workbook:
        workbook.set_properties({"title": _("Exchanges and indicators"), "created": created})
        rows = (columns.row(record) for record in records)
        write_sheet(workbook, columns.header(), rows, sheet=_("Exchanges"))
        for indicator in indicators:
            write_sheet(workbook, _head(indicator), _lines(indicator), sheet=indicator.code)
        write_sheet(
            workbook,
            content.dictionary_header(),
            content.explained(indicators),
            sheet=_("Data dictionary"),
        )
        write_sheet(workbook, [_("About"), ""], about, sheet=_("About"))


def _head(indicator: Indicator) -> list[str]:
    return [f"{indicator.code} {indicator.title}"]


def _lines(indicator: Indicator) -> Iterator[list]:
    """Meaning, then table under table with an empty line between them."""
    yield [indicator.meaning]
    for table in indicator.tables:
        yield []
        yield [table.caption]
        yield table.header
        yield from table.rows
