"""The job that takes a copy."""

from django.utils.translation import gettext_lazy as _

from blues import jobs
from workpackages.reporting.freezing import freeze
from workpackages.reporting.models import Snapshot


def give_up(job) -> None:
    Snapshot.objects.filter(public_id=job.args["snapshot"], state=Snapshot.State.PENDING).update(
        state=Snapshot.State.FAILED, failure=job.error
    )


@jobs.handler(
    "reporting.freeze", title=_("Taking a copy of the exchanges"), attempts=3, on_failure=give_up
)
def take_copy(job, *, snapshot: str) -> dict:
    row = Snapshot.objects.select_for_update(of=("self",)).with_scope().get(public_id=snapshot)
    if row.state == Snapshot.State.PENDING:
        freeze(row, report=job.report)
    return {"snapshot": snapshot}
