"""Handing out stored files. Who may have one is the caller's decision, taken before."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from blues.common.errors import Conflict
from blues.documents.errors import Damaged
from blues.documents.models import Document
from blues.documents.snapshots import digest


def read(document: Document) -> bytes:
    """The sealed bytes, compared with their hash on every read."""
    if not document.is_stored:
        raise Conflict(
            _("%(reference)s is not ready yet.") % {"reference": document.reference},
            way_out=_("It is made in the background; try again in a minute."),
        )
    with document.file.open("rb") as stored:
        content = stored.read()
    if digest(content) != document.sha256:
        raise Damaged(
            _("The stored file of %(reference)s is not the one that was sealed.")
            % {"reference": document.reference}
        )
    return content


def download(document: Document, *, inline: bool = False) -> HttpResponse:
    """The file as an answer that no cache keeps and no browser takes for anything but a PDF."""
    disposition = "inline" if inline else "attachment"
    return HttpResponse(
        read(document),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'{disposition}; filename="{document.file_name}"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
