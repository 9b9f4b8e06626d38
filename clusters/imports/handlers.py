"""The jobs that check and apply a list."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from blues import jobs
from blues.jobs import Job
from clusters.imports import applying, checking, inviting
from clusters.imports.models import ImportBatch
from clusters.people.roles import Role

State = ImportBatch.State
NOBODY_ASKS = gettext_noop("The account of the person who asked for this is gone.")


def _open_columns(job: Job) -> None:
    """A check that failed leaves the columns to be named otherwise."""
    _put_back(job, State.CHECKING, State.UPLOADED)


def _open_decision(job: Job) -> None:
    _put_back(job, State.APPLYING, State.CHECKED)


def _put_back(job: Job, was: str, becomes: str) -> None:
    ImportBatch.objects.filter(public_id=job.args["batch"], state=was).update(state=becomes)


@jobs.handler("imports.check", title=_("Checking the list"), attempts=3, on_failure=_open_columns)
def check(job: Job, *, batch: str) -> dict:
    return checking.check(_held(batch), by=job.requested_by, report=job.report)


@jobs.handler("imports.apply", title=_("Applying the list"), attempts=3, on_failure=_open_decision)
def apply(job: Job, *, batch: str) -> dict:
    return applying.apply(_held(batch), by=job.requested_by, report=job.report)


def _held(public_id: str) -> ImportBatch:
    return ImportBatch.objects.select_related("cluster__organisation").get(public_id=public_id)


@jobs.handler("imports.invite", title=_("Inviting members"), attempts=3)
def invite(job: Job, *, contacts: list[str], role: str) -> dict:
    if job.requested_by is None:
        raise jobs.GiveUp(NOBODY_ASKS)
    return inviting.send(contacts, role=Role(role), by=job.requested_by, report=job.report)
