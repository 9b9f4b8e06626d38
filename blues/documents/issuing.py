"""The verbs: issue a document, try again after a failure, give up with a reason."""

import logging
from collections.abc import Sequence

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from blues import jobs, journal
from blues.common.errors import Conflict
from blues.documents import archive, kinds
from blues.documents.models import Document
from blues.documents.snapshots import canonical, digest

RENDER = "documents.render"

logger = logging.getLogger(__name__)


@transaction.atomic
def issue(  # noqa: PLR0913 -- a document is all of this
    *,
    kind: str,
    case: str,
    version: int,
    reference: str,
    title: str | Promise,
    snapshot: dict,
    language: str = "en",
    by,
    attachments: Sequence[Document] = (),
    lane: str = "",
) -> Document:
    """Store the snapshot and ask for its file; once per case, kind and version.

    ``lane`` says whose document it is, for the turns of the queue.
    """
    registered, record = kinds.get(kind), canonical(snapshot)
    with override(language):
        words = {"title": str(title), "noun": str(registered.noun)}
    document, is_new = Document.objects.get_or_create(
        case=case,
        kind=kind,
        version=version,
        defaults=words
        | {
            "reference": reference,
            "language": language,
            "edition": registered.edition,
            "record": record,
            "snapshot_sha256": digest(record),
            "requested_by": by,
        },
    )
    if not is_new:
        return _unchanged(document, record)
    document.attachments.set(attachments)
    document.job = jobs.request(
        RENDER,
        key=f"{RENDER}:{document.public_id}",
        by=by,
        lane=lane,
        document=str(document.public_id),
    )
    document.save(update_fields=["job"])
    journal.record(case, "document-requested", by=by, **trace(document))
    return document


def _unchanged(document: Document, record: str) -> Document:
    if document.record != record:
        raise Conflict(
            _("%(reference)s was already issued with other content.")
            % {"reference": document.reference},
            way_out=_("Issue the change as a new version."),
        )
    return document


@transaction.atomic
def retry(document: Document, *, by) -> Document:
    """An operator has the file of a document made after all."""
    locked = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if locked.state != Document.State.FAILED or locked.job is None:
        raise Conflict(_("Only a document that could not be made can be tried again."))
    locked.state, locked.failure = Document.State.PENDING, ""
    locked.save(update_fields=["state", "failure"])
    jobs.try_again(locked.job, by=by)
    journal.record(locked.case, "document-retried", by=by, **trace(locked))
    return locked


@transaction.atomic
def give_up(document: Document, *, reason: str) -> Document:
    """No file will come: say why, and remove what an interrupted try may have left behind."""
    locked = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if locked.is_stored:
        return locked
    locked.state, locked.failure = Document.State.FAILED, reason
    locked.save(update_fields=["state", "failure"])
    archive.remove_orphan(locked)
    journal.record(locked.case, "document-failed", by=None, **trace(locked))
    logger.error("Document %s was not made: %s", locked.reference, reason)
    return locked


def trace(document: Document) -> dict:
    """What the journal keeps of a document: identifiers and digests, nothing personal."""
    return {
        "document": str(document.public_id),
        "kind": document.kind,
        "version": document.version,
        "reference": document.reference,
        "snapshot_sha256": document.snapshot_sha256,
    }
