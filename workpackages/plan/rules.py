"""Who reads the plan, and who changes a deliverable (matrix row "WP tasks, deliverables")."""

from django.http import Http404

from workpackages.plan.models import Deliverable
from workpackages.plan.states import BY_THE_COORDINATOR, NEXT_STATES, DeliverableState


def may_read(user) -> bool:
    return bool(
        user.is_programme_coordinator
        or user.is_finance_officer
        or user.is_auditor
        or user.cluster_ids
        or user.roles.work_packages()
    )


def must_read(user) -> None:
    """For participants there is no plan."""
    if not may_read(user):
        raise Http404


def leads(user, work_package) -> bool:
    return work_package.number in user.roles.work_packages()


def may_move(user, deliverable: Deliverable, to: DeliverableState) -> bool:
    if user.is_programme_coordinator:
        return True
    return leads(user, deliverable.work_package) and to not in BY_THE_COORDINATOR


def moves_for(user, deliverable: Deliverable) -> list[DeliverableState]:
    """The steps this person may take now."""
    following = NEXT_STATES[DeliverableState(deliverable.state)]
    return [to for to in following if may_move(user, deliverable, to)]
