"""Checks a letter offline against published keys: the seal on the file and the statement inside it.

Needs no database and no network, never raises on what it is given, and says in sentences what it found.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from asn1crypto import x509 as asn1_x509
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from eroba.kernel.documents.event_loop import outside_event_loop
from eroba.kernel.documents.pdf_reading import attached_files, open_pdf
from eroba.kernel.documents.seal import PublishedKey
from eroba.kernel.documents.slips import Slip, read_slip, square_parts
from eroba.kernel.documents.statements import FILE_NAME, NotAStatement, SignedStatement, Statement

# A letter has some fifty kilobytes; larger files only keep the check busy.
LARGEST_FILE_BYTES = 5 * 1024 * 1024


@dataclass(frozen=True)
class Finding:
    """One thing that was checked, whether it holds, and the sentence a person reads."""

    check: str
    holds: bool
    sentence: str | Promise


@dataclass(frozen=True)
class Report:
    """The outcome of a check: valid only if every finding holds."""

    findings: tuple[Finding, ...]
    statement: Statement | None = None
    text: str = ""
    slip: Slip | None = None

    @property
    def valid(self) -> bool:
        """Tell whether the letter is genuine and unchanged."""
        return bool(self.findings) and all(finding.holds for finding in self.findings)


def verify_pdf(content: bytes, published_keys: Iterable[PublishedKey]) -> Report:
    """Check a letter: sealed by a published key, unchanged since, and carrying the town's statement."""
    if len(content) > LARGEST_FILE_BYTES:
        return _failed("file", _("The file is too large to be a letter of a municipality."))
    try:
        return _verify(content, list(published_keys))
    except Exception:  # the file is a stranger's: whatever breaks the reader is "not a letter"
        return _failed("file", _("The file cannot be read as a PDF letter. It may be damaged."))


def verify_square(square: str, published_keys: Iterable[PublishedKey]) -> Report:
    """Check the text of a QR code, for letters on paper: behind its '#' it carries a signed slip."""
    code, fragment = square_parts(square)
    for key in published_keys:
        slip = read_slip(code, fragment, key.public_key)
        if slip is None or slip.key_id != key.key_id:
            continue
        findings = (Finding("square", True, _("The square is signed by the municipality.")),)
        return Report((*findings, _key_finding(slip, key)), slip=slip)
    return _failed("square", _("The square is not signed by a published key."))


def _verify(content: bytes, keys: list[PublishedKey]) -> Report:
    if not content.startswith(b"%PDF-"):
        return _failed("file", _("The file is not a PDF."))
    reader = open_pdf(content, strict=True)
    signatures = reader.embedded_regular_signatures
    signed = _signed_statement(reader)
    if not signatures and signed is None:
        return _failed("file", _("The file carries no seal and no statement of a municipality."))
    if signed is None:
        return _failed("statement", _("The file holds no statement of a municipality that we can read."))
    key = next((key for key in keys if key.key_id == signed.statement.key_id), None)
    findings = (
        _key_finding(signed.statement, key),
        _statement_finding(signed, key),
        _text_finding(signed),
        *_seal_findings(signatures, key),
    )
    return Report(findings, signed.statement, signed.text)


def _failed(check: str, sentence: str | Promise) -> Report:
    return Report((Finding(check, False, sentence),))


def _signed_statement(reader: PdfFileReader) -> SignedStatement | None:
    """Read the one statement inside; two of them would leave open which one the reader was shown."""
    found = [content for name, content in attached_files(reader) if name == FILE_NAME]
    if len(found) != 1:
        return None
    try:
        return SignedStatement.from_bytes(found[0])
    except NotAStatement:
        return None


def _key_finding(statement: Statement | Slip, key: PublishedKey | None) -> Finding:
    if key is None:
        sentence = _("The letter is signed with a key that is not among the published keys.")
    elif key.municipality != statement.municipality:
        sentence = _("The key belongs to another municipality than the letter says.")
    elif key.withdrawn_on is not None:
        sentence = _("The key of this letter has been withdrawn. Check the letter by its code.")
    elif not key.was_valid_on(statement.issued_on):
        sentence = _("The key was not in use on the date of the letter.")
    else:
        return Finding("key", True, _("The municipality has published this key."))
    return Finding("key", False, sentence)


def _statement_finding(signed: SignedStatement, key: PublishedKey | None) -> Finding:
    if key is not None and signed.is_signed_by(key.public_key):
        return Finding("statement", True, _("The municipality's signature on the statement is right."))
    return Finding("statement", False, _("The signature on the statement does not fit the key."))


def _text_finding(signed: SignedStatement) -> Finding:
    if signed.speaks_of_its_text():
        return Finding("text", True, _("The text inside the file is the text that was signed."))
    return Finding("text", False, _("The text inside the file is not the text that was signed."))


def _seal_findings(
    signatures: list[EmbeddedPdfSignature], key: PublishedKey | None
) -> tuple[Finding, Finding]:
    """Look for the town's seal over the whole file; compare it with the published certificate itself.

    Comparing certificates instead of following a chain keeps a letter verifiable when its
    certificate has run out, long after the day it was issued.
    """
    no_seal = Finding("seal", False, _("The file does not carry the seal of the published key."))
    changed = Finding("unchanged", False, _("The file was changed or added to after it was sealed."))
    unknown = Finding("unchanged", False, _("Without the seal nobody can tell whether the file was changed."))
    if key is None or len(signatures) != 1:
        return no_seal, unknown
    signature = signatures[0]
    if signature.signer_cert is None or signature.signer_cert.dump() != key.seal_certificate:
        return no_seal, unknown
    status = _seal_status(signature, key)
    if status is None or not status.valid:
        return no_seal, unknown
    sealed = Finding("seal", True, _("The file carries the municipality's seal."))
    if status.intact and status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return sealed, Finding("unchanged", True, _("Not one byte has changed since it was sealed."))
    return sealed, changed


def _seal_status(signature: EmbeddedPdfSignature, key: PublishedKey) -> PdfSignatureStatus | None:
    authority = asn1_x509.Certificate.load(key.authority_certificate)
    context = ValidationContext(trust_roots=[authority], allow_fetching=False)
    try:
        return outside_event_loop(
            lambda: validate_pdf_signature(signature, signer_validation_context=context, skip_diff=True)
        )
    except Exception:  # a seal that breaks the checker is no seal
        return None
