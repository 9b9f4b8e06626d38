"""How soon somebody answers: measured from turns, told as a level."""

from datetime import timedelta

import pytest
from django.urls import reverse

from blues.common import clock
from exchanges.matching import proposals, suggestions
from exchanges.matching.responsiveness import NEVER, Level, level_from, levels_of
from exchanges.models import State
from tests.exchanges.cast import registered
from tests.exchanges.dates import FRIDAY, MONDAY, TODAY
from tests.factories import ExchangeFactory, OfferFactory, TransitionFactory

pytestmark = pytest.mark.feature(44)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
TERMS = {"mode": "physical", "first_day": MONDAY, "last_day": FRIDAY, "goals": "Compare cycles."}
LATER = TERMS | {"first_day": MONDAY + WEEK, "last_day": FRIDAY + WEEK}


def proposed(visitor, host, *, on=TODAY):
    with clock.standing_on(on):
        return proposals.propose(
            visitor=visitor, host=host, title="Clean", by=visitor.representative, **TERMS
        )


def answered(host, *, after, ended_as=State.ACCEPTED, ago=timedelta(days=10)):
    """A proposal to the host that ended some days ago, so many days after it was made."""
    now = clock.now()
    exchange = ExchangeFactory(host=host, state=ended_as)
    OfferFactory(exchange=exchange, made_at=now - ago - after)
    party = {State.EXPIRED: "portal", State.WITHDRAWN: "visitor"}.get(ended_as, "host")
    TransitionFactory(exchange=exchange, to_state=ended_as, party=party, at=now - ago)
    return exchange


def level_of(registration) -> Level:
    return levels_of([registration])[registration.pk]


@pytest.mark.parametrize(
    ("waits", "level"),
    [
        ([], Level.NEW),
        ([DAY], Level.NEW),
        ([DAY, DAY], Level.A_DAY),
        ([DAY, 2 * DAY], Level.TWO_DAYS),
        ([DAY, DAY, 6 * DAY], Level.A_DAY),
        ([3 * DAY, 3 * DAY], Level.A_WEEK),
        ([8 * DAY, 8 * DAY], Level.LONGER),
        ([DAY, NEVER], Level.SILENT),
        ([DAY, DAY, NEVER], Level.A_DAY),
        ([DAY, 9 * DAY, NEVER], Level.LONGER),
        ([NEVER, NEVER], Level.SILENT),
    ],
)
def test_the_level_says_what_more_than_half_waited(waits, level):
    assert {level_from(waits), level_from(waits[::-1])} == {level}


@pytest.mark.parametrize(
    ("ended_as", "level"),
    [
        (State.ACCEPTED, Level.TWO_DAYS),
        (State.DECLINED, Level.TWO_DAYS),
        (State.EXPIRED, Level.SILENT),
        (State.WITHDRAWN, Level.NEW),
    ],
)
def test_an_answer_counts_whatever_it_says_and_silence_too(host, ended_as, level):
    for _twice in range(2):
        answered(host, after=2 * DAY, ended_as=ended_as)

    assert level_of(host) == level


def test_what_nobody_has_answered_yet_is_no_case(visitor, host):
    answered(host, after=DAY)
    proposed(visitor, host)

    assert level_of(host) == Level.NEW


def test_only_the_last_ninety_days_count(host):
    answered(host, after=DAY)
    answered(host, after=DAY, ago=timedelta(days=91))
    assert level_of(host) == Level.NEW

    answered(host, after=DAY, ago=timedelta(days=89))
    assert level_of(host) == Level.A_DAY


def test_asking_for_time_stops_the_clock(visitor, host):
    answered(host, after=DAY)
    exchange = proposed(visitor, host)
    with clock.standing_on(TODAY + DAY):
        proposals.ask_for_time(exchange, by=host.representative)
    with clock.standing_on(TODAY + 9 * DAY):
        proposals.decline(exchange, by=host.representative, reason="No room.")

        assert level_of(host) == Level.TWO_DAYS


def test_time_asked_before_another_offer_stops_it_too(visitor, host):
    answered(host, after=DAY)
    exchange = proposed(visitor, host)
    with clock.standing_on(TODAY + DAY):
        proposals.ask_for_time(exchange, by=host.representative)
    with clock.standing_on(TODAY + 9 * DAY):
        proposals.counter(exchange, by=host.representative, **LATER)

        assert level_of(host) == Level.TWO_DAYS


def test_time_asked_and_not_used_is_silence(visitor, host):
    answered(host, after=DAY)
    exchange = proposed(visitor, host)
    proposals.ask_for_time(exchange, by=host.representative)
    with clock.standing_on(TODAY + 60 * DAY):
        proposals.expire_due()

        assert level_of(host) == Level.SILENT


def test_each_turn_is_a_case_of_the_side_that_was_asked(visitor, host):
    exchange = proposed(visitor, host)
    for days, side, terms in ((1, host, LATER), (6, visitor, TERMS), (7, host, LATER)):
        with clock.standing_on(TODAY + timedelta(days=days)):
            proposals.counter(exchange, by=side.representative, **terms)
    with clock.standing_on(TODAY + 12 * DAY):
        proposals.accept(exchange, by=visitor.representative)

        assert (level_of(host), level_of(visitor)) == (Level.TWO_DAYS, Level.A_WEEK)


def test_many_are_asked_for_in_two_queries(host, django_assert_num_queries):
    other, third = registered("host"), registered("host")
    for _twice in range(2):
        answered(host, after=DAY)
        answered(other, after=4 * DAY)

    with django_assert_num_queries(2):
        found = levels_of([host, other, third])

    assert found == {host.pk: Level.A_DAY, other.pk: Level.A_WEEK, third.pk: Level.NEW}


@pytest.mark.feature(26)
def test_who_answers_soon_and_was_here_lately_comes_first(visitor):
    plain, quick, fresh, both = (registered("host") for _each in range(4))
    for host in (quick, both):
        for _twice in range(2):
            answered(host, after=DAY)
    for host in (fresh, both):
        host.awake_on = TODAY
        host.save()

    found = suggestions.for_registration(visitor)

    assert [one.registration for one in found] == [both, quick, fresh, plain]
    assert "answers within 1 day" in found[0].reasons
    assert [one.answers for one in found] == [
        "",
        "",
        "new, nothing known yet",
        "new, nothing known yet",
    ]


@pytest.mark.feature(26)
def test_the_profile_says_how_they_answer_and_how_that_is_measured(client, sign_in, visitor, host):
    for _twice in range(2):
        answered(host, after=DAY, ended_as=State.EXPIRED)
    host.awake_on = TODAY - timedelta(days=12)
    host.save()
    sign_in(visitor.representative)

    page = client.get(reverse("matching:catalogue-entry", args=[host.public_id]))

    assert "Often leaves proposals unanswered; here within the last month." in page.text
    assert "Asking for time counts as an answer" in page.text
