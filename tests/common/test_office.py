"""Text documents: what they are, and what is refused in them."""

import contextlib
import io
import zipfile

import pytest
from django import forms

from blues.common import office
from blues.common.office import DOCX, ODT, check_office, office_type

TYPES, DOCUMENT = "[Content_Types].xml", "word/document.xml"


def zipped(parts: dict, compression=zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def docx(**more) -> bytes:
    return zipped({TYPES: b"<Types/>", DOCUMENT: b"<document/>"} | more)


def odt(declared: str = ODT, **more) -> bytes:
    return zipped({"mimetype": declared.encode(), "content.xml": b"<office/>"} | more)


def code_of(content, content_type) -> str:
    with pytest.raises(forms.ValidationError) as refused:
        check_office(content, content_type)
    return refused.value.code


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (docx(), DOCX),
        (odt(), ODT),
        (odt("application/vnd.oasis.opendocument.spreadsheet"), ""),
        (zipped({DOCUMENT: b""}), ""),
        (zipped({"xl/workbook.xml": b"", TYPES: b""}), ""),
        (b"MZ" + docx(), ""),
        (b"PK\x03\x04 not really", ""),
        (b"", ""),
    ],
)
def test_what_a_zip_file_holds_says_what_it_is(content, content_type):
    assert office_type(content) == content_type


@pytest.mark.parametrize(
    "more",
    [
        {"word/vbaProject.bin": b"Sub"},
        {"word/activeX/activeX1.xml": b""},
        {"word/embeddings/oleObject1.bin": b""},
        {TYPES: b'<Types ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'},
        {"word/_rels/settings.xml.rels": b'<Relationship Type="/attachedTemplate"/>'},
    ],
)
def test_a_docx_that_could_start_something_is_refused(more):
    assert code_of(docx(**more), DOCX) == "active"


@pytest.mark.parametrize("name", ["Basic/Standard/Module1.xml", "Scripts/python/a.py", "Object 1"])
def test_an_odt_that_could_start_something_is_refused(name):
    assert code_of(odt(**{name: b"x"}), ODT) == "active"


def test_ordinary_documents_pass():
    check_office(docx(**{"word/_rels/settings.xml.rels": b"<Relationships/>"}), DOCX)
    check_office(odt(), ODT)


def test_a_bomb_is_not_unpacked_to_its_end(monkeypatch):
    monkeypatch.setattr(office, "MOST_UNPACKED", 1_000_000)

    assert code_of(docx(**{"word/media/image.png": b"\0" * 2_000_000}), DOCX) == "bomb"


def test_too_many_parts_are_a_bomb(monkeypatch):
    monkeypatch.setattr(office, "MOST_ENTRIES", 3)

    assert code_of(docx(**{f"word/{n}.xml": b"" for n in range(3)}), DOCX) == "bomb"


def _survives_every_damage(packed: bytes) -> None:
    for place in range(len(packed)):
        damaged = bytearray(packed)
        damaged[place] ^= 0xFF
        office_type(bytes(damaged))
        for kind in (DOCX, ODT):
            with contextlib.suppress(forms.ValidationError):
                check_office(bytes(damaged), kind)


def test_a_damaged_or_encrypted_document_is_refused():
    whole = docx(**{"word/media/image.bmp": bytes(range(256)) * 40})
    damaged = bytearray(whole)
    damaged[whole.index(b"word/media") + 60] ^= 0xFF
    assert code_of(bytes(damaged), DOCX) == "broken"

    lzma = zipped({TYPES: b"<Types/>", DOCUMENT: b"<document/>" * 90}, zipfile.ZIP_LZMA)
    for packed in (whole, lzma, odt(declared=ODT + " " * 50)):
        _survives_every_damage(packed)

    locked = bytearray(docx())
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    assert code_of(bytes(locked), DOCX) == "broken"
