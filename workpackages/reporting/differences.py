"""What has changed since the copy before: pure functions over the data of two copies."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation


@dataclass(frozen=True)
class Difference:
    indicator: str
    table: str
    line: str
    column: str
    before: str
    after: str


def differences(before: dict, after: dict) -> list[Difference]:
    """Every number that is new, gone or another one, in the order of the newer copy."""
    old, new = _numbers(before), _numbers(after)
    return [
        Difference(*place, _shown(old.get(place)), _shown(new.get(place)))
        for place in [*new, *(place for place in old if place not in new)]
        if not _same(old.get(place), new.get(place))
    ]


def _numbers(data: dict) -> dict[tuple[str, str, str, str], object]:
    return {
        (f"{indicator['code']} {indicator['title']}", table["caption"], row[0], label): value
        for indicator in data["indicators"]
        for table in indicator["tables"]
        for row in table["rows"]
        for label, value in zip(table["header"][1:], row[1:], strict=True)
    }


def _same(one, other) -> bool:
    """Nothing and zero say the same; amounts are text in the record."""
    return _amount(one) == _amount(other)


def _amount(value):
    try:
        return Decimal(value or 0)
    except InvalidOperation:
        return value


def _shown(value) -> str:
    return "–" if value is None else str(value)
