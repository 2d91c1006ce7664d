"""The signed slip in the QR code: enough to check a letter on paper, without the internet.

It stands behind the '#' of the address, which a browser does not send to anybody.
"""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, unquote, urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from eroba.kernel.documents.codes import read_code
from eroba.kernel.documents.statements import Statement, from_base64, signature_holds, to_base64

FORMAT = "eroba-slip-1"
_MARKER = "1"


@dataclass(frozen=True)
class Slip:
    """The few facts of a letter that fit into its QR code."""

    code: str
    municipality: str
    number: str
    issued_on: date
    outcome: str
    key_id: str

    def signed_bytes(self) -> bytes:
        """Give the bytes that are signed: the format and the fields, one on a line."""
        lines = (FORMAT, self.code, *self._fields())
        return "\n".join(lines).encode("utf-8")

    def as_json(self) -> dict[str, str]:
        """Give the slip as plain JSON values."""
        names = ("municipality", "number", "issued_on", "outcome", "key_id")
        return {"code": self.code, **dict(zip(names, self._fields(), strict=True))}

    def _fields(self) -> tuple[str, ...]:
        return (self.municipality, self.number, self.issued_on.isoformat(), self.outcome, self.key_id)

    def as_fragment(self, signature: bytes) -> str:
        """Write the slip as it stands behind the '#'."""
        parts = (*self._fields(), to_base64(signature))
        return "~".join((_MARKER, *(quote(part, safe="") for part in parts)))


def sign_slip(statement: Statement, private_key: Ed25519PrivateKey) -> str:
    """Write what follows the '#' in the QR code of a letter."""
    slip = Slip(
        code=statement.code,
        municipality=statement.municipality,
        number=statement.number,
        issued_on=statement.issued_on,
        outcome=statement.outcome,
        key_id=statement.key_id,
    )
    return slip.as_fragment(private_key.sign(slip.signed_bytes()))


def square_parts(square: str) -> tuple[str, str]:
    """Take the text of a QR code apart into the letter's code and its slip; both empty if it is none of ours."""
    try:
        address = urlsplit(square.strip())
    except ValueError:
        return "", ""
    return read_code(address.path.rstrip("/").rsplit("/", 1)[-1]) or "", address.fragment


def read_slip(code: str, fragment: str, public_key: bytes) -> Slip | None:
    """Read a slip; nothing unless this key signed it for this code."""
    marker, *parts = fragment.split("~")
    if marker != _MARKER or len(parts) != 6:
        return None
    municipality, number, day, outcome, key_id = (unquote(part) for part in parts[:-1])
    try:
        slip = Slip(code, municipality, number, date.fromisoformat(day), outcome, key_id)
        holds = signature_holds(public_key, from_base64(parts[-1]), slip.signed_bytes())
    except ValueError:
        return None
    return slip if holds else None
