"""From a snapshot to PDF/A-3a that is PDF/UA-1 as well. The one door to the layout engine.

Nothing is fetched: the page may use the bundled fonts and the emblem by name, and what it carries
itself (``data:``). Characters that the bundled fonts cannot draw are printed as an empty box; the
attached record keeps them, and the result does not depend on the fonts of the machine.
"""

from functools import cache
from io import BytesIO
from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from fontTools.ttLib import TTFont
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration

from blues.documents import codes, conformance, kinds
from blues.documents.fetching import BundledOnly, bundled
from blues.documents.limits import limited
from blues.documents.models import Document
from blues.documents.reading import read

UNDRAWABLE = "□"
CONTROLS = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))} - {"\t", "\n"}


class Engine(NamedTuple):
    """What every page shares and a process builds once; ``drawable`` holds code points."""

    fonts: FontConfiguration
    style: CSS
    drawable: frozenset[int]


def render(document: Document, carried: list[Document]) -> bytes:
    """The archival file of a document, its record attached byte for byte, not yet sealed."""
    with limited():
        return lay_out(page(document), attachments=_attachments(document, carried))


def page(document: Document) -> str:
    """The HTML of a document, in its language, from its snapshot and nothing else."""
    context = {"document": document, "s": document.snapshot, "qr": codes.qr(document.verify_url)}
    with override(document.language):
        return drawable(render_to_string(kinds.get(document.kind).template, context))


def lay_out(html: str, *, attachments=()) -> bytes:
    fonts, style, _characters = engine()
    return HTML(string=html, url_fetcher=BundledOnly()).write_pdf(
        stylesheets=[style],
        font_config=fonts,
        attachments=list(attachments),
        pdf_variant="pdf/a-3a",
        finisher=conformance.declare_accessible,
    )


@cache
def engine() -> Engine:
    fonts = FontConfiguration()
    style = CSS(string=style_sheet(), font_config=fonts, url_fetcher=BundledOnly())
    faces = [TTFont(BytesIO(bundled(f"Inter-{cut}.ttf"))) for cut in ("Regular", "Italic")]
    return Engine(
        fonts, style, frozenset.intersection(*(frozenset(f.getBestCmap()) for f in faces))
    )


@cache
def style_sheet() -> str:
    return (settings.BASE_DIR / "templates" / "documents" / "paper.css").read_text()


def drawable(html: str) -> str:
    """The page with every character that cannot be drawn replaced."""
    known = engine().drawable
    unknown = {char for char in set(html) if ord(char) not in known and char not in "\t\n\u00ad"}
    table = {ord(char): "" if char in CONTROLS else UNDRAWABLE for char in unknown}
    return html.translate(table)


def _attachments(document: Document, carried: list[Document]):
    moments = {"created": document.requested_at, "modified": document.requested_at}
    yield Attachment(
        string=document.record.encode(),
        name=f"{document.reference}.json",
        description=_("The data this document was made from"),
        relationship="Data",
        **moments,
    )
    for other in carried:
        yield Attachment(
            string=read(other),
            name=other.file_name,
            description=str(other),
            relationship="Source",
            **moments,
        )
