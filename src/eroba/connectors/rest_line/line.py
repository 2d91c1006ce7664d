"""Asks a register at one REST address and reads its answer under the names the owner uses."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from eroba.capabilities.registers.ports import Question, Said, Trouble, Unavailable
from eroba.connectors.data_exchange.transport import AS_USUAL, Limits, NoAnswer, json_object, transport_with

log = logging.getLogger("eroba.registers")
MISSING = object()


@dataclass(frozen=True)
class RestOptions:
    """Where a register is and under which names it asks and answers; paths in an answer are parted by dots.

    `values` maps our names to theirs; a value without an entry has the same name on both sides.
    """

    address: str
    secret: str = field(default="", repr=False)
    key_header: str = "Authorization"
    number_key: str = "personal_number"
    person_path: str = "personal_number"
    found_path: str = "found"
    values_path: str = "values"
    values: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = AS_USUAL


class RestLine:
    """The line to one REST address."""

    def __init__(self, options: RestOptions) -> None:
        self.options = options

    def ask(self, question: Question) -> Said | Unavailable:
        """Ask about one person and give what was said, or the reason why nothing was."""
        transport = transport_with(self.options.limits, self.options.address)
        try:
            received = transport.post(self.options.address, self._headers(question), self._body(question))
            return self._read(json_object(received.raw))
        except NoAnswer as failure:
            log.warning("no answer to %s over REST: %s", question.message_id, failure)
            return failure.as_unavailable

    def _headers(self, question: Question) -> dict[str, str]:
        # Ours, so that the owner can write down the same as we do: which case, which question.
        sent = {"X-Case-Number": _ascii(question.case_number), "X-Request-Id": _ascii(question.message_id)}
        if self.options.secret:
            sent[self.options.key_header] = self.options.secret
        return sent

    def _body(self, question: Question) -> bytes:
        asked = {
            self.options.number_key: question.personal_number,
            "fields": [self.options.values.get(name, name) for name in question.fields],
            "purpose": question.purpose,
            "legal_ground": question.legal_ground,
            "case_number": question.case_number,
        }
        return json.dumps(asked, ensure_ascii=False).encode()

    def _read(self, answer: Mapping[str, object]) -> Said:
        person, found = at(answer, self.options.person_path), at(answer, self.options.found_path)
        if person is MISSING or not isinstance(found, bool):
            raise NoAnswer(Trouble.NONSENSE, detail="another shape than agreed")
        if not found:
            return Said(person, None)
        theirs = at(answer, self.options.values_path) if self.options.values_path else answer
        if not isinstance(theirs, dict):
            raise NoAnswer(Trouble.NONSENSE, detail="another shape than agreed")
        return Said(person, self._in_our_names(theirs))

    def _in_our_names(self, theirs: Mapping[str, object]) -> dict[str, object]:
        renamed = set(self.options.values.values())
        ours = {name: value for name, value in theirs.items() if name not in renamed}
        for name, path in self.options.values.items():
            value = at(theirs, path)
            if value is not MISSING:
                ours[name] = value
        return ours


def at(answer: Mapping[str, object], path: str) -> object:
    """What stands at a path such as `account.number`; `MISSING` when there is no such place."""
    here: object = answer
    for name in path.split("."):
        if not isinstance(here, dict) or name not in here:
            return MISSING
        here = here[name]
    return here


def _ascii(text: str) -> str:
    return text.encode("ascii", "replace").decode()
