"""Reminders of a proposal: on which days, to whom, and never twice."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from blues.common import clock
from exchanges.matching import proposals, reminders
from exchanges.models import Exchange, Reminder
from tests.exchanges.cast import put_away
from tests.exchanges.dates import FRIDAY, MONDAY, TODAY
from tests.factories import ExchangeFactory, ReminderFactory

WEEK = timedelta(days=7)
TERMS = {"mode": "physical", "first_day": MONDAY, "last_day": FRIDAY, "goals": "Compare cycles."}
LATER = TERMS | {"first_day": MONDAY + WEEK, "last_day": FRIDAY + WEEK}
REMINDERS = ("matching.unanswered", "matching.expiring", "matching.last_day")


@pytest.fixture
def proposed(visitor, host):
    return proposals.propose(
        visitor=visitor, host=host, title="Clean membranes", by=visitor.representative, **TERMS
    )


def after(days):
    return clock.standing_on(TODAY + timedelta(days=days))


def reminded_on(days) -> int:
    with after(days):
        return reminders.remind_due()


def reminders_of(person):
    return [n.topic for n in person.notices.filter(topic__in=REMINDERS).order_by("pk")]


@pytest.mark.feature(39)
def test_who_has_to_answer_is_reminded_on_the_first_the_third_and_the_last_days(
    proposed, visitor, host
):
    days = [day for day in range(23) if reminded_on(day)]

    assert days == [1, 3, 18, 21]
    assert reminders_of(host.representative) == [
        "matching.unanswered",
        "matching.unanswered",
        "matching.expiring",
        "matching.last_day",
    ]
    assert reminders_of(visitor.representative) == []


def test_a_second_run_on_the_same_day_says_nothing(proposed, host):
    assert [reminded_on(1), reminded_on(1), reminded_on(2)] == [1, 0, 0]
    assert reminders_of(host.representative) == ["matching.unanswered"]


@pytest.mark.parametrize(
    ("day", "topic"), [(2, "unanswered"), (10, "unanswered"), (19, "expiring"), (21, "last_day")]
)
def test_a_portal_that_was_down_for_days_sends_one_reminder_and_not_all(proposed, host, day, topic):
    assert [reminded_on(day), reminded_on(day)] == [1, 0]
    assert reminders_of(host.representative) == [f"matching.{topic}"]


def test_nobody_is_reminded_after_an_answer_or_after_the_last_day(proposed, host):
    assert reminded_on(22) == 0
    proposals.decline(proposed, by=host.representative, reason="Not this year.")

    assert [reminded_on(day) for day in (1, 3, 18, 21)] == [0, 0, 0, 0]


def test_an_answer_that_comes_while_reminders_are_sent_is_respected(proposed, host):
    stale = Exchange.objects.get(pk=proposed.pk)
    proposals.decline(proposed, by=host.representative, reason="Not this year.")

    with after(1):
        assert reminders._remind(stale) is False


def test_reminders_are_counted_from_the_last_offer_and_go_to_the_other_side(
    proposed, visitor, host
):
    assert reminded_on(1) == 1
    with after(2):
        proposals.counter(proposed, by=host.representative, **LATER)

    assert [day for day in range(2, 25) if reminded_on(day)] == [3, 5, 20, 23]
    assert reminders_of(host.representative) == ["matching.unanswered"]
    assert len(reminders_of(visitor.representative)) == 4


def test_time_to_think_moves_what_was_not_said_yet(proposed, host):
    assert reminded_on(1) == 1
    with after(2):
        proposals.ask_for_time(proposed, by=host.representative)

    assert [day for day in range(2, 30) if reminded_on(day)] == [12, 25, 28]


def test_the_last_day_is_told_anew_once_it_was_moved(proposed, host):
    assert reminded_on(21) == 1
    with after(21):
        proposals.ask_for_time(proposed, by=host.representative)

    assert [day for day in range(22, 30) if reminded_on(day)] == [25, 28]


def test_the_days_are_rules_of_the_programme(visitor, host):
    rules = visitor.programme.rule_sets.get()
    rules.first_reminder_days, rules.second_reminder_days, rules.reminder_days = 2, 9, 0

    calls = reminders.calls_of(
        ExchangeFactory.build(
            visitor=visitor,
            host=host,
            programme=visitor.programme,
            rule_set=rules,
            due_on=TODAY + timedelta(days=21),
        )
    )

    assert [(call.day - TODAY).days for call in calls] == [2, 9, 21, 21]
    assert calls[-1].occasion == "last"


def test_an_archived_programme_reminds_nobody(proposed, host):
    put_away(proposed.programme)

    assert reminded_on(1) == 0
    assert reminders_of(host.representative) == []


def test_one_occasion_is_kept_once():
    first = ReminderFactory()

    with pytest.raises(IntegrityError, match="reminder_once"), transaction.atomic():
        ReminderFactory(exchange=first.exchange)
    assert Reminder.objects.count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_looking_for_what_is_due_costs_the_same_for_many(number, django_assert_num_queries):
    ExchangeFactory.create_batch(number, due_on=TODAY + timedelta(days=21))

    with django_assert_num_queries(2):
        assert reminders.remind_due() == 0
