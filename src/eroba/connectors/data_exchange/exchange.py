"""One question over the wire: time limits, one repetition, size cap, breaker, proof that the answer is ours.

Leaves the meaning of the values to the register's own connector. Logs names of registers and
message ids only, never a value or a personal number.
"""

import json
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import httpx

from eroba.capabilities.registers.ports import NotInRegister, Question, Trouble, Unavailable
from eroba.connectors.data_exchange import headers as names
from eroba.connectors.data_exchange.breaker import Breaker

log = logging.getLogger("eroba.registers")

_PASSING = {502, 503, 504}
_PAUSE_SECONDS = 0.1
_LEAST_SECONDS = 0.2


class NoAnswer(Exception):
    """A try that brought no usable answer; `again` says whether asking once more is sensible."""

    def __init__(
        self,
        trouble: Trouble,
        *,
        again: bool = False,
        retry_after_seconds: int | None = None,
        detail: str = "",
    ) -> None:
        super().__init__(detail or trouble.value)
        self.trouble = trouble
        self.again = again
        self.retry_after_seconds = retry_after_seconds


@dataclass(frozen=True)
class ExchangeOptions:
    """Where a register is, as whom we ask and how long we wait for it.

    `client` is the asking member of the exchange; `{town}` in it becomes the code of the town that asks.
    """

    base_url: str
    client: str = "GE-TEST/MUN/{town}/eroba"
    connect_seconds: float = 1.0
    total_seconds: float = 3.0
    tries: int = 2
    answer_bytes_limit: int = 65_536
    connections_limit: int = 8
    checks_request_hash: bool = True

    @property
    def instance(self) -> str:
        """Name the exchange we are a member of, e.g. `GE-TEST`."""
        return self.client.partition("/")[0]


