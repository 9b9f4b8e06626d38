"""Who is reminded of what, and when not."""

from datetime import date, timedelta

import pytest

from blues import jobs
from blues.common import clock
from blues.notices.models import Notice
from exchanges.finalisation import reminders
from exchanges.models import Exchange, State
from tests.exchanges.finalisation.cast import Cast
from tests.factories import FIRST_DAY, LAST_DAY, a_stay, told_by_both

pytestmark = pytest.mark.django_db

DUE = date(2027, 4, 5)
QUIET = {"start": 0, "end": 0, "report": 0, "validation": 0, "approval": 0, "transfer": 0}


def waiting(state, **fields):
    exchange = told_by_both(state, **fields)
    Exchange.objects.filter(pk=exchange.pk).update(due_on=DUE)
    return exchange


def told(topic):
    notices = Notice.objects.filter(topic=f"finalisation.{topic}")
    return {notice.reader for notice in notices}


@pytest.mark.parametrize(
    ("state", "day", "what"),
    [
        (State.READY, FIRST_DAY, "start"),
        (State.IN_PROGRESS, LAST_DAY + timedelta(days=1), "end"),
        (State.STAY_ENDED, DUE - timedelta(days=23), "report"),
        (State.INTERRUPTED, DUE - timedelta(days=9), "report"),
        (State.REPORT_RETURNED, DUE + timedelta(days=7), "report"),
        (State.STAY_ENDED, DUE + timedelta(days=4), "report"),
        (State.REPORTS_SUBMITTED, DUE + timedelta(days=1), "validation"),
        (State.REPORTS_VALIDATED, DUE + timedelta(days=1), "approval"),
        (State.PAYMENT_APPROVED, DUE + timedelta(days=7), "transfer"),
    ],
)
def test_what_waits_is_told_on_its_days_only(state, day, what):
    waiting(state)

    assert reminders.remind(on=day) == QUIET | {what: 1}
    assert reminders.remind(on=day + timedelta(days=1)) == QUIET


def test_only_the_side_that_has_not_reported_hears_of_it():
    exchange = waiting(State.STAY_ENDED)
    exchange.reports.filter(side="host").delete()

    reminders.remind(on=DUE)

    assert told("report") == {exchange.host.representative}


def test_an_overdue_payment_is_told_to_finance():
    exchange = waiting(State.REPORTS_VALIDATED, validated=True)
    cast = Cast(exchange)

    reminders.remind(on=DUE + timedelta(days=1))

    assert told("approve-payment") == {cast.finance}


def test_a_stay_under_way_is_left_alone():
    a_stay(State.IN_PROGRESS)

    assert reminders.remind(on=LAST_DAY) == QUIET


def test_the_daily_work_runs_once_a_day():
    waiting(State.STAY_ENDED)
    for _again in range(2):
        jobs.request("finalisation.remind", key="finalisation.remind:2027-04-05", day="2027-04-05")

    with clock.standing_on(DUE):
        jobs.run_due()

    [job] = jobs.Job.objects.filter(kind="finalisation.remind")
    assert job.result == QUIET | {"report": 1}
