"""Files in a conversation: only between two who have agreed, and not without end.

Before that a letterhead or a CV would give away what is masked in the text.
"""

from collections.abc import Iterable

from django import forms
from django.core.files.base import File
from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from blues.common import formats
from blues.common.errors import BadInput, Conflict, Refusal
from blues.common.office import DOCX, ODT
from blues.common.uploads import PAPERS, CheckedFile, check_upload
from exchanges.lifecycle.contact import have_agreed
from exchanges.lifecycle.models import Exchange
from exchanges.lifecycle.thread.limits import MOST_BYTES, MOST_FILES, MOST_FILES_AT_ONCE
from exchanges.lifecycle.thread.models import Attachment, Message

KINDS = (*PAPERS, DOCX, ODT)


def checked(file: File, exchange: Exchange) -> CheckedFile:
    """The file as it will be kept, or a refusal in words."""
    if not have_agreed(exchange):
        raise Conflict(
            _("Files can be sent once both sides have agreed on the exchange."),
            way_out=_("Until then contact data stays hidden, and a file cannot be masked."),
        )
    try:
        return check_upload(file, kinds=KINDS)
    except forms.ValidationError as error:
        raise BadInput(_("The file was not sent."), reasons=error.messages) from error


def those_that_may_stay(files: Iterable[File], exchange: Exchange) -> tuple[list[CheckedFile], int]:
    """Of the files of a mail those that are kept, and how many are left out."""
    kept: list[CheckedFile] = []
    left_out = 0
    for file in files:
        try:
            good = checked(file, exchange)
            require_room(exchange, [*kept, good])
        except Refusal:
            left_out += 1
        else:
            kept.append(good)
    return kept, left_out


def require_room(exchange: Exchange, files: list[CheckedFile]) -> None:
    there = Attachment.objects.filter(message__exchange=exchange).aggregate(
        files=Count("pk"), size=Sum("size", default=0)
    )
    size = there["size"] + sum(file.size for file in files)
    if len(files) > MOST_FILES_AT_ONCE or there["files"] + len(files) > MOST_FILES:
        raise Conflict(
            _("A message takes %(at_once)s files, a conversation %(most)s.")
            % {"at_once": MOST_FILES_AT_ONCE, "most": MOST_FILES},
            way_out=_("Put several pages into one file."),
        )
    if size > MOST_BYTES:
        raise Conflict(
            _("The files of a conversation have at most %(most)s together.")
            % {"most": formats.file_size(MOST_BYTES)}
        )


def keep(message: Message, files: Iterable[CheckedFile]) -> None:
    for file in files:
        Attachment.objects.create(
            message=message,
            file=file.content,
            name=file.safe_name,
            content_type=file.content_type,
            size=file.size,
            sha256=file.sha256,
            stored_sha256=file.stored_sha256,
        )
