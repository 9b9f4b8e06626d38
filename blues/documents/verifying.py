"""Judging a file that somebody holds: is it one that the programme sealed, unchanged?

The archive's own hash decides. What the archive does not know is examined in a process of its own
(see ``examiner``), to tell an altered document of ours from a foreign file.
"""

import re
from dataclasses import dataclass

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from blues.documents import examining, kinds, reading
from blues.documents.models import LONGEST_REFERENCE, REFERENCE, Document
from blues.documents.snapshots import digest

PATIENCE = 20  # seconds for one file
LARGEST = 20 * 1024 * 1024  # bytes
TYPED = re.compile(REFERENCE, re.ASCII | re.IGNORECASE)
HYPHEN = rb"\055"  # as PDF writers escape it
CLAIM = re.compile(rb"/Keywords\s?\(((?:[A-Za-z0-9-]|\\055){1,240})\)")


class Outcome(TextChoices):
    GENUINE = "genuine", _("Genuine and unchanged")
    UNSIGNED = "unsigned", _("Genuine, but not signed by everybody")
    SUPERSEDED = "superseded", _("Genuine, but replaced by a newer version")
    SIGNED = "signed", _("Genuine, with a signature added")
    ALTERED = "altered", _("Not the file that was sealed")
    NOT_OURS = "not-ours", _("Not one of our documents")
    NOT_A_PDF = "not-a-pdf", _("Not a PDF file that can be read")


@dataclass(frozen=True)
class Verdict:
    """``document`` is the one the file is, or claims to be; ``newer`` is what replaced it.

    ``seal_intact`` of an altered file says that the sealed part is untouched: something was added.
    ``added_by`` is the name in the certificate of a signature that was added to the sealed file.
    """

    outcome: Outcome
    sha256: str
    document: Document | None = None
    newer: Document | None = None
    seal_intact: bool = False
    added_by: str = ""


def verify_bytes(data: bytes) -> Verdict:
    sha256 = digest(data)
    document = Document.objects.stored().filter(sha256=sha256).first()
    if document is None:
        return _judge_unknown(data, sha256)
    newer = document.newer()
    return Verdict(_judge_known(document, newer), sha256, document, newer, seal_intact=True)


def find(reference: str) -> Document | None:
    """The sealed document with this printed reference, whichever way it is typed.

    A stranger's file may claim anything, even what the database does not take for a text.
    """
    typed = reference.strip()
    if len(typed) > LONGEST_REFERENCE or not TYPED.fullmatch(typed):
        return None
    return Document.objects.stored().filter(reference__iexact=typed).first()


def kind_of(document: Document) -> str:
    """What a stranger may know of the content: the kind, never the title of the very document."""
    return str(kinds.get(document.kind).title)


def _judge_known(document: Document, newer: Document | None) -> Outcome:
    if newer:
        return Outcome.SUPERSEDED
    return Outcome.UNSIGNED if document.lacks_signatures else Outcome.GENUINE


def _judge_unknown(data: bytes, sha256: str) -> Verdict:
    if b"%PDF-" not in data[:1024]:
        return Verdict(Outcome.NOT_A_PDF, sha256)
    findings = examining.findings("examiner", settings.SEAL_DIR, data=data, patience=PATIENCE)
    document = find(findings.get("reference") or _claimed_reference(data))
    sealed = reading.read(document) if document and findings.get("intact") else b""
    if document and sealed and data.startswith(sealed):
        added = examining.added_signature(data, sealed=sealed, patience=PATIENCE)
        if added.get("problem") == "":
            return Verdict(
                Outcome.SIGNED,
                sha256,
                document,
                document.newer(),
                seal_intact=True,
                added_by=added["name"],
            )
    if document or findings.get("sealed"):
        intact = findings.get("intact", False)
        return Verdict(Outcome.ALTERED, sha256, document, seal_intact=intact)
    return Verdict(Outcome.NOT_OURS if findings.get("readable") else Outcome.NOT_A_PDF, sha256)


def _claimed_reference(data: bytes) -> str:
    """Which document the file says it is, read without understanding the file."""
    claim = CLAIM.search(data)
    return claim[1].replace(HYPHEN, b"-").decode() if claim else ""
