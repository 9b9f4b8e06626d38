"""Documents, issued through the room's own door: nothing else may write them."""

from django.db import transaction

from blues import documents
from blues.documents import archive, rendering, samples, sealing
from blues.documents.models import Document

_files: dict[tuple[str, str], bytes] = {}


def issue_sample(*, by=None, **changes) -> Document:
    """A requested document of the sample kind; its file is not made yet."""
    values = {
        "kind": "sample",
        "case": "sample:1",
        "version": 1,
        "reference": "SAMPLE-1-v1",
        "title": "Sample agreement",
        "snapshot": samples.snapshot(),
    }
    return documents.issue(**values | changes, by=by)


def seal_sample(**changes) -> Document:
    """The same with its file, which is made once a run for each reference and content."""
    document = issue_sample(**changes)
    key = (document.reference, document.snapshot_sha256)
    if key not in _files:
        _files[key] = sealing.seal(rendering.render(document, []), document)
    with transaction.atomic():
        archive.keep(document, _files[key])
    return document


def sealed_page(document: Document) -> bytes:
    """A page with the reference of the document, under the seal that its kind gets."""
    key = (document.reference, document.kind)
    if key not in _files:
        _files[key] = _seal_page(document)
    return _files[key]


def _seal_page(document: Document) -> bytes:
    page = rendering.lay_out(
        f'<html lang=en><title>x</title><meta name=keywords content="{document.reference}">'
        f"<body><h1>{document.reference}</h1>"
    )
    return sealing.seal(page, document)
