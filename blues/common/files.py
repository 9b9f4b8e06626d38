"""Files that people hand in and take out again: looked at on the way in, never trusted on the way
out.

The stored name is drawn at random, so that nobody guesses it and no personal name ends up in a
path. What a file may be is judged by ``uploads``.
"""

import os
import uuid
from functools import partial

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import FileResponse, Http404
from django.utils.functional import lazy
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blues.common import formats
from blues.common.uploads import ENDINGS, PAPERS, check_upload

CONTENT_TYPES = {ending: content_type for content_type, ending in ENDINGS.items()}


def _paper_hint() -> str:
    most = {"most": formats.file_size(settings.LARGEST_UPLOAD)}
    return gettext("PDF, PNG or JPEG, at most %(most)s.") % most


PAPER_HINT = lazy(_paper_hint, str)()  # in the language of the reader


class PaperField(forms.FileField):
    """A PDF or a picture of a paper; cleaned, it has a random name with the true ending."""

    default_error_messages = {"empty": _("This file is empty. Choose another one.")}

    def __init__(self, *, kinds=PAPERS, help_text=PAPER_HINT, **kwargs):
        self.kinds = kinds
        kwargs.setdefault("widget", forms.ClearableFileInput(attrs={"accept": ",".join(kinds)}))
        super().__init__(help_text=help_text, **kwargs)

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if not upload or upload is initial:
            return upload
        checked = check_upload(upload, kinds=self.kinds)
        checked.content.name = f"{uuid.uuid4()}.{ENDINGS[checked.content_type]}"
        return checked.content


def size_of(stored) -> int:
    """Bytes of the stored file; none where there is no file any more."""
    return stored.size if stored and stored.storage.exists(stored.name) else 0


def forget(stored) -> None:
    """Delete the stored file for good, once the change that lets go of it is committed."""
    if stored:
        transaction.on_commit(partial(stored.storage.delete, str(stored.name)))


def download(stored, *, name: str) -> FileResponse:
    """The stored file for saving, not for showing; the caller has checked the right to it.

    Private pages are never kept by caches (``PrivatePagesMiddleware``); this says it once more for
    the file itself.
    """
    if not stored:
        raise Http404
    ending = os.path.splitext(stored.name)[1].lstrip(".").lower()
    if ending not in CONTENT_TYPES:
        raise Http404
    response = FileResponse(
        stored.open("rb"),
        as_attachment=True,
        filename=f"{slugify(name) or 'file'}.{ending}",
        content_type=CONTENT_TYPES[ending],
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
