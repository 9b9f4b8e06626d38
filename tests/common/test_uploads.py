"""What a file is follows from its content; what wants to act is refused."""

import zlib

import pytest
from django import forms
from django.core.files.base import ContentFile
from PIL import Image

from blues.common.uploads import JPEG, PDF, PNG, check_upload, safe_name
from tests.factories import a_pdf, a_picture


def code_of(file):
    with pytest.raises(forms.ValidationError) as refused:
        check_upload(file)
    return refused.value.code


def packed(content: bytes) -> ContentFile:
    """A PDF that keeps an object in a compressed object stream."""
    stream = zlib.compress(content)
    body = b"%PDF-1.5\n1 0 obj<</Type/ObjStm/Filter/FlateDecode/N 1>>stream\n" + stream
    return ContentFile(body + b"\nendstream endobj\n%%EOF", name="packed.pdf")


@pytest.mark.parametrize(
    ("file", "content_type"),
    [(a_pdf(), PDF), (a_picture("JPEG"), JPEG), (a_picture("PNG"), PNG)],
)
def test_papers_and_pictures_are_taken(file, content_type):
    assert check_upload(file).content_type == content_type


def test_a_pdf_is_kept_byte_for_byte():
    sent = a_pdf()

    checked = check_upload(sent)

    sent.seek(0)
    assert checked.content.read() == sent.read()
    assert checked.sha256 == checked.stored_sha256


@pytest.mark.parametrize(
    "content",
    [b"", b"MZ\x90\x00", b"<html><script>", b"<svg xmlns=", b"PK\x03\x04", b"GIF89a", b" %PDF-1.4"],
)
def test_anything_else_is_refused_whatever_its_name(content):
    assert code_of(ContentFile(content, name="invoice.pdf")) == "wrong-type"


@pytest.mark.parametrize(
    "name", [b"/JavaScript", b"/JS (app)", b"/Launch", b"/SubmitForm", b"/J#61vaScript", b"/#4aS "]
)
def test_a_pdf_that_wants_to_act_is_refused(name):
    assert code_of(a_pdf(extra=name + b" ")) == "active"


def test_a_program_in_a_compressed_object_is_found():
    assert code_of(packed(b"1 0 <</S/JavaScript/JS(app.alert(1))>>")) == "active"


def test_a_harmless_compressed_object_is_taken():
    assert check_upload(packed(b"1 0 <</Type/Page>>")).content_type == PDF


def test_a_stream_that_is_no_stream_is_passed_over():
    file = a_pdf(
        extra=b"/X 1>>endobj 2 0 obj<</Type/ObjStm>>stream\nnot packed\nendstream endobj<<"
    )

    assert check_upload(file).content_type == PDF


def test_a_bomb_is_not_unpacked_to_its_end():
    assert code_of(packed(b"\0" * 30_000_000)) == "bomb"


def test_page_content_that_looks_like_a_program_is_no_program():
    file = a_pdf(extra=b">>endobj 2 0 obj<</Length 4>>stream\n/JS \nendstream endobj<<")

    assert check_upload(file).content_type == PDF


def test_a_pdf_that_is_cut_off_is_refused():
    assert code_of(ContentFile(b"%PDF-1.4 and then nothing", name="a.pdf")) == "broken"


@pytest.mark.parametrize("content", [b"\xff\xd8\xff\xe0 broken", b"\x89PNG\r\n\x1a\n" + b"\0" * 64])
def test_a_broken_picture_is_refused(content):
    assert code_of(ContentFile(content, name="a.jpg")) == "broken"


def test_a_picture_of_too_many_points_is_refused_unread(monkeypatch):
    monkeypatch.setattr("blues.common.uploads.MOST_PIXELS", 1000)

    assert code_of(a_picture("PNG", size=(50, 50))) == "too-many-pixels"


def test_a_large_picture_is_kept_readably_small():
    checked = check_upload(a_picture("JPEG", size=(4000, 2000)))

    with Image.open(checked.content) as picture:
        assert picture.size == (3000, 1500)


def test_what_hides_behind_a_picture_is_left_out():
    sent = a_picture("PNG")
    polyglot = ContentFile(sent.read() + b"<script>alert(1)</script>", name="a.png")

    assert b"<script>" not in check_upload(polyglot).content.read()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("ticket.PDF", "ticket.pdf"),
        ("C:\\files\\my ticket.exe", "my ticket.pdf"),
        ('a"b\r\nc.pdf', "abc.pdf"),
        ("\u202efdp.exe", "fdp.pdf"),
        ("...", "file.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
        ("účet č. 5.pdf", "účet č 5.pdf"),
    ],
)
def test_names_are_kept_without_anything_that_acts(sent, kept):
    assert safe_name(sent, PDF) == kept
