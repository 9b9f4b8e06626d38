"""Text documents that are zip files inside: DOCX and ODT, without macros and without bombs."""

import lzma
import struct
import zipfile
import zlib
from io import BytesIO

from django import forms
from django.utils.translation import gettext as _

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
ZIP = b"PK\x03\x04"
MOST_ENTRIES = 2000
MOST_UNPACKED = 60_000_000  # bytes; a curriculum vitae with photographs has a tenth of it
LARGEST_LIST = 500_000  # bytes of the list of parts that is looked into
CHUNK = 1 << 16
IS_ENCRYPTED = 0x1
# What the standard library raises about an archive that is damaged or packed in unusual ways.
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError),
    *(RuntimeError, KeyError, EOFError, ValueError, OSError),
)
# Programs, and objects of other programs, that a reader of the file might start.
DOCX_ACTIVE = ("vbaproject.bin", "vbadata.xml", "activex", "oleobject", "word/embeddings/")
ODT_ACTIVE = ("basic/", "scripts/", "object ")


def office_type(sent: bytes) -> str:
    """DOCX or ODT by what the archive holds; empty for any other file."""
    if not sent.startswith(ZIP):
        return ""
    try:
        with zipfile.ZipFile(BytesIO(sent)) as archive:
            return _type_of(archive)
    except DAMAGED:
        return ""


def _type_of(archive: zipfile.ZipFile) -> str:
    names = archive.namelist()
    if {"[Content_Types].xml", "word/document.xml"} <= set(names):
        return DOCX
    if names[:1] == ["mimetype"] and "content.xml" in names:
        declared = archive.open("mimetype").read(len(ODT) + 1)
        return ODT if declared.strip() == ODT.encode() else ""
    return ""


def check_office(sent: bytes, content_type: str) -> None:
    """Refuse, in words, what carries programs, cannot be read, or unpacks to far too much."""
    try:
        with zipfile.ZipFile(BytesIO(sent)) as archive:
            if _is_active(archive, content_type):
                raise forms.ValidationError(
                    _("This document carries a program. Save it as PDF and hand that in."),
                    code="active",
                )
            _unpack_within_limits(archive)
    except DAMAGED:
        raise forms.ValidationError(
            _("This document cannot be read. Save it as PDF and try again."), code="broken"
        ) from None


def _is_active(archive: zipfile.ZipFile, content_type: str) -> bool:
    names = [name.casefold() for name in archive.namelist()]
    if content_type == ODT:
        return any(name.startswith(ODT_ACTIVE) for name in names)
    return any(mark in name for name in names for mark in DOCX_ACTIVE) or _is_called_active(archive)


def _is_called_active(archive: zipfile.ZipFile) -> bool:
    """The list of parts names a macro, or the settings fetch a template from elsewhere."""
    parts = archive.open("[Content_Types].xml").read(LARGEST_LIST)
    if b"macroEnabled" in parts or b"vbaProject" in parts:
        return True
    links = "word/_rels/settings.xml.rels"
    return links in archive.namelist() and b"attachedTemplate" in archive.open(links).read(
        LARGEST_LIST
    )


def _unpack_within_limits(archive: zipfile.ZipFile) -> None:
    """Read every part to its end, whatever size it claims, and stop at the limit."""
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise _bomb()
    left = MOST_UNPACKED
    for entry in entries:
        if entry.flag_bits & IS_ENCRYPTED:
            raise zipfile.BadZipFile
        with archive.open(entry) as part:
            while chunk := part.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise _bomb()


def _bomb() -> forms.ValidationError:
    return forms.ValidationError(_("This document unpacks to far too much."), code="bomb")
