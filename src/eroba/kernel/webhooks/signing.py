"""How a call is signed, after Standard Webhooks: HMAC-SHA256 over its name, the second of sending and its body.

Pure; whoever receives calls can take this file as it stands.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence

PREFIX = "whsec_"
SECRET_BYTES = 32
TOLERANCE_SECONDS = 5 * 60


def new_secret() -> bytes:
    """A secret nobody can guess."""
    return secrets.token_bytes(SECRET_BYTES)


def as_shown(secret: bytes) -> str:
    """A secret as it is handed to the makers of an app."""
    return PREFIX + base64.b64encode(secret).decode()


def read_secret(shown: str) -> bytes:
    """A secret from what was handed over; raises ValueError when it is none."""
    return base64.b64decode(shown.removeprefix(PREFIX), validate=True)


def signature(secret: bytes, name: str, second: int, body: bytes) -> str:
    """One signature of a call."""
    signed = b".".join([name.encode(), str(second).encode(), body])
    return "v1," + base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()


def signed_headers(all_secrets: Sequence[bytes], name: str, second: int, body: bytes) -> dict[str, str]:
    """The three headers of a call; while a secret is being changed there are two signatures, either will do."""
    return {
        "webhook-id": name,
        "webhook-timestamp": str(second),
        "webhook-signature": " ".join(signature(secret, name, second, body) for secret in all_secrets),
    }


def is_genuine(secret: bytes, headers: dict[str, str], body: bytes, *, now: int) -> bool:
    """Whether a call came from us and is not older than five minutes: what a receiver has to ask."""
    name, said = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not said.isdecimal() or abs(now - int(said)) > TOLERANCE_SECONDS:
        return False
    right = signature(secret, name, int(said), body)
    return any(hmac.compare_digest(right, one) for one in headers.get("webhook-signature", "").split())
