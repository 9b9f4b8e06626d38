"""The plan and the reports. Only tests may put a row straight into a state."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from django.db import transaction

from blues import jobs
from exchanges.models import State
from tests.factories.clusters import ClusterFactory, ProgrammeFactory, UserFactory
from tests.factories.exchanges import TransitionFactory
from tests.factories.finalisation import PaymentFactory, told_by_both
from workpackages.models import (
    Deliverable,
    Milestone,
    ReportingPeriod,
    Snapshot,
    TimelineEvent,
    WorkPackage,
)
from workpackages.reporting import snapshots

__all__ = [
    "DeliverableFactory",
    "MilestoneFactory",
    "ReportingPeriodFactory",
    "SnapshotFactory",
    "TimelineEventFactory",
    "WorkPackageFactory",
    "a_completed_exchange",
    "take_and_freeze",
]

COMMITTED_AT = datetime(2027, 1, 20, 9, tzinfo=UTC)
CONTRACTED_AT = datetime(2027, 2, 1, 9, tzinfo=UTC)
COMPLETED_AT = datetime(2027, 3, 20, 9, tzinfo=UTC)


def a_completed_exchange(state=State.COMPLETED, *, amount=Decimal(830), **fields):
    """A stay with its papers, reports and steps; in person also the transfer."""
    papers = {"amount": amount, "base": Decimal(830)}
    exchange = told_by_both(state, validated=True, papers=papers, **fields)
    steps = [(State.CTQ_AGREED, State.CTQ_SIGNED, COMMITTED_AT)]
    if not exchange.is_virtual:
        steps.append((State.FA_PREPARED, State.FA_SIGNED, CONTRACTED_AT))
        PaymentFactory(exchange=exchange, booked=True)
    steps.append((State.PAID, State.COMPLETED, COMPLETED_AT))
    for source, target, at in steps:
        TransitionFactory(exchange=exchange, from_state=source, to_state=target, party="vop", at=at)
    return exchange


def take_and_freeze(**taking) -> Snapshot:
    """Take a copy of the programme as its coordinator would, and do the job."""
    taking.setdefault("by", UserFactory(programme_coordinator=True))
    with transaction.atomic():
        snapshot = snapshots.take(taking.pop("programme", None) or ProgrammeFactory(), **taking)
    jobs.run_due()
    snapshot.refresh_from_db()
    return snapshot


class ReportingPeriodFactory(factory.django.DjangoModelFactory):
    """A year around the stays of the other factories."""

    class Meta:
        model = ReportingPeriod

    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.Sequence(lambda n: n + 1)
    kind = ReportingPeriod.Kind.INTERIM
    first_day = date(2026, 7, 1)
    last_day = date(2027, 6, 30)
    due_on = date(2027, 8, 29)


class SnapshotFactory(factory.django.DjangoModelFactory):
    """Asked for, not yet taken; ``take_and_freeze`` gives a whole one."""

    class Meta:
        model = Snapshot

    class Params:
        full = factory.Trait(variant=Snapshot.Variant.FULL)
        of_cluster = factory.Trait(cluster=factory.SubFactory(ClusterFactory))

    programme = factory.SubFactory(ProgrammeFactory)
    variant = Snapshot.Variant.PSEUDONYMISED
    taken_by = factory.SubFactory(UserFactory, programme_coordinator=True)


class WorkPackageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = WorkPackage

    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = "Exchanges"
    leader = factory.SubFactory(ClusterFactory)
    objective = "Make exchanges happen."
    source = "test"


class DeliverableFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Deliverable

    class Params:
        submitted = factory.Trait(
            state="submitted",
            submitted_at=COMPLETED_AT,
            submitted_by=factory.SubFactory(UserFactory),
        )

    work_package = factory.SubFactory(WorkPackageFactory)
    code = factory.Sequence(lambda n: f"D{n}")
    title = "Progress report"
    due_month = 12


class MilestoneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Milestone

    work_package = factory.SubFactory(WorkPackageFactory)
    code = factory.Sequence(lambda n: f"M-{n}")
    title = "Exchanges completed"
    due_month = 18


class TimelineEventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TimelineEvent

    programme = factory.SubFactory(ProgrammeFactory)
    happened_on = date(2021, 1, 8)
    title = "First exchange"
    source = "https://project.example/first"
