"""What somebody says."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blues.common import formats
from blues.common.uploads import ENDINGS
from exchanges.lifecycle.thread.attachments import KINDS
from exchanges.lifecycle.thread.limits import LONGEST_MESSAGE


def _file_hint() -> str:
    most = {"most": formats.file_size(settings.LARGEST_UPLOAD)}
    return gettext("PDF, PNG, JPEG, DOCX or ODT, at most %(most)s.") % most


class MessageForm(forms.Form):
    text = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=lazy(_file_hint, str)(),
        widget=forms.ClearableFileInput(
            attrs={"accept": ",".join(f".{ENDINGS[kind]}" for kind in KINDS)}
        ),
    )

    def __init__(self, *args: Any, takes_files: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not takes_files:
            del self.fields["file"]

    @property
    def files_sent(self) -> list:
        file = self.cleaned_data.get("file")
        return [file] if file else []
