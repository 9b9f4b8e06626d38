"""Drawing what a snapshot holds: it is JSON, so dates, moments and amounts arrive as text."""

from datetime import date, datetime

from django import template

from blues.common import formats

register = template.Library()

MINUS = "\u2212"


@register.filter
def day(value: str | date) -> str:
    """2021-05-12 → 12 May 2021, in the language of the document."""
    if isinstance(value, date):
        return formats.day(value)
    return formats.day(date.fromisoformat(value)) if value else ""


@register.filter
def moment(text: str) -> str:
    """2021-05-12T09:30:00+02:00 → 12 May 2021, 09:30 CEST."""
    return formats.moment(datetime.fromisoformat(text)) if text else ""


@register.simple_tag
def period(first: str, last: str) -> str:
    """{% period s.starts_on s.ends_on %} → 5–7 May 2021."""
    return formats.period(date.fromisoformat(first), date.fromisoformat(last))


@register.filter
def euro(amount: str | None) -> str:
    """12500.00 → EUR 12 500 with hard spaces, as EU texts write it."""
    return formats.money(amount).replace("-", MINUS) if amount else ""


@register.filter
def short_hash(digest: str) -> str:
    """The first sixteen digits in groups, for people to compare."""
    return " ".join(digest[start : start + 4] for start in range(0, 16, 4))
