"""Whom a reader trusts: the authority's certificates and its revocation list, from one folder."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from asn1crypto import crl, keys, pem
from asn1crypto.x509 import Certificate
from pyhanko_certvalidator import ValidationContext


@dataclass(frozen=True)
class Authority:
    """``certificates`` holds every root we ever sealed under, and what lies between."""

    certificates: list[Certificate]
    seal: Certificate
    time_stamp_roots: list[Certificate]
    revocation_lists: list[crl.CertificateList]

    @property
    def seal_name(self) -> str:
        return self.seal.subject.native["common_name"]

    @property
    def seal_from(self) -> datetime:
        return self.seal.not_valid_before

    @property
    def seal_until(self) -> datetime:
        return self.seal.not_valid_after

    @property
    def seal_is_valid_today(self) -> bool:
        return self.seal_from <= datetime.now(UTC) <= self.seal_until

    @property
    def roots(self) -> list[Certificate]:
        return [known for known in self.certificates if known.subject == known.issuer]

    @property
    def can_prove_revocation(self) -> bool:
        return bool(self.revocation_lists)

    def context(self) -> ValidationContext:
        """Offline: nothing is fetched, and what we have must suffice."""
        return ValidationContext(
            trust_roots=[*self.roots, *self.time_stamp_roots],
            other_certs=self.certificates,
            crls=self.revocation_lists,
            allow_fetching=False,
            revocation_mode="require" if self.can_prove_revocation else "soft-fail",
        )


def load(folder: Path) -> Authority:
    time_stamp_root = folder / "tsa-ca.cer"
    return Authority(
        certificates=read_certificates(folder / "ca.cer"),
        seal=read_certificates(folder / "seal.cer")[0],
        time_stamp_roots=read_certificates(time_stamp_root) if time_stamp_root.is_file() else [],
        revocation_lists=read_lists(folder),
    )


def demo_time_stamps(folder: Path) -> tuple[Certificate, keys.PrivateKeyInfo]:
    key = keys.PrivateKeyInfo.load((folder / "tsa.key").read_bytes())
    return read_certificates(folder / "tsa.cer")[0], key


@dataclass(frozen=True)
class Signers:
    """Whose certificates we accept from people who sign: all that the operator put there."""

    roots: list[Certificate]
    revocation_lists: list[crl.CertificateList]

    def context(self) -> ValidationContext:
        """Offline, too: a revoked certificate is known by the lists that the operator keeps."""
        return ValidationContext(
            trust_roots=self.roots,
            crls=self.revocation_lists,
            allow_fetching=False,
            revocation_mode="soft-fail",
        )


def load_signers(folder: Path) -> Signers:
    roots = [known for path in sorted(folder.glob("*.cer")) for known in read_certificates(path)]
    return Signers(roots, read_lists(folder))


def read_lists(folder: Path) -> list[crl.CertificateList]:
    paths = sorted(folder.glob("*.crl"))
    return [crl.CertificateList.load(_der(path.read_bytes())) for path in paths]


def read_certificates(path: Path) -> list[Certificate]:
    content = path.read_bytes()
    if not pem.detect(content):
        return [Certificate.load(content)]
    return [Certificate.load(der) for _kind, _headers, der in pem.unarmor(content, multiple=True)]


def _der(content: bytes) -> bytes:
    return pem.unarmor(content)[2] if pem.detect(content) else content
