"""What the portal does with registrations every day: silence, deadlines, the end."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

import pytest

from blues import jobs
from blues.common import clock
from exchanges.models import Registration, RegistrationState
from exchanges.registration import assessment, registrations, sweeps
from exchanges.registration.moves import lock
from tests.exchanges.cast import submitted
from tests.exchanges.dates import TODAY
from tests.factories import (
    ExchangeFactory,
    RegistrationFactory,
    RuleSetFactory,
    UserFactory,
)

R = RegistrationState
LAST_SEEN = date(2026, 1, 15)


def at(day) -> datetime:
    return datetime.combine(day, time(9), tzinfo=UTC)


@contextmanager
def after(days, *, since=LAST_SEEN):
    with clock.standing_on(since + timedelta(days=days)):
        yield


def last_seen(registration, day):
    registration.representative.last_login = at(day)
    registration.representative.save()
    return registration


def quiet(**changes):
    """Accepted long ago; nobody has signed in since."""
    made = RegistrationFactory(host=True, decided_at=at(LAST_SEEN), **changes)
    return last_seen(made, LAST_SEEN)


def a_day_passes():
    """Both daily jobs, in the order of the clock."""
    for sweep in (
        *(sweeps.wake, sweeps.come_back, sweeps.end_with_the_programme, sweeps.expire_due),
        *(sweeps.mark_low_active, sweeps.hide, sweeps.ask_interest, sweeps.warn_of_hiding),
        *(sweeps.warn_of_ending, sweeps.warn_of_coming_back, sweeps.warn_of_the_end),
    ):
        sweep()


def topics(registration):
    told = registration.representative.notices.order_by("told_at", "pk")
    return [notice.topic.removeprefix("registration.") for notice in told]


# -- Silence -----------------------------------------------------------------------------------


@pytest.mark.feature(17)
def test_a_silent_year_goes_from_a_question_over_warnings_to_the_end():
    registration = quiet()
    states = {}
    for day in range(60, 290):
        with after(day):
            a_day_passes()
        registration.refresh_from_db()
        listed = Registration.objects.in_catalogue().exists()
        states.setdefault((R(registration.state).label, listed), day)

    assert topics(registration) == [
        "interest",
        "hiding_soon",
        "hidden",
        "still_interested",
        "ending_soon",
        "expired",
    ]
    assert states == {
        ("accepted", True): 60,
        ("accepted", False): 180,
        ("not active lately", False): 183,
        ("expired", False): 274,
    }


@pytest.mark.parametrize(("days", "asked"), [(89, 0), (90, 1)])
def test_after_ninety_days_we_ask_once_however_often_we_look(days, asked):
    registration = quiet()

    with after(days):
        assert [sweeps.ask_interest(), sweeps.ask_interest()] == [asked, 0]
    with after(days + 1):
        assert sweeps.ask_interest() == 1 - asked

    assert topics(registration) == ["interest"]


def test_a_new_silence_is_asked_about_again():
    registration = quiet()
    with after(90):
        sweeps.ask_interest()
    last_seen(registration, LAST_SEEN + timedelta(days=91))

    with after(181):
        assert sweeps.ask_interest() == 1


def test_nobody_is_hidden_before_a_warning_has_had_its_days():
    registration = quiet()

    with after(300):
        assert (sweeps.hide(), sweeps.warn_of_hiding()) == (0, 1)
    with after(306):
        assert sweeps.hide() == 0
    with after(307):
        assert (sweeps.hide(), sweeps.hide()) == (1, 0)

    registration.refresh_from_db()
    assert registration.hidden_on == LAST_SEEN + timedelta(days=307)
    with after(309):
        assert sweeps.mark_low_active() == 0
    with after(310):
        assert sweeps.mark_low_active() == 1


def test_signing_in_brings_a_hidden_profile_back():
    registration = quiet(hidden_on=TODAY)
    assert sweeps.wake() == 0
    last_seen(registration, TODAY - timedelta(days=1))

    assert (sweeps.wake(), sweeps.wake()) == (1, 0)

    assert list(Registration.objects.in_catalogue()) == [registration]


def test_a_colleague_who_signs_in_keeps_the_organisation_awake():
    registration = quiet()
    colleague = UserFactory(organisation_admin=True, organisation=registration.organisation)
    colleague.last_login = at(TODAY - timedelta(days=10))
    colleague.save()

    assert (sweeps.ask_interest(), sweeps.warn_of_hiding()) == (0, 0)


def test_who_was_accepted_lately_is_not_silent():
    RegistrationFactory(host=True, decided_at=at(TODAY - timedelta(days=10)))

    assert (sweeps.ask_interest(), sweeps.warn_of_hiding()) == (0, 0)


def test_nobody_rests_in_the_middle_of_an_exchange():
    registration = quiet(hidden_on=LAST_SEEN)
    ExchangeFactory(host=registration)

    assert (sweeps.ask_interest(), sweeps.warn_of_hiding()) == (0, 0)
    assert sweeps.mark_low_active() == 0


def test_one_click_says_still_interested():
    registration = quiet(hidden_on=LAST_SEEN)
    sweeps.mark_low_active()

    awake = registrations.resume(registration, by=registration.representative)

    assert (awake.state, awake.due_on, awake.hidden_on, awake.awake_on) == (
        R.ACCEPTED,
        None,
        None,
        TODAY,
    )
    assert sweeps.warn_of_hiding() == 0


def test_the_days_are_rules_of_the_programme():
    RuleSetFactory(version="hasty", still_interested_days=3)
    registration = quiet()

    with after(3):
        assert sweeps.ask_interest() == 1
    assert topics(registration) == ["interest"]


# -- Deadlines ---------------------------------------------------------------------------------


def test_an_unanswered_question_of_the_cluster_ends_the_registration_after_a_warning(
    representative, coordinator
):
    asked = assessment.ask_for_more(submitted(representative), by=coordinator, remark="Why?")
    ends = {}
    for day in range(1, 17):
        with after(day, since=TODAY):
            warned, ended = sweeps.warn_of_ending(), sweeps.expire_due()
        ends |= {day: (warned, ended)} if warned or ended else {}

    asked.refresh_from_db()
    assert (asked.state, ends) == (R.EXPIRED, {7: (1, 0), 15: (0, 1)})


def test_without_a_warning_nothing_expires(representative, coordinator):
    assessment.ask_for_more(submitted(representative), by=coordinator, remark="Why?")

    with after(30, since=TODAY):
        assert (sweeps.expire_due(), sweeps.warn_of_ending()) == (0, 1)
    with after(37, since=TODAY):
        assert sweeps.expire_due() == 1


def test_an_answer_between_the_search_and_the_lock_counts(representative, coordinator, monkeypatch):
    asked = assessment.ask_for_more(submitted(representative), by=coordinator, remark="Why?")
    with after(7, since=TODAY):
        sweeps.warn_of_ending()

    def answered_first(found):
        registrations.submit(found, by=representative)
        return lock(found)

    monkeypatch.setattr(sweeps, "lock", answered_first)
    with after(15, since=TODAY):
        assert sweeps.expire_due() == 0

    asked.refresh_from_db()
    assert asked.state == R.SUBMITTED


def test_a_pause_ends_on_its_day_and_is_announced():
    registration = RegistrationFactory(host=True)
    by = registration.representative
    back_on = TODAY + timedelta(days=30)
    held = registrations.hold(registration, by=by, until=back_on)
    assert held.hold_until == back_on

    for days, said in ((22, (0, 0)), (23, (1, 0)), (24, (0, 0)), (30, (0, 1)), (31, (0, 0))):
        with after(days, since=TODAY):
            assert (sweeps.warn_of_coming_back(), sweeps.come_back()) == said

    registration.refresh_from_db()
    assert (registration.state, registration.hold_until) == (R.ACCEPTED, None)
    assert topics(registration) == ["back_soon", "back"]


def test_a_pause_without_a_day_lasts():
    registration = RegistrationFactory(host=True)
    registrations.hold(registration, by=registration.representative)

    with after(700, since=TODAY):
        assert (sweeps.warn_of_coming_back(), sweeps.come_back()) == (0, 0)


def test_with_the_programme_every_open_registration_ends():
    states = [R.SUBMITTED, R.UNDER_ASSESSMENT, R.ACCEPTED, R.RESERVED, R.ON_HOLD, R.LOW_ACTIVE]
    ending = [RegistrationFactory(host=True, state=state) for state in states]
    kept = [RegistrationFactory(host=True, state=state) for state in (R.DRAFT, R.EXHAUSTED)]
    end = ending[0].programme.ends_on

    with clock.standing_on(end - timedelta(days=8)):
        assert sweeps.warn_of_the_end() == 0
    with clock.standing_on(end - timedelta(days=7)):
        assert (sweeps.warn_of_the_end(), sweeps.warn_of_the_end()) == (len(states), 0)
    with clock.standing_on(end):
        assert sweeps.end_with_the_programme() == 0
    with clock.standing_on(end + timedelta(days=1)):
        assert (sweeps.end_with_the_programme(), sweeps.end_with_the_programme()) == (
            len(states),
            0,
        )

    for registration in (*ending, *kept):
        registration.refresh_from_db()
    assert {registration.state for registration in ending} == {R.EXPIRED}
    assert [registration.state for registration in kept] == [R.DRAFT, R.EXHAUSTED]


def test_nobody_ends_with_the_programme_before_a_warning_has_had_its_days():
    registration = RegistrationFactory(host=True)
    end = registration.programme.ends_on

    ended = {}
    for day in range(3, 13):
        with after(day, since=end):
            ended[day] = (sweeps.end_with_the_programme(), sweeps.warn_of_the_end())

    assert [day for day, (gone, _said) in ended.items() if gone] == [10]
    assert [day for day, (_gone, said) in ended.items() if said] == [3]
    assert topics(registration) == ["programme_over", "expired"]


def test_who_was_told_before_the_last_day_is_not_told_again_after_it():
    registration = RegistrationFactory(host=True)
    end = registration.programme.ends_on
    with clock.standing_on(end):
        sweeps.warn_of_the_end()

    with after(6, since=end):
        assert (sweeps.end_with_the_programme(), sweeps.warn_of_the_end()) == (0, 0)
    with after(7, since=end):
        assert sweeps.end_with_the_programme() == 1

    assert topics(registration) == ["programme_ends", "expired"]


def test_a_last_day_that_was_moved_is_told_of_anew():
    registration = RegistrationFactory(host=True)
    programme = registration.programme
    with clock.standing_on(programme.ends_on):
        sweeps.warn_of_the_end()
    programme.ends_on += timedelta(days=60)
    programme.save()

    with after(1, since=programme.ends_on):
        assert (sweeps.end_with_the_programme(), sweeps.warn_of_the_end()) == (0, 1)

    assert topics(registration) == ["programme_ends", "programme_over"]


@pytest.mark.parametrize(("days", "reminders"), [(14, 0), (15, 1), (18, 1)])
def test_the_cluster_is_reminded_once_after_its_deadline_even_when_days_were_missed(
    representative, coordinator, days, reminders
):
    submitted(representative)

    with after(days, since=TODAY):
        assert (sweeps.remind_clusters(), sweeps.remind_clusters()) == (reminders, 0)
    if reminders:
        with after(days + 1, since=TODAY):
            assert sweeps.remind_clusters() == 0

    assert coordinator.notices.filter(topic="registration.overdue").count() == reminders


def test_the_daily_jobs_do_the_sweeps():
    quiet()

    tidied = jobs.request("registration.tidy", key="tidy", day=date(2026, 11, 2))
    reminded = jobs.request("registration.remind", key="remind", day=date(2026, 11, 2))
    jobs.run_due()

    tidied.refresh_from_db()
    reminded.refresh_from_db()
    assert set(tidied.result.values()) == {0}
    assert {name: done for name, done in reminded.result.items() if done} == {"warned_of_hiding": 1}