class Exchange:
    """The line to one service of one register."""

    def __init__(self, register: str, service: str, options: ExchangeOptions) -> None:
        self.register = register
        self.service = service
        self.options = options
        self.breaker = Breaker(register)

    @cached_property
    def _client(self) -> httpx.Client:
        # No proxy from the environment and no redirect: a question about a person goes to one address only.
        return httpx.Client(
            trust_env=False,
            follow_redirects=False,
            limits=httpx.Limits(max_connections=self.options.connections_limit),
        )

    def ask(self, question: Question) -> Mapping[str, object] | NotInRegister | Unavailable:
        """Ask the register and give its values as sent, or the reason why there are none."""
        if self.breaker.is_resting():
            return Unavailable(Trouble.RESTING)
        started = time.monotonic()
        try:
            answer = self._within_time(question, deadline=started + self.options.total_seconds)
        except NoAnswer as failure:
            self._count(failure)
            log.warning(
                "%s: no answer to %s (%s: %s)", self.register, question.message_id, failure.trouble, failure
            )
            return Unavailable(failure.trouble, failure.retry_after_seconds)
        self.breaker.worked()
        log.info(
            "%s: answered %s in %d ms",
            self.register,
            question.message_id,
            (time.monotonic() - started) * 1000,
        )
        return _content(answer, question)

    def _count(self, failure: NoAnswer) -> None:
        if failure.trouble == Trouble.LIMITED:
            self.breaker.rest(failure.retry_after_seconds or 1)
        elif failure.trouble != Trouble.REFUSED:
            self.breaker.failed()

    def _within_time(self, question: Question, deadline: float) -> Mapping[str, object]:
        for left in range(self.options.tries - 1, -1, -1):
            try:
                return self._one_try(question, deadline)
            except NoAnswer as failure:
                time_left = deadline - time.monotonic() - _PAUSE_SECONDS
                if not (failure.again and left and time_left > _LEAST_SECONDS):
                    raise
                time.sleep(_PAUSE_SECONDS)
        raise NoAnswer(Trouble.DOWN)

    def _one_try(self, question: Question, deadline: float) -> Mapping[str, object]:
        sent = self._headers(question)
        body = _body(question)
        left = max(deadline - time.monotonic(), 0.01)
        limits = httpx.Timeout(left, connect=min(self.options.connect_seconds, left))
        url = f"{self.options.base_url.rstrip('/')}/r1/{self.options.instance}/{self.service}"
        try:
            with self._client.stream("POST", url, headers=sent, content=body, timeout=limits) as response:
                raw = self._capped(response, deadline)
        except (httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise NoAnswer(Trouble.DOWN, detail=type(error).__name__) from None
        except httpx.TimeoutException as error:
            raise NoAnswer(Trouble.SLOW, detail=type(error).__name__) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            # `from None`: the request in the chained error would carry the personal number into the log.
            raise NoAnswer(Trouble.DOWN, again=True, detail=type(error).__name__) from None
        _check_status(response)
        if self.options.checks_request_hash and response.headers.get(
            names.REQUEST_HASH
        ) != names.request_hash(sent, body):
            raise NoAnswer(Trouble.NONSENSE, detail="the answer does not belong to the request")
        return _parsed(raw)

    def _headers(self, question: Question) -> dict[str, str]:
        return {
            names.CLIENT: names.encoded(self.options.client.format(town=question.asking_body)),
            names.MESSAGE_ID: names.encoded(question.message_id),
            names.USER_ID: names.encoded(question.official),
            names.ISSUE: names.encoded(question.case_number),
            "Content-Type": "application/json",
            # A compressed answer could unpack to any size.
            "Accept-Encoding": "identity",
        }

    def _capped(self, response: httpx.Response, deadline: float) -> bytes:
        received = bytearray()
        for part in response.iter_raw():
            received += part
            if len(received) > self.options.answer_bytes_limit:
                raise NoAnswer(Trouble.NONSENSE, detail="the answer is too big")
            if time.monotonic() > deadline:
                raise NoAnswer(Trouble.SLOW, detail="the answer dripped")
        return bytes(received)


def _body(question: Question) -> bytes:
    return json.dumps(
        {
            "personal_number": question.personal_number,
            "fields": list(question.fields),
            "purpose": question.purpose,
            "legal_ground": question.legal_ground,
        },
        ensure_ascii=False,
    ).encode()


def _check_status(response: httpx.Response) -> None:
    code = response.status_code
    if code == 200:
        return
    if code == 429:
        wish = response.headers.get("Retry-After", "")
        seconds = min(int(wish), 3600) if wish.isascii() and wish.isdigit() else 30
        raise NoAnswer(Trouble.LIMITED, retry_after_seconds=seconds)
    if code in _PASSING:
        raise NoAnswer(Trouble.DOWN, again=True, detail=f"status {code}")
    if code in {400, 401, 403}:
        raise NoAnswer(Trouble.REFUSED, detail=f"status {code}")
    raise NoAnswer(Trouble.DOWN if code >= 500 else Trouble.NONSENSE, detail=f"status {code}")


def _parsed(raw: bytes) -> Mapping[str, object]:
    try:
        answer = json.loads(raw)
    except (ValueError, RecursionError):
        raise NoAnswer(Trouble.NONSENSE, detail="no JSON") from None
    if not isinstance(answer, dict) or not isinstance(answer.get("found"), bool):
        raise NoAnswer(Trouble.NONSENSE, detail="another shape than agreed")
    if answer["found"] and not isinstance(answer.get("values"), dict):
        raise NoAnswer(Trouble.NONSENSE, detail="another shape than agreed")
    return answer


def _content(
    answer: Mapping[str, object], question: Question
) -> Mapping[str, object] | NotInRegister | Unavailable:
    if answer.get("personal_number") != question.personal_number:
        log.error("answer to %s is about another person and was thrown away", question.message_id)
        return Unavailable(Trouble.OTHER_PERSON)
    values = answer.get("values")
    return values if answer["found"] and isinstance(values, dict) else NotInRegister()
