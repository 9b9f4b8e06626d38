"""What can go wrong with a document, in sentences that an operator can act upon.

The names say what is the case; they read as sentences where they are raised, hence no "Error".
"""

from django.utils.translation import gettext as _


class DocumentError(Exception):
    """Its text is shown to people as the reason why a document is not there."""


class UnknownKind(DocumentError):  # noqa: N818
    def __init__(self, code: str):
        super().__init__(_("No kind of document is called “%(code)s”.") % {"code": code})


class RenderingFailed(DocumentError):  # noqa: N818
    """The snapshot could not be laid out."""


class SealUnavailable(DocumentError):  # noqa: N818
    """The sealing key is missing, locked or no longer valid. Nothing leaves unsealed instead."""


class NotReady(DocumentError):  # noqa: N818
    """A document that this one must carry has not been sealed yet."""


class NoRoom(DocumentError):  # noqa: N818
    """The store took no more. What it may have kept of the file is replaced by the next try."""


class Damaged(DocumentError):  # noqa: N818
    """The stored file is not the one that was sealed."""
