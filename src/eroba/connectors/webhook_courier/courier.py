"""Brings one call: a POST, no redirects, no proxy, ten seconds altogether, and nothing is read but the status."""

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping, Sequence

from django.utils.functional import Promise

from eroba.connectors.webhook_courier.guarding import Goal, Network, Objection, goal_of
from eroba.kernel.webhooks.ports import NotTaken

SECONDS_TO_CONNECT, SECONDS_ALTOGETHER = 3.0, 10.0


class GuardedCourier:
    """Brings calls, and only to where the operator lets them go."""

    def __init__(
        self,
        allowed: Sequence[Network] = (),
        *,
        seconds: float = SECONDS_ALTOGETHER,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.allowed = tuple(allowed)
        self.seconds = seconds
        self._tls = tls or ssl.create_default_context()

    def objection(self, address: str) -> Promise | str | None:
        """Why nothing may be brought to an address."""
        try:
            goal_of(address, self.allowed)
        except Objection as objection:
            return objection.words
        return None

    def bring(self, address: str, headers: Mapping[str, str], body: bytes) -> int:
        """Bring a call; the status it was taken with."""
        try:
            goal = goal_of(address, self.allowed)
        except Objection:
            raise NotTaken("the address cannot be used, or its name is not known") from None
        try:
            status = self._post(goal, headers, body)
        except TimeoutError:
            raise NotTaken("no answer in time") from None
        except ssl.SSLError:
            raise NotTaken("its certificate is not to be trusted") from None
        except (OSError, http.client.HTTPException) as problem:
            raise NotTaken(f"no answer ({type(problem).__name__})") from None
        if not 200 <= status < 300:
            raise NotTaken(f"it answered with status {status}", status=status)
        return status

    def _post(self, goal: Goal, headers: Mapping[str, str], body: bytes) -> int:
        connection = _Pinned(goal, self._tls)
        late = threading.Event()
        # The library limits each wait, not their sum: whoever sends one byte a second would hold us for hours.
        timer = threading.Timer(self.seconds, connection.cut, args=(late,))
        timer.daemon = True
        timer.start()
        try:
            connection.request("POST", goal.path, body=body, headers=dict(headers))
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            if late.is_set():
                raise TimeoutError from None
            raise
        finally:
            timer.cancel()
            connection.close()


class _Pinned(http.client.HTTPConnection):
    """A connection to the machine that was found for the name, under the name."""

    def __init__(self, goal: Goal, tls: ssl.SSLContext) -> None:
        super().__init__(goal.host, goal.port, timeout=SECONDS_TO_CONNECT)
        self._goal, self._tls = goal, tls
        if goal.is_secure:
            self.default_port = 443  # type: ignore[misc]

    def connect(self) -> None:
        """Connect to the machine, not to whatever the name says by now."""
        plain = socket.create_connection((self._goal.machine, self._goal.port), SECONDS_TO_CONNECT)
        plain.settimeout(SECONDS_ALTOGETHER)
        self.sock = (
            self._tls.wrap_socket(plain, server_hostname=self._goal.host) if self._goal.is_secure else plain
        )

    def cut(self, late: threading.Event) -> None:
        """End it from another thread."""
        late.set()
        try:
            if self.sock is not None:
                self.sock.shutdown(socket.SHUT_RDWR)
        except OSError:  # it ended by itself in the same moment
            return
