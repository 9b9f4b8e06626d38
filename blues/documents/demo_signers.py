"""People who sign outside the portal, for demo and tests: a trust service and its certificates.

The certificates say that they are qualified, as those of a real service do; nobody else trusts it.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import cast

from asn1crypto import keys
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.ades.qualified_asn1 import QcStatements
from pyhanko_certvalidator.registry import SimpleCertificateStore

from blues.documents import pki

NEEDED = ("ca.cer", "ca.key")
LIFE = timedelta(days=730)
QC_STATEMENTS = x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3")


def create_demo_service(folder: Path) -> bool:
    """Fill the folder with a trust service; False where one is already there."""
    return pki.fill_at_once(folder, NEEDED, _write_service)


def sign_as(
    name: str, content: bytes, folder: Path, *, is_qualified: bool = True, field: str = "Signature"
) -> bytes:
    """The file with the PAdES signature of a person, as a program on their machine would add it."""
    certificate, key = _issue(name, folder, is_qualified=is_qualified)
    signer = signers.SimpleSigner(
        signing_cert=certificate, signing_key=key, cert_registry=SimpleCertificateStore()
    )
    details = signers.PdfSignatureMetadata(
        field_name=field, name=name, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    # As in ``sealing``: an event loop cannot nest in one that may run in this thread.
    with ThreadPoolExecutor(max_workers=1) as elsewhere:
        writer = IncrementalPdfFileWriter(BytesIO(content))
        return elsewhere.submit(signers.sign_pdf, writer, details, signer).result().getvalue()


def _write_service(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("BluesXchange demo trust service")
    authority = _certificate(name, name, key.public_key(), is_authority=True).sign(
        key, hashes.SHA256()
    )
    (folder / "ca.cer").write_bytes(authority.public_bytes(serialization.Encoding.DER))
    (folder / "ca.key").write_bytes(_private(key))


def _issue(
    name: str, folder: Path, *, is_qualified: bool
) -> tuple[Certificate, keys.PrivateKeyInfo]:
    """A certificate for the person, and its key, which lives no longer than this signature."""
    authority = x509.load_der_x509_certificate((folder / "ca.cer").read_bytes())
    authority_key = serialization.load_der_private_key((folder / "ca.key").read_bytes(), None)
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _certificate(_name(name), authority.subject, key.public_key(), is_authority=False)
    if is_qualified:
        statements = x509.UnrecognizedExtension(QC_STATEMENTS, _qualified_for_signatures())
        builder = builder.add_extension(statements, critical=False)
    signed = builder.sign(cast(ec.EllipticCurvePrivateKey, authority_key), hashes.SHA256())
    certificate = signed.public_bytes(serialization.Encoding.DER)
    return Certificate.load(certificate), keys.PrivateKeyInfo.load(_private(key))


def _certificate(subject, issuer, public_key, *, is_authority: bool) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    usage = pki.key_usage(authority=is_authority)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + LIFE)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
    )
    if is_authority:
        return builder
    return builder.add_extension(pki.distribution_point(), critical=False)


def _name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "DE"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _qualified_for_signatures() -> bytes:
    """ETSI EN 319 412-5: the certificate is qualified, and it is one for signatures."""
    said = [
        {"statement_id": "qc_compliance"},
        {"statement_id": "qc_type", "statement_info": ["qct_esign"]},
    ]
    return QcStatements(said).dump()


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
