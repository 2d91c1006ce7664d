"""The town's electronic seal: one key for the statement, one certificate for the whole PDF.

Keeps nothing: SealCertificate and SealKey in models.py store what is made here.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from typing import Any, Self

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.extensions import DeveloperExtension
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

from eroba.kernel.documents.event_loop import outside_event_loop
from eroba.kernel.documents.statements import from_base64, to_base64

KEYS_FORMAT = "eroba-keys-1"
FIELD_NAME = "MunicipalSeal"
_YEARS_DEFAULT = 10
_LONGEST_COMMON_NAME = 64  # X.520 upper bound; longer names make certificates some readers refuse


@dataclass(frozen=True)
class PublishedKey:
    """What everybody may know of a seal: enough to check letters, not to make one."""

    key_id: str
    municipality: str
    municipality_name: str
    public_key: bytes
    seal_certificate: bytes
    authority_certificate: bytes
    valid_from: date
    valid_to: date | None
    withdrawn_on: date | None = None

    def was_valid_on(self, day: date) -> bool:
        """Tell whether the town sealed letters with this key on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def as_json(self) -> dict[str, str | None]:
        """Give the key as an entry of keys.json."""
        return {
            "key_id": self.key_id,
            "municipality": self.municipality,
            "municipality_name": self.municipality_name,
            "algorithm": "Ed25519",
            "public_key": to_base64(self.public_key),
            "seal_certificate": to_base64(self.seal_certificate),
            "authority_certificate": to_base64(self.authority_certificate),
            "valid_from": self.valid_from.isoformat(),
            "valid_to": self.valid_to.isoformat() if self.valid_to else None,
            "withdrawn_on": self.withdrawn_on.isoformat() if self.withdrawn_on else None,
        }

    @classmethod
    def from_json(cls, entry: dict[str, Any]) -> Self:
        """Read an entry of keys.json; raises ValueError when it cannot be one of ours."""
        try:
            key = cls(
                key_id=str(entry["key_id"]),
                municipality=str(entry["municipality"]),
                municipality_name=str(entry["municipality_name"]),
                public_key=from_base64(entry["public_key"]),
                seal_certificate=from_base64(entry["seal_certificate"]),
                authority_certificate=from_base64(entry["authority_certificate"]),
                valid_from=date.fromisoformat(entry["valid_from"]),
                valid_to=_day_or_none(entry.get("valid_to")),
                withdrawn_on=_day_or_none(entry.get("withdrawn_on")),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("a published key lacks a field") from error
        if key.key_id != key_id_of(key.public_key):
            raise ValueError("a published key does not carry its own id")
        return key


@dataclass(frozen=True)
class Seal:
    """A town's seal with its private keys. Lives in memory only; stored encrypted."""

    published: PublishedKey
    statement_key: bytes
    certificate_key: bytes

    def signing_key(self) -> Ed25519PrivateKey:
        """Give the key that signs statements."""
        return Ed25519PrivateKey.from_private_bytes(self.statement_key)


def new_seal(
    municipality: str, municipality_name: str, valid_from: date, years: int = _YEARS_DEFAULT
) -> Seal:
    """Make a new seal for a town: an Ed25519 key and a P-256 certificate from an authority of its own.

    The authority signs this one certificate and its key is then forgotten, so nobody can ever make
    a second certificate in its name; a new seal brings a new authority.
    """
    statement_key = Ed25519PrivateKey.generate()
    public_key = statement_key.public_key().public_bytes_raw()
    key_id = key_id_of(public_key)
    valid_to = valid_from + timedelta(days=365 * years + years // 4)
    authority_key, certificate_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    authority = _certificate(
        _name(municipality_name, f"Eroba seal authority {key_id}"), authority_key, valid_from, valid_to
    )
    certificate = _certificate(
        _name(municipality_name, f"Eroba seal {municipality} {key_id}"),
        certificate_key,
        valid_from,
        valid_to,
        issuer=(authority, authority_key),
    )
    published = PublishedKey(
        key_id=key_id,
        municipality=municipality,
        municipality_name=municipality_name,
        public_key=public_key,
        seal_certificate=certificate.public_bytes(Encoding.DER),
        authority_certificate=authority.public_bytes(Encoding.DER),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    certificate_bytes = certificate_key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return Seal(published, statement_key.private_bytes_raw(), certificate_bytes)


def seal_pdf(content: bytes, seal: Seal) -> bytes:
    """Put the town's seal on a finished PDF (PAdES baseline B, certified: no change allowed).

    Nothing is fetched; without a time-stamp authority the time of sealing is the town's own word.
    """
    store = SimpleCertificateStore()
    store.register(asn1_x509.Certificate.load(seal.published.authority_certificate))
    signer = signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(seal.published.seal_certificate),
        signing_key=asn1_keys.PrivateKeyInfo.load(seal.certificate_key),
        cert_registry=store,
    )
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD_NAME,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        name=seal.published.municipality_name,
    )
    field = SigFieldSpec(FIELD_NAME, readable_field_name=seal.published.municipality_name)

    def sign() -> bytes:
        writer = _ArchiveWriter(BytesIO(content))
        return bytes(signers.sign_pdf(writer, meta, signer=signer, new_field_spec=field).getbuffer())

    return outside_event_loop(sign)


class _ArchiveWriter(IncrementalPdfFileWriter):
    """Keeps the file at PDF 1.7: pyHanko would raise it to 2.0, which PDF/A-3 does not allow."""

    output_version = (1, 7)

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        super().ensure_output_version(min(version, (1, 7)))

    def register_extension(self, ext: DeveloperExtension) -> None:
        if ext.base_version == "/1.7":
            super().register_extension(ext)


def key_id_of(public_key: bytes) -> str:
    """Name a key by its own fingerprint, so that a list cannot give it another's name."""
    return hashlib.sha256(public_key).hexdigest()[:16]


def keys_json(keys: list[PublishedKey]) -> dict[str, object]:
    """Give the list of published keys, as served at /verify/keys.json."""
    return {"format": KEYS_FORMAT, "keys": [key.as_json() for key in keys]}


def read_keys(values: object) -> list[PublishedKey]:
    """Read a list of published keys; raises ValueError when it is not one."""
    if not isinstance(values, dict) or values.get("format") != KEYS_FORMAT:
        raise ValueError(f"not a key list of the format {KEYS_FORMAT}")
    entries = values.get("keys")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ValueError("the key list holds no keys")
    return [PublishedKey.from_json(entry) for entry in entries]


def _name(organisation: str, common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "GE"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:_LONGEST_COMMON_NAME]),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name[:_LONGEST_COMMON_NAME]),
        ]
    )


def _certificate(
    name: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    valid_from: date,
    valid_to: date,
    issuer: tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None = None,
) -> x509.Certificate:
    """Make a certificate: of the authority itself, or one that `issuer` signs."""
    issuer_key = issuer[1] if issuer else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer[0].subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        # A day earlier than asked: midnight in Tbilisi is still yesterday in UTC.
        .not_valid_before(datetime.combine(valid_from - timedelta(days=1), time(), UTC))
        .not_valid_after(datetime.combine(valid_to + timedelta(days=1), time(), UTC))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=0 if not issuer else None), True)
        .add_extension(_key_usage(is_authority=issuer is None), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), False)
    )
    return builder.sign(issuer_key, hashes.SHA256())


def _key_usage(*, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )


def _day_or_none(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
