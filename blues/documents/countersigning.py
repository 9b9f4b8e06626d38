"""Judging a sealed file of ours that somebody signed with a certificate of their own, elsewhere.

Our bytes must stand unchanged at its beginning: such programs append what they add. What follows
is examined in a process of its own (see ``signature_examiner``).
"""

from dataclasses import asdict, dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blues.common.errors import BadInput
from blues.documents import examining, reading
from blues.documents.models import Document
from blues.documents.verifying import verify_bytes

Words = str | Promise
PATIENCE = 60  # seconds, on a busy machine; a bad file is stopped by the limits of the child
UNREADABLE = "unreadable"
PROBLEMS: dict[str, tuple[Words, Words]] = {
    UNREADABLE: (
        gettext_lazy("The signature in this file cannot be read."),
        gettext_lazy("Download the document again and sign that file."),
    ),
    "unsigned": (
        gettext_lazy("This file carries no signature of yours, only the programme's seal."),
        gettext_lazy("Sign it with your program first, then hand in what the program saved."),
    ),
    "several": (
        gettext_lazy("More than one person has signed this file."),
        gettext_lazy("Each party signs a copy of its own, as downloaded here."),
    ),
    "broken": (
        gettext_lazy("The signature does not hold: the file was changed after it was signed."),
        gettext_lazy("Download the document again, sign it and change nothing afterwards."),
    ),
    "added": (
        gettext_lazy("Something other than a signature was added to the document."),
        gettext_lazy("Download the document again and only sign it."),
    ),
    "revoked": (
        gettext_lazy("The certificate of this signature has been revoked."),
        gettext_lazy("Ask your trust service for a new one, or sign in the portal."),
    ),
    "untrusted": (
        gettext_lazy(
            "The certificate is not from a trust service that the programme accepts, or"
            " it has expired."
        ),
        gettext_lazy("Use a qualified certificate of an EU trust service, or sign in the portal."),
    ),
    "not-qualified": (
        gettext_lazy("The certificate is not one for qualified electronic signatures."),
        gettext_lazy("Use a qualified certificate of your own, or sign in the portal."),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """Whose signature it is, in the words of whoever issued the certificate."""

    name: str
    subject: str
    issuer: str
    serial: str
    sha256: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def is_offered() -> bool:
    """Whether the operator (or the demo) names trust services at all."""
    return settings.DEMO or any(settings.QUALIFIED_DIR.glob("*.cer"))


def certificate_of(data: bytes, *, original: Document) -> Certificate:
    """The one signature that was added to the document, or ``BadInput`` in words for the sender."""
    sealed = reading.read(original)
    if data == sealed:
        _refuse("unsigned")
    if not data.startswith(sealed):
        _refuse_other_document(data, original)
    found = examining.added_signature(data, sealed=sealed, patience=PATIENCE)
    if problem := found.pop("problem", UNREADABLE):
        _refuse(problem if problem in PROBLEMS else UNREADABLE)
    return Certificate(**found)


def _refuse(problem: str):
    sentence, way_out = PROBLEMS[problem]
    raise BadInput(sentence, way_out=way_out)


def _refuse_other_document(data: bytes, original: Document):
    """Our bytes are not in it: is it a changed copy, another document, or something else?"""
    claimed = verify_bytes(data).document
    if claimed == original:
        raise BadInput(
            _("This is not %(reference)s byte for byte: your program or somebody changed it.")
            % {"reference": original.reference},
            way_out=_("Download the document again and sign that file without saving it anew."),
        )
    if claimed is not None:
        raise BadInput(
            _("This file is %(other)s, and %(reference)s is to be signed.")
            % {"other": claimed.reference, "reference": original.reference},
            way_out=_("Download the document from this page and sign that file."),
        )
    raise BadInput(
        _("This is not the document that is to be signed."),
        way_out=_("Download the document from this page and sign that file."),
    )
