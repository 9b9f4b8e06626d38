"""Making the file of a document: render, seal, store, exactly once. For workers: slow to import."""

from django.db import transaction
from django.utils.translation import gettext as _

from blues import journal
from blues.documents import archive
from blues.documents.errors import NotReady
from blues.documents.issuing import trace
from blues.documents.models import Document
from blues.documents.rendering import render
from blues.documents.sealing import seal


def make_file(document: Document) -> Document:
    """Render, seal and store. Who comes second, or again, finds the file and leaves it alone."""
    if document.is_stored:
        return document
    carried = _carried(document)
    return _store(document, seal(render(document, carried), document))


def _carried(document: Document) -> list[Document]:
    attachments = list(document.attachments.order_by("pk"))
    for attachment in attachments:
        if not attachment.is_stored:
            raise NotReady(
                _("It carries %(reference)s, which has not been sealed yet.")
                % {"reference": attachment.reference}
            )
    return attachments


@transaction.atomic
def _store(document: Document, content: bytes) -> Document:
    locked = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if locked.is_stored:
        return locked
    archive.keep(locked, content)
    journal.record(locked.case, "document-sealed", by=None, **trace(locked), sha256=locked.sha256)
    return locked
