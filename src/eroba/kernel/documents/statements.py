"""What the town says about a letter, as canonical JSON signed with Ed25519.

Knows no table and no PDF. The same bytes can be checked by thirty lines in any language
(docs/verify-a-decision.md); the seal on the whole file is in seal.py.
"""

import base64
import binascii
import hashlib
import json
import unicodedata
from dataclasses import asdict, dataclass
from datetime import date
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from eroba.kernel.base.canonical import canonical_json

FORMAT = "eroba-decision-1"
FILE_NAME = "eroba-decision.json"


class NotAStatement(ValueError):
    """The bytes are not a statement in our format."""


@dataclass(frozen=True)
class Statement:
    """The facts of one letter which the town signs. It holds no name and no number of a person."""

    code: str
    municipality: str
    municipality_name: str
    number: str
    kind: str
    outcome: str
    issued_on: date
    language: str
    text_sha256: str
    key_id: str

    def as_json(self) -> dict[str, str]:
        """Give the statement as plain JSON values, with its format."""
        return {"format": FORMAT, **asdict(self), "issued_on": self.issued_on.isoformat()}

    def canonical(self) -> bytes:
        """Give the bytes that are signed: keys sorted, no spaces, UTF-8."""
        return canonical_json(self.as_json())

    @classmethod
    def from_json(cls, values: object) -> Self:
        """Read a statement; raises NotAStatement when a field is missing, foreign or not text."""
        if not isinstance(values, dict) or values.get("format") != FORMAT:
            raise NotAStatement("not a statement of the format " + FORMAT)
        fields = {key: value for key, value in values.items() if key != "format"}
        if set(fields) != set(cls.__dataclass_fields__):
            raise NotAStatement("the fields are not those of a statement")
        if not all(isinstance(value, str) for value in fields.values()):
            raise NotAStatement("a field is not text")
        try:
            issued_on = date.fromisoformat(fields["issued_on"])
        except ValueError as error:
            raise NotAStatement("the date cannot be read") from error
        return cls(**{**fields, "issued_on": issued_on})


@dataclass(frozen=True)
class SignedStatement:
    """A statement, its signature, and the text of the letter it speaks of."""

    statement: Statement
    signature: bytes
    text: str

    def as_json(self) -> dict[str, object]:
        """Give the statement and its signature, without the text: nothing in it is about a person."""
        return {"statement": self.statement.as_json(), "signature": to_base64(self.signature)}

    def as_bytes(self) -> bytes:
        """Write the attachment that travels inside the PDF, with the text."""
        return canonical_json({**self.as_json(), "text": self.text})

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """Read the attachment; raises NotAStatement on anything else."""
        try:
            values = json.loads(content.decode("utf-8"))
            canonical_json({"": values})  # half characters (lone surrogates) are valid JSON, not text
        except (ValueError, RecursionError) as error:
            raise NotAStatement("not JSON") from error
        if not isinstance(values, dict) or not isinstance(values.get("text"), str):
            raise NotAStatement("not a signed statement")
        if not isinstance(values.get("signature"), str):
            raise NotAStatement("the signature is missing")
        try:
            signature = from_base64(values["signature"])
        except ValueError as error:
            raise NotAStatement("the signature cannot be read") from error
        return cls(Statement.from_json(values.get("statement")), signature, values["text"])

    def is_signed_by(self, public_key: bytes) -> bool:
        """Tell whether this key signed this statement."""
        return signature_holds(public_key, self.signature, self.statement.canonical())

    def speaks_of_its_text(self) -> bool:
        """Tell whether the text beside the statement is the text that was signed."""
        return text_fingerprint(self.text) == self.statement.text_sha256


def sign_statement(statement: Statement, text: str, private_key: Ed25519PrivateKey) -> SignedStatement:
    """Sign a statement about a letter with this text."""
    if statement.text_sha256 != text_fingerprint(text):
        raise ValueError("the statement speaks of another text")
    return SignedStatement(statement, private_key.sign(statement.canonical()), text)


def text_fingerprint(text: str) -> str:
    """Give the SHA-256 of a letter's visible text; how words are spaced makes no difference."""
    return hashlib.sha256(plain(text).encode("utf-8")).hexdigest()


def plain(text: str) -> str:
    """Put a text into the one form that is compared: NFC, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def signature_holds(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether an Ed25519 signature holds; wrong key material counts as no."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def to_base64(value: bytes) -> str:
    """Write bytes as base64 that is safe in an address, without padding."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode("ascii")


def from_base64(text: str) -> bytes:
    """Read base64 as written by `to_base64`; raises ValueError on anything else."""
    try:
        value = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("not base64") from error
    return value
