"""The background work of this room; imported by the app when it is ready."""

from django.utils.translation import gettext_lazy as _

from blues import jobs
from blues.documents import issuing
from blues.documents.errors import DocumentError, RenderingFailed
from blues.documents.models import Document

# With the pauses of blues.jobs this waits for a missing key or attachment for over an hour.
ATTEMPTS = 10


def explain(job) -> None:
    """The job has ended without a file: the document says so."""
    document = Document.objects.get(public_id=job.args["document"])
    issuing.give_up(document, reason=job.error)


@jobs.handler(issuing.RENDER, title=_("Making the document"), attempts=ATTEMPTS, on_failure=explain)
def render(job, *, document: str) -> dict:
    from blues.documents import making  # noqa: PLC0415 -- loads what seals: workers only

    try:
        made = making.make_file(Document.objects.get(public_id=document))
    except RenderingFailed as error:  # the same snapshot would fail again
        raise jobs.GiveUp(str(error)) from error
    except DocumentError as error:
        if job.attempts < job.max_attempts:
            raise
        raise jobs.GiveUp(str(error)) from error
    return {"document": document, "sha256": made.sha256}
