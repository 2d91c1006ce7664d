"""Asks a register over X-Road's message protocol for REST; the answer must prove that it belongs to the question."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass

from eroba.capabilities.registers.ports import Question, Said, Trouble, Unavailable
from eroba.connectors.data_exchange.transport import (
    AS_USUAL,
    Limits,
    NoAnswer,
    Received,
    json_object,
    transport_with,
)
from eroba.connectors.xroad import headers as names

log = logging.getLogger("eroba.registers")
_REFUSALS = ("AccessDenied", "UnknownService", "UnknownMember", "InvalidRequest", "BadRequest")


@dataclass(frozen=True)
class XRoadOptions:
    """Where our security server is, as which member we ask, and which service answers.

    `client` is the asking subsystem; `{town}` in it becomes the code of the town that asks. `service` begins with
    the class of the member that provides it.
    """

    address: str
    client: str
    service: str
    checks_request_hash: bool = True
    limits: Limits = AS_USUAL

    @property
    def url(self) -> str:
        """The address of the service at our security server."""
        instance = self.client.partition("/")[0]
        return f"{self.address.rstrip('/')}/{names.VERSION}/{instance}/{self.service}"


class XRoadLine:
    """The line to one service of one member."""

    def __init__(self, options: XRoadOptions) -> None:
        self.options = options

    def ask(self, question: Question) -> Said | Unavailable:
        """Ask about one person and give what was said, or the reason why nothing was."""
        sent, body = self._headers(question), body_of(question)
        transport = transport_with(self.options.limits, self.options.url)
        try:
            received = transport.post(self.options.url, sent, body)
            self._check(received, sent, body)
            return said_in(received.raw)
        except NoAnswer as failure:
            log.warning("no answer to %s over X-Road: %s", question.message_id, failure)
            return failure.as_unavailable

    def _headers(self, question: Question) -> dict[str, str]:
        return {
            names.CLIENT: names.encoded(self.options.client.replace("{town}", question.asking_body)),
            names.MESSAGE_ID: names.encoded(question.message_id),
            names.USER_ID: names.encoded(question.official),
            names.ISSUE: names.encoded(question.case_number),
        }

    def _check(self, received: Received, sent: Mapping[str, str], body: bytes) -> None:
        error = received.headers.get(names.ERROR)
        if error is not None:
            raise NoAnswer(trouble_of(error), detail=error[:80])
        if received.headers.get(names.MESSAGE_ID, sent[names.MESSAGE_ID]) != sent[names.MESSAGE_ID]:
            raise NoAnswer(Trouble.NONSENSE, detail="the answer names another question")
        told = received.headers.get(names.REQUEST_HASH)
        if self.options.checks_request_hash and told != names.request_hash(sent, body):
            raise NoAnswer(Trouble.NONSENSE, detail="the answer does not belong to the request")


def body_of(question: Question) -> bytes:
    """The question as the registers we know read it; the number travels in the body, where no access log keeps it."""
    asked = {
        "personal_number": question.personal_number,
        "fields": list(question.fields),
        "purpose": question.purpose,
        "legal_ground": question.legal_ground,
    }
    if question.child_number:
        asked["child_number"] = question.child_number
    return json.dumps(asked, ensure_ascii=False).encode()


def said_in(raw: bytes) -> Said:
    """Read the shape of an answer: about whom, found or not, and the values."""
    answer = json_object(raw)
    found, values = answer.get("found"), answer.get("values")
    if not isinstance(found, bool) or (found and not isinstance(values, dict)):
        raise NoAnswer(Trouble.NONSENSE, detail="another shape than agreed")
    return Said(answer.get("personal_number"), values if found and isinstance(values, dict) else None)


def trouble_of(error: str) -> Trouble:
    """What the error header of a security server means for whoever waits."""
    return Trouble.REFUSED if any(word in error for word in _REFUSALS) else Trouble.DOWN
