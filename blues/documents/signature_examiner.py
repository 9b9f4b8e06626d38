"""Looking at the signature that somebody put on a sealed file of ours, outside the portal. Runs as
a program of its own, for the same reason as ``examiner``:

    python -m blues.documents.signature_examiner FOLDER_OF_THE_SEAL FOLDER_OF_THE_ROOTS < file

It prints what it found as JSON. It knows no settings, no database and no secret.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.qualified_asn1 import get_qc_statements
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from blues.documents import trust
from blues.documents.examiner import answer, is_ours

LONGEST = 200  # characters of a name in a certificate


@dataclass(frozen=True)
class Found:
    """``problem`` is a code of ``countersigning.PROBLEMS``; empty where the signature holds.

    ``seal_ends`` is the byte at which our seal ends what it vouches for.
    """

    problem: str = ""
    seal_ends: int = 0
    name: str = ""
    subject: str = ""
    issuer: str = ""
    serial: str = ""
    sha256: str = ""


def examine(data: bytes, seal_folder: Path, roots_folder: Path) -> Found:
    authority = trust.load(seal_folder)
    reader = PdfFileReader(BytesIO(data), strict=False)
    there = reader.embedded_regular_signatures
    seals = [signature for signature in there if is_ours(signature, authority)]
    others = [signature for signature in there if not is_ours(signature, authority)]
    if len(others) != 1:
        return Found(problem="several" if others else "unsigned")
    [signature] = others
    problem = (
        _problem(signature, roots_folder)
        or _problem_under_the_seal(seals, authority)
        or _problem_at_the_end(reader)
    )
    seal_ends = max((_end_of(seal) for seal in seals), default=0)
    return Found(problem=problem, seal_ends=seal_ends, **_told_by(signature.signer_cert))


def _problem(signature: EmbeddedPdfSignature, roots_folder: Path) -> str:
    context = trust.load_signers(roots_folder).context()
    status = validate_pdf_signature(signature, signer_validation_context=context)
    if not (status.intact and status.valid):
        return "broken"
    if not _is_all_there_is(status, ModificationLevel.LTA_UPDATES):
        return "added"
    if status.revoked:
        return "revoked"
    if not status.trusted:
        return "untrusted"
    return "" if _is_qualified(signature.signer_cert) else "not-qualified"


def _problem_under_the_seal(seals: list[EmbeddedPdfSignature], authority: trust.Authority) -> str:
    """Our one seal still holds, and what was added since is a signature, no more.

    Who wants another page under it brings a second seal that bears our name.
    """
    return "" if len(seals) == 1 and _still_holds(seals[0], authority) else "added"


def _end_of(seal: EmbeddedPdfSignature) -> int:
    *_first, start, length = seal.byte_range
    return int(start) + int(length)


def _problem_at_the_end(reader: PdfFileReader) -> str:
    """Bytes behind the last revision belong to no revision, and so to nothing that is signed."""
    last = reader.embedded_signatures[-1]
    is_newest = last.signed_revision == reader.xrefs.total_revisions - 1
    covers_all = last.evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE
    return "added" if is_newest and not covers_all else ""


def _still_holds(seal: EmbeddedPdfSignature, authority: trust.Authority) -> bool:
    status = validate_pdf_signature(seal, signer_validation_context=authority.context())
    if not (status.intact and status.valid and status.trusted and status.docmdp_ok):
        return False
    return _is_all_there_is(status, ModificationLevel.FORM_FILLING)


def _is_all_there_is(status, most: ModificationLevel) -> bool:
    return status.modification_level is not None and status.modification_level <= most


def _is_qualified(certificate: Certificate) -> bool:
    """As the certificate says, which a trusted issuer answers for (ETSI EN 319 412-5)."""
    said = {entry["statement_id"].native: entry for entry in get_qc_statements(certificate)}
    kinds = said["qc_type"]["statement_info"].native if "qc_type" in said else []
    return "qc_compliance" in said and (not kinds or "qct_esign" in kinds)


def _told_by(certificate: Certificate) -> dict[str, str]:
    subject = certificate.subject.native
    given = f"{subject.get('given_name', '')} {subject.get('surname', '')}".strip()
    return {
        "name": str(given or subject.get("common_name", ""))[:LONGEST],
        "subject": certificate.subject.human_friendly[:LONGEST],
        "issuer": certificate.issuer.human_friendly[:LONGEST],
        "serial": f"{certificate.serial_number:x}",
        "sha256": certificate.sha256.hex(),
    }


if __name__ == "__main__":
    answer(examine)
