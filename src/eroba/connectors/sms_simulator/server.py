"""The simulated gateway over HTTP: takes messages, leaves out repeated keys, and fails as it is told to."""

import json
import socket
import struct
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KINDS = {
    "slow": "takes the message, and answers only after NUMBER seconds (3)",
    "down": "drops the connection without a word, and takes nothing",
    "lost": "takes the message, and drops the connection without an answer",
    "unavailable": "answers 503",
    "limit": "answers 429",
    "refused": "answers 422: will never take this message",
    "nonsense": "sends a web page with status 200, and takes nothing",
}
STATUSES = {"unavailable": 503, "limit": 429, "refused": 422}
_BODY_LIMIT = 65_536


@dataclass
class Fault:
    """A fault; `times` counts down, None lasts until it is switched off."""

    kind: str
    number: float | None = None
    times: int | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no such fault: {self.kind!r}; there are {', '.join(KINDS)}")


class GatewayServer(ThreadingHTTPServer):
    """One gateway, one thread per message."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, host: str, port: int, *, knows_keys: bool = True) -> None:
        super().__init__((host, port), GatewayHandler)
        self.knows_keys = knows_keys
        self.sent: list[dict[str, object]] = []
        self.asked_count = 0
        self.fault: Fault | None = None
        self.stopping = threading.Event()
        self._lock = threading.Lock()

    @property
    def address(self) -> str:
        """Say where messages are taken."""
        return f"http://{self.server_address[0]!s}:{self.server_address[1]}"

    def strike(self) -> Fault | None:
        """Give the fault that hits this message, and count it."""
        with self._lock:
            self.asked_count += 1
            fault = self.fault
            if fault is not None and fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    self.fault = None
            return fault

    def take(self, key: str, message: dict[str, object]) -> str:
        """Keep a message and name it; one with a key that is known already is not kept twice."""
        with self._lock:
            for number, known in enumerate(self.sent, 1):
                if self.knows_keys and key and known["key"] == key:
                    return f"sim-{number}"
            self.sent.append({**message, "key": key})
            return f"sim-{len(self.sent)}"


class GatewayHandler(BaseHTTPRequestHandler):
    """One message, or one turn of the switch."""

    server: GatewayServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 60

    def do_POST(self) -> None:
        """Take a message."""
        message = self._content()
        fault = self.server.strike()
        kind = fault.kind if fault else ""
        if kind in STATUSES:
            return self._send(STATUSES[kind], {"error": "simulated"})
        if kind == "nonsense":
            return self._send_raw(200, b"<!doctype html><h1>It works</h1>", "text/html")
        if kind == "down":
            return self._drop()
        name = self.server.take(self.headers.get("Idempotency-Key", ""), message)
        if kind == "lost":
            return self._drop()
        if fault is not None and kind == "slow":
            self.server.stopping.wait(fault.number if fault.number is not None else 3)
        return self._send(202, {"id": name})

    def do_GET(self) -> None:
        """Show what was taken."""
        if self.path != "/control/sent":
            return self._send(404, {"error": "no such address"})
        return self._send(200, {"sent": self.server.sent, "asked": self.server.asked_count})

    def do_PUT(self) -> None:
        """Switch a fault on."""
        try:
            self.server.fault = Fault(**self._content())  # type: ignore[arg-type]
        except (TypeError, ValueError) as error:
            return self._send(400, {"error": str(error)})
        return self._send(200, {})

    def do_DELETE(self) -> None:
        """Work again."""
        self.server.fault = None
        self._send(200, {})

    def _content(self) -> dict[str, object]:
        length = min(int(self.headers.get("Content-Length") or 0), _BODY_LIMIT)
        try:
            read = json.loads(self.rfile.read(length) or b"{}")
        except ValueError:
            return {}
        return read if isinstance(read, dict) else {}

    def _drop(self) -> None:
        # Linger 0 makes the operating system send a reset, as a crashed gateway would.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def _send(self, status: int, content: object) -> None:
        self._send_raw(status, json.dumps(content, ensure_ascii=False).encode(), "application/json")

    def _send_raw(self, status: int, raw: bytes, content_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{content_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def handle(self) -> None:
        """Serve one connection; somebody who hangs up is nothing to report."""
        try:
            super().handle()
        except (OSError, ValueError):
            self.close_connection = True

    def finish(self) -> None:
        """Close the connection, also when it was dropped on purpose."""
        try:
            super().finish()
        except (OSError, ValueError):
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Keep silent: numbers and texts are nobody's business."""
