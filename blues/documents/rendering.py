"""From a snapshot to its page, and through the press to the archival file.

Characters that the bundled fonts cannot draw are printed as an empty box; the attached record keeps
them, and the result does not depend on the fonts of the machine.
"""

from collections.abc import Iterator

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from blues.documents import codes, kinds
from blues.documents.bundle import drawable_characters
from blues.documents.models import Document
from blues.documents.printing import lay_out
from blues.documents.reading import read

UNDRAWABLE = "□"
CONTROLS = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))} - {"\t", "\n"}


def render(document: Document, carried: list[Document]) -> bytes:
    """The archival file of a document, its record attached byte for byte, not yet sealed."""
    return lay_out(
        page(document), enclosures=list(_enclosures(document, carried)), mark=mark_of(document)
    )


def preview(document: Document) -> bytes:
    """The same look for a document that was not issued: marked on every page, and never sealed."""
    return lay_out(page(document), mark=_mark(document.language))


def page(document: Document) -> str:
    """The HTML of a document, in its language, from its snapshot and nothing else."""
    context = {"document": document, "s": document.snapshot, "qr": codes.qr(document.verify_url)}
    with override(document.language):
        return drawable(render_to_string(kinds.get(document.kind).template, context))


def mark_of(document: Document) -> str:
    return _mark(document.language) if document.snapshot.get("is_draft") else ""


def _mark(language: str) -> str:
    with override(language):
        return _("Draft")


def drawable(html: str) -> str:
    """The page with every character that cannot be drawn replaced."""
    known = drawable_characters()
    unknown = {char for char in set(html) if ord(char) not in known and char not in "\t\n\u00ad"}
    table = {ord(char): "" if char in CONTROLS else UNDRAWABLE for char in unknown}
    return html.translate(table)


def _enclosures(document: Document, carried: list[Document]) -> Iterator[tuple]:
    yield (
        f"{document.reference}.json",
        document.record.encode(),
        _("The data this document was made from"),
        "Data",
        document.requested_at,
    )
    for other in carried:
        yield other.file_name, read(other), str(other), "Source", document.requested_at
