"""What a copy says: the exchanges, the indicators, and what they mean. Plain data, no database."""

from django.utils.translation import gettext as _

from workpackages.reporting import columns
from workpackages.reporting.figures import Indicator
from workpackages.reporting.records import ExchangeRecord


def of(*, about: dict, records: list[ExchangeRecord], indicators: list[Indicator]) -> dict:
    """The data of a snapshot; its canonical JSON is what the digest is taken of."""
    keys = [column.key for column in columns.COLUMNS]
    return {
        "about": about,
        "exchanges": [dict(zip(keys, columns.row(r), strict=True)) for r in records],
        "indicators": [_indicator(indicator) for indicator in indicators],
    }


def _indicator(indicator: Indicator) -> dict:
    return {
        "code": indicator.code,
        "title": indicator.title,
        "meaning": indicator.meaning,
        "unit": indicator.unit,
        "tables": [
            {
                "code": table.code,
                "caption": table.caption,
                "header": table.header,
                "rows": table.rows,
            }
            for table in indicator.tables
        ],
    }


def explained(indicators: list[Indicator]) -> list[list[str]]:
    """The data dictionary: each indicator and each column with meaning, unit and source."""
    lines = [
        [_("Indicators"), f"{i.code} {i.title}", i.meaning, i.unit, i.source] for i in indicators
    ]
    return [*columns.dictionary(), *lines]


def dictionary_header() -> list[str]:
    return [_("Sheet"), _("Name"), _("Meaning"), _("Unit"), _("Source")]
