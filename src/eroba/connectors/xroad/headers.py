"""Headers of X-Road's message protocol for REST, and the hash that ties an answer to its request. Pure."""

import base64
import hashlib
from collections.abc import Mapping
from urllib.parse import quote

VERSION = "r1"
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

    Only the exchange layer's own headers count, so that a proxy may add others on the way. Without a body it is
    the hash of the headers alone.
    """
    lines = "".join(f"{name.lower()}: {headers.get(name, '')}\n" for name in SENT)
    digest = hashlib.sha512(lines.encode()).digest()
    if body:
        digest = hashlib.sha512(digest + hashlib.sha512(body).digest()).digest()
    return base64.b64encode(digest).decode()
