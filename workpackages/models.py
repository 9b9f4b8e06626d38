"""The face of the app's models; they live in their rooms."""

from workpackages.plan.models import Deliverable, Milestone, TimelineEvent, WorkPackage
from workpackages.reporting.models import ReportingPeriod, Snapshot

__all__ = [
    "Deliverable",
    "Milestone",
    "ReportingPeriod",
    "Snapshot",
    "TimelineEvent",
    "WorkPackage",
]
