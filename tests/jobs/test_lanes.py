"""Much work of one is no reason for others to wait."""

from collections import Counter

import pytest

from blues import jobs
from blues.jobs import outbox, tasks, work
from blues.jobs.models import Job
from tests.factories.clusters import UserFactory
from tests.factories.platform import JobFactory

pytestmark = pytest.mark.django_db


def ask(lane, number=1, **more):
    return [
        jobs.request("test.add", key=f"{lane}:{Job.objects.count()}", lane=lane, a=1, b=1, **more)
        for _ in range(number)
    ]


def line():
    return list(Job.objects.in_line().values_list("lane", flat=True))


def test_one_job_does_not_wait_behind_the_many_of_another_lane():
    ask("a", 60)
    [single] = ask("b")

    assert single.ahead == 1
    assert line()[:3] == ["a", "b", "a"]


def test_lanes_take_turns_as_long_as_each_has_work():
    ask("a", 4)
    ask("b", 2)
    ask("c", 3)

    assert line() == [*"abc", *"abc", *"ac", "a"]


def test_within_a_lane_the_first_comes_first():
    asked = ask("a", 3)

    assert list(Job.objects.in_line()) == asked


def test_a_lane_that_was_idle_begins_with_the_turn_that_is_served():
    ask("a", 10)
    for _ in range(6):
        work.run_next()

    ask("b", 10)

    assert Counter(line()[:6]) == {"a": 3, "b": 3}


def test_work_that_waits_for_another_attempt_holds_no_turn():
    JobFactory(later=True, lane="b", turn=0)
    JobFactory(lane="a", turn=500)

    [late] = ask("b")

    assert late.turn == 500


def test_a_bell_is_answered_by_the_work_whose_turn_it_is():
    *_, last = ask("a", 3)
    first = Job.objects.in_line().first()

    tasks.run(str(last.public_id))

    assert set(Job.objects.filter(state="done")) == {first}


def test_as_many_bells_as_jobs_do_them_all_and_one_more_does_nothing():
    asked = [*ask("a", 3), *ask("b", 2)]

    for job in [*asked, asked[0]]:
        tasks.run(str(job.public_id))

    assert Job.objects.filter(state="done").count() == 5
    assert set(Job.objects.values_list("attempts", flat=True)) == {1}


def test_the_relay_tells_of_the_next_in_line_first(monkeypatch):
    """A batch of the relay must not be filled by one lane alone."""
    monkeypatch.setattr(outbox, "BATCH", 2)
    ask("a", 5)
    ask("b")
    rung = []
    monkeypatch.setattr(outbox, "ring", lambda public_id: rung.append(public_id) or True)

    outbox.relay()

    assert rung == list(Job.objects.in_line().values_list("public_id", flat=True))[:2]
    assert {Job.objects.get(public_id=one).lane for one in rung} == {"a", "b"}


def test_the_page_tells_how_many_come_before(client, sign_in):
    asker = sign_in()
    first, second, third = ask("a", 3, by=asker)

    pages = [client.get(job.get_absolute_url()).content.decode() for job in (first, second, third)]

    assert "before it" not in pages[0]
    assert "One other comes before it." in pages[1]
    assert "2 others come before it." in pages[2]


@pytest.mark.parametrize("trait", ["running", "done", "failed"])
def test_nobody_is_before_work_that_has_begun(trait):
    ask("a")

    assert JobFactory(turn=5, **{trait: True}).ahead == 0


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ({}, "The operators of the portal can have it tried again."),
        ({"operator": True}, "Have it tried again"),
    ],
)
def test_failed_work_says_who_can_have_it_tried_again(client, who, sentence):
    person = UserFactory(**who)
    client.force_login(person)

    page = client.get(JobFactory(failed=True, requested_by=person).get_absolute_url())

    assert sentence in page.content.decode()
    assert "The template has no title." in page.content.decode()
