"""What a file is, by its content: never by its name or by what the browser says.

Pictures are drawn anew, which leaves out where and by whom they were taken and anything hidden
behind them. A PDF or a text document stays byte for byte as it is, unless it wants to do something
when opened. Where a scanner for viruses is configured, it looks at every file.
"""

import hashlib
import re
import warnings
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from django import forms
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from blues.common import formats, scanning
from blues.common.office import DOCX, ODT, check_office, office_type

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
BEGINNINGS = {PDF: b"%PDF-", JPEG: b"\xff\xd8\xff", PNG: b"\x89PNG\r\n\x1a\n"}
ENDINGS = {PDF: "pdf", JPEG: "jpg", PNG: "png", DOCX: "docx", ODT: "odt"}
PAPERS = (PDF, PNG, JPEG)
LONGEST_NAME = 100
MOST_PIXELS = 60_000_000
LONGEST_EDGE = 3000  # pixels; a boarding pass stays readable, decoding stays small
MOST_UNPACKED = 20_000_000  # bytes of compressed PDF objects that are looked into

STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
OBJECT_STREAM = re.compile(rb"/ObjStm\b[^>]*>>\s*stream\r?\n(.*?)endstream", re.DOTALL)
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
# Embedded files are left alone: invoices carry their data that way, and nothing opens them here.
ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|SubmitForm|ImportData|RichMedia)(?![A-Za-z0-9])")


@dataclass(frozen=True, kw_only=True)
class CheckedFile:
    """``sha256`` is that of the file as it was sent, to recognise it elsewhere."""

    content: ContentFile
    content_type: str
    sha256: str
    stored_sha256: str
    size: int
    safe_name: str


def check_upload(upload, *, kinds=PAPERS) -> CheckedFile:
    """The file as it will be kept, or ``forms.ValidationError`` in words for the sender."""
    sent = _read(upload)
    content_type = _content_type(sent, kinds)
    kept = _made_harmless(sent, content_type)
    scanning.require_clean(sent)
    return CheckedFile(
        content=ContentFile(kept, name="evidence"),
        content_type=content_type,
        sha256=hashlib.sha256(sent).hexdigest(),
        stored_sha256=hashlib.sha256(kept).hexdigest(),
        size=len(kept),
        safe_name=safe_name(upload.name, content_type),
    )


def safe_name(name: str, content_type: str) -> str:
    """The sender's name for the file, without folders, marks or a false ending."""
    stem = PurePath(name.replace("\\", "/")).name.rpartition(".")[0] or name
    plain = "".join(char for char in stem if char.isalnum() or char in " -_")
    return f"{' '.join(plain.split())[:LONGEST_NAME] or 'file'}.{ENDINGS[content_type]}"


def _read(upload) -> bytes:
    if upload.size > settings.LARGEST_UPLOAD:
        raise forms.ValidationError(
            _("This file has %(size)s; the largest that can be sent has %(largest)s."),
            code="too-large",
            params={
                "size": formats.file_size(upload.size),
                "largest": formats.file_size(settings.LARGEST_UPLOAD),
            },
        )
    upload.seek(0)
    return upload.read()


def _content_type(sent: bytes, kinds) -> str:
    found = next((t for t, beginning in BEGINNINGS.items() if sent.startswith(beginning)), "")
    found = found or office_type(sent)
    if found not in kinds:
        raise forms.ValidationError(
            _("This is no %(kinds)s file, whatever its name says. Save it as PDF and try again."),
            code="wrong-type",
            params={"kinds": ", ".join(ENDINGS[kind].upper() for kind in kinds)},
        )
    return found


def _made_harmless(sent: bytes, content_type: str) -> bytes:
    if content_type == PDF:
        return _inert_pdf(sent)
    if content_type in (DOCX, ODT):
        check_office(sent, content_type)
        return sent
    return _redrawn(sent, content_type)


def _inert_pdf(sent: bytes) -> bytes:
    if b"%%EOF" not in sent[-2048:]:
        raise forms.ValidationError(_("This PDF is cut off. Please save it again."), code="broken")
    skeleton = STREAM.sub(b"", sent) + b"".join(_object_streams(sent))
    names = ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), skeleton)
    if ACTIVE.search(names):
        raise forms.ValidationError(
            _("This PDF carries a program or a form. Print it to a new PDF and hand that in."),
            code="active",
        )
    return sent


def _object_streams(sent: bytes):
    """Compressed objects of the file, of which no more is unpacked than a real file needs."""
    left = MOST_UNPACKED
    for packed in OBJECT_STREAM.finditer(sent):
        try:
            unpacked = zlib.decompressobj().decompress(packed[1], left)
        except zlib.error:
            continue
        left -= len(unpacked)
        if left <= 0:
            raise forms.ValidationError(_("This PDF unpacks to far too much."), code="bomb")
        yield unpacked


def _redrawn(sent: bytes, content_type: str) -> bytes:
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 -- slow import

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture: Image.Image = Image.open(BytesIO(sent), formats=["JPEG", "PNG"])
            if picture.width * picture.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            picture.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))
            picture = ImageOps.exif_transpose(picture)
            picture.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
            return _drawn(picture.convert("RGB"), content_type)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise forms.ValidationError(
            _("This picture has too many points. Please save it smaller."), code="too-many-pixels"
        ) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise forms.ValidationError(
            _("This picture cannot be read. Please take or save it again."), code="broken"
        ) from None


def _drawn(picture, content_type: str) -> bytes:
    drawn = BytesIO()
    if content_type == JPEG:
        picture.save(drawn, "JPEG", quality=88)
    else:
        picture.save(drawn, "PNG", optimize=False)
    return drawn.getvalue()
