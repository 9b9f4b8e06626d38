"""The programme's keys in one folder, and a small authority of our own for demo and tests.

In production an operator puts the files there: ``ca.cer`` (whom readers trust; former roots stay
in it), ``seal.cer``, ``seal.key`` (PKCS#8, with a passphrase if wished) and ``ca.crl``; where a
service stamps the time also ``tsa-ca.cer`` and ``tsa-ca.crl``. DER or PEM. ``tsa.*`` exists in the
demo only.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple, cast

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NEEDED = ("ca.cer", "seal.cer", "seal.key")
CERTIFICATE_LIFE = timedelta(days=3650)
REVOCATION_LIST_LIFE = timedelta(days=365)
# Certificates must say where their revocation list is; ours is in the folder, never fetched.
REVOCATION_ADDRESS = "http://authority.invalid/ca.crl"


class Identity(NamedTuple):
    certificate: x509.Certificate
    key: rsa.RSAPrivateKey


def create_demo_authority(folder: Path, *, passphrase: bytes | None = None) -> bool:
    """Fill the folder with a fresh authority; False where one is already there."""
    return fill_at_once(folder, NEEDED, lambda fresh: _write_authority(fresh, passphrase))


def fill_at_once(folder: Path, needed: tuple[str, ...], write: Callable[[Path], None]) -> bool:
    """The files appear all together, so several workers may try at the same time."""
    if is_complete(folder, needed):
        return False
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    write(fresh)
    try:
        os.rename(fresh, folder)  # replaces an empty folder, refuses any other
    except OSError:
        shutil.rmtree(fresh)
        if not is_complete(folder, needed):
            raise
        return False
    return True


def is_complete(folder: Path, needed: tuple[str, ...]) -> bool:
    return all((folder / name).is_file() for name in needed)


def renew_demo_revocation_list(folder: Path) -> bool:
    """Publish a new list where the old one is about to end; False where that is not needed."""
    path = folder / "ca.crl"
    ends = x509.load_der_x509_crl(path.read_bytes()).next_update_utc
    if ends and ends > datetime.now(UTC) + timedelta(days=30):
        return False
    _replace(path, _revocation_list(_load_identity(folder, "ca")))
    return True


def _write_authority(folder: Path, passphrase: bytes | None) -> None:
    ca = _issue("demo authority", authority=True)
    seal = _issue("programme seal", issuer=ca)
    tsa = _issue("demo time stamps", issuer=ca, usage=ExtendedKeyUsageOID.TIME_STAMPING)
    _save(folder, "ca", ca, None)
    _save(folder, "seal", seal, passphrase)
    _save(folder, "tsa", tsa, None)
    _replace(folder / "ca.crl", _revocation_list(ca))


def _issue(name: str, *, issuer: Identity | None = None, authority=False, usage=None) -> Identity:
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    now = datetime.now(UTC)
    signer = issuer.key if issuer else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(issuer.certificate.subject if issuer else _name(name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + CERTIFICATE_LIFE)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
        )
        .add_extension(key_usage(authority=authority), critical=True)
    )
    if usage:
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=True)
    if not authority:
        builder = builder.add_extension(distribution_point(), critical=False)
    return Identity(builder.sign(signer, hashes.SHA256()), key)


def _name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "BluesXchange demo"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"BluesXchange {common_name}"),
        ]
    )


def key_usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def distribution_point() -> x509.CRLDistributionPoints:
    address = x509.UniformResourceIdentifier(REVOCATION_ADDRESS)
    return x509.CRLDistributionPoints([x509.DistributionPoint([address], None, None, None)])


def _revocation_list(ca: Identity) -> bytes:
    now = datetime.now(UTC)
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(ca.certificate.subject)
        .last_update(now - timedelta(hours=1))
        .next_update(now + REVOCATION_LIST_LIFE)
        .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(ca.key.public_key()), critical=False
        )
    )
    return builder.sign(ca.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _save(folder: Path, name: str, identity: Identity, passphrase: bytes | None) -> None:
    encoding = serialization.Encoding.DER
    _replace(folder / f"{name}.cer", identity.certificate.public_bytes(encoding))
    protection = (
        serialization.BestAvailableEncryption(passphrase)
        if passphrase
        else serialization.NoEncryption()
    )
    content = identity.key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, protection)
    _replace(folder / f"{name}.key", content)


def _replace(path: Path, content: bytes) -> None:
    """Never half a file, never readable by others."""
    fresh = path.with_suffix(f"{path.suffix}.new")
    fresh.touch(mode=0o600)
    fresh.write_bytes(content)
    fresh.replace(path)


def _load_identity(folder: Path, name: str) -> Identity:
    certificate = x509.load_der_x509_certificate((folder / f"{name}.cer").read_bytes())
    key = serialization.load_der_private_key((folder / f"{name}.key").read_bytes(), password=None)
    return Identity(certificate, cast(rsa.RSAPrivateKey, key))
