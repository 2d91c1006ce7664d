"""Text messages through any gateway that takes them over HTTP; which one, and in which words, the operator says.

Logs keys and statuses only, never a number or a text.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import httpx

from eroba.kernel.notify.ports import Sms, SmsAccepted, SmsRefused, SmsUnavailable

log = logging.getLogger("eroba.sms")

#: What a gateway may answer with when it will never take this message, whenever it is sent.
_NEVER = {400, 404, 410, 413, 422}
_ANSWER_BYTES_LIMIT = 65_536


@dataclass(frozen=True)
class GatewayOptions:
    """How a gateway is spoken to. `{to} {text} {key} {sender}` in a field stand for what is sent."""

    address: str
    fields: Mapping[str, str] = field(
        default_factory=lambda: {"to": "{to}", "text": "{text}", "sender": "{sender}", "key": "{key}"}
    )
    format: str = "json"
    """`json` or `form`."""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    sender: str = ""
    key_header: str = "Idempotency-Key"
    knows_keys: bool = True
    """Whether the gateway leaves out a second message with the same key."""
    reference: str = "id"
    """The field of its answer that names the message, without which it is not understood. Empty: any 2xx will do."""
    connect_seconds: float = 2.0
    total_seconds: float = 10.0


class HttpGateway:
    """One gateway, asked over HTTP."""

    def __init__(self, options: GatewayOptions) -> None:
        self.options = options
        self.knows_keys = options.knows_keys

    @cached_property
    def _client(self) -> httpx.Client:
        # No proxy from the environment and no redirect: a person's number goes to one address only.
        return httpx.Client(trust_env=False, follow_redirects=False)

    def send(self, message: Sms) -> SmsAccepted | SmsRefused:
        """Send a message; SmsUnavailable says whether it may have left all the same."""
        try:
            response = self._posted(message)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise self._unavailable(message, type(error).__name__, may_have_left=False) from None
        except httpx.HTTPError as error:
            # `from None`: the request in the chained error would carry the number into the log.
            raise self._unavailable(message, type(error).__name__, may_have_left=True) from None
        return self._read(message, response)

    def _posted(self, message: Sms) -> httpx.Response:
        options = self.options
        values = {"to": message.to, "text": message.text, "key": message.key}
        values["sender"] = message.sender or options.sender
        content = {name: words.format(**values) for name, words in options.fields.items()}
        limits = httpx.Timeout(options.total_seconds, connect=options.connect_seconds)
        headers = {**options.headers, options.key_header: message.key}
        body: dict[str, Any] = {"json": content} if options.format == "json" else {"data": content}
        return self._client.post(options.address, headers=headers, timeout=limits, **body)

    def _read(self, message: Sms, response: httpx.Response) -> SmsAccepted | SmsRefused:
        status = response.status_code
        if status in _NEVER:
            log.warning("message %s was refused with status %s", message.key, status)
            return SmsRefused(f"the gateway refused it with status {status}")
        if not 200 <= status < 300:
            # Nobody takes a message and answers with an error, except when a server falls over in between.
            raise self._unavailable(message, f"status {status}", may_have_left=status >= 500)
        if not self.options.reference:
            return SmsAccepted()
        reference = _reference(response, self.options.reference)
        if not reference:
            raise self._unavailable(message, "an answer nobody understands", may_have_left=True)
        return SmsAccepted(reference)

    def _unavailable(self, message: Sms, reason: str, *, may_have_left: bool) -> SmsUnavailable:
        log.warning("no answer about message %s: %s", message.key, reason)
        return SmsUnavailable(f"the text message gateway: {reason}", may_have_left=may_have_left)


def _reference(response: httpx.Response, name: str) -> str:
    if len(response.content) > _ANSWER_BYTES_LIMIT:
        return ""
    try:
        answer = json.loads(response.content)
    except (ValueError, RecursionError):
        return ""
    named = answer.get(name) if isinstance(answer, dict) else None
    return str(named) if isinstance(named, str | int) and not isinstance(named, bool) else ""
