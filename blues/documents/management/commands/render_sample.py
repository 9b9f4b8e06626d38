"""``manage.py render_sample``: one document through worker, layout, seal, archive; then checked."""

import time
from importlib import import_module
from uuid import uuid4

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from blues import documents
from blues.documents import samples
from blues.documents.models import Document

PAUSE = 0.2  # seconds between two looks


class Command(BaseCommand):
    help = "Have the worker make a sample document, check its seal, and say where it is."

    def add_arguments(self, parser):
        parser.add_argument("--timeout", type=int, default=60, help="seconds to wait")

    def handle(self, *, timeout, **options):
        document = issue()
        import_module("blues.documents.examiner")  # slow, so while the worker is at work
        self.wait_for(document, seconds=timeout)
        self.require_genuine(documents.read(document))
        self.stdout.write(
            f"{document.reference} is sealed and genuine: {document.file.path} "
            f"({document.size} bytes, SHA-256 {document.sha256})"
        )

    def wait_for(self, document: Document, *, seconds: int) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            document.refresh_from_db()
            if document.state == Document.State.FAILED:
                raise CommandError(f"The document was not made: {document.failure}")
            if document.is_stored:
                return
            time.sleep(PAUSE)
        raise CommandError(f"No worker made the document within {seconds} seconds.")

    def require_genuine(self, content: bytes) -> None:
        """The archive's hash and, apart from it, the seal as any reader would judge it."""
        from blues.documents.examiner import examine  # noqa: PLC0415 -- loads what only workers have

        verdict = documents.verify_bytes(content)
        findings = examine(content, settings.SEAL_DIR)
        if (verdict.outcome, findings.intact) != ("genuine", True):
            raise CommandError(f"The seal does not hold: {verdict.outcome.label}, {findings}")


def issue() -> Document:
    name = f"SAMPLE-{uuid4().hex[:8].upper()}"
    return documents.issue(
        kind=samples.SAMPLE.code,
        case=f"sample:{name}",
        version=1,
        reference=f"{name}-v1",
        title=samples.SAMPLE.title,
        snapshot=samples.snapshot(),
        by=None,
    )
