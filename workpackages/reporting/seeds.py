"""The two reporting periods that are usual for a grant of 24 months: after a year, and the rest."""

from datetime import date, timedelta

from clusters.models import Programme
from workpackages.reporting.models import ReportingPeriod

DAYS_TO_REPORT = timedelta(days=60)


def load(programme: Programme) -> None:
    first_year_ends = _a_year_on(programme.starts_on) - timedelta(days=1)
    rows = (
        (1, ReportingPeriod.Kind.INTERIM, programme.starts_on, first_year_ends),
        (
            2,
            ReportingPeriod.Kind.FINAL,
            first_year_ends + timedelta(days=1),
            programme.ends_on,
        ),
    )
    for number, kind, first_day, last_day in rows:
        ReportingPeriod.objects.get_or_create(
            programme=programme,
            number=number,
            defaults={
                "kind": kind,
                "first_day": first_day,
                "last_day": last_day,
                "due_on": last_day + DAYS_TO_REPORT,
            },
        )


def prolong_for_demo(programme: Programme) -> None:
    """The last period lasts as long as the programme does in the demo."""
    last = programme.reporting_periods.last()
    if last and last.last_day < programme.ends_on:
        last.last_day = programme.ends_on
        last.due_on = programme.ends_on + DAYS_TO_REPORT
        last.save(update_fields=["last_day", "due_on"])


def _a_year_on(day: date) -> date:
    return day.replace(year=day.year + 1)
