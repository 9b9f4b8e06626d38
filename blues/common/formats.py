"""Days, periods and money as people read them, in the language of the page (ux: dates, money)."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.formats import get_format
from django.utils.translation import get_language, gettext, ngettext

from blues.common import clock

HARD_SPACE = "\u00a0"
EN_DASH = "–"
MEGABYTE = 1_000_000

# (day, day and month, day, month and year); E is the month as it reads after a day (Polish, Czech)
DAY_PATTERNS = {
    "en": ("j", "j F", "j F Y"),
    "de": ("j.", "j. F", "j. F Y"),
    "es": ("j", r"j \d\e F", r"j \d\e F \d\e Y"),
    "fr": ("j", "j F", "j F Y"),
    "pl": ("j", "j E", "j E Y"),
    "cs": ("j.", "j. E", "j. E Y"),
}


def _patterns() -> tuple[str, str, str]:
    return DAY_PATTERNS.get((get_language() or "en")[:2], DAY_PATTERNS["en"])


def _as_day(value: date) -> date:
    if isinstance(value, datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value


def day(value: date | None) -> str:
    """12 May 2021."""
    return format_date(_as_day(value), _patterns()[2]) if value else ""


def moment(value: datetime | None) -> str:
    """12 May 2021, 09:00 CEST."""
    if not value:
        return ""
    local = timezone.localtime(value)
    return f"{day(local)}, {local:%H:%M}{HARD_SPACE}{local.tzname()}"


def period(first: date | None, last: date | None) -> str:
    """2–5 March 2021; the parts that both ends share are written once."""
    if not first or not last:
        return day(first or last)
    first, last = _as_day(first), _as_day(last)
    only_day, day_and_month, full = _patterns()
    if first == last:
        return day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{format_date(first, only_day)}{EN_DASH}{format_date(last, full)}"
    opening = day_and_month if first.year == last.year else full
    return f"{format_date(first, opening)} {EN_DASH} {format_date(last, full)}"


def number(value, *, decimals: int | None = None) -> str:
    """12 500 or 1 234.50: hard space between thousands, the decimal mark of the language."""
    amount = Decimal(str(value))
    if decimals is None:
        decimals = 0 if amount == amount.to_integral_value() else 2
    rounded = amount.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    mark = get_format("DECIMAL_SEPARATOR")
    return f"{rounded:,}".replace(",", HARD_SPACE).replace(".", mark)


def money(amount, *, currency: str = "EUR") -> str:
    """EUR 12 500, as legal and financial texts write it."""
    return "" if amount is None else f"{currency}{HARD_SPACE}{number(amount)}"


def file_size(size: int) -> str:
    """240 kB, 1.2 MB, 10 MB."""
    if size >= MEGABYTE:
        decimals = 1 if size % MEGABYTE else 0
        return f"{number(Decimal(size) / MEGABYTE, decimals=decimals)}{HARD_SPACE}MB"
    return f"{max(1, round(size / 1000))}{HARD_SPACE}kB"


def deadline(due: date | None, *, today: date | None = None) -> str:
    """The relative half of a deadline: "today", "in 3 days", "2 days late"."""
    if not due:
        return ""
    days = (_as_day(due) - (today or clock.today())).days
    if days == 0:
        return gettext("today")
    if days > 0:
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
    return ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
