"""Files on the way in and on the way out."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.fields.files import FieldFile
from django.http import Http404
from django.utils import translation

from blues.common import files
from tests.factories import a_picture

PDF = b"%PDF-1.7\n%%EOF\n"


def upload(content, name="paper.pdf"):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def test_a_stored_paper_has_a_random_name_with_the_true_ending():
    cleaned = files.PaperField().clean(upload(a_picture("PNG").read(), "../../Zofia Example.pdf"))

    assert cleaned.name.endswith(".png")
    assert "Zofia" not in cleaned.name


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html>", "This is no PDF, PNG, JPG file"),
        (b"", "This file is empty"),
        (PDF + b"0" * 100, "the largest that can be sent"),
    ],
)
def test_what_is_refused_is_told_in_words(settings, content, words):
    settings.LARGEST_UPLOAD = 64

    with pytest.raises(ValidationError, match=words):
        files.PaperField().clean(upload(content))


def test_the_hint_says_how_large_a_file_may_be_in_the_language_of_the_reader(settings):
    settings.LARGEST_UPLOAD = 2_500_000
    field = files.PaperField()

    with translation.override("de"):
        assert str(field.help_text) == "PDF, PNG or JPEG, at most 2,5\u00a0MB."
    assert str(field.help_text) == "PDF, PNG or JPEG, at most 2.5\u00a0MB."


def test_nothing_sent_keeps_the_file_that_was_there():
    field = files.PaperField(required=False)

    assert field.clean(None, "cv/old.pdf") == "cv/old.pdf"
    assert field.clean(False, "cv/old.pdf") is False


@pytest.fixture
def stored(settings, tmp_path):
    """A file in the archive, as a model's field would give it."""
    settings.MEDIA_ROOT = tmp_path

    def keep(name):
        found = FieldFile(None, type("Field", (), {"storage": default_storage})(), None)
        found.name = default_storage.save(name, ContentFile(PDF))
        return found

    return keep


def test_a_download_is_saved_and_neither_shown_nor_kept(stored):
    response = files.download(stored("cv/a.pdf"), name="BX-V-001 Ré")

    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"] == 'attachment; filename="bx-v-001-re.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    response.file_to_stream.close()


def test_there_is_no_download_of_nothing_or_of_an_unknown_kind(stored):
    with pytest.raises(Http404):
        files.download(None, name="cv")
    with pytest.raises(Http404):
        files.download(stored("cv/page.html"), name="cv")


def test_a_file_that_is_let_go_is_deleted_only_when_that_is_committed(stored, committed):
    kept, gone = stored("cv/kept.pdf"), stored("cv/gone.pdf")

    with committed():
        files.forget(gone)
        files.forget(None)
        assert default_storage.exists(gone.name)

    assert not default_storage.exists(gone.name)
    assert default_storage.exists(kept.name)
