"""Looking at the directory of a ZIP before anything is unpacked."""

import zipfile
from io import BytesIO

from clusters.imports import limits
from clusters.imports.reader.trouble import Unreadable

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
NUL, FEW = b"\0", 4096
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def kind_of(data: bytes) -> str:
    """csv, xlsx or ods by what the file holds, whatever its name says."""
    if not data.strip():
        raise Unreadable("empty")
    if data.startswith(OLE):
        raise Unreadable("old-or-locked")
    if data.startswith(ZIP):
        return _kind_of_workbook(data)
    if _is_binary(data[:FEW]):
        raise Unreadable("not-a-list")
    return "csv"


def _is_binary(beginning: bytes) -> bool:
    """Text holds hardly any control characters; UTF-16 is text with a NUL in every pair."""
    if beginning.startswith(UTF_16):
        return False
    if beginning.startswith((b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"MZ", b"GIF8", b"{\\rtf")):
        return True
    if beginning.lstrip()[:14].lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        return True
    odd, even = beginning[1::2].count(NUL), beginning[::2].count(NUL)
    if max(odd, even) > len(beginning) // 5:
        return False
    strange = sum(byte < 32 and byte not in b"\t\r\n\x0b\x0c" for byte in beginning)  # noqa: PLR2004
    return strange > len(beginning) // 10


def _kind_of_workbook(data: bytes) -> str:
    with directory(data) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" in names:
            return "xlsx"
        if {"content.xml", "mimetype"} <= names and archive.read("mimetype").strip() == ODS_TYPE:
            return "ods"
    raise Unreadable("not-a-list")


def directory(data: bytes) -> zipfile.ZipFile:
    """The archive, once its directory says that unpacking it does no harm."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise Unreadable("damaged") from error
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > limits.MOST_PARTS or unpacked > limits.LARGEST_UNPACKED:
        raise Unreadable("bomb")
    if unpacked > limits.RATIO_COUNTS_FROM and unpacked > limits.LARGEST_RATIO * len(data):
        raise Unreadable("bomb")
    return archive
