"""Looking into a PDF that a stranger sent. Runs as a program of its own, so that a file made to
exhaust memory or time ends this process and nothing else:

    python -m blues.documents.examiner FOLDER_WITH_CERTIFICATES < file

It prints what it found as JSON. It knows no settings, no database and no secret.
"""

import json
import resource
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature

from blues.documents import trust

MEMORY = 1024**3  # bytes of address space
PROCESSOR = 10  # seconds


@dataclass(frozen=True)
class Findings:
    """``sealed`` says that a seal of ours is on the file; ``intact`` that it still holds."""

    readable: bool = False
    reference: str = ""
    sealed: bool = False
    intact: bool = False


def examine(data: bytes, folder: Path) -> Findings:
    authority = trust.load(folder)
    reader = PdfFileReader(BytesIO(data), strict=False)
    seals = [seal for seal in reader.embedded_regular_signatures if is_ours(seal, authority)]
    return Findings(
        readable=len(reader.root) > 0,
        reference=_reference(reader),
        sealed=bool(seals),
        intact=any(_holds(seal, authority) for seal in seals),
    )


def is_ours(seal: EmbeddedPdfSignature, authority: trust.Authority) -> bool:
    return any(seal.signer_cert.issuer == known.subject for known in authority.certificates)


def _holds(seal: EmbeddedPdfSignature, authority: trust.Authority) -> bool:
    status = validate_pdf_signature(
        seal,
        signer_validation_context=authority.context(),
        ts_validation_context=authority.context(),
    )
    return bool(status.bottom_line)


def _reference(reader: PdfFileReader) -> str:
    if "/Info" not in reader.trailer:
        return ""
    return str(reader.trailer["/Info"].get("/Keywords", ""))


def answer(look: Callable) -> None:
    """Print what ``look`` finds in the file that comes in, within the limits of this process."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
    found = look(sys.stdin.buffer.read(), *map(Path, sys.argv[1:]))
    print(json.dumps(asdict(found)))  # noqa: T201


if __name__ == "__main__":
    answer(examine)
