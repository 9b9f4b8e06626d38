from itertools import product

import pytest
from django.db import IntegrityError

from blues.jobs.states import FINISHED, NEXT_STATES, UNFINISHED, State
from tests.factories.platform import JobFactory


def test_every_state_is_finished_or_not():
    assert set(FINISHED) | set(UNFINISHED) == set(State)
    assert not set(FINISHED) & set(UNFINISHED)


def test_steps_are_these_and_no_others():
    steps = {(a, b) for a, b in product(State, State) if b in NEXT_STATES[a]}

    assert steps == {
        (State.QUEUED, State.RUNNING),
        (State.RUNNING, State.DONE),
        (State.RUNNING, State.QUEUED),
        (State.RUNNING, State.FAILED),
        (State.FAILED, State.QUEUED),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("trait", ["later", "running", "stalled", "done", "failed"])
def test_database_accepts_each_state_as_the_worker_writes_it(trait):
    assert JobFactory(**{trait: True}).pk


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("constraint", "row"),
    [
        ("job_finished_at_matches_state", {"running": True, "state": "lost"}),
        ("job_finished_at_matches_state", {"done": True, "finished_at": None}),
        ("job_claim_matches_state", {"running": True, "claimed_at": None, "heartbeat_at": None}),
        ("job_claimed_and_heartbeat_at", {"running": True, "heartbeat_at": None}),
        ("job_next_attempt_matches_state", {"next_attempt_at": None}),
        ("job_failed_with_a_reason", {"failed": True, "error": ""}),
        ("job_failed_with_a_reason", {"done": True, "error": "but it works"}),
        ("job_result_only_when_done", {"result": {}}),
        ("job_percent_in_range", {"percent": 101}),
        ("job_percent_in_range", {"done": True, "percent": 99}),
        ("job_attempts_limited", {"attempts": 6}),
        ("job_attempts_limited", {"max_attempts": 0}),
    ],
)
def test_database_refuses(constraint, row):
    with pytest.raises(IntegrityError, match=constraint):
        JobFactory(**row)


@pytest.mark.django_db
def test_key_is_unique():
    JobFactory(key="once")

    with pytest.raises(IntegrityError, match="key"):
        JobFactory(key="once")
