"""Putting the plan in place: adds what is missing, leaves alone what people have changed."""

from clusters.models import Cluster, Programme
from workpackages.plan.models import Deliverable, Milestone, TimelineEvent, WorkPackage
from workpackages.plan.seeds.promises import (
    DELIVERABLES,
    MILESTONES,
    NEEDED_EXCHANGES,
    PROPOSAL_SOURCE,
)
from workpackages.plan.seeds.timeline import EVENTS
from workpackages.plan.seeds.work import WORK_PACKAGES


def load(programme: Programme) -> None:
    packages = {number: _package(programme, number) for number in WORK_PACKAGES}
    for code, number, title, month in DELIVERABLES:
        Deliverable.objects.get_or_create(
            work_package=packages[number],
            code=code,
            defaults={"title": title, "due_month": month, "source": PROPOSAL_SOURCE},
        )
    for code, number, title, month, reached_on, source in MILESTONES:
        Milestone.objects.get_or_create(
            work_package=packages[number],
            code=code,
            defaults={
                "title": title,
                "due_month": month,
                "reached_on": reached_on,
                "needed_exchanges": NEEDED_EXCHANGES.get(code),
                "source": source or PROPOSAL_SOURCE,
            },
        )
    for event in EVENTS:
        row, is_new = TimelineEvent.objects.get_or_create(
            programme=programme,
            happened_on=event.happened_on,
            title=event.title,
            defaults={
                "precision": event.precision,
                "ended_on": event.ended_on,
                "note": event.note,
                "source": event.source,
            },
        )
        if is_new:
            row.work_packages.set([packages[number] for number in event.work_packages])


def _package(programme: Programme, number: int) -> WorkPackage:
    title, leader, objective, source = WORK_PACKAGES[number]
    package, _made = WorkPackage.objects.get_or_create(
        programme=programme,
        number=number,
        defaults={
            "title": title,
            "leader": Cluster.objects.get(code=leader),
            "objective": objective,
            "source": source,
        },
    )
    return package
