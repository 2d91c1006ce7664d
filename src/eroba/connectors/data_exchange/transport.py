"""One question over HTTP: time limits, one repetition, size cap, no detours.

Leaves headers and the meaning of an answer to the connector. Never logs or chains what was asked.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import httpx

from eroba.capabilities.registers.ports import Trouble, Unavailable

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

    @property
    def as_unavailable(self) -> Unavailable:
        """The same as an answer."""
        return Unavailable(self.trouble, self.retry_after_seconds)


@dataclass(frozen=True)
class Limits:
    """How long a register is waited for and how much it may say."""

    total_seconds: float = 3.0
    connect_seconds: float = 1.0
    tries: int = 2
    answer_bytes: int = 65_536
    connections: int = 8


#: How long a register is waited for unless somebody set it otherwise.
AS_USUAL = Limits()


@dataclass(frozen=True)
class Received:
    """An answer as it came: headers and bytes, of a good status."""

    headers: Mapping[str, str]
    raw: bytes


@lru_cache(maxsize=64)
def transport_with(limits: Limits, road: str) -> "Transport":
    """The connections kept open on one road: one register of one town holds up no other."""
    return Transport(limits)


class Transport:
    """Asks over HTTP within its limits."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits

    @cached_property
    def _client(self) -> httpx.Client:
        # No proxy from the environment and no redirect: a question about a person goes to one address only.
        return httpx.Client(
            trust_env=False,
            follow_redirects=False,
            limits=httpx.Limits(max_connections=self.limits.connections),
        )

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Received:
        """Ask once, and once more when nothing was answered; raises NoAnswer."""
        deadline = time.monotonic() + self.limits.total_seconds
        for left in range(self.limits.tries - 1, -1, -1):
            try:
                return self._one_try(url, headers, body, deadline)
            except NoAnswer as failure:
                time_left = deadline - time.monotonic() - _PAUSE_SECONDS
                if not (failure.again and left and time_left > _LEAST_SECONDS):
                    raise
                time.sleep(_PAUSE_SECONDS)
        raise NoAnswer(Trouble.DOWN)

    def _one_try(self, url: str, headers: Mapping[str, str], body: bytes, deadline: float) -> Received:
        left = max(deadline - time.monotonic(), 0.01)
        timeout = httpx.Timeout(left, connect=min(self.limits.connect_seconds, left))
        # A compressed answer could unpack to any size.
        sent = {"Content-Type": "application/json", "Accept-Encoding": "identity", **headers}
        try:
            with self._client.stream("POST", url, headers=sent, content=body, timeout=timeout) as response:
                raw = self._capped(response, deadline)
        except (httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise NoAnswer(Trouble.DOWN, detail=type(error).__name__) from None
        except httpx.TimeoutException as error:
            raise NoAnswer(Trouble.SLOW, detail=type(error).__name__) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            # `from None`: the request in the chained error would carry the personal number into the log.
            raise NoAnswer(Trouble.DOWN, again=True, detail=type(error).__name__) from None
        _check_status(response)
        return Received(response.headers, raw)

    def _capped(self, response: httpx.Response, deadline: float) -> bytes:
        received = bytearray()
        for part in response.iter_raw():
            received += part
            if len(received) > self.limits.answer_bytes:
                raise NoAnswer(Trouble.NONSENSE, detail="the answer is too big")
            if time.monotonic() > deadline:
                raise NoAnswer(Trouble.SLOW, detail="the answer dripped")
        return bytes(received)


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
    # The exchange layer itself says who may not ask with a status of 500; its own header tells it apart.
    is_refused = "AccessDenied" in response.headers.get("X-Road-Error", "")
    if code in {400, 401, 403} or is_refused:
        raise NoAnswer(Trouble.REFUSED, detail=f"status {code}")
    raise NoAnswer(Trouble.DOWN if code >= 500 else Trouble.NONSENSE, detail=f"status {code}")


def json_object(raw: bytes) -> Mapping[str, object]:
    """Read an answer that must be one JSON object; raises NoAnswer for anything else."""
    try:
        answer = json.loads(raw)
    except (ValueError, RecursionError):
        raise NoAnswer(Trouble.NONSENSE, detail="no JSON") from None
    if not isinstance(answer, dict):
        raise NoAnswer(Trouble.NONSENSE, detail="another shape than agreed")
    return answer
