"""How we and the bank know each other: each message carries a moment and a keyed digest over it. Knows no Django."""

import hashlib
import hmac
import time

MOMENT, SIGNATURE = "X-Bank-Moment", "X-Bank-Signature"
#: An older message is refused, so that one that was caught cannot be played again next week.
OLDEST_SECONDS = 600


def signed(key: str, method: str, path: str, body: bytes, moment: float | None = None) -> dict[str, str]:
    """Return the headers that show who sends a message and that nobody changed it."""
    at = f"{time.time() if moment is None else moment:.0f}"
    return {MOMENT: at, SIGNATURE: _digest(key, at, method, path, body)}


def is_genuine(key: str, method: str, path: str, body: bytes, moment: str, signature: str) -> bool:
    """Whether a message comes from whoever has the key, unchanged and fresh."""
    if not key or not moment.isascii() or not moment.isdigit() or len(moment) > 12:
        return False
    if abs(time.time() - int(moment)) > OLDEST_SECONDS:
        return False
    return hmac.compare_digest(_digest(key, moment, method, path, body), signature)


def _digest(key: str, moment: str, method: str, path: str, body: bytes) -> str:
    said = b"\n".join([moment.encode(), method.encode(), path.encode(), body])
    return hmac.new(key.encode(), said, hashlib.sha256).hexdigest()
