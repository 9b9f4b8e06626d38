"""Where the bytes are: written once under the name of the row, read back only if they are the same.

The file is written inside the transaction that marks the row. A crash in between leaves a file that
no row speaks of; the next try finds it under the same name and replaces it.
"""

import errno

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _

from blues.documents.errors import NoRoom
from blues.documents.models import Document, file_path
from blues.documents.snapshots import digest

FULL = (errno.ENOSPC, errno.EDQUOT)


def keep(document: Document, content: bytes) -> None:
    """Store the file of a locked row and mark the row, or leave neither."""
    remove_orphan(document)
    storage = document.file.storage
    try:
        document.file.name = storage.save(file_path(document), ContentFile(content))
    except OSError as error:
        if error.errno in FULL:
            raise NoRoom(_("There is no room left to store the file.")) from error
        raise
    document.sha256, document.size = digest(content), len(content)
    document.state, document.stored_at = Document.State.STORED, timezone.now()
    document.failure = ""
    try:
        document.save(update_fields=["file", "sha256", "size", "state", "stored_at", "failure"])
    except BaseException:
        storage.delete(document.file.name)
        raise


def remove_orphan(document: Document) -> None:
    """Delete what an interrupted try wrote; only for a row that is not stored."""
    storage, name = Document.file.field.storage, file_path(document)
    if storage.exists(name):
        storage.delete(name)
