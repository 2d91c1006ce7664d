"""Headers of the data exchange layer, and the hash that ties an answer to its request. Pure."""

import base64
import hashlib
from collections.abc import Mapping
from urllib.parse import quote

CLIENT = "X-Road-Client"
MESSAGE_ID = "X-Road-Id"
USER_ID = "X-Road-UserId"
ISSUE = "X-Road-Issue"
SERVICE = "X-Road-Service"
REQUEST_ID = "X-Road-Request-Id"
REQUEST_HASH = "X-Road-Request-Hash"
ERROR = "X-Road-Error"

SENT = (CLIENT, ISSUE, MESSAGE_ID, USER_ID)


def encoded(value: str) -> str:
    """Write a header value in percent-encoded UTF-8, as the message protocol asks."""
    return quote(value, safe="/-_.:")


def request_hash(headers: Mapping[str, str], body: bytes) -> str:
    """Hash a request the way an answer must repeat it: base64 of SHA512(SHA512(headers) + SHA512(body)).

    Only the exchange layer's own headers count, so that a proxy may add others on the way.
    """
    lines = "".join(f"{name.lower()}: {headers.get(name, '')}\n" for name in SENT)
    inner = hashlib.sha512(lines.encode()).digest() + hashlib.sha512(body).digest()
    return base64.b64encode(hashlib.sha512(inner).digest()).decode()
