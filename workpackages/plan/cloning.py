"""The plan of a cloned programme: its structure, with nothing submitted and nothing reached."""

from clusters.directory.models import Cluster
from clusters.models import Programme
from clusters.programme.cloning import part_of_a_clone
from workpackages.plan.models import Deliverable, Milestone, WorkPackage


@part_of_a_clone
def work_packages(source: Programme, target: Programme) -> None:
    leaders = {cluster.organisation_id: cluster for cluster in target.clusters.all()}
    packages = source.work_packages.select_related("leader")
    for package in packages.prefetch_related("deliverables", "milestones"):
        copy = WorkPackage.objects.create(
            programme=target,
            number=package.number,
            title=package.title,
            leader=_leader(leaders, package),
            objective=package.objective,
            source=package.source,
        )
        _copy_promises(package, copy)


def _leader(leaders: dict[int, Cluster], package: WorkPackage) -> Cluster:
    return leaders[package.leader.organisation_id]


def _copy_promises(package: WorkPackage, copy: WorkPackage) -> None:
    Deliverable.objects.bulk_create(
        Deliverable(work_package=copy, **_promise(row)) for row in package.deliverables.all()
    )
    Milestone.objects.bulk_create(
        Milestone(
            work_package=copy,
            verification=row.verification,
            needed_exchanges=row.needed_exchanges,
            **_promise(row),
        )
        for row in package.milestones.all()
    )


def _promise(row: Deliverable | Milestone) -> dict:
    names = ("code", "title", "due_month", "is_proposed", "source")
    return {name: getattr(row, name) for name in names}
