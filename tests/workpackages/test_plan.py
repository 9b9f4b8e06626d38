"""What was promised: months, steps of deliverables, milestones that count, and who may what."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from blues import journal
from blues.common import clock
from blues.common.errors import BadInput, Conflict, NotAllowed
from clusters.models import Programme
from exchanges.models import State
from tests.factories import (
    DeliverableFactory,
    ExchangeFactory,
    MilestoneFactory,
    ProgrammeFactory,
    TimelineEventFactory,
    TransitionFactory,
    UserFactory,
    WorkPackageFactory,
)
from workpackages import seeds
from workpackages.models import (
    Deliverable,
    Milestone,
    ReportingPeriod,
    TimelineEvent,
    WorkPackage,
)
from workpackages.plan import deliverables
from workpackages.plan.milestones import standings
from workpackages.plan.months import last_day_of, month_of
from workpackages.plan.states import NEXT_STATES, DeliverableState

START = date(2020, 2, 1)
BEFORE_IT_IS_DUE = date(2020, 12, 1)
S = DeliverableState


@pytest.fixture(autouse=True)
def programme(request):
    """A made one, unless the test wants the seeded one."""
    return None if "seeded" in request.fixturenames else ProgrammeFactory()


@pytest.fixture
def package():
    return WorkPackageFactory(number=3)


@pytest.fixture
def leader():
    return UserFactory(wp_leader=True, work_package=3)


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (date(2020, 2, 1), 1),
        (date(2020, 2, 29), 1),
        (date(2021, 1, 31), 12),
        (date(2022, 1, 31), 24),
        (date(2020, 1, 23), 0),
    ],
)
def test_project_months_count_from_the_month_of_the_start(day, month):
    assert month_of(day, start=START) == month


@pytest.mark.parametrize(
    ("month", "day"),
    [(1, date(2020, 2, 29)), (11, date(2020, 12, 31)), (12, date(2021, 1, 31)),
     (24, date(2022, 1, 31))],
)  # fmt: skip
def test_what_is_promised_for_a_month_is_due_on_its_last_day(month, day):
    assert last_day_of(month, start=START) == day


# -- Deliverables --------------------------------------------------------------------------------


def test_a_leader_brings_a_deliverable_to_review_and_the_coordinator_submits_it(package, leader):
    coordinator = UserFactory(programme_coordinator=True)
    deliverable = DeliverableFactory(work_package=package)
    with clock.standing_on(BEFORE_IT_IS_DUE):
        deliverables.change(deliverable, to=S.IN_PROGRESS, by=leader)
        deliverables.change(deliverable, to=S.INTERNAL_REVIEW, by=leader)
        with pytest.raises(NotAllowed):
            deliverables.change(deliverable, to=S.SUBMITTED, by=leader)
        deliverable = deliverables.change(deliverable, to=S.SUBMITTED, by=coordinator)
    assert deliverable.submitted_by == coordinator
    assert [e.detail["target"] for e in journal.entries_for(deliverable.case)] == [
        "in_progress", "internal_review", "submitted",
    ]  # fmt: skip


def test_a_late_deliverable_is_submitted_with_a_reason_alone(package):
    coordinator = UserFactory(programme_coordinator=True)
    deliverable = DeliverableFactory(work_package=package, state=S.INTERNAL_REVIEW)
    with clock.standing_on(date(2021, 2, 1)):
        with pytest.raises(BadInput, match="late"):
            deliverables.change(deliverable, to=S.SUBMITTED, by=coordinator, delay_reason=" ")
        submitted = deliverables.change(
            deliverable, to=S.SUBMITTED, by=coordinator, delay_reason="No travel in 2020."
        )
    assert (submitted.delay_reason, submitted.state) == ("No travel in 2020.", S.SUBMITTED)


def test_a_rejected_deliverable_is_worked_on_again(package):
    coordinator = UserFactory(programme_coordinator=True)
    deliverable = DeliverableFactory(work_package=package, submitted=True)
    rejected = deliverables.change(deliverable, to=S.REJECTED, by=coordinator)
    assert rejected.submitted_at == deliverable.submitted_at
    again = deliverables.change(rejected, to=S.IN_PROGRESS, by=coordinator)
    assert (again.submitted_at, again.submitted_by) == (None, None)


@pytest.mark.parametrize("source", S)
@pytest.mark.parametrize("target", S)
def test_deliverables_move_along_the_table_alone(package, source, target):
    coordinator = UserFactory(programme_coordinator=True)
    is_submitted = source in (S.SUBMITTED, S.ACCEPTED, S.REJECTED)
    deliverable = DeliverableFactory(work_package=package, submitted=is_submitted)
    Deliverable.objects.update(state=source)
    with clock.standing_on(BEFORE_IT_IS_DUE):
        if target in NEXT_STATES[source]:
            assert deliverables.change(deliverable, to=target, by=coordinator).state == target
        else:
            with pytest.raises(Conflict):
                deliverables.change(deliverable, to=target, by=coordinator)


@pytest.mark.parametrize(
    "role", [{"wp_leader": True, "work_package": 1}, {"coordinator": True}, {"auditor": True}]
)
def test_others_change_no_deliverable(package, role):
    deliverable = DeliverableFactory(work_package=package)
    with pytest.raises(NotAllowed):
        deliverables.change(deliverable, to=S.IN_PROGRESS, by=UserFactory(**role))


def test_what_was_submitted_is_in_a_state_that_says_so():
    deliverable = DeliverableFactory(submitted=True)
    with pytest.raises(IntegrityError, match="submission_matches_state"), transaction.atomic():
        Deliverable.objects.filter(pk=deliverable.pk).update(state=S.PLANNED)


def test_a_counted_milestone_is_not_noted_by_hand():
    milestone = MilestoneFactory.build(
        work_package=WorkPackageFactory(), needed_exchanges=25, reached_on=START
    )
    with pytest.raises(ValidationError, match="counted"):
        milestone.full_clean()


# -- Milestones ----------------------------------------------------------------------------------


def test_a_counted_milestone_is_reached_on_the_day_of_its_last_exchange(programme):
    MilestoneFactory(needed_exchanges=2)
    for day in (10, 20, 30):
        exchange = ExchangeFactory(state=State.ARCHIVED)
        TransitionFactory(
            exchange=exchange,
            from_state=State.PAID,
            to_state=State.COMPLETED,
            at=datetime(2027, 3, day, 12, tzinfo=UTC),
        )
    [standing] = standings(programme)
    assert (standing.done, standing.needed, standing.is_reached) == (3, 2, True)
    assert standing.reached_on == date(2027, 3, 20)


def test_a_counted_milestone_waits_for_completed_exchanges(programme):
    MilestoneFactory(needed_exchanges=2)
    ExchangeFactory(state=State.COMPLETED)
    ExchangeFactory(state=State.PAID)
    [standing] = standings(programme)
    assert (standing.done, standing.is_reached, standing.reached_on) == (1, False, None)


@pytest.mark.parametrize(("day", "is_reached"), [(START, True), (None, False)])
def test_a_noted_milestone_is_reached_when_it_is_noted(programme, day, is_reached):
    MilestoneFactory(reached_on=day)
    [standing] = standings(programme)
    assert standing.is_reached is is_reached


# -- Pages ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ({"programme_coordinator": True}, 200),
        ({"coordinator": True}, 200),
        ({"wp_leader": True}, 200),
        ({"finance": True}, 200),
        ({"auditor": True}, 200),
        ({"representative": True}, 404),
        ({"operator": True}, 404),
    ],
)
def test_the_plan_is_for_those_who_run_the_programme(client, sign_in, package, role, status):
    deliverable = DeliverableFactory(work_package=package)
    sign_in(UserFactory(**role))
    assert client.get(reverse("plan:plan-page")).status_code == status
    assert client.get(deliverable.get_absolute_url()).status_code == status


def test_the_plan_asks_for_a_sign_in(client):
    assert client.get(reverse("plan:plan-page")).status_code == 302


def test_a_leader_changes_the_state_on_the_page(client, sign_in, package, leader):
    deliverable = DeliverableFactory(work_package=package)
    sign_in(leader)
    answer = client.post(deliverable.get_absolute_url(), {"to": "in_progress"}, follow=True)
    deliverable.refresh_from_db()
    assert deliverable.state == S.IN_PROGRESS
    assert "planned → in_progress" in answer.text


def test_the_leader_of_another_package_reads_and_is_refused(client, sign_in, package):
    deliverable = DeliverableFactory(work_package=package)
    sign_in(UserFactory(wp_leader=True, work_package=4))
    assert "Change the state" not in client.get(deliverable.get_absolute_url()).text
    answer = client.post(deliverable.get_absolute_url(), {"to": "in_progress"})
    assert answer.status_code == 403


def test_a_late_deliverable_asks_for_its_reason(client, sign_in, package, leader):
    deliverable = DeliverableFactory(work_package=package, due_month=1)
    sign_in(leader)
    assert "Why it is late" in client.get(deliverable.get_absolute_url()).text
    early = DeliverableFactory(work_package=package, due_month=240)
    assert 'name="delay_reason"' not in client.get(early.get_absolute_url()).text


@pytest.mark.parametrize("number", [1, 3])
def test_the_plan_takes_the_same_queries_for_one_and_three(
    client, sign_in, number, django_assert_num_queries
):
    sign_in(UserFactory(auditor=True))
    for n in range(number):
        package = WorkPackageFactory()
        DeliverableFactory(work_package=package)
        MilestoneFactory(work_package=package)
        TimelineEventFactory(title=f"Event {n}").work_packages.add(package)
    with django_assert_num_queries(12):
        client.get(reverse("plan:plan-page"))


def test_the_chart_says_what_is_due_and_what_happened(client, sign_in, package):
    DeliverableFactory(work_package=package, title="Host catalogue", due_month=6)
    DeliverableFactory(work_package=package, title="Welcome packs", due_month=6)
    MilestoneFactory(work_package=package, title="Tool online", reached_on=START)
    TimelineEventFactory(happened_on=date(2022, 4, 30)).work_packages.add(package)
    sign_in(UserFactory(coordinator=True))
    with clock.standing_on(date(2021, 3, 1)):
        chart = client.get(reverse("plan:plan-page")).context["chart"]
    first, second = [mark.x for mark in chart.marks if mark.kind == "deliverable"]
    assert second < first
    assert [mark.kind for mark in chart.marks] == ["deliverable", "deliverable", "reached", "event"]
    assert (chart.months, chart.today) == (27, 64 + 13.5 * 24)


# -- Seeds ---------------------------------------------------------------------------------------


@pytest.fixture
def seeded(db):
    from clusters import seeds as who  # noqa: PLC0415 -- beside its only use

    who.programme()
    seeds.programme()
    return Programme.current()


def test_the_seed_holds_the_plan_and_says_what_is_proposed(seeded):
    assert WorkPackage.objects.count() == 5
    assert not Deliverable.objects.filter(source="").exists()
    assert dict(_counted()) == {"M-4": 25, "M-5": 50}
    assert TimelineEvent.objects.filter(source="").count() == 0


def test_seeding_twice_adds_nothing(seeded):
    before = [m.objects.count() for m in (WorkPackage, Deliverable, Milestone, TimelineEvent)]
    seeds.programme()
    after = [m.objects.count() for m in (WorkPackage, Deliverable, Milestone, TimelineEvent)]
    assert after == before


def test_the_two_periods_cover_the_programme_without_a_gap(seeded):
    first, second = ReportingPeriod.objects.all()
    assert (first.first_day, second.last_day) == (seeded.starts_on, seeded.ends_on)
    assert (second.first_day - first.last_day).days == 1
    assert first.last_day == date(2021, 1, 31)


def test_the_last_period_of_the_demo_lasts_as_long_as_the_programme(seeded):
    seeded.ends_on = date(2030, 12, 31)
    seeded.save()
    seeds.demo()
    seeds.demo()
    assert ReportingPeriod.objects.last().last_day == date(2030, 12, 31)


def _counted():
    rows = Milestone.objects.exclude(needed_exchanges=None)
    return rows.values_list("code", "needed_exchanges")
