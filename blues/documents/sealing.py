"""The programme's seal: PAdES with our own key, in an invisible field.

A visible field would break both PDF/A (its font is not embedded) and PDF/UA (a widget outside the
tag tree); the page itself says in words that it is sealed. With a time-stamping service the seal
reaches B-LTA, that is, it can be checked after the certificates have ended.
"""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers, timestamps

from blues.documents import kinds, pki, trust
from blues.documents.errors import SealUnavailable
from blues.documents.models import Document

FIELD = "Seal"


def seal(content: bytes, document: Document) -> bytes:
    """The file with the programme's seal on it, or SealUnavailable: nothing leaves unsealed."""
    folder = prepare()
    authority = trust.load(folder)
    timestamper = _timestamper(folder)
    details = signers.PdfSignatureMetadata(
        field_name=FIELD,
        name=authority.seal_name,
        reason=f"{document.title} {document.reference}",
        subfilter=fields.SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        certify=True,
        docmdp_permissions=_permitted(document),
        validation_context=authority.context(),
        embed_validation_info=authority.can_prove_revocation,
        use_pades_lta=bool(timestamper and authority.can_prove_revocation),
    )
    signer = signers.PdfSigner(
        details,
        signer=_signer(folder, authority),
        timestamper=timestamper,
        new_field_spec=fields.SigFieldSpec(FIELD, readable_field_name=authority.seal_name),
    )
    # The signer starts an event loop, which cannot nest in one that may run in this thread.
    with ThreadPoolExecutor(max_workers=1) as elsewhere:
        signing = elsewhere.submit(signer.sign_pdf, IncrementalPdfFileWriter(BytesIO(content)))
        return signing.result().getvalue()


def _permitted(document: Document) -> fields.MDPPerm:
    """What may follow under the seal: nothing, or the signatures of others (ADR 0027)."""
    if kinds.is_signed_on(document.kind):
        return fields.MDPPerm.FILL_FORMS
    return fields.MDPPerm.NO_CHANGES


def prepare() -> Path:
    """The folder with the key. Demo and tests make their own; production says what is missing."""
    folder = settings.SEAL_DIR
    if settings.DEMO:
        pki.create_demo_authority(folder, passphrase=passphrase())
        pki.renew_demo_revocation_list(folder)
    missing = [name for name in pki.NEEDED if not (folder / name).is_file()]
    if missing:
        raise SealUnavailable(
            _("The sealing key is not in place (missing: %(files)s). Documents wait for it.")
            % {"files": ", ".join(missing)}
        )
    return folder


def passphrase() -> bytes | None:
    return settings.SEAL_PASSPHRASE.encode() or None


def _signer(folder: Path, authority: trust.Authority) -> signers.SimpleSigner:
    _check_dates(authority)
    signer = signers.SimpleSigner.load(
        str(folder / "seal.key"),
        str(folder / "seal.cer"),
        key_passphrase=passphrase(),
        other_certs=authority.certificates,
    )
    if signer is None:
        raise SealUnavailable(
            _("The sealing key cannot be opened: it is damaged or SEAL_PASSPHRASE is wrong.")
        )
    return signer


def _check_dates(authority: trust.Authority) -> None:
    if not authority.seal_is_valid_today:
        raise SealUnavailable(
            _("The sealing certificate holds from %(first)s to %(last)s only. Install a new one.")
            % {"first": authority.seal_from.date(), "last": authority.seal_until.date()}
        )


def _timestamper(folder: Path) -> timestamps.TimeStamper | None:
    if settings.SEAL_TSA_URL:
        return timestamps.HTTPTimeStamper(settings.SEAL_TSA_URL, timeout=10)
    if settings.DEMO:
        return timestamps.DummyTimeStamper(*trust.demo_time_stamps(folder))
    return None
