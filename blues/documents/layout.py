"""HTML to PDF/A-3a that is PDF/UA-1 as well: the one place that calls the layout engine.

It knows no settings, no database and no secret; ``press`` runs it in a process of its own.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import NamedTuple

from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration

from blues.documents import conformance, watermark
from blues.documents.bundle import style_sheet
from blues.documents.fetching import BundledOnly


class Enclosure(NamedTuple):
    """A file that the document carries within itself."""

    name: str
    content: bytes
    description: str
    relationship: str
    dated: datetime


class Engine(NamedTuple):
    """What every page shares and a process builds once."""

    fonts: FontConfiguration
    style: CSS


def lay_out(html: str, *, enclosures: Sequence[tuple] = (), mark: str = "") -> bytes:
    """``mark`` is printed large behind the text of every page."""
    fonts, style = engine()
    styles = [style]
    if mark:
        styles.append(CSS(string=watermark.style_of(mark), url_fetcher=BundledOnly()))
    return HTML(string=html, url_fetcher=BundledOnly()).write_pdf(
        stylesheets=styles,
        font_config=fonts,
        attachments=[_attachment(Enclosure(*one)) for one in enclosures],
        pdf_variant="pdf/a-3a",
        finisher=conformance.declare_accessible,
    )


@cache
def engine() -> Engine:
    fonts = FontConfiguration()
    return Engine(fonts, CSS(string=style_sheet(), font_config=fonts, url_fetcher=BundledOnly()))


def _attachment(enclosure: Enclosure) -> Attachment:
    return Attachment(
        string=enclosure.content,
        name=enclosure.name,
        description=enclosure.description,
        relationship=enclosure.relationship,
        created=enclosure.dated,
        modified=enclosure.dated,
    )
